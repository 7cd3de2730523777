/** Keeps PINs and pick-up codes as slow keyed digests and counts wrong tries. */
import { createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { SecretOutcome, SecretStore } from '../../app/ports.ts';
import { sqlFor } from './office-transaction.ts';
import type { StoreContext } from './store-context.ts';

/** Wrong tries before a pause, and how long it lasts. */
const TRIES = 5;
const PAUSE_MS = 15 * 60_000;
/** A PIN has only a million values: the office key keeps a stolen database from being searched at all. */
const SCRYPT = { N: 2 ** 12, r: 8, p: 1 };

/** The secret store of one transaction. */
export class PostgresSecretStore implements SecretStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  #digest(secret: string, salt: Buffer): Buffer {
    const keyed = createHmac('sha256', this.#context.keys.pin).update(secret).digest();
    return scryptSync(keyed, salt, 32, SCRYPT);
  }

  digestPin(pin: string): string {
    const salt = randomBytes(16);
    return `${salt.toString('base64')}.${this.#digest(pin, salt).toString('base64')}`;
  }

  async #set(caseId: string, kind: 'pin' | 'pickup', digest: string): Promise<void> {
    const { tx, officeId } = this.#context;
    const columns = { digest, tries: 0, locked_until: null };
    await tx.run(
      sqlFor
        .insertInto('case_secrets')
        .values({ office_id: officeId, case_id: caseId, kind, ...columns })
        .onConflict((conflict) => conflict.columns(['office_id', 'case_id', 'kind']).doUpdateSet(columns)),
    );
  }

  setPin(caseId: string, digest: string): Promise<void> {
    return this.#set(caseId, 'pin', digest);
  }

  setPickupCode(caseId: string, code: string): Promise<void> {
    return this.#set(caseId, 'pickup', this.digestPin(code));
  }

  async check(caseId: string, kind: 'pin' | 'pickup', secret: string, now: Date): Promise<SecretOutcome> {
    const { tx, officeId } = this.#context;
    const [row] = await tx.rows<{ digest: string; tries: number; locked_until: Date | null }>(
      'select digest, tries, locked_until from case_secrets where office_id = $1 and case_id = $2 and kind = $3 for update',
      [officeId, caseId, kind],
    );
    if (row === undefined) {
      // The same work as for a wrong one, so that the time does not tell which case has no PIN.
      this.#digest(secret, randomBytes(16));
      return 'wrong';
    }
    if (row.locked_until !== null && row.locked_until > now) return 'too-many';
    const [salt, expected] = row.digest.split('.').map((part) => Buffer.from(part, 'base64'));
    const isRight = timingSafeEqual(this.#digest(secret, salt!), expected!);
    const tries = isRight ? 0 : row.tries + 1;
    const isLocked = tries >= TRIES;
    await tx.run(
      sqlFor
        .updateTable('case_secrets')
        .set({
          tries: isLocked ? 0 : tries,
          locked_until: isLocked ? new Date(now.getTime() + PAUSE_MS) : null,
        })
        .where('office_id', '=', officeId)
        .where('case_id', '=', caseId)
        .where('kind', '=', kind),
    );
    return isRight ? 'ok' : isLocked ? 'too-many' : 'wrong';
  }
}
