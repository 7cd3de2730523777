/** Webhooks that are not yet acknowledged. They wait here over restarts; an acknowledgement is kept as proof. */
import type { Database } from './database.ts';

/** One change to report. */
export interface QueuedWebhook {
  sequence: number;
  kind: 'message' | 'status';
  /** The wamid it is about. */
  about: string;
  /** Meta's `value` object as JSON text. */
  value: string;
  /** Real milliseconds. */
  dueAt: number;
  firstTriedAt?: number;
  attempts: number;
}

/** A message or status that the business answered with HTTP 200. */
export interface Acknowledgement {
  sequence: number;
  wamid: string;
  kind: 'message' | 'status';
  /** Real time, ISO 8601. */
  at: string;
}

/** How to reach the queue. Times are real milliseconds, since the network's retries do not follow the demo clock. */
export interface WebhookQueue {
  add(webhook: Pick<QueuedWebhook, 'kind' | 'about' | 'dueAt'> & { value: unknown }): void;
  due(now: number, except: ReadonlySet<number>, limit: number): QueuedWebhook[];
  /** When the next one is due that is not under way. */
  nextDueAt(except: ReadonlySet<number>): number | undefined;
  postpone(sequences: readonly number[], dueAt: number, now: number): void;
  /** Everything that waits becomes due now. */
  hurry(now: number): void;
  acknowledge(webhooks: readonly QueuedWebhook[], at: string): void;
  giveUp(sequences: readonly number[]): void;
  count(): number;
  acknowledged(after: number, limit: number): Acknowledgement[];
}

type Row = Omit<QueuedWebhook, 'dueAt' | 'firstTriedAt'> & {
  due_at: number;
  first_tried_at: number | null;
};

function fromRow({ due_at: dueAt, first_tried_at: firstTriedAt, ...rest }: Row): QueuedWebhook {
  return { ...rest, dueAt, ...(firstTriedAt === null ? {} : { firstTriedAt }) };
}

function acknowledgeAll(db: Database, webhooks: readonly QueuedWebhook[], at: string): void {
  for (const { sequence, about, kind } of webhooks) {
    db.run('DELETE FROM webhooks WHERE sequence = ?', sequence);
    db.run(
      'INSERT INTO acknowledged (sequence, wamid, kind, at) VALUES (?, ?, ?, ?)',
      db.nextNumber(),
      about,
      kind,
      at,
    );
  }
}

/** Opens the queue of a state. */
export function openWebhookQueue(db: Database): WebhookQueue {
  const remove = (sequence: number) => db.run('DELETE FROM webhooks WHERE sequence = ?', sequence);
  const waiting = (except: ReadonlySet<number>) => JSON.stringify([...except]);
  return {
    add: ({ kind, about, value, dueAt }) =>
      db.run(
        'INSERT INTO webhooks (sequence, kind, about, value, due_at) VALUES (?, ?, ?, ?, ?)',
        db.nextNumber(),
        kind,
        about,
        JSON.stringify(value),
        dueAt,
      ),
    due: (now, except, limit) =>
      db
        .all<Row>(
          `SELECT * FROM webhooks WHERE due_at <= ? AND sequence NOT IN (SELECT value FROM json_each(?))
             ORDER BY due_at, sequence LIMIT ?`,
          now,
          waiting(except),
          limit,
        )
        .map(fromRow),
    nextDueAt: (except) =>
      db.get<{ at: number | null }>(
        'SELECT min(due_at) AS at FROM webhooks WHERE sequence NOT IN (SELECT value FROM json_each(?))',
        waiting(except),
      )?.at ?? undefined,
    postpone(sequences, dueAt, now) {
      for (const sequence of sequences)
        db.run(
          `UPDATE webhooks SET due_at = ?, attempts = attempts + 1,
             first_tried_at = coalesce(first_tried_at, ?) WHERE sequence = ?`,
          dueAt,
          now,
          sequence,
        );
    },
    hurry: (now) => db.run('UPDATE webhooks SET due_at = ? WHERE due_at > ?', now, now),
    acknowledge: (webhooks, at) => acknowledgeAll(db, webhooks, at),
    giveUp: (sequences) => sequences.forEach(remove),
    count: () => db.get<{ n: number }>('SELECT count(*) AS n FROM webhooks')!.n,
    acknowledged: (after, limit) =>
      db.all<Acknowledgement>(
        'SELECT sequence, wamid, kind, at FROM acknowledged WHERE sequence > ? ORDER BY sequence LIMIT ?',
        after,
        limit,
      ),
  };
}
