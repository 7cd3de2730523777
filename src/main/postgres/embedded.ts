/** Starts the PostgreSQL that comes with Sampai in a folder of its own and says how to connect to it. */
import { createHash } from 'node:crypto';
import { stat, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { prepareBinaries } from './binaries.ts';
import {
  ADMIN_ROLE,
  type ClusterPasswords,
  ensureCluster,
  readOrMakePasswords,
  readPasswords,
} from './cluster.ts';
import { findDatabaseUser, makePrivateFolder, openDataFolder } from './database-user.ts';
import { type Postmaster, SOCKET_PORT, startPostmaster } from './postmaster.ts';
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

/** How to connect to an embedded server. They stay the same from start to start. */
export interface EmbeddedAddresses {
  /** The superuser, on the database "sampai". That database and the app's role are made by migrating. */
  adminUrl: string;
  /** The app's role "sampai_app", on the database "sampai". */
  appUrl: string;
}

/** A running server. */
export type EmbeddedPostgres = Postmaster & EmbeddedAddresses;

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

/** Finds the addresses of a cluster that was started before, whether or not it runs now. */
export async function findEmbeddedAddresses(
  options: Pick<EmbeddedPostgresOptions, 'folder' | 'port'>,
): Promise<EmbeddedAddresses | undefined> {
  const places = placesIn(options.folder);
  const passwords = await readPasswords(places.passwordFile).catch(() => undefined);
  return passwords && addressesOf(places, options.port, passwords);
}

interface Places {
  home: string;
  dataFolder: string;
  socketFolder: string;
  passwordFile: string;
  logFile: string;
}

function placesIn(given: string): Places {
  const folder = resolve(given);
  const home = join(folder, 'postgres');
  return {
    home,
    dataFolder: join(home, 'data'),
    socketFolder: chooseSocketFolder(home),
    passwordFile: join(folder, 'postgres-passwords.json'),
    logFile: join(folder, 'postgres.log'),
  };
}

async function start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder);
  const { home, dataFolder, socketFolder, passwordFile, logFile } = placesIn(folder);
  const user = await findDatabaseUser(dataFolder);
  await openDataFolder(folder, user);
  await refuseFullDisk(folder, dataFolder);
  await makePrivateFolder(home, user);
  await makePrivateFolder(socketFolder, user);
  const isThrowaway = options.isThrowaway ?? false;
  const passwords = await readOrMakePasswords(passwordFile, dataFolder);
  const binaries = await prepareBinaries(folder);
  await ensureCluster({ dataFolder, binaries, user, adminPassword: passwords.admin, isThrowaway });
  const postmaster = await startPostmaster({
    program: binaries.postgres,
    dataFolder,
    socketFolder,
    logFile,
    user,
    isThrowaway,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return { ...postmaster, ...addressesOf(placesIn(folder), options.port, passwords) };
}

async function refuseFullDisk(folder: string, dataFolder: string): Promise<void> {
  const isNew = (await stat(dataFolder).catch(() => undefined)) === undefined;
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < (isNew ? FREE_BYTES_TO_CREATE : FREE_BYTES_TO_START)) {
    throw new PostgresRefused({ kind: 'disk-full', path: folder });
  }
}

/** A socket's path may have about a hundred bytes: where the data folder lies deeper, it goes to /tmp. */
function chooseSocketFolder(home: string): string {
  if (Buffer.byteLength(home) <= SOCKET_FOLDER_LIMIT_BYTES) return home;
  return join('/tmp', `sampai-${createHash('sha256').update(home).digest('hex').slice(0, 20)}`);
}

function addressesOf(
  places: Places,
  port: number | undefined,
  passwords: ClusterPasswords,
): EmbeddedAddresses {
  const host =
    port === undefined ? `${encodeURIComponent(places.socketFolder)}:${SOCKET_PORT}` : `127.0.0.1:${port}`;
  return {
    adminUrl: `postgresql://${ADMIN_ROLE}:${passwords.admin}@${host}/sampai`,
    appUrl: `postgresql://sampai_app:${passwords.app}@${host}/sampai`,
  };
}
