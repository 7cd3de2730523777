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
  /** Like `set`, unless such an item is open and falls due no later. */
  ensure(kind: string, about: string, at: Date): Promise<void>;
  clear(kind: string, about: string): Promise<void>;
  takeDue(now: Date, limit: number): Promise<{ dueId: string; kind: string; about: string }[]>;
}

/** A look at personal data: who, what, why. */
export interface Look {
  actor: Actor;
  purpose: string;
  what: string;
  caseId?: string;
}

export interface AccessLog {
  /** Notes that somebody asked to see personal data. Part of the transaction that reads. */
  add(look: Look, now: Date): Promise<void>;
  /**
   * The same for what the screen renews by itself with every change: noted once in each quarter of an hour of the
   * office's clock for one person, purpose, thing and case. Another purpose is noted anew.
   */
  addOnce(look: Look, now: Date): Promise<void>;
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
