/** Does something once, however often it is asked for: a repeated request gets the first answer. */
import { refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { Refused } from './do-officer-act.ts';
import type { Officer, Transaction } from './ports.ts';

/** The key that a client gave its request, and a digest of all that the request says. */
export interface Repeat {
  key: string;
  hash: Buffer;
}

/**
 * Runs `work` and remembers its answer under the key, in the same transaction. The same key with another request is
 * refused; without a key every request counts for itself.
 */
export async function once<T extends object>(
  app: App,
  tx: Transaction,
  officer: Officer,
  repeat: Repeat | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (repeat === undefined) return work();
  const { key, hash } = repeat;
  const before = await tx.idempotency.find(officer.officerId, key, hash);
  if (before === 'other-request') throw new Refused(refuse('same-key-other-request'));
  if (before !== undefined) return before.answer as T;
  const answer = await work();
  await tx.idempotency.remember(officer.officerId, key, hash, 200, answer, app.clock.now());
  return answer;
}
