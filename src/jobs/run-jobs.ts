/**
 * Background work: the job library runs what transactions added, a ticker turns due times into jobs. It goes on
 * for as long as this process has the lead, and begins anew after the database was away.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type Logger, type Runner, run } from 'graphile-worker';
import type pg from 'pg';
import { type App, isDatabaseAway, STORING_PATIENCE_MS, wholeOffice } from '../app/app.ts';
import { recoverWork } from '../app/recover-work.ts';
import type { Sending } from '../app/send-outbox.ts';
import { WorkUnderWay, workOf } from './tasks.ts';

/** The lead over the background work (adapters/postgres/job-lead.ts), given by main. */
export interface Lead {
  pool: pg.Pool;
  lost: Promise<void>;
  release(): Promise<void>;
}

/** What the jobs need beside the app. */
export interface JobOptions {
  /** Waits for the lead; undefined when `stop` aborts first. */
  takeLead(stop: AbortSignal): Promise<Lead | undefined>;
  sending: Sending;
  /** Folds waiting events into a signed checkpoint; returns how many. */
  makeCheckpoint(): Promise<number>;
  /** Deletes sessions that have ended; returns how many. */
  eraseSessions(): Promise<number>;
  libraryLogger: Logger;
}

/** The running background work. */
export interface Jobs {
  stop(): Promise<void>;
}

const TICK_MS = 1_000;
const CONCURRENCY = 6;
const POLL_MS = 2_000;
const PAUSE_MS = 250;
/** A predecessor that lost its parent ends within a second; another one that stays is told of, and waited for. */
const LEAD_PATIENCE_MS = 5_000;

/** One tick: what fell due becomes jobs, messages whose time has come go out, new events are sealed. */
async function tick(app: App, options: JobOptions): Promise<void> {
  await app.storage.transact(wholeOffice(app), async (tx) => {
    const now = app.clock.now();
    for (const { kind, about } of await tx.due.takeDue(now, 100))
      await tx.jobs.add(kind, { about }, { key: about });
    for (const contactId of await tx.outbox.contactsDue(now, 100)) {
      await tx.jobs.add('send-outbox', { contactId }, { key: contactId });
    }
  });
  while ((await options.makeCheckpoint()) > 0);
}

async function keepTicking(app: App, options: JobOptions, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await wait(TICK_MS, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return;
    await tick(app, options).catch((error: unknown) => {
      // A database that is away costs the lead as well, which is told of there.
      if (isDatabaseAway(error)) return;
      app.log.incident(app.newId(), 'a tick failed', error);
    });
  }
}

/** Works while the lead lasts; resolves when it is lost, when the library gave up, or when `stop` aborts. */
async function work(app: App, options: JobOptions, lead: Lead, stop: AbortSignal): Promise<void> {
  const underWay = new WorkUnderWay();
  const runner: Runner = await run({
    pgPool: lead.pool,
    schema: 'graphile_worker',
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    pollInterval: POLL_MS,
    logger: options.libraryLogger,
    taskList: underWay.counted(workOf(app, options.sending, options.eraseSessions)),
    // Reported in batches: the library hears of a failed report then, and stops. One by one, nobody would hear.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  const ended = new AbortController();
  const ticking = keepTicking(app, options, ended.signal);
  const stopped = new Promise<void>((resolve) => {
    if (stop.aborted) resolve();
    stop.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([lead.lost, runner.promise, stopped]).catch(() => undefined);
  ended.abort();
  // Questions that were under way fail by themselves; asked to end in the middle of one, the library cries out.
  if (!stop.aborted) await wait(PAUSE_MS);
  await ticking;
  await (stop.aborted ? runner.stop() : runner.kill()).catch(() => undefined);
  // What a job did outside is stored before anything is taken for lost.
  await underWay.end(STORING_PATIENCE_MS);
}

/** Takes the lead, works, and begins anew, until `stop` aborts. `onLead` is told when the work begins. */
async function keepWorking(
  app: App,
  options: JobOptions,
  stop: AbortSignal,
  onLead: () => void,
): Promise<void> {
  for (let isFirst = true; !stop.aborted; isFirst = false) {
    const lead = await options.takeLead(stop);
    if (lead === undefined) return;
    try {
      await recoverWork(app, isFirst ? 'process-started' : 'database-returned');
      onLead();
      await work(app, options, lead, stop);
      if (!stop.aborted) app.log.warn('the background work was broken off and begins anew');
    } catch (error) {
      app.log.warn('the background work could not begin', {
        message: (error as Error).message.slice(0, 120),
      });
    } finally {
      await lead.release();
    }
    await wait(PAUSE_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

/**
 * Starts the background work. Resolves when it has begun and everything that a dead process left behind is visible;
 * while another process has the lead, it waits a few seconds and then resolves without.
 */
export async function runJobs(app: App, options: JobOptions): Promise<Jobs> {
  const stop = new AbortController();
  const begun = Promise.withResolvers<boolean>();
  const working = keepWorking(app, options, stop.signal, () => begun.resolve(true));
  const timer = setTimeout(() => begun.resolve(false), LEAD_PATIENCE_MS);
  if (!(await begun.promise)) app.log.warn('another process does the background work; this one waits for it');
  clearTimeout(timer);
  return {
    async stop() {
      stop.abort();
      await working;
    },
  };
}
