/** Decides which system user runs PostgreSQL (which refuses to run as root) and opens folders to that user. */
import type { Stats } from 'node:fs';
import { chmod, chown, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PostgresRefused, refuseFileError } from './refusal.ts';

/** The user PostgreSQL runs as. `isOther` when it is not the one who started Sampai. */
export interface DatabaseUser {
  uid: number;
  gid: number;
  name: string;
  isOther: boolean;
}

/**
 * Finds the user for a database folder: ourselves, or, as root, the owner of an existing database and else
 * `nobody`. Throws `PostgresRefused` when the folder belongs to somebody we cannot act for.
 */
export async function findDatabaseUser(databaseFolder: string): Promise<DatabaseUser> {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  const owner = await stat(databaseFolder).catch(() => undefined);
  if (uid !== 0) {
    if (owner && owner.uid !== uid) {
      throw new PostgresRefused({ kind: 'folder-of-other-user', path: databaseFolder });
    }
    return { uid, gid, name: String(uid), isOther: false };
  }
  const users = await readUsers();
  const user = users.find((each) =>
    owner && owner.uid !== 0 ? each.uid === owner.uid : each.name === 'nobody',
  );
  if (!user) throw new PostgresRefused({ kind: 'no-database-user' });
  return { ...user, isOther: true };
}

async function readUsers(): Promise<{ uid: number; gid: number; name: string }[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const [name = '', , uid = '', gid = ''] = line.split(':');
    return /^\d+$/.test(uid) && /^\d+$/.test(gid) ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/**
 * Creates the data folder if need be and makes sure that the database user can walk into it.
 * Folders that we create are closed to reading by others; folders that were there are left as they are.
 */
export async function openDataFolder(folder: string, user: DatabaseUser): Promise<void> {
  const all = ancestorsUpTo(folder, '/');
  const missing: string[] = [];
  for (const each of all) {
    const found = await stat(each).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') refuseFileError(error, folder);
    });
    if (!found) missing.unshift(each);
    else if (user.isOther) refuseUnreachable(each, found, user);
  }
  for (const each of missing) {
    await mkdir(each).catch((error) => refuseFileError(error, folder));
    await chmod(each, user.isOther ? 0o711 : 0o700);
  }
}

function refuseUnreachable(path: string, { mode, uid, gid }: Stats, user: DatabaseUser): void {
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) throw new PostgresRefused({ kind: 'folder-not-reachable', path, user: user.name });
}

/** Creates a folder that only the database user may enter. */
export async function makePrivateFolder(folder: string, user: DatabaseUser): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    if (user.isOther) await chown(folder, user.uid, user.gid);
    await chmod(folder, 0o700);
  } catch (error) {
    refuseFileError(error, folder);
  }
}

function ancestorsUpTo(folder: string, last: string): string[] {
  const all = [folder];
  for (let at = folder; at !== last && at !== dirname(at); ) {
    at = dirname(at);
    all.push(at);
  }
  return all;
}
