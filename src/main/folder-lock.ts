/** Keeps two parents from running on one data folder: the system holds the lock, and lets go when its holder dies. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The folder is ours until `release`, or somebody else's; `pid` is undefined until that process has said who it is. */
export type FolderLock = { ok: true; release(): Promise<void> } | { ok: false; pid: number | undefined };

/** SQLite's result code for "somebody else holds the lock" (https://sqlite.org/rescode.html#busy). */
const SQLITE_BUSY = 5;

/** A winner notes who it is right after it won. */
const NOTE_PATIENCE_MS = 500;
const NOTE_POLL_MS = 20;

/**
 * Takes the folder, which must exist and be writable. The lock is SQLite's write lock on `parent.lock`, a lock of the
 * operating system: nothing has to be cleared away after a killed holder, so there is no moment in which two may
 * think that they cleared it. The file stays, since a file that is removed can be locked twice under one name.
 * `parent.json` only tells people who holds it.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const lock = takeLock(join(folder, 'parent.lock'));
  const note = join(folder, 'parent.json');
  if (!lock) return { ok: false, pid: await readHolder(note) };
  await writeFile(note, JSON.stringify({ pid: process.pid }));
  return {
    ok: true,
    release: async () => {
      await rm(note, { force: true });
      lock.close();
    },
  };
}

/** The open lock, or undefined when somebody holds it. */
function takeLock(file: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    // Not EXCLUSIVE: that one also waits for the others' short look at the file, and then nobody may win.
    lock.exec('pragma journal_mode = memory; begin immediate');
    return lock;
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}

/** Who holds the folder. What a killed holder left behind is not yet replaced for a moment: no process has that number. */
async function readHolder(note: string): Promise<number | undefined> {
  const until = Date.now() + NOTE_PATIENCE_MS;
  for (;;) {
    const pid = await readFile(note, 'utf8')
      .then((text) => (JSON.parse(text) as { pid: number }).pid)
      .catch(() => undefined);
    if (pid !== undefined && isRunning(pid)) return pid;
    if (Date.now() > until) return undefined;
    await new Promise((resolve) => setTimeout(resolve, NOTE_POLL_MS));
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
