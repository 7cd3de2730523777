/** Stores that make work happen later, or leave a trace of it: jobs, due items, access log, idempotency. */
import { v7 } from 'uuid';
import type { AccessLog, DueStore, IdempotencyStore, JobQueue, Look } from '../../app/ports.ts';
import { sealJson, unsealJson } from '../keys/seal.ts';
import { sqlFor } from './office-transaction.ts';
import type { StoreContext } from './store-context.ts';

/** Adds jobs in the open transaction, through the one function that the app may call. */
export class PostgresJobQueue implements JobQueue {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async add(name: string, payload: unknown, options: Parameters<JobQueue['add']>[2] = {}): Promise<void> {
    const spec = {
      identifier: name,
      payload: { officeId: this.#context.officeId, ...(payload as object) },
      queue_name: options.queue,
      max_attempts: options.maxAttempts ?? 25,
      job_key: options.key === undefined ? undefined : `${name}/${this.#context.officeId}/${options.key}`,
      run_at:
        options.afterMs === undefined ? undefined : new Date(Date.now() + options.afterMs).toISOString(),
    };
    await this.#context.tx.rows('select sampai_jobs_api.add_jobs($1)', [JSON.stringify([spec])]);
  }
}

/** Keeps what falls due on the office's clock. */
export class PostgresDueStore implements DueStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async set(kind: string, about: string, at: Date): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.run(
      sqlFor
        .insertInto('due_items')
        .values({ office_id: officeId, due_id: v7(), kind, about, due_at: at })
        .onConflict((conflict) =>
          conflict.columns(['office_id', 'kind', 'about']).doUpdateSet({ due_at: at, done_at: null }),
        ),
    );
  }

  async ensure(kind: string, about: string, at: Date): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.rows(
      `insert into due_items (office_id, due_id, kind, about, due_at) values ($1, $2, $3, $4, $5)
       on conflict (office_id, kind, about) do update set due_at = excluded.due_at, done_at = null
        where due_items.done_at is not null or due_items.due_at > excluded.due_at`,
      [officeId, v7(), kind, about, at],
    );
  }

  async clear(kind: string, about: string): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.rows(
      'update due_items set done_at = due_at where office_id = $1 and kind = $2 and about = $3 and done_at is null',
      [officeId, kind, about],
    );
  }

  async takeDue(now: Date, limit: number): Promise<{ dueId: string; kind: string; about: string }[]> {
    const { tx, officeId } = this.#context;
    const rows = await tx.rows<{ due_id: string; kind: string; about: string }>(
      `update due_items set done_at = $2 where office_id = $1 and due_id in (
         select due_id from due_items where office_id = $1 and done_at is null and due_at <= $2
          order by due_at limit $3 for update skip locked)
       returning due_id, kind, about`,
      [officeId, now, limit],
    );
    return rows.map((row) => ({ dueId: row.due_id, kind: row.kind, about: row.about }));
  }
}

const QUARTER_HOUR_MS = 15 * 60_000;

/** Appends to the access log. */
export class PostgresAccessLog implements AccessLog {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  add(entry: Look, now: Date): Promise<void> {
    return this.#append(entry, now, null);
  }

  addOnce(entry: Look, now: Date): Promise<void> {
    return this.#append(entry, now, Math.floor(now.getTime() / QUARTER_HOUR_MS));
  }

  /** The unique index over the quarter decides: of two that look at the same moment one is written down. */
  async #append(entry: Look, now: Date, quarter: number | null): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.run(
      sqlFor
        .insertInto('access_log')
        .values({
          office_id: officeId,
          access_id: v7(),
          at: now,
          actor_kind: entry.actor.kind,
          actor_id: entry.actor.id,
          purpose: entry.purpose,
          what: entry.what,
          case_id: entry.caseId ?? null,
          quarter,
        })
        .onConflict((conflict) => conflict.doNothing()),
    );
  }

  async ofCase(caseId: string) {
    const { tx, officeId } = this.#context;
    const rows = await tx.rows<{ at: Date; name: string; purpose: string; what: string }>(
      `select l.at, coalesce(o.name, l.actor_kind) as name, l.purpose, l.what from access_log l
         left join officers o on o.office_id = l.office_id and o.officer_id::text = l.actor_id
        where l.office_id = $1 and l.case_id = $2 order by l.access_id desc limit 500`,
      [officeId, caseId],
    );
    return rows.map((row) => ({
      at: row.at.toISOString(),
      actorName: row.name,
      purpose: row.purpose,
      what: row.what,
    }));
  }
}

/** Remembers answers to requests that carried a key, so that a repeated request is answered and not repeated. */
export class PostgresIdempotencyStore implements IdempotencyStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async find(actorId: string, key: string, requestHash: Buffer) {
    const { tx, officeId, ring } = this.#context;
    // The same request may still be at work: its answer is worth waiting for.
    await tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `request/${officeId}/${actorId}/${key}`,
    ]);
    const row = await tx.find(
      sqlFor
        .selectFrom('idempotency_keys')
        .select(['request_hash', 'status', 'answer_sealed', 'key_id'])
        .where('office_id', '=', officeId)
        .where('actor_id', '=', actorId)
        .where('key', '=', key),
    );
    if (row === undefined) return undefined;
    if (!row.request_hash.equals(requestHash)) return 'other-request' as const;
    const answer = unsealJson(
      await ring.get(tx, row.key_id),
      row.answer_sealed,
      `idempotency_keys/${actorId}/${key}`,
    );
    return { status: row.status, answer };
  }

  async remember(
    actorId: string,
    key: string,
    requestHash: Buffer,
    status: number,
    answer: unknown,
    now: Date,
  ): Promise<void> {
    const { tx, officeId, ring } = this.#context;
    const { keyId, key: dayKey } = await ring.forDay(tx, now);
    await tx.run(
      sqlFor.insertInto('idempotency_keys').values({
        office_id: officeId,
        actor_id: actorId,
        key,
        request_hash: requestHash,
        status,
        answer_sealed: sealJson(dayKey, answer, `idempotency_keys/${actorId}/${key}`),
        key_id: keyId,
        made_at: now,
      }),
    );
  }
}
