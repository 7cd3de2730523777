/** The hash chain over the events of one case: what is covered, and by which rule one link follows from the last. */
import { createHash } from 'node:crypto';

/** The hash before the first event. */
export const NO_HASH: Buffer = Buffer.alloc(32);

/** Everything that is stored of one event, beside its two hashes. `at` is ISO 8601 in UTC with milliseconds. */
export interface ChainedEvent {
  caseId: string;
  seq: number;
  eventId: string;
  type: string;
  at: string;
  actorKind: string;
  actorId: string;
  documentJobId: string | null;
  keyId: string;
  sealed: Buffer;
}

/** SHA-256 over the hash before and everything stored of the event, sealed as it is: no key is needed to check. */
export function eventHash(prev: Buffer, event: ChainedEvent): Buffer {
  const { caseId, seq, eventId, type, at, actorKind, actorId, documentJobId, keyId, sealed } = event;
  const head = JSON.stringify([caseId, seq, eventId, type, at, actorKind, actorId, documentJobId, keyId]);
  return createHash('sha256').update(prev).update(head).update('\0').update(sealed).digest();
}
