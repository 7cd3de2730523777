/** Keeps encrypted attachments as files in a folder: durable before it answers, never overwritten, never half. */
import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { FileStore } from '../../app/ports.ts';

/** The store could not keep or find a file. The message names the cause and what to do, and no resident. */
class FileStoreError extends Error {
  readonly reason: 'bad-key' | 'other-bytes-under-key' | 'disk-full' | 'not-writable' | 'failed';

  constructor(reason: FileStoreError['reason'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'FileStoreError';
    this.reason = reason;
  }
}

/** Lower case only: on some disks `A` and `a` are one file. The slash is for the reader, it makes no folder. */
const keyRule = /^[a-z0-9][a-z0-9_.-]*(?:\/[a-z0-9][a-z0-9_.-]*)*$/;
const keyLengthLimit = 180;
/** A file that lies in `incoming` this long was left there by a crash. */
const leftoverAfterMs = 60 * 60 * 1000;

/**
 * A file store in the folder `rootDir`, which is made when it is missing (rights 0700).
 *
 * Keys are 1–180 characters of `a-z 0-9 _ . -`, optionally in parts divided by `/`. `put` writes to a temporary
 * file, fsyncs it, gives it its name by a hard link (which fails rather than overwrite) and fsyncs the folder;
 * the same bytes again are fine, others under the same key are refused. All functions throw `FileStoreError`.
 */
export function createLocalFileStore(rootDir: string): FileStore {
  const root = resolve(rootDir);
  const incoming = join(root, 'incoming');
  const madeFolders = new Set<string>();
  let swept: Promise<void> | undefined;

  async function makeFolder(folder: string): Promise<void> {
    if (madeFolders.has(folder)) return;
    const first = await mkdir(folder, { recursive: true, mode: 0o700 });
    // A new folder is only there after a power cut if the folder above it was synced as well.
    if (first)
      for (let at = folder; at.length >= first.length; at = dirname(at)) await syncFolder(dirname(at));
    madeFolders.add(folder);
  }

  return {
    put: (key, bytes) =>
      explained(async () => {
        const parts = bytes instanceof Uint8Array ? [bytes] : bytes;
        const path = pathOf(root, key);
        swept ??= removeLeftovers(incoming).catch(() => undefined);
        await swept;
        await makeFolder(incoming);
        await makeFolder(dirname(path));
        const temporary = join(incoming, randomUUID());
        try {
          await writeDurably(temporary, parts);
          await nameOnce(temporary, path, parts);
        } catch (error) {
          // Someone may have moved folders about (a restore): look again next time.
          madeFolders.clear();
          throw error;
        } finally {
          await absentIfMissing(unlink(temporary));
        }
        await syncFolder(dirname(path));
      }),

    get: (key) => explained(() => absentIfMissing(readFile(pathOf(root, key)))),

    remove: (key) =>
      explained(async () => {
        const path = pathOf(root, key);
        const removed = await absentIfMissing(unlink(path).then(() => true));
        if (removed) await syncFolder(dirname(path));
      }),
  };
}

/** Spread over 256 folders by the key's digest: keys that begin with the time would all fall into one. */
function pathOf(root: string, key: string): string {
  if (key.length > keyLengthLimit || !keyRule.test(key)) {
    throw new FileStoreError('bad-key', 'A key of the file store has a form that is not allowed.');
  }
  const folder = createHash('sha256').update(key).digest('hex').slice(0, 2);
  return join(root, folder, key.replaceAll('/', '!'));
}

async function writeDurably(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    // Each goes on where the one before ended.
    for (const part of parts) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives a finished file its name. What has that name already must be the same. */
async function nameOnce(temporary: string, path: string, parts: readonly Uint8Array[]): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    if (Buffer.compare(await readFile(path), Buffer.concat(parts)) !== 0) {
      throw new FileStoreError('other-bytes-under-key', 'The file store holds other bytes under this key.');
    }
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Tidying only: when it fails, what is wrong with the folder shows in the write that follows. */
async function removeLeftovers(incoming: string): Promise<void> {
  for (const name of (await absentIfMissing(readdir(incoming))) ?? []) {
    const path = join(incoming, name);
    const facts = await absentIfMissing(stat(path));
    if (facts && Date.now() - facts.mtimeMs > leftoverAfterMs) await rm(path, { force: true });
  }
}

async function absentIfMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileStoreError) throw error;
    switch (codeOf(error)) {
      case 'ENOSPC':
      case 'EDQUOT':
      case 'EFBIG':
        throw new FileStoreError(
          'disk-full',
          'The disk that holds the attachments is full. Free some space.',
          error,
        );
      case 'EACCES':
      case 'EPERM':
      case 'EROFS':
        throw new FileStoreError('not-writable', 'The attachments folder cannot be read or written.', error);
      default:
        throw new FileStoreError('failed', 'The attachments folder did not work.', error);
    }
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}
