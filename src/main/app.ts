/** The app's process: reads the settings, opens the app, serves HTTP and runs the background work. */
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Logger } from 'graphile-worker';
import type pg from 'pg';
import { listenForChanges } from '../adapters/postgres/changes.ts';
import { makeCheckpoint } from '../adapters/postgres/checkpoints.ts';
import { isDatabaseAway } from '../adapters/postgres/database-away.ts';
import { takeJobLead } from '../adapters/postgres/job-lead.ts';
import { inOffice } from '../adapters/postgres/office-transaction.ts';
import { createWebhookIntake } from '../adapters/postgres/webhook-intake.ts';
import { answerHandshake } from '../adapters/whatsapp/handshake.ts';
import { backoffMs, createPace } from '../adapters/whatsapp/pace.ts';
import { parseWebhook } from '../adapters/whatsapp/parse-webhook.ts';
import { verifySignature } from '../adapters/whatsapp/signature.ts';
import { type HttpContext, OfficerCache } from '../http/context.ts';
import { createServer } from '../http/server.ts';
import { runJobs } from '../jobs/run-jobs.ts';
import { describeConnectionError } from './database-sentence.ts';
import { demoRoutes } from './demo/demo-routes.ts';
import { listen } from './listen.ts';
import { OfficeMissing, type OpenApp, openApp } from './open-app.ts';
import { runAsChild, type ServiceStart } from './run-as-child.ts';
import type { Sentence } from './sentence.ts';
import { readSettings, type Settings } from './settings.ts';

/** The library's own words go to our log; it names tasks and ids, never payloads. */
function libraryLogger({ app }: OpenApp): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning')
      app.log.warn('job library', { message: message.slice(0, 200) });
  });
}

function httpContext(
  open: OpenApp,
  settings: Settings,
  databaseUrl: string,
): HttpContext & { changes: ReturnType<typeof listenForChanges> } {
  const { app, accounts, pool, ring } = open;
  const { appSecret, verifyToken } = settings.whatsapp;
  return {
    app,
    accounts,
    mode: settings.mode,
    officers: new OfficerCache(app),
    intake: createWebhookIntake({ pool, ring }),
    changes: listenForChanges(databaseUrl, app.office().officeId),
    webhooks: {
      answerHandshake: (query) => answerHandshake(query, verifyToken),
      isGenuine: (raw, header) => verifySignature(appSecret, raw, header),
      parse: parseWebhook,
    },
  };
}

function startJobs(open: OpenApp, databaseUrl: string): ReturnType<typeof runJobs> {
  const { app, ring } = open;
  const scope = { officeId: app.office().officeId, areas: '*' } as const;
  return runJobs(app, {
    takeLead: (stop) => takeJobLead(databaseUrl, stop),
    sending: {
      pace: createPace(),
      backoffMs: (attempt, afterMs) => backoffMs(attempt, afterMs, Math.random()),
    },
    makeCheckpoint: () => inOffice(open.pool, scope, (tx) => makeCheckpoint(tx, ring.keys, app.clock.now())),
    eraseSessions: () => open.accounts.deleteExpiredSessions(),
    libraryLogger: libraryLogger(open),
  });
}

async function isHealthy(pool: pg.Pool): Promise<boolean> {
  return pool.query('select 1').then(
    () => true,
    () => false,
  );
}

const NO_OFFICE: Sentence = {
  id: 'Kantor belum disiapkan di basis data ini: jalankan "npm run sampai -- new-office KANTOR.json".',
  en: 'The office has not been set up in this database: run "npm run sampai -- new-office OFFICE.json".',
};

const OPENING_ATTEMPTS = 3;
const OPENING_PAUSE_MS = 1_000;

/** Opens the app, or says why it cannot be opened; a database that is only starting anew is waited for. */
async function openPatiently(settings: Settings, databaseUrl: string): Promise<OpenApp | Sentence> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await openApp(settings, databaseUrl);
    } catch (error) {
      if (error instanceof OfficeMissing) return NO_OFFICE;
      const sentence = describeConnectionError(error, ['DATABASE_URL']);
      if (sentence === undefined) throw error;
      if (attempt === OPENING_ATTEMPTS || !isDatabaseAway(error)) return sentence;
      await wait(OPENING_PAUSE_MS);
    }
  }
}

async function start(): Promise<ServiceStart> {
  const read = readSettings(process.env);
  if (!read.ok) return read;
  const { settings } = read;
  const { database, host, port, simulators } = settings;
  if (database.kind !== 'given') throw new Error('the parent gives the address of the database');
  const open = await openPatiently(settings, database.url);
  if ('id' in open) return { ok: false, sentence: open };
  const context = httpContext(open, settings, database.url);
  const isDemo = settings.mode === 'peragaan';
  const server = await createServer(context, {
    pages: { webFolder: fileURLToPath(new URL('../../dist/web', import.meta.url)), isDemo },
    isHealthy: () => isHealthy(open.pool),
    trustProxy: !isDemo,
    ...(simulators !== undefined && {
      extra: (scope) => demoRoutes(scope, { context, open, ports: simulators }),
    }),
  });
  const jobs = settings.isHandlingPaused ? undefined : await startJobs(open, database.url);
  if (jobs === undefined) open.app.log.warn('the background work is paused: messages are kept and wait');
  const refusal = await listen(server, host, port);
  if (refusal) return { ok: false, sentence: refusal };
  return {
    ok: true,
    service: {
      stop: async () => {
        await server.close();
        await jobs?.stop();
        await context.changes.close();
        await open.close();
      },
    },
  };
}

await runAsChild(start);
