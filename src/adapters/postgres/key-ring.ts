/** Data keys: one per case, per contact and per day, wrapped by the office's key and cached while in use. */
import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { type OfficeKeys, wrappingKey } from '../keys/office-keys.ts';
import { seal, unseal } from '../keys/seal.ts';
import { type OfficeTransaction, sqlFor } from './office-transaction.ts';

/** A data key in memory. */
export interface DataKey {
  keyId: string;
  key: Buffer;
}

const CACHE_LIMIT = 2000;

/** Makes, finds and caches data keys of one office. */
export class KeyRing {
  readonly keys: OfficeKeys;
  readonly #cache = new Map<string, Buffer>();
  /** By office and day. */
  readonly #days = new Map<string, DataKey>();
  /** Transactions that made a day's key: until they are kept, what they read may never have been. */
  readonly #makers = new WeakSet<OfficeTransaction>();
  /** Keys that a transaction made and nobody else can see yet. */
  readonly #fresh = new WeakMap<OfficeTransaction, Map<string, Buffer>>();

  constructor(keys: OfficeKeys) {
    this.keys = keys;
  }

  #remember(keyId: string, key: Buffer): void {
    if (this.#cache.size >= CACHE_LIMIT) this.#cache.delete(this.#cache.keys().next().value!);
    this.#cache.set(keyId, key);
  }

  async #make(tx: OfficeTransaction, purpose: 'case' | 'contact' | 'day', now: Date, day: string | null) {
    const keyId = v7();
    const key = randomBytes(32);
    const { current } = this.keys;
    if (purpose === 'day') this.#makers.add(tx);
    const wrapped = seal(wrappingKey(this.keys, current), key, `data_keys/${tx.officeId}/${keyId}`);
    const made = await tx.run(
      sqlFor
        .insertInto('data_keys')
        .values({
          office_id: tx.officeId,
          key_id: keyId,
          purpose,
          day,
          wrapped,
          wrapped_by: current,
          created_at: now,
        })
        .onConflict((conflict) => conflict.doNothing()),
    );
    return made === 1 ? { keyId, key } : undefined;
  }

  /** A fresh key for a case or a contact. */
  async make(tx: OfficeTransaction, purpose: 'case' | 'contact', now: Date): Promise<DataKey> {
    const made = await this.#make(tx, purpose, now, null);
    if (made === undefined) throw new Error('a new data key met an old one');
    const fresh = this.#fresh.get(tx) ?? new Map<string, Buffer>();
    this.#fresh.set(tx, fresh.set(made.keyId, made.key));
    tx.afterCommit(() => this.#remember(made.keyId, made.key));
    return made;
  }

  /** The key of a calendar day (UTC), for what belongs to no case or contact yet. */
  async forDay(tx: OfficeTransaction, now: Date): Promise<DataKey> {
    const day = now.toISOString().slice(0, 10);
    const place = `${tx.officeId}/${day}`;
    const known = this.#days.get(place);
    if (known !== undefined) return known;
    const row = await tx.find(
      sqlFor
        .selectFrom('data_keys')
        .select(['key_id', 'wrapped', 'wrapped_by'])
        .where('office_id', '=', tx.officeId)
        .where('day', '=', day)
        .where('destroyed_at', 'is', null),
    );
    if (row === undefined) return (await this.#make(tx, 'day', now, day)) ?? this.forDay(tx, now);
    const found = { keyId: row.key_id, key: this.#unwrap(tx, row.key_id, row) };
    if (this.#makers.has(tx)) return found;
    if (this.#days.size > 8) this.#days.clear();
    this.#days.set(place, found);
    return found;
  }

  #unwrap(tx: OfficeTransaction, keyId: string, row: { wrapped: Buffer | null; wrapped_by: string }): Buffer {
    if (row.wrapped === null) throw new KeyDestroyed(keyId);
    const place = `data_keys/${tx.officeId}/${keyId}`;
    const key = unseal(wrappingKey(this.keys, row.wrapped_by), row.wrapped, place);
    if (!this.#makers.has(tx)) this.#remember(keyId, key);
    return key;
  }

  #forget(tx: OfficeTransaction, keyId: string): void {
    this.#cache.delete(keyId);
    this.#fresh.get(tx)?.delete(keyId);
    for (const [place, day] of this.#days) if (day.keyId === keyId) this.#days.delete(place);
  }

  /** Finds a key by id. Throws `KeyDestroyed` when it was destroyed at the end of retention. */
  async get(tx: OfficeTransaction, keyId: string): Promise<Buffer> {
    const cached = this.#cache.get(keyId) ?? this.#fresh.get(tx)?.get(keyId);
    if (cached !== undefined) return cached;
    const row = await tx.find(
      sqlFor
        .selectFrom('data_keys')
        .select(['wrapped', 'wrapped_by'])
        .where('office_id', '=', tx.officeId)
        .where('key_id', '=', keyId),
    );
    if (row === undefined) throw new Error('a data key is missing');
    return this.#unwrap(tx, keyId, row);
  }

  /** Destroys a key: what it sealed can never be read again. */
  async destroy(tx: OfficeTransaction, keyId: string, now: Date): Promise<void> {
    await tx.run(
      sqlFor
        .updateTable('data_keys')
        .set({ wrapped: null, destroyed_at: now })
        .where('office_id', '=', tx.officeId)
        .where('key_id', '=', keyId),
    );
    this.#forget(tx, keyId);
    // Somebody else may have read it again before this was certain.
    tx.afterCommit(() => this.#forget(tx, keyId));
  }
}

/** The key was destroyed on purpose: the content is gone, the log of it stays. */
export class KeyDestroyed extends Error {
  readonly reason = 'content-erased';
  readonly keyId: string;

  constructor(keyId: string) {
    super('the data key was destroyed at the end of retention');
    this.keyId = keyId;
  }
}
