/** Runs the one PostgreSQL that all tests of a run share, with a migrated template to copy databases from. */
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describeMigrationRefusal, migrate } from '../../src/adapters/postgres/migrate.ts';
import { startEmbeddedPostgres } from '../../src/main/postgres/embedded.ts';
import { clearEarlierPostmaster } from '../../src/main/postgres/postmaster.ts';
import { describePostgresRefusal } from '../../src/main/postgres/refusal.ts';

/** What a test needs to make a database of its own. All of them lie on one server. */
export interface TestServerAddress {
  /** An administrator, on any database of the server. */
  adminUrl: string;
  /** The migrated database to copy. */
  template: string;
  /** A login for the app that exists for this run alone, so that nothing can come to rely on its name. */
  appRole: string;
  appPassword: string;
}

/** The server of a run. */
export interface TestServer {
  address: TestServerAddress;
  stop(): Promise<void>;
}

/** Starts an embedded server, or uses the one SAMPAI_TEST_DATABASE_ADMIN_URL names, and migrates a template. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env.SAMPAI_TEST_DATABASE_ADMIN_URL;
  if (given) return prepareTemplate(given, async () => undefined);
  await clearDeadRuns();
  const folder = join(tmpdir(), `sampai-test-${process.pid}-${randomBytes(4).toString('hex')}`);
  const started = await startEmbeddedPostgres({ folder, isThrowaway: true });
  if (!started.ok) throw new Error(describePostgresRefusal(started.refusal).en);
  return prepareTemplate(withDatabase(started.postgres.adminUrl, 'postgres'), async () => {
    await started.postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });
}

async function prepareTemplate(adminUrl: string, stopServer: () => Promise<void>): Promise<TestServer> {
  const run = randomBytes(4).toString('hex');
  const address: TestServerAddress = {
    adminUrl,
    template: `sampai_test_${run}`,
    appRole: `sampai_test_app_${run}`,
    appPassword: randomBytes(12).toString('hex'),
  };
  const stop = async () => {
    await asAdmin(adminUrl, async (admin) => {
      await admin.query(`drop database if exists ${address.template} with (force)`);
      await admin.query(`drop role if exists ${address.appRole}`);
    });
    await stopServer();
  };
  try {
    const outcome = await migrate({
      adminUrl: withDatabase(adminUrl, address.template),
      app: { name: address.appRole, password: address.appPassword },
    });
    if (!outcome.ok) throw new Error(describeMigrationRefusal(outcome.refusal).en);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, stop };
}

/** Runs some statements on a short-lived connection. */
export async function asAdmin<Result>(
  url: string,
  act: (admin: pg.Client) => Promise<Result>,
): Promise<Result> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return await act(admin);
  } finally {
    await admin.end();
  }
}

/** The same address with another database (and another login). */
export function withDatabase(
  url: string,
  database: string,
  login?: { user: string; password: string },
): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  if (login) {
    changed.username = login.user;
    changed.password = login.password;
  }
  return changed.href;
}

/** A test run that was killed leaves its server behind: the next run ends it and removes its folder. */
async function clearDeadRuns(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^sampai-test-(\d+)-/.exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    await clearEarlierPostmaster(join(folder, 'postgres', 'data')).catch(() => undefined);
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to ask means that somebody else's process has this number.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
