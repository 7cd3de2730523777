/** Runs one PostgreSQL server process on a cluster folder: clears what an earlier one left, starts it, stops it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { databaseEnvironment, explainSpawnError } from './cluster.ts';
import type { DatabaseUser } from './database-user.ts';
import { PostgresRefused } from './refusal.ts';

/** A server process that accepts connections. */
export interface Postmaster {
  pid: number;
  /** Settles when the process has ended, with a few words on how. */
  exited: Promise<string>;
  /** Ends it: running statements are broken off, everything committed stays. */
  stop(): Promise<void>;
}

/** How a server process is to be run. */
export interface PostmasterOptions {
  program: string;
  dataFolder: string;
  socketFolder: string;
  logFile: string;
  /** TCP port on 127.0.0.1; without it only the socket is open. */
  port?: number;
  user: DatabaseUser;
  isThrowaway: boolean;
}

const STOP_TIMEOUT_MS = 30_000;
const OLD_PROCESSES_TIMEOUT_MS = 15_000;
const LOG_LIMIT_BYTES = 5_000_000;

/** The port that names the socket file when no TCP port is asked for. */
export const SOCKET_PORT = 5432;

/** Starts the server and waits until it accepts connections, however long its crash recovery takes. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  await clearEarlierPostmaster(options.dataFolder);
  const giveUpAt = performance.now() + OLD_PROCESSES_TIMEOUT_MS;
  for (;;) {
    const attempt = await tryStart(options);
    if (attempt.ok) return attempt.postmaster;
    // Children of a killed server hold its shared memory for a moment; PostgreSQL refuses until they are gone.
    const holdsOn = /pre-existing shared memory block|lock file "[^"]*" already exists/.test(attempt.log);
    if (!holdsOn || performance.now() > giveUpAt) throw explainFailure(attempt.log, options);
    await wait(100);
  }
}

type Attempt = { ok: true; postmaster: Postmaster } | { ok: false; log: string };

async function tryStart(options: PostmasterOptions): Promise<Attempt> {
  const { user, dataFolder, logFile } = options;
  const oldSize = (await stat(logFile).catch(() => undefined))?.size ?? 0;
  if (oldSize > LOG_LIMIT_BYTES) await rename(logFile, `${logFile}.1`);
  const log = await open(logFile, 'a', 0o600);
  const logStart = (await log.stat()).size;
  // Detached: Ctrl-C in the terminal must reach our parent alone, which then stops everything in order.
  const child = spawn(options.program, serverArguments(options), {
    ...(user.isOther ? { uid: user.uid, gid: user.gid } : {}),
    cwd: '/',
    env: databaseEnvironment(),
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  });
  const exited = new Promise<string>((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `code ${code}`));
  });
  const spawned = once(child, 'spawn');
  await Promise.all([log.close(), spawned]).catch((error) => {
    throw explainSpawnError(error, options.program);
  });
  if (await waitUntilReady(dataFolder, child))
    return { ok: true, postmaster: { pid: child.pid!, exited, stop: () => stopChild(child, exited) } };
  const text = await readFile(logFile);
  return { ok: false, log: text.subarray(logStart).toString() };
}

function serverArguments(options: PostmasterOptions): string[] {
  const durable = options.isThrowaway ? 'off' : 'on';
  const settings: Record<string, string | number> = {
    listen_addresses: options.port === undefined ? '' : '127.0.0.1',
    port: options.port ?? SOCKET_PORT,
    unix_socket_directories: options.socketFolder,
    fsync: durable,
    synchronous_commit: durable,
    full_page_writes: durable,
    shared_buffers: '64MB',
    max_connections: options.isThrowaway ? 100 : 40,
    jit: 'off',
    io_method: 'sync',
    max_parallel_workers_per_gather: 0,
    autovacuum_max_workers: 2,
    max_wal_size: '256MB',
    min_wal_size: '32MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log never quotes values: neither statements nor the detail line that repeats a key.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  };
  return [
    '-D',
    options.dataFolder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** The last line of postmaster.pid says "ready" once connections are let in; pg_ctl waits for the same. */
async function waitUntilReady(dataFolder: string, child: ChildProcess): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    const lines = await readPidFile(dataFolder);
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
    await wait(20);
  }
  return false;
}

async function readPidFile(dataFolder: string): Promise<string[]> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  return text.split('\n');
}

function explainFailure(log: string, options: PostmasterOptions): PostgresRefused {
  const { dataFolder, logFile, port } = options;
  if (log.includes('No space left on device'))
    return new PostgresRefused({ kind: 'disk-full', path: dataFolder });
  if (port !== undefined && log.includes('Address already in use')) {
    return new PostgresRefused({ kind: 'port-taken', port });
  }
  if (port !== undefined && /could not bind.*Permission denied/.test(log)) {
    return new PostgresRefused({ kind: 'port-forbidden', port });
  }
  if (log.includes('Permission denied') || log.includes('Read-only file system')) {
    return new PostgresRefused({ kind: 'folder-not-writable', path: dataFolder });
  }
  if (log.includes('wrong ownership'))
    return new PostgresRefused({ kind: 'folder-of-other-user', path: dataFolder });
  return new PostgresRefused({ kind: 'no-start', logFile });
}

async function stopChild(child: ChildProcess, exited: Promise<string>): Promise<void> {
  // SIGINT is PostgreSQL's "fast" stop, SIGQUIT its "immediate" one, after which it recovers from its log.
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await Promise.race([exited, wait(STOP_TIMEOUT_MS, undefined, { ref: false })]);
  }
}

/**
 * Stops a server that an earlier, killed parent left running on this folder, and removes the note of one
 * that is dead. PostgreSQL itself would take any living process with the noted number for its own, which
 * goes wrong where numbers start anew, as in a container.
 */
export async function clearEarlierPostmaster(dataFolder: string): Promise<void> {
  const pid = Number((await readPidFile(dataFolder))[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  if (!(await isPostmasterOf(pid, dataFolder))) {
    await rm(join(dataFolder, 'postmaster.pid'), { force: true });
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal);
    const giveUpAt = performance.now() + STOP_TIMEOUT_MS;
    while (performance.now() < giveUpAt) {
      if (!(await isPostmasterOf(pid, dataFolder))) return;
      await wait(20);
    }
  }
  throw new PostgresRefused({ kind: 'still-running', path: dataFolder, pid });
}

/** A server's working directory is its data folder. Where there is no /proc, a living process is believed. */
async function isPostmasterOf(pid: number, dataFolder: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const at = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    return at !== undefined && at === (await realpath(dataFolder));
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
