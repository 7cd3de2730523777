/** Registers files and seals them: the file store sees only ciphertext, the database only its digest. */
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { FileRegistry, NewFile } from '../../app/ports.ts';
import type { StoredFile } from '../../domain/case/state.ts';
import { sealInParts, unseal } from '../keys/seal.ts';
import { sqlFor } from './office-transaction.ts';
import { given, type StoreContext } from './store-context.ts';
import { PostgresJobQueue } from './work-stores.ts';

/** As many as Node's pool of threads works on. */
const PUTS_AT_ONCE = 4;

const INSERT_FILES = `
  insert into files (office_id, case_id, key_id, stored_at, file_id, purpose, sha256, bytes, mime)
  select $1, $2, $3, $4, * from unnest($5::uuid[], $6::text[], $7::text[], $8::int[], $9::text[])`;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The file registry of one transaction. */
export class PostgresFileRegistry implements FileRegistry {
  readonly #context: StoreContext;
  /** Keys of the cases that this transaction was found to see. */
  readonly #keyIds = new Map<string, string>();

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async #key(caseId: string | undefined, now: Date): Promise<{ keyId: string; key: Buffer }> {
    const { tx, ring, unborn } = this.#context;
    if (caseId === undefined) return ring.forDay(tx, now);
    const coming = unborn.get(caseId);
    if (coming !== undefined) return coming.dataKey;
    const keyId = this.#keyIds.get(caseId) ?? (await this.#keyIdOf(caseId));
    this.#keyIds.set(caseId, keyId);
    return { keyId, key: await ring.get(tx, keyId) };
  }

  async #keyIdOf(caseId: string): Promise<string> {
    const { tx, officeId } = this.#context;
    const row = await tx.find(
      sqlFor
        .selectFrom('cases')
        .select('key_id')
        .where('office_id', '=', officeId)
        .where('case_id', '=', caseId),
    );
    if (row === undefined) throw new Error('a file needs a case that can be seen');
    return row.key_id;
  }

  async add({ caseId, ...file }: NewFile & { caseId?: string }, now: Date): Promise<StoredFile> {
    const [stored] = await this.addAll(caseId, [file], now);
    return stored!;
  }

  async addAll(caseId: string | undefined, files: readonly NewFile[], now: Date): Promise<StoredFile[]> {
    if (files.length === 0) return [];
    const { tx, officeId, unborn } = this.#context;
    const { keyId, key } = await this.#key(caseId, now);
    const entries = files.map((file) => ({ ...file, fileId: v7(), sha256: sha256(file.bytes) }));
    // The bytes are durable before the rows that promise them; an orphan after a crash is only ciphertext.
    await this.#store(entries, key);
    const values = [
      officeId,
      caseId ?? null,
      keyId,
      now,
      entries.map((entry) => entry.fileId),
      entries.map((entry) => entry.purpose),
      entries.map((entry) => entry.sha256),
      entries.map((entry) => entry.bytes.length),
      entries.map((entry) => entry.mime),
    ];
    const register = () => tx.rows(INSERT_FILES, values);
    const coming = caseId === undefined ? undefined : unborn.get(caseId);
    if (coming === undefined) await register();
    else coming.waiting.push(register);
    return entries.map(({ fileId, sha256, bytes }) => ({ fileId, sha256, bytes: bytes.length }));
  }

  /** A few side by side, because most of the time is spent waiting for the disk; each is sealed when its turn comes. */
  async #store(entries: readonly { fileId: string; bytes: Uint8Array }[], key: Buffer): Promise<void> {
    const { tx, officeId, fileStore } = this.#context;
    const waiting = entries.values();
    const work = async () => {
      for (const { fileId, bytes } of waiting) {
        const place = `${officeId}/${fileId}`;
        await fileStore.put(place, sealInParts(key, bytes, `files/${fileId}`));
        tx.afterRollback(() => fileStore.remove(place));
      }
    };
    // All have ended before a failure is told: what they stored is then known, and removed with the rollback.
    const ended = await Promise.allSettled(Array.from({ length: PUTS_AT_ONCE }, work));
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
  }

  async read(fileId: string) {
    const { tx, officeId, ring, fileStore } = this.#context;
    const row = await tx.find(
      sqlFor
        .selectFrom('files')
        .select(['key_id', 'sha256', 'mime', 'purpose', 'case_id'])
        .where('office_id', '=', officeId)
        .where('file_id', '=', fileId)
        .where('removed_at', 'is', null),
    );
    if (row === undefined) return undefined;
    const sealed = await fileStore.get(`${officeId}/${fileId}`);
    if (sealed === undefined) throw new Error('a registered file is missing from the file store');
    const bytes = unseal(await ring.get(tx, row.key_id), Buffer.from(sealed), `files/${fileId}`);
    if (sha256(bytes) !== row.sha256) throw new Error('a stored file differs from its digest');
    return { bytes, mime: row.mime, purpose: row.purpose, ...given({ caseId: row.case_id }) };
  }

  async remove(fileId: string, now: Date): Promise<void> {
    const { tx, officeId } = this.#context;
    const removed = await tx.run(
      sqlFor
        .updateTable('files')
        .set({ removed_at: now })
        .where('office_id', '=', officeId)
        .where('file_id', '=', fileId),
    );
    // A job of this transaction, so that the bytes go when it is certain, and also after a crash in between.
    if (removed === 1) await new PostgresJobQueue(this.#context).add('erase-file', { fileId });
  }

  async erase(fileId: string): Promise<void> {
    const { tx, officeId, fileStore } = this.#context;
    const row = await tx.find(
      sqlFor
        .selectFrom('files')
        .select('removed_at')
        .where('office_id', '=', officeId)
        .where('file_id', '=', fileId),
    );
    if (row?.removed_at != null) await fileStore.remove(`${officeId}/${fileId}`);
  }
}
