/** Background work: the job library runs what transactions added, a ticker turns due times into jobs. */
import { type Logger, type Runner, run, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import { type App, wholeOffice } from '../app/app.ts';
import { applyStatuses } from '../app/apply-statuses.ts';
import { eraseFile } from '../app/erase-file.ts';
import { fetchMedia } from '../app/fetch-media.ts';
import { handleInbox } from '../app/handle-inbox.ts';
import { expireDraft, nudgeDraft } from '../app/old-drafts.ts';
import { type Sending, sendOutbox } from '../app/send-outbox.ts';
import { settleMedia } from '../app/settle-media.ts';
import { sweepSigning } from '../app/sweep-signing.ts';
import { tellAskedAgain } from '../app/tell-asked-again.ts';

/** What the jobs need beside the app. */
export interface JobOptions {
  /** Pool that acts as the owner of the job library's tables. */
  pool: pg.Pool;
  sending: Sending;
  /** Folds waiting events into a signed checkpoint; returns how many. */
  makeCheckpoint(): Promise<number>;
  libraryLogger: Logger;
}

const TICK_MS = 1_000;
const CONCURRENCY = 6;

function tasks(app: App, sending: Sending): TaskList {
  return {
    'handle-inbox': () => handleInbox(app),
    'apply-statuses': () => applyStatuses(app),
    'fetch-media': (payload) => fetchMedia(app, (payload as { mediaKey: string }).mediaKey),
    'erase-file': (payload) => eraseFile(app, (payload as { fileId: string }).fileId),
    'settle-media': (payload) => settleMedia(app, (payload as { contactId: string }).contactId),
    'send-outbox': (payload) => sendOutbox(app, sending, (payload as { contactId: string }).contactId),
    'delete-media': (payload) => app.whatsapp.deleteMedia((payload as { mediaId: string }).mediaId),
    'expire-draft': (payload) => expireDraft(app, (payload as { about: string }).about),
    'nudge-draft': (payload) => nudgeDraft(app, (payload as { about: string }).about),
    'tell-asked-again': (payload) => tellAskedAgain(app, (payload as { about: string }).about),
    'signing-unsettled': () =>
      sweepSigning(app, new Date(app.clock.now().getTime() - app.settings.signingTimeoutMs)).then(
        () => undefined,
      ),
  };
}

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

/** After a crash: what was on its way has an unknown outcome and is made visible, not repeated. */
async function recover(app: App): Promise<void> {
  const bootedAt = app.clock.now();
  await sweepSigning(app, bootedAt);
  await app.storage.transact(wholeOffice(app), async (tx) => {
    const count = await tx.outbox.markStuckUncertain(bootedAt, bootedAt);
    if (count > 0) app.log.warn('messages were on their way when the app stopped', { count });
    await tx.jobs.add('handle-inbox', {}, { key: 'recover' });
    await tx.jobs.add('apply-statuses', {}, { key: 'recover' });
  });
}

/** Starts the background work. */
export async function runJobs(app: App, options: JobOptions): Promise<{ stop(): Promise<void> }> {
  await recover(app);
  const runner: Runner = await run({
    pgPool: options.pool,
    schema: 'graphile_worker',
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    pollInterval: 2_000,
    logger: options.libraryLogger,
    taskList: tasks(app, options.sending),
  });
  // Losing the database ends the library's promise; the next tick of the process tells, and the parent restarts.
  runner.promise.catch((error: unknown) =>
    app.log.incident(app.newId(), 'the background work stopped', error),
  );
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  const schedule = () => {
    if (isStopped) return;
    timer = setTimeout(() => {
      running = tick(app, options)
        .catch((error: unknown) => app.log.incident(app.newId(), 'a tick failed', error))
        .finally(schedule);
    }, TICK_MS);
  };
  let timer: NodeJS.Timeout | undefined;
  schedule();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
      await runner.stop().catch(() => undefined);
    },
  };
}
