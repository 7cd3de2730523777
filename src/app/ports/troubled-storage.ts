/** What the office keeps of messages that did not surely arrive, until a person closes each. */
import type { Actor } from '../../domain/case/events.ts';
import type { TroubledState } from '../../domain/message/trouble.ts';

/** One message that waits for a person. */
export interface TroubledMessage {
  outboxId: string;
  contactId: string;
  caseId?: string;
  purpose: string;
  state: TroubledState;
  isNotice: boolean;
  startedAt: string;
  /** The PIN or pick-up code in it was struck out. */
  isCodeGone: boolean;
  /** Meta's error code, if there was one. */
  code?: number;
}

/** A message of which the transaction holds the row: `state` is any, and a person may have closed it. */
export type HeldMessage = Omit<TroubledMessage, 'state'> & {
  state: string;
  isClosed: boolean;
  /** Its content was erased. */
  isErased: boolean;
};

export interface TroubledMessageStore {
  /** Every message that waits for a person, oldest first, none left out. */
  list(): Promise<TroubledMessage[]>;
  /** Which contact and case a message belongs to. */
  find(outboxId: string): Promise<{ contactId: string; caseId?: string } | undefined>;
  /** Holds the message: nobody else may close it until this transaction ends. */
  lock(outboxId: string): Promise<HeldMessage | undefined>;
  /** Closes a message for good, in somebody's name. */
  close(outboxId: string, how: 'handled' | 'sent-again', by: Actor, now: Date): Promise<void>;
  /** Queues the same content as a fresh row that names the old one; returns its id. */
  queueAgain(outboxId: string, now: Date): Promise<string>;
  /** Closes, as handled, what waits of a case for one purpose or may still fail; returns their ids. */
  closeOf(caseId: string, purpose: string, by: Actor, now: Date): Promise<string[]>;
}
