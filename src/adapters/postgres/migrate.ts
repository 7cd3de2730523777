/** Brings a database to the schema of this Sampai: roles, numbered SQL files, the job library's own schema. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { JOBS_API_SQL } from './jobs-api.ts';
import {
  type AppLogin,
  describeRoleRefusal,
  ensureRoles,
  JOBS_ROLE,
  OWNER_ROLE,
  type RoleRefusal,
} from './roles.ts';

/** The folder of the numbered SQL files, `NNNN-name.sql`. */
const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../../migrations/', import.meta.url));

/** Where and with whom to migrate. */
export interface MigrateOptions {
  /** A superuser, or the database's owner with CREATEROLE, on the database to migrate or to create. */
  adminUrl: string;
  app: AppLogin;
  /** Another folder of SQL files, for tests. */
  folder?: string;
}

/** Why nothing was migrated. */
export type MigrationRefusal =
  | RoleRefusal
  | { kind: 'file-changed'; name: string }
  | { kind: 'file-name'; name: string }
  | { kind: 'database-newer'; name: string }
  | { kind: 'out-of-order'; name: string };

/** The names of the files that were run, or the reason why none was. */
export type MigrationOutcome = { ok: true; applied: string[] } | { ok: false; refusal: MigrationRefusal };

interface MigrationFile {
  name: string;
  sql: string;
  sha256: string;
}

/** Any number will do, as long as nobody else uses it: two migrators of one database wait for each other. */
const MIGRATION_LOCK = 7_205_219_001;

const UNKNOWN_DATABASE = '3D000';
const DATABASE_EXISTS = '42P04';

/**
 * Runs what is missing, each file in a transaction of its own as `sampai_owner`, and notes its name and
 * digest. A second call at the same moment waits and then finds nothing to do. An error in a file is thrown
 * with the file's name; the files before it stay applied.
 */
export async function migrate(options: MigrateOptions): Promise<MigrationOutcome> {
  const read = await readMigrations(options.folder ?? MIGRATIONS_FOLDER);
  if ('kind' in read) return { ok: false, refusal: read };
  const admin = await connectOrCreate(options.adminUrl);
  try {
    await admin.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const refusal = (await ensureRoles(admin, options.app)) ?? (await ensureNotebook(admin));
    if (refusal) return { ok: false, refusal };
    const plan = planMigrations(read, await readApplied(admin));
    if ('kind' in plan) return { ok: false, refusal: plan };
    for (const file of plan) await apply(admin, file);
    await migrateJobLibrary(admin, options.adminUrl);
    return { ok: true, applied: plan.map((file) => file.name) };
  } finally {
    await admin.end();
  }
}

type FileRefusal = Exclude<MigrationRefusal, RoleRefusal>;

async function readMigrations(folder: string): Promise<MigrationFile[] | FileRefusal> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const files: MigrationFile[] = [];
  for (const name of names) {
    const isTwin = files.some((file) => file.name.slice(0, 4) === name.slice(0, 4));
    if (isTwin || !/^\d{4}-[a-z0-9-]+\.sql$/.test(name)) return { kind: 'file-name', name };
    // A checkout with other line ends holds the same migration.
    const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
    files.push({ name, sql, sha256: createHash('sha256').update(sql).digest('hex') });
  }
  return files;
}

/** Connects as administrator, creating the database when the server does not know it yet. */
async function connectOrCreate(adminUrl: string): Promise<pg.Client> {
  const connect = async (url: string) => {
    const client = new pg.Client({ connectionString: url, application_name: 'sampai-migrate' });
    await client.connect();
    return client;
  };
  try {
    return await connect(adminUrl);
  } catch (error) {
    if ((error as { code?: string }).code !== UNKNOWN_DATABASE) throw error;
  }
  const elsewhere = new URL(adminUrl);
  const database = decodeURIComponent(elsewhere.pathname.slice(1));
  elsewhere.pathname = '/postgres';
  const server = await connect(elsewhere.href);
  try {
    await server.query(`create database ${pg.escapeIdentifier(database)}`);
  } catch (error) {
    if ((error as { code?: string }).code !== DATABASE_EXISTS) throw error;
  } finally {
    await server.end();
  }
  return connect(adminUrl);
}

async function ensureNotebook(admin: pg.Client): Promise<undefined> {
  await admin.query(`create schema if not exists sampai_meta authorization ${OWNER_ROLE}`);
  await admin.query(`
    set role ${OWNER_ROLE};
    create table if not exists sampai_meta.migrations (
      name text primary key,
      sha256 text not null,
      applied_at timestamptz not null default now()
    );
    grant usage on schema sampai_meta to sampai_app_rights;
    grant select on sampai_meta.migrations to sampai_app_rights;
    reset role;`);
}

type Applied = { name: string; sha256: string };

