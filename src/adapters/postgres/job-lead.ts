/**
 * The lead over the background work: one process of a database has it at a time. Who takes it over frees what a dead
 * one left locked; without that, the job library would leave those jobs alone for four hours.
 */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** The lead, for as long as its connection stands. */
export interface JobLead {
  /** Connections that act as the owner of the job library's tables. They end with the lead. */
  pool: pg.Pool;
  /** Settles when the lead is lost: the database went away, or broke the connection off. */
  lost: Promise<void>;
  release(): Promise<void>;
}

/** The library's own role, reached through the gate (see roles.ts). */
const AS_JOBS = '-c role=sampai_jobs';
const TRY_AGAIN_MS = 250;
const CONNECTION_PATIENCE_MS = 5_000;

const TAKE = "select pg_try_advisory_lock(hashtextextended('sampai/background-work', 0)) as taken";

/** Whoever holds the lead is the only worker, so every lock that is there is a dead one's. */
const FREE = `
  select graphile_worker.force_unlock_workers(array(
    select locked_by from graphile_worker._private_jobs where locked_by is not null
    union select locked_by from graphile_worker._private_job_queues where locked_by is not null))`;

/** A locked job whose key was given to a newer one is kept by the library as out of tries: nobody needs it. */
const FORGET = `
  select graphile_worker.complete_jobs(array(
    select id from graphile_worker._private_jobs where key is null and attempts >= max_attempts))`;

/** Tries once. Undefined when another process has the lead; throws when the database is away. */
async function tryLead(connectionString: string): Promise<JobLead | undefined> {
  const client = new pg.Client({
    connectionString,
    options: AS_JOBS,
    application_name: 'sampai-jobs-lead',
    keepAlive: true,
    connectionTimeoutMillis: CONNECTION_PATIENCE_MS,
  });
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>(TAKE);
    if (!rows[0]!.taken) {
      await client.end();
      return undefined;
    }
    await client.query(FREE);
    await client.query(FORGET);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  const pool = openPool(connectionString);
  return {
    pool,
    lost,
    release: async () => {
      await Promise.allSettled([pool.end(), client.end()]);
    },
  };
}

/**
 * A pool for this lead alone: once it has ended, a worker that still sleeps over a failed question finds no
 * connection when it wakes, and takes no job that nobody would ever report as done.
 */
function openPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: 8,
    application_name: 'sampai-jobs',
    options: AS_JOBS,
    connectionTimeoutMillis: CONNECTION_PATIENCE_MS,
  });
  return pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
}

/** Waits until this process has the lead; undefined when `stop` aborts first. */
export async function takeJobLead(connectionString: string, stop: AbortSignal): Promise<JobLead | undefined> {
  while (!stop.aborted) {
    const lead = await tryLead(connectionString).catch(() => undefined);
    if (lead !== undefined) return lead;
    await wait(TRY_AGAIN_MS, undefined, { signal: stop }).catch(() => undefined);
  }
  return undefined;
}
