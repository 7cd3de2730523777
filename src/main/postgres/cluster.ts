/** Creates the folder of a PostgreSQL cluster (initdb) once, whole or not at all, and checks one that exists. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import type { DatabaseUser } from './database-user.ts';
import { PostgresRefused, refuseFileError } from './refusal.ts';

/** The superuser of an embedded cluster; migrations connect as it. */
export const ADMIN_ROLE = 'sampai_admin';

/** Passwords of an embedded cluster, kept in a file of mode 0600 beside it. */
export interface ClusterPasswords {
  admin: string;
  app: string;
}

/**
 * Reads the passwords, or makes them up for a cluster that is still to be created. They are on the disk
 * before it is, so that a cluster without passwords cannot come to be.
 */
export async function readOrMakePasswords(file: string, dataFolder: string): Promise<ClusterPasswords> {
  const found = await readPasswords(file);
  if (found) return found;
  if (await stat(dataFolder).catch(() => undefined)) {
    throw new PostgresRefused({ kind: 'folder-damaged', path: dirname(dataFolder) });
  }
  const passwords = { admin: makePassword(), app: makePassword() };
  await writeDurably(file, `${JSON.stringify(passwords)}\n`);
  return passwords;
}

function makePassword(): string {
  return randomBytes(24).toString('base64url');
}

/** Reads the passwords of a cluster; undefined where none was created yet. */
export async function readPasswords(file: string): Promise<ClusterPasswords | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') refuseFileError(error, file);
  });
  if (text === undefined) return undefined;
  try {
    const { admin, app } = JSON.parse(text) as ClusterPasswords;
    if (typeof admin === 'string' && typeof app === 'string') return { admin, app };
  } catch {
    // Told below, as any other unreadable content.
  }
  throw new PostgresRefused({ kind: 'folder-damaged', path: file });
}

async function writeDurably(file: string, text: string): Promise<void> {
  const half = `${file}.half`;
  try {
    const handle = await open(half, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(half, file);
  } catch (error) {
    refuseFileError(error, dirname(file));
  }
}

/** What to create. `isThrowaway` skips the flushes that only matter when the machine loses power. */
export interface ClusterOptions {
  dataFolder: string;
  binaries: PostgresBinaries;
  user: DatabaseUser;
  adminPassword: string;
  isThrowaway: boolean;
}

/**
 * Makes sure that a cluster of our version lies in the folder. initdb works beside it and the finished
 * folder is renamed, so that a kill in between leaves nothing that looks like a database.
 */
export async function ensureCluster(options: ClusterOptions): Promise<void> {
  const { dataFolder, binaries } = options;
  if (await stat(dataFolder).catch(() => undefined)) {
    await checkVersion(dataFolder, binaries.majorVersion);
    return;
  }
  await removeHalves(dataFolder);
  const half = `${dataFolder}.${process.pid}.half`;
  await runInitdb(options, half);
  await rename(half, dataFolder);
}

/** An initdb whose parent was killed runs on for a while: it has a folder of its own, which goes later. */
async function removeHalves(dataFolder: string): Promise<void> {
  const folder = dirname(dataFolder);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(dataFolder)}.`)) continue;
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

async function checkVersion(dataFolder: string, expected: string): Promise<void> {
  const found = (await readFile(join(dataFolder, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (found === '') throw new PostgresRefused({ kind: 'folder-damaged', path: dataFolder });
  if (found !== expected)
    throw new PostgresRefused({ kind: 'other-version', path: dataFolder, found, expected });
}

async function runInitdb(options: ClusterOptions, target: string): Promise<void> {
  const { binaries, user, adminPassword, isThrowaway } = options;
  const passwordFile = `${target}.password`;
  await writeDurably(passwordFile, `${adminPassword}\n`);
  if (user.isOther) await chown(passwordFile, user.uid, user.gid);
  const args = [`--pgdata=${target}`, `--username=${ADMIN_ROLE}`, `--pwfile=${passwordFile}`];
  // The built-in provider sorts the same on every machine, whatever its C library; text is UTF-8 everywhere.
  args.push('--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C');
  args.push('--auth=scram-sha-256', '--no-instructions');
  if (isThrowaway) args.push('--no-sync');
  try {
    const { code, output } = await run(binaries.initdb, args, user);
    if (code === 0) return;
    await rm(target, { recursive: true, force: true });
    if (output.includes('No space left on device'))
      throw new PostgresRefused({ kind: 'disk-full', path: target });
    if (output.includes('Permission denied')) {
      throw new PostgresRefused({ kind: 'folder-not-writable', path: dirname(target) });
    }
    throw new Error(`initdb failed with ${code}: ${output.slice(-2000)}`);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function run(
  program: string,
  args: string[],
  user: DatabaseUser,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...(user.isOther ? { uid: user.uid, gid: user.gid } : {}),
      cwd: '/',
      env: databaseEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => reject(explainSpawnError(error, program)));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** The only variables PostgreSQL's programs get: none of our settings, and messages that we can read. */
export function databaseEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/** A program that may not be started is the folder's fault; anything else is a bug. */
export function explainSpawnError(error: NodeJS.ErrnoException, program: string): Error {
  if (error.code !== 'EACCES') return error;
  return new PostgresRefused({ kind: 'binaries-not-executable', path: dirname(program) });
}
