/** What makes work happen later or leaves a trace: jobs, due items, access log, answered requests. */
import type { Actor } from '../../domain/case/events.ts';

export interface JobQueue {
  /** Adds a job in this transaction. `key` keeps one waiting job per key; `afterMs` is real time. */
  add(
    name: string,
    payload: unknown,
    options?: { key?: string; queue?: string; afterMs?: number; maxAttempts?: number },
  ): Promise<void>;
}

export interface DueStore {
  /** Something falls due on the office's clock. One item per kind and thing; setting again moves it. */
  set(kind: string, about: string, at: Date): Promise<void>;
  clear(kind: string, about: string): Promise<void>;
  takeDue(now: Date, limit: number): Promise<{ dueId: string; kind: string; about: string }[]>;
}

export interface AccessLog {
  /** Notes that somebody saw personal data: who, what, why. Part of the transaction that reads. */
  add(entry: { actor: Actor; purpose: string; what: string; caseId?: string }, now: Date): Promise<void>;
  /** The same for a list that renews itself: noted once a quarter of an hour of real time for one person. */
  addOnce(entry: { actor: Actor; purpose: string; what: string }, now: Date): Promise<void>;
  ofCase(caseId: string): Promise<{ at: string; actorName: string; purpose: string; what: string }[]>;
}

export interface IdempotencyStore {
  find(
    actorId: string,
    key: string,
    requestHash: Buffer,
  ): Promise<{ status: number; answer: unknown } | 'other-request' | undefined>;
  remember(
    actorId: string,
    key: string,
    requestHash: Buffer,
    status: number,
    answer: unknown,
    now: Date,
  ): Promise<void>;
}
