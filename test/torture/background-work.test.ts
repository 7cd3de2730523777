/** Tells that the background work outlives every outage of the database and leaves nothing lying. */
import { setTimeout as wait } from 'node:timers/promises';
import { Logger } from 'graphile-worker';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { takeJobLead } from '../../src/adapters/postgres/job-lead.ts';
import { type Jobs, runJobs } from '../../src/jobs/run-jobs.ts';
import { openTestApp, type TestApp } from '../support/open-test-app.ts';

let office: TestApp;
let running: Jobs[] = [];
beforeAll(async () => {
  office = await openTestApp();
});
afterEach(async () => {
  for (const jobs of running) await jobs.stop();
  running = [];
});
afterAll(() => office.close());

async function start(): Promise<Jobs> {
  const jobs = await runJobs(office.app, {
    takeLead: (stop) => takeJobLead(office.database.appUrl, stop),
    sending: { pace: { take: () => ({ ok: true }) }, backoffMs: () => 100 },
    makeCheckpoint: async () => 0,
    eraseSessions: async () => 0,
    libraryLogger: new Logger(() => () => undefined),
  });
  running.push(jobs);
  return jobs;
}

let messages = 0;
/** Somebody writes; resolves with the state of the message when it has one. */
async function write(): Promise<() => Promise<string | undefined>> {
  messages += 1;
  const wamid = `wamid.${messages}`;
  await office.intake.receive({
    officeId: office.officeId,
    raw: Buffer.from('{}'),
    receivedAt: office.clock.now(),
    messages: [
      {
        phoneNumberId: '111',
        identity: { bsuid: `ID.${messages}` },
        wamid,
        sentAt: office.clock.now(),
        content: { kind: 'text', body: 'Assalamualaikum' },
      },
    ],
    statuses: [],
  });
  return async () => {
    const { rows } = await office.admin.query<{ state: string }>(
      'select state from inbound_messages where wamid = $1',
      [wamid],
    );
    return rows[0]?.state;
  };
}
const breakOff = () =>
  office.admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like 'sampai%'`,
  );
const inTime = { timeout: 25_000, interval: 50 };

it('handles and answers what comes in, again and again after the database broke every connection off', async () => {
  await start();
  for (let round = 0; round < 3; round += 1) {
    const state = await write();
    await expect.poll(state, inTime).toBe('handled');
    await breakOff();
  }
  const state = await write();
  await expect.poll(state, inTime).toBe('handled');
  await expect.poll(() => office.whatsapp.sent.length, inTime).toBe(4);
});

it('ends when told, also while the database is away: what comes then waits for the next process', async () => {
  const jobs = await start();
  await breakOff();
  await jobs.stop();
  running = [];
  const state = await write();
  // Whoever still worked would have taken it before the successor is there.
  await wait(1_000);
  expect(await state()).toBe('waiting');
  await start();
  await expect.poll(state, inTime).toBe('handled');
});

it('waits while another process does it, says so, and takes over when that one is gone', async () => {
  const first = await start();
  office.log.length = 0;
  const second = start();
  await expect
    .poll(() => office.log.map((line) => line.what), inTime)
    .toContain('another process does the background work; this one waits for it');
  await first.stop();
  running = running.filter((jobs) => jobs !== first);
  await second;
  const state = await write();
  await expect.poll(state, inTime).toBe('handled');
});
