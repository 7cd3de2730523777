/** Transactions in the name of one office: the only way in which the app reaches the office's tables. */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import pg from 'pg';
import { DatabaseAway, isDatabaseAway } from './database-away.ts';
import type { Schema } from './schema.ts';

/** Builds typed SQL; it has no connection of its own, so nothing can slip past the office's transaction. */
export const sqlFor = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Whose rows may be seen: one office, and of its cases those in these areas. */
export interface Scope {
  officeId: string;
  areas: readonly string[] | '*';
}

/** A Kysely query that can be compiled and knows its row type. */
interface Query<Row> {
  compile(): CompiledQuery<Row>;
}

const statementNames = new Map<string, string>();

/** Statements are prepared once per connection under a name made from their text: planning is what costs. */
function statementName(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
    if (statementNames.size < 2000) statementNames.set(text, name);
  }
  return name;
}

/** Something to be told to whoever listens on a channel of PostgreSQL. */
interface Notice {
  channel: string;
  payload: string;
}

/** Without a connection the whole transaction is gone: whoever attempts within it must know, and not go on. */
function throwAway(error: unknown): never {
  throw isDatabaseAway(error) ? new DatabaseAway(error) : error;
}

/** An open transaction of one office. */
export class OfficeTransaction {
  readonly client: pg.PoolClient;
  readonly officeId: string;
  readonly #afterCommit: (() => void)[] = [];
  readonly #afterRollback: (() => Promise<void>)[] = [];
  readonly #notices: Notice[] = [];

  constructor(client: pg.PoolClient, officeId: string) {
    this.client = client;
    this.officeId = officeId;
  }

  /** Rows of a typed query. */
  async all<Row>(query: Query<Row>): Promise<Row[]> {
    const { sql, parameters } = query.compile();
    return this.rows<Row & pg.QueryResultRow>(sql, parameters as unknown[]);
  }

  /** First row or `undefined`. */
  async find<Row>(query: Query<Row>): Promise<Row | undefined> {
    return (await this.all(query))[0];
  }

  /** Runs a typed query and says how many rows it touched. */
  async run(query: Query<unknown>): Promise<number> {
    const { sql, parameters } = query.compile();
    const result = await this.client.query({
      name: statementName(sql),
      text: sql,
      values: parameters as unknown[],
    });
    return result.rowCount ?? 0;
  }

  /** Tells listeners once this transaction is certain; it travels with the commit, the same only once. */
  notify(notice: Notice): void {
    this.#notices.push(notice);
  }

  /** Statements that tell what is to be told. */
  get noticeStatements(): string[] {
    const said = this.#notices.map(
      ({ channel, payload }) => `select pg_notify(${literal(channel)}, ${literal(payload)})`,
    );
    return [...new Set(said)];
  }

  /** Remembers something in memory to do once this transaction is certain. It cannot fail. */
  afterCommit(work: () => void): void {
    this.#afterCommit.push(work);
  }

  /** Remembers how to tidy up outside the database what this transaction promised, should it be undone. */
  afterRollback(work: () => Promise<void>): void {
    this.#afterRollback.push(work);
  }

  /** Does what was put off until commit. */
  committed(): void {
    for (const work of this.#afterCommit) work();
  }

  /** Tidies up after a rollback. What cannot be tidied up is ciphertext that nothing refers to. */
  async rolledBack(from = 0): Promise<void> {
    await Promise.allSettled(this.#afterRollback.splice(from).map((work) => work()));
  }

  /** Runs `work` under a savepoint: when it throws, only its own changes are undone. */
  async attempt<T>(work: () => Promise<T>): Promise<T> {
    const [commits, rollbacks] = [this.#afterCommit.length, this.#afterRollback.length];
    const notices = this.#notices.length;
    await this.client.query('savepoint attempt').catch(throwAway);
    try {
      const result = await work();
      await this.client.query('release savepoint attempt');
      return result;
    } catch (error) {
      if (isDatabaseAway(error)) throwAway(error);
      await this.client.query('rollback to savepoint attempt').catch(throwAway);
      this.#afterCommit.length = commits;
      this.#notices.length = notices;
      await this.rolledBack(rollbacks);
      throw error;
    }
  }

  /** Rows of hand-written SQL, for what Kysely cannot say well. */
  async rows<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const result = await this.client.query<Row>({ name: statementName(text), text, values });
    return result.rows;
  }
}

/** Dates stay text (`YYYY-MM-DD`): a calendar day has no time zone. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

function literal(value: string): string {
  return pg.escapeLiteral(value);
}

function opening(scope: Scope): string {
  const areas = scope.areas === '*' ? '*' : scope.areas.join(',');
  return `begin; set local sampai.office = ${literal(scope.officeId)}; set local sampai.areas = ${literal(areas)}`;
}

const RETRYABLE = new Set(['40001', '40P01']);

/** Commits. A statement that failed and was passed over makes PostgreSQL roll back instead, without an error. */
async function commit(tx: OfficeTransaction): Promise<void> {
  const results = await tx.client.query([...tx.noticeStatements, 'commit'].join('; '));
  // Several statements in one message have a result each, which the driver's types do not know.
  const last = ([] as { command: string }[]).concat(results).at(-1);
  if (last?.command === 'ROLLBACK') throw new Error('a failed statement was passed over: nothing was kept');
}

/** How a transaction meets a database that is away. */
export interface Patience {
  /**
   * Waits so long, in milliseconds of real time, for it to come back and runs `work` again. A commit whose answer
   * was lost may have been kept: `work` must then find what it did and do no more. Default: 0.
   */
  patienceMs?: number;
}

const LONGEST_PAUSE_MS = 500;

/**
 * Runs `work` in one transaction; commits when it resolves, rolls back when it throws. Deadlocks and
 * serialisation failures are tried again up to three times, so `work` must be repeatable. Throws `DatabaseAway`
 * when the connection could not be made or was lost.
 */
export async function inOffice<T>(
  pool: pg.Pool,
  scope: Scope,
  work: (tx: OfficeTransaction) => Promise<T>,
  { patienceMs = 0 }: Patience = {},
): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  let conflicts = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(pool, scope, work);
    } catch (error) {
      const isConflict = RETRYABLE.has((error as { code?: string }).code ?? '');
      if (isConflict) conflicts += 1;
      if (isConflict && conflicts < 3) continue;
      if (!isDatabaseAway(error)) throw error;
      if (performance.now() > giveUpAt) throw new DatabaseAway(error);
      await wait(Math.min(50 * attempt, LONGEST_PAUSE_MS));
    }
  }
}

async function runOnce<T>(
  pool: pg.Pool,
  scope: Scope,
  work: (tx: OfficeTransaction) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const tx = new OfficeTransaction(client, scope.officeId);
  let broken: Error | undefined;
  let isCommitting = false;
  // A connection may break while `work` is busy elsewhere; unheard, that would end the whole process.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query(opening(scope));
    const result = await work(tx);
    isCommitting = true;
    await commit(tx);
    tx.committed();
    return result;
  } catch (error) {
    await client.query('rollback').catch(onError);
    // When the commit itself failed nobody knows whether it was kept: what it refers to must stay.
    if (!isCommitting) await tx.rolledBack();
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
