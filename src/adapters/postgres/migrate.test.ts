/** Tells what a freshly migrated database allows the app, and when the migrator refuses. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { findPendingMigrations, migrate } from './migrate.ts';

let database: TestDatabase;
let app: pg.Client;
let admin: pg.Client;

beforeAll(async () => {
  database = await openTestDatabase();
  app = new pg.Client({ connectionString: database.appUrl });
  admin = new pg.Client({ connectionString: database.adminUrl });
  await Promise.all([app.connect(), admin.connect()]);
});

afterAll(async () => {
  await Promise.all([app.end(), admin.end()]);
  await database.close();
});

describe("the app's role", () => {
  it('is an ordinary login that owns nothing', async () => {
    const { rows } = await admin.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
              (select count(*)::int from pg_class where relowner = r.oid) as owned
         from pg_roles r where rolname = $1`,
      [database.appRole],
    );
    expect(rows[0]).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      owned: 0,
    });
  });

  it('cannot create tables, nor act as the owner', async () => {
    await expect(app.query('create table public.mine (a int)')).rejects.toThrow('permission denied');
    await expect(app.query('set role sampai_owner')).rejects.toThrow('permission denied');
  });

  it('has no right on the job tables until it becomes the job role on purpose', async () => {
    await expect(app.query('select * from graphile_worker._private_jobs')).rejects.toThrow(
      'permission denied',
    );
    const worker = new pg.Client({ connectionString: database.appUrl, options: '-c role=sampai_jobs' });
    await worker.connect();
    const { rows } = await worker.query(
      'select current_user as me, count(*)::int as jobs from graphile_worker._private_jobs',
    );
    await worker.end();
    expect(rows[0]).toMatchObject({ me: 'sampai_jobs' });
  });
});

describe('sampai_jobs_api.add_jobs', () => {
  const addJobs = (specs: unknown) =>
    app.query('select sampai_jobs_api.add_jobs($1)', [JSON.stringify(specs)]);
  const readJobs = async () => {
    const { rows } = await admin.query(
      'select task_identifier, key, run_at, max_attempts, priority, queue_name from graphile_worker.jobs order by id',
    );
    return rows;
  };

  it('adds nothing when the transaction is rolled back', async () => {
    await app.query('begin');
    await addJobs([{ identifier: 'send-message' }]);
    await app.query('rollback');
    expect(await readJobs()).toEqual([]);
  });

  it('adds every element, and replaces one with the same key, even within one call', async () => {
    await addJobs([
      { identifier: 'send-message', payload: { id: 1 }, queue_name: 'out', max_attempts: 3, priority: 5 },
      { identifier: 'fold', job_key: 'fold:1', run_at: '2030-01-01T00:00:00Z' },
      { identifier: 'fold', job_key: 'fold:1', run_at: '2031-01-01T00:00:00Z' },
      {
        identifier: 'fold',
        job_key: 'fold:1',
        run_at: '2032-01-01T00:00:00Z',
        job_key_mode: 'preserve_run_at',
      },
    ]);
    expect(await readJobs()).toEqual([
      expect.objectContaining({
        task_identifier: 'send-message',
        max_attempts: 3,
        priority: 5,
        queue_name: 'out',
      }),
      expect.objectContaining({
        task_identifier: 'fold',
        key: 'fold:1',
        run_at: new Date('2031-01-01T00:00:00Z'),
      }),
    ]);
  });

  it('refuses what is not a list of jobs', async () => {
    await expect(addJobs({ identifier: 'alone' })).rejects.toThrow('expects an array');
    await expect(addJobs([{ payload: {} }])).rejects.toThrow('null value');
  });
});

describe('the migrator', () => {
  let folder: string;
  let mine: TestDatabase;
  const write = (name: string, sql: string) => writeFile(join(folder, name), sql);
  const run = async () => migrate({ adminUrl: mine.adminUrl, app: { name: mine.appRole }, folder });

  beforeAll(async () => {
    mine = await openTestDatabase();
    const arrange = new pg.Client({ connectionString: mine.adminUrl });
    await arrange.connect();
    await arrange.query('delete from sampai_meta.migrations');
    await arrange.end();
    folder = await mkdtemp(join(tmpdir(), 'sampai-migrations-'));
    await write('0001-first.sql', 'create table first (a int); grant select on first to sampai_app_rights;');
  });

  afterAll(async () => {
    await mine.close();
    await rm(folder, { recursive: true });
  });

  it('runs each file once, also when two migrators start together', async () => {
    expect(await findPendingMigrations(mine.appUrl, folder)).toEqual(['0001-first.sql']);
    const outcomes = await Promise.all([run(), run()]);
    expect(outcomes.flatMap((outcome) => (outcome.ok ? outcome.applied : ['refused']))).toEqual([
      '0001-first.sql',
    ]);
    expect(await findPendingMigrations(mine.appUrl, folder)).toEqual([]);
  });

  it('leaves nothing of a file that fails, and names it', async () => {
    await write('0002-broken.sql', 'create table half (a int); select * from missing;');
    await expect(run()).rejects.toThrow('Migration 0002-broken.sql failed');
    await write('0002-broken.sql', 'create table half (a int);');
    expect(await run()).toEqual({ ok: true, applied: ['0002-broken.sql'] });
  });

  it('refuses a file that was changed after it ran, an unknown one, and a number out of order', async () => {
    await write('0001-first.sql', 'create table first (a int, b int);');
    expect(await run()).toEqual({ ok: false, refusal: { kind: 'file-changed', name: '0001-first.sql' } });
    await rm(join(folder, '0001-first.sql'));
    expect(await run()).toEqual({ ok: false, refusal: { kind: 'database-newer', name: '0001-first.sql' } });
    await write('0001-first.sql', 'create table first (a int); grant select on first to sampai_app_rights;');
    await write('0000-late.sql', 'select 1;');
    expect(await run()).toEqual({ ok: false, refusal: { kind: 'out-of-order', name: '0000-late.sql' } });
    await write('0002-twin.sql', 'select 1;');
    expect(await run()).toEqual({ ok: false, refusal: { kind: 'file-name', name: '0002-twin.sql' } });
  });
});

describe('an unsuitable login for the app', () => {
  it('is refused when it is missing, stronger than an app may be, or the administrator itself', async () => {
    const { user } = new pg.Client({ connectionString: database.adminUrl });
    const strong = `${database.appRole}_strong`;
    await admin.query(`create role ${strong} login createrole`);
    const attempt = async (name: string) => migrate({ adminUrl: database.adminUrl, app: { name } });
    try {
      expect(await attempt(`${database.appRole}_absent`)).toMatchObject({
        refusal: { kind: 'app-role-missing' },
      });
      expect(await attempt(strong)).toMatchObject({ refusal: { kind: 'app-role-too-strong' } });
      expect(await attempt(user!)).toMatchObject({ refusal: { kind: 'app-role-is-admin' } });
    } finally {
      await admin.query(`drop role ${strong}`);
    }
  });
});
