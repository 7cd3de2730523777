/** Keeps two parents from running on one data folder, and sees when the one that held it was killed. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder is ours until `release`, or somebody else's. */
export type FolderLock = { ok: true; release(): Promise<void> } | { ok: false; pid: number };

interface Holder {
  pid: number;
  /** When that process was started: a number that was given to a new process does not count. */
  startedAt: string;
}

const ATTEMPTS = 5;

/** Takes the folder, which must exist and be writable. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = join(folder, 'parent.json');
  const mine = `${file}.${process.pid}`;
  const text = JSON.stringify({ pid: process.pid, startedAt: readStart(process.pid) ?? '' } satisfies Holder);
  await writeFile(mine, text);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      // A hard link appears whole and at once, and only where nothing has the name.
      const isTaken = await link(mine, file).then(
        () => false,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return true;
          throw error;
        },
      );
      if (!isTaken) return { ok: true, release: () => rm(file, { force: true }) };
      const holder = await readHolder(file);
      if (holder && readStart(holder.pid) === holder.startedAt) return { ok: false, pid: holder.pid };
      await moveDeadAside(file, holder);
    }
    return { ok: false, pid: (await readHolder(file))?.pid ?? 0 };
  } finally {
    await rm(mine, { force: true });
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Two starters may find the same dead holder: whoever moved a living one's note by mistake puts it back. */
async function moveDeadAside(file: string, dead: Holder | undefined): Promise<void> {
  const aside = `${file}.${process.pid}.dead`;
  const wasMoved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  if (!wasMoved) return;
  const moved = await readHolder(aside);
  if (moved && moved.pid !== dead?.pid) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/** A process's start as the system tells it; undefined when there is no such process, or only its remains. */
function readStart(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('/bin/ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    }
    // The name in brackets may hold anything; after it come state (field 3) … and start time (field 22).
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
