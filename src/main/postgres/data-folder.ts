/** Makes the data folder ready before anything is written to it, or says why it cannot be used. */
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sentence } from '../sentence.ts';
import { findDatabaseUser, openDataFolder } from './database-user.ts';
import { describePostgresRefusal, PostgresRefused, refuseFileError } from './refusal.ts';

/** Creates the folder if need be. `holdsDatabase` also demands that PostgreSQL's user can walk into it. */
export async function prepareDataFolder(
  folder: string,
  holdsDatabase: boolean,
): Promise<Sentence | undefined> {
  try {
    const user = holdsDatabase ? await findDatabaseUser(join(folder, 'postgres', 'data')) : OURSELVES;
    await openDataFolder(folder, user);
    await access(folder, constants.W_OK | constants.X_OK).catch((error) => refuseFileError(error, folder));
    return undefined;
  } catch (error) {
    if (error instanceof PostgresRefused) return describePostgresRefusal(error.refusal);
    throw error;
  }
}

const OURSELVES = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, name: '', isOther: false };
