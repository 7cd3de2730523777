/** Tells what becomes of a transaction while the database is away: said at once, or waited for where that was asked. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import { DatabaseAway, isDatabaseAway } from './database-away.ts';
import { inOffice } from './office-transaction.ts';

let office: TestApp;
beforeAll(async () => {
  office = await openTestApp();
});
beforeEach(() => office.admin.query('delete from counters'));
afterAll(() => office.close());

const breakOff = () =>
  office.admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = $1 and pid <> pg_backend_pid()`,
    [office.database.appRole],
  );
const count = (patienceMs: number, during: (attempt: number) => Promise<unknown>) => {
  let attempt = 0;
  const scope = { officeId: office.officeId, areas: '*' } as const;
  const work = inOffice(
    office.pool,
    scope,
    async (tx) => {
      attempt += 1;
      await tx.rows("insert into counters (office_id, name, value) values ($1, 'once', 1)", [
        office.officeId,
      ]);
      await during(attempt);
      await tx.rows('select 1');
      return attempt;
    },
    { patienceMs },
  );
  return work;
};
const counters = async () => (await office.admin.query('select from counters')).rowCount;

it('says that the database is away when the connection breaks, and keeps nothing', async () => {
  const lost = count(0, breakOff);
  await expect(lost).rejects.toBeInstanceOf(DatabaseAway);
  expect(await counters()).toBe(0);
});

it('waits for it where patience was asked for, and does the work once', async () => {
  const attempts = await count(5_000, (attempt) => (attempt === 1 ? breakOff() : Promise.resolve()));
  expect(attempts).toBe(2);
  expect(await counters()).toBe(1);
});

it('has no patience with work that is wrong', async () => {
  const wrong = count(5_000, async () => {
    throw new Error('wrong');
  });
  await expect(wrong).rejects.toThrow('wrong');
});

it('knows a server that is not there from a file that is missing', async () => {
  const nobody = new pg.Client({ host: '/nowhere', port: 1, user: 'x', database: 'x' });
  nobody.on('error', () => undefined);
  const error = await nobody.connect().catch((reason: unknown) => reason);
  expect(isDatabaseAway(error)).toBe(true);
  expect(isDatabaseAway(Object.assign(new Error('no file'), { code: 'ENOENT', syscall: 'open' }))).toBe(
    false,
  );
});
