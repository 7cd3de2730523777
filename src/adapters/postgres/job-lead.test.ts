/** Tells who may do the background work, and that nothing a dead worker held stays held. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import { type JobLead, takeJobLead } from './job-lead.ts';

let office: TestApp;
const leads: JobLead[] = [];
beforeAll(async () => {
  office = await openTestApp();
});
afterEach(async () => {
  for (const lead of leads.splice(0)) await lead.release();
});
afterAll(() => office.close());

async function take(stop: AbortSignal = AbortSignal.timeout(5_000)): Promise<JobLead | undefined> {
  const lead = await takeJobLead(office.database.appUrl, stop);
  if (lead !== undefined) leads.push(lead);
  return lead;
}
const jobs = async () =>
  (
    await office.admin.query<{ key: string | null; locked: boolean }>(
      'select key, locked_at is not null as locked from graphile_worker._private_jobs order by id',
    )
  ).rows;

it('is held by one at a time, and passes on when it is released', async () => {
  const first = await take();
  expect(await take(AbortSignal.timeout(400))).toBeUndefined();
  await first!.release();
  expect(await take()).toBeDefined();
});

it('is lost when the database breaks the connection off, and another takes it', async () => {
  const first = await take();
  await office.admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sampai-jobs-lead' and datname = current_database()",
  );
  await first!.lost;
  expect(await take()).toBeDefined();
});

it('frees jobs and queues that a dead worker held, and forgets what was replaced meanwhile', async () => {
  await office.whole(async (tx) => {
    await tx.jobs.add('fetch-media', { mediaKey: '1' }, { key: 'album', queue: 'media/1' });
    await tx.jobs.add('send-outbox', { contactId: '1' }, { key: '1' });
  });
  await office.admin.query(
    "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-dead', attempts = 1",
  );
  await office.admin.query(
    "update graphile_worker._private_job_queues set locked_at = now(), locked_by = 'pool-dead'",
  );
  // The library keeps the job that the dead worker held, without its key, beside the new one.
  await office.whole((tx) => tx.jobs.add('send-outbox', { contactId: '1' }, { key: '1' }));
  expect(await jobs()).toHaveLength(3);

  await take();
  expect(await jobs()).toEqual([
    { key: expect.stringContaining('album'), locked: false },
    { key: expect.stringContaining('send-outbox'), locked: false },
  ]);
  const { rowCount } = await office.admin.query(
    'select from graphile_worker._private_job_queues where locked_at is not null',
  );
  expect(rowCount).toBe(0);
});

it('gives connections with the rights on the library’s tables, which the app itself has not', async () => {
  const lead = await take();
  await expect(lead!.pool.query('select from graphile_worker._private_jobs')).resolves.toBeDefined();
  await expect(office.pool.query('select from graphile_worker._private_jobs')).rejects.toThrow(
    'permission denied',
  );
});
