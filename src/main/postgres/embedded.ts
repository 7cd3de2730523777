/** Starts the PostgreSQL that comes with Sampai in a folder of its own and says how to connect to it. */
import { createHash } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { prepareBinaries } from './binaries.ts';
import { ADMIN_ROLE, ensureCluster, readOrMakePasswords } from './cluster.ts';
import { findDatabaseUser, makePrivateFolder, openDataFolder } from './database-user.ts';
import { type Postmaster, type PostmasterOptions, SOCKET_PORT, startPostmaster } from './postmaster.ts';
import { type PostgresRefusal, PostgresRefused } from './refusal.ts';

/** Where the server keeps its data and how it is reached. */
export interface EmbeddedPostgresOptions {
  /** The data folder of Sampai; the programs, the cluster and the passwords get places in it. */
  folder: string;
  /** TCP port on 127.0.0.1. Without it the server is reached by a Unix socket alone. */
  port?: number;
  /** For tests: nothing is flushed to the disk. Never for data that must outlive a power cut. */
  isThrowaway?: boolean;
}

/** A running server and its connection addresses. Neither database nor app role is created here. */
export interface EmbeddedPostgres extends Postmaster {
  /** Superuser, database "postgres". */
  adminUrl: string;
  /** Password set aside for the app's role. */
  appPassword: string;
  /** The address of another database or role on this server. */
  urlFor(role: string, password: string, database: string): string;
  /** The superuser's address of another database. */
  adminUrlFor(database: string): string;
}

/** A server, or the reason why there is none. */
export type EmbeddedPostgresStart =
  | { ok: true; postgres: EmbeddedPostgres }
  | { ok: false; refusal: PostgresRefusal };

const FREE_BYTES_TO_CREATE = 300_000_000;
const FREE_BYTES_TO_START = 50_000_000;
/** The shortest limit of a socket's path on the systems we run on (macOS), less the socket's own name. */
const SOCKET_FOLDER_LIMIT_BYTES = 103 - '/.s.PGSQL.65535'.length;

/**
 * Creates the cluster if need be, stops what an earlier parent left running there, starts the server and
 * waits until it accepts connections. Calling it again after the server died restarts it.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgresStart> {
  try {
    return { ok: true, postgres: await start(options) };
  } catch (error) {
    if (error instanceof PostgresRefused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

async function start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder);
  const home = join(folder, 'postgres');
  const dataFolder = join(home, 'data');
  const user = await findDatabaseUser(dataFolder);
  await openDataFolder(folder, user);
  await refuseFullDisk(folder, await exists(dataFolder));
  await makePrivateFolder(home, user);
  const socketFolder = chooseSocketFolder(home);
  await makePrivateFolder(socketFolder, user);
  const isThrowaway = options.isThrowaway ?? false;
  const passwords = await readOrMakePasswords(join(folder, 'postgres-passwords.json'));
  const binaries = await prepareBinaries(folder);
  await ensureCluster({ dataFolder, binaries, user, adminPassword: passwords.admin, isThrowaway });
  const server: PostmasterOptions = {
    program: binaries.postgres,
    dataFolder,
    socketFolder,
    logFile: join(folder, 'postgres.log'),
    user,
    isThrowaway,
    ...(options.port === undefined ? {} : { port: options.port }),
  };
  const postmaster = await startPostmaster(server);
  const urlFor = (role: string, password: string, database: string) =>
    addressOf(server, role, password, database);
  const adminUrlFor = (database: string) => urlFor(ADMIN_ROLE, passwords.admin, database);
  return {
    ...postmaster,
    adminUrl: adminUrlFor('postgres'),
    appPassword: passwords.app,
    urlFor,
    adminUrlFor,
  };
}

async function exists(path: string): Promise<boolean> {
  return (await statfs(path).catch(() => undefined)) !== undefined;
}

async function refuseFullDisk(folder: string, hasCluster: boolean): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < (hasCluster ? FREE_BYTES_TO_START : FREE_BYTES_TO_CREATE)) {
    throw new PostgresRefused({ kind: 'disk-full', path: folder });
  }
}

/** A socket's path may have about a hundred bytes: where the data folder lies deeper, it goes to /tmp. */
function chooseSocketFolder(home: string): string {
  if (Buffer.byteLength(home) <= SOCKET_FOLDER_LIMIT_BYTES) return home;
  return join('/tmp', `sampai-${createHash('sha256').update(home).digest('hex').slice(0, 20)}`);
}

function addressOf(server: PostmasterOptions, role: string, password: string, database: string): string {
  const login = `${encodeURIComponent(role)}:${encodeURIComponent(password)}`;
  const host =
    server.port === undefined
      ? `${encodeURIComponent(server.socketFolder)}:${SOCKET_PORT}`
      : `127.0.0.1:${server.port}`;
  return `postgresql://${login}@${host}/${encodeURIComponent(database)}`;
}