async function readApplied(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    'select name, sha256 from sampai_meta.migrations order by name',
  );
  return rows;
}

function planMigrations(files: MigrationFile[], applied: Applied[]): MigrationFile[] | MigrationRefusal {
  for (const old of applied) {
    const file = files.find((each) => each.name === old.name);
    if (!file) return { kind: 'database-newer', name: old.name };
    if (file.sha256 !== old.sha256) return { kind: 'file-changed', name: old.name };
  }
  const last = applied.at(-1)?.name ?? '';
  const missing = files.filter((file) => !applied.some((old) => old.name === file.name));
  const tooLate = missing.find((file) => file.name < last);
  return tooLate ? { kind: 'out-of-order', name: tooLate.name } : missing;
}

async function apply(admin: pg.Client, file: MigrationFile): Promise<void> {
  try {
    await admin.query('begin');
    // A table that is in use is waited for briefly; without a limit, everybody would queue up behind us.
    await admin.query(`set local lock_timeout = '15s'`);
    await admin.query(`set local role ${OWNER_ROLE}`);
    await admin.query(file.sql);
    await admin.query('insert into sampai_meta.migrations (name, sha256) values ($1, $2)', [
      file.name,
      file.sha256,
    ]);
    await admin.query('commit');
  } catch (error) {
    await admin.query('rollback').catch(() => undefined);
    throw new Error(`Migration ${file.name} failed: ${(error as Error).message}`, { cause: error });
  }
}

/** graphile-worker migrates its own schema, as the role that owns it; then comes the one door into it. */
async function migrateJobLibrary(admin: pg.Client, adminUrl: string): Promise<void> {
  const database = pg.escapeIdentifier(admin.database!);
  await admin.query(`create schema if not exists graphile_worker authorization ${JOBS_ROLE}`);
  await admin.query(`create schema if not exists sampai_jobs_api authorization ${JOBS_ROLE}`);
  // The library says "create schema if not exists", for which PostgreSQL wants the right even if it does.
  await admin.query(`grant create on database ${database} to ${JOBS_ROLE}`);
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1, options: `-c role=${JOBS_ROLE}` });
  // A connection that breaks fails the query that uses it; without a listener it would end the process.
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  try {
    await runMigrations({
      pgPool: pool,
      schema: 'graphile_worker',
      logger: new Logger(() => () => undefined),
    });
  } finally {
    await pool.end();
    await admin.query(`revoke create on database ${database} from ${JOBS_ROLE}`);
  }
  await admin.query(`begin; set local role ${JOBS_ROLE}; ${JOBS_API_SQL}; commit`);
}

/**
 * Finds the migrations that this Sampai needs and the database has not seen. Asks with the app's own
 * rights, for a start without an administrator's address.
 */
export async function findPendingMigrations(appUrl: string, folder?: string): Promise<string[]> {
  const read = await readMigrations(folder ?? MIGRATIONS_FOLDER);
  if ('kind' in read) return [read.name];
  const client = new pg.Client({ connectionString: appUrl, application_name: 'sampai-migrate' });
  await client.connect();
  try {
    const { rows } = await client.query<{ known: boolean }>(
      `select to_regclass('sampai_meta.migrations') is not null as known`,
    );
    const applied = rows[0]?.known ? await readApplied(client) : [];
    return read.filter((file) => !applied.some((old) => old.name === file.name)).map((file) => file.name);
  } finally {
    await client.end();
  }
}

/** Says why nothing was migrated and what to do, in one sentence for each language. */
export function describeMigrationRefusal(refusal: MigrationRefusal): { id: string; en: string } {
  switch (refusal.kind) {
    case 'file-changed':
      return {
        id: `Migrasi ${refusal.name} sudah dijalankan dan kemudian berkasnya diubah: kembalikan berkas itu dan tulis perubahan sebagai migrasi baru.`,
        en: `Migration ${refusal.name} was run and its file changed afterwards: restore the file and write the change as a new migration.`,
      };
    case 'file-name':
      return {
        id: `Berkas migrasi ${refusal.name} harus bernama NNNN-nama.sql dengan nomor yang belum dipakai.`,
        en: `The migration file ${refusal.name} must be named NNNN-name.sql with a number of its own.`,
      };
    case 'database-newer':
      return {
        id: `Basis data ini sudah memuat ${refusal.name} dari Sampai yang lebih baru: pasang Sampai yang lebih baru, atau pakai basis data lain.`,
        en: `This database already holds ${refusal.name} of a newer Sampai: install the newer Sampai, or use another database.`,
      };
    case 'out-of-order':
      return {
        id: `Migrasi ${refusal.name} bernomor lebih kecil daripada yang sudah dijalankan: beri nomor berikutnya.`,
        en: `Migration ${refusal.name} has a lower number than one that was already run: give it the next number.`,
      };
    default:
      return describeRoleRefusal(refusal);
  }
}
