/** Gives a test a migrated, empty database of its own, copied from the run's template in a moment. */
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { asAdmin, type TestServerAddress, withDatabase } from './test-server.ts';

/** A database that nobody else uses. */
export interface TestDatabase {
  /** Administrator: for looking at what the app may not see, and for arranging what it may not write. */
  adminUrl: string;
  /** The app's login, bound by row-level security and grants as in an office. */
  appUrl: string;
  /** The app's login name, e.g. to compare with `current_user`. */
  appRole: string;
  /** Drops the database, breaking off connections that are still open. */
  close(): Promise<void>;
}

let address: Promise<TestServerAddress> | undefined;

/** Opens a fresh database. The first call of a run starts PostgreSQL (about two seconds). */
export async function openTestDatabase(): Promise<TestDatabase> {
  address ??= askForServer();
  const server = await address;
  const database = `sampai_test_${randomBytes(8).toString('hex')}`;
  await asAdmin(server.adminUrl, (admin) =>
    admin.query(`create database ${database} template ${server.template}`),
  );
  return {
    adminUrl: withDatabase(server.adminUrl, database),
    appUrl: withDatabase(server.adminUrl, database, { user: server.appRole, password: server.appPassword }),
    appRole: server.appRole,
    close: () =>
      asAdmin(server.adminUrl, async (admin) => {
        await admin.query(`drop database if exists ${database} with (force)`);
      }),
  };
}

async function askForServer(): Promise<TestServerAddress> {
  const response = await fetch(inject('testDatabaseDesk'));
  if (!response.ok) throw new Error(`The test database could not be started: ${await response.text()}`);
  return (await response.json()) as TestServerAddress;
}
