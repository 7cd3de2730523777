/** Reads and makes the file with the office's keys, which is kept apart from data and backups. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Sentence } from './sentence.ts';

/** The keys everything else is wrapped by. All are 32 random bytes. */
export interface OfficeKeys {
  /** Name of the wrapping key that new keys are wrapped by. */
  current: string;
  /** All wrapping keys by name; older ones only open what they once wrapped. */
  wrapping: ReadonlyMap<string, Buffer>;
  /** For the keyed blind index over NIK and KK numbers. */
  blindIndex: Buffer;
}

/** Keys, or the sentence why there are none. */
export type KeyFileOutcome = { ok: true; keys: OfficeKeys } | { ok: false; sentence: Sentence };

interface KeyFileContent {
  format: 'sampai-office-keys-1';
  current: string;
  wrapping: Record<string, string>;
  blindIndex: string;
}

const KEY_BYTES = 32;

/** Reads the file; refuses one that is missing, broken, or open to other users. */
export async function readKeyFile(path: string): Promise<KeyFileOutcome> {
  try {
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0)
      return refuse(path, 'terbuka bagi pengguna lain', 'is open to other users', `chmod 600 ${path}`);
    const content = JSON.parse(await readFile(path, 'utf8')) as KeyFileContent;
    const keys: OfficeKeys = {
      current: content.current,
      wrapping: new Map(
        Object.entries(content.wrapping).map(([name, key]) => [name, Buffer.from(key, 'base64')]),
      ),
      blindIndex: Buffer.from(content.blindIndex, 'base64'),
    };
    const isWhole = [keys.wrapping.get(keys.current), keys.blindIndex, ...keys.wrapping.values()].every(
      (key) => key?.length === KEY_BYTES,
    );
    if (content.format === 'sampai-office-keys-1' && isWhole) return { ok: true, keys };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      return refuse(path, 'tidak ada', 'does not exist', `npm run sampai -- new-keys ${path}`);
    if (code === 'EACCES') return refuse(path, 'tidak dapat dibaca', 'cannot be read', `chown $USER ${path}`);
    if (code !== undefined && code !== 'EISDIR') throw error;
  }
  return refuse(
    path,
    'tidak berisi kunci yang utuh',
    'does not hold whole keys',
    'pulihkan salinannya / restore its copy',
  );
}

function refuse(path: string, id: string, en: string, remedy: string): KeyFileOutcome {
  return {
    ok: false,
    sentence: {
      id: `Berkas kunci ${path} (SAMPAI_KEY_FILE) ${id}: ${remedy}.`,
      en: `The key file ${path} (SAMPAI_KEY_FILE) ${en}: ${remedy}.`,
    },
  };
}

/** Makes a key file with fresh keys, readable by its owner alone. Returns false when the file exists. */
export async function makeKeyFile(path: string): Promise<boolean> {
  const name = `k${randomBytes(4).toString('hex')}`;
  const content: KeyFileContent = {
    format: 'sampai-office-keys-1',
    current: name,
    wrapping: { [name]: randomBytes(KEY_BYTES).toString('base64') },
    blindIndex: randomBytes(KEY_BYTES).toString('base64'),
  };
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const half = `${path}.${process.pid}.half`;
  const file = await open(half, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, undefined, 2)}\n`);
    await file.sync();
    // A hard link appears whole and never replaces: a key file is not to be lost.
    await link(half, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await file.close();
    await rm(half, { force: true });
  }
}

/** Why the file system did not let a key file be made there; undefined for anything that is no matter of the place. */
export function describeUnmade(path: string, error: unknown): Sentence | undefined {
  const { code } = error as NodeJS.ErrnoException;
  const folder = dirname(path);
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        id: `Berkas kunci ${path} tidak dapat dibuat: pengguna ini tidak boleh menulis di ${folder}. Ulangi sebagai pengguna yang menjalankan Sampai setelah folder itu dibuat untuknya, atau sebut tempat lain.`,
        en: `The key file ${path} cannot be made: this user may not write in ${folder}. Try again as the user who runs Sampai once that folder was made for them, or name another place.`,
      };
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return {
        id: `Berkas kunci ${path} tidak dapat dibuat: ${folder} bukan folder. Sebut tempat lain.`,
        en: `The key file ${path} cannot be made: ${folder} is no folder. Name another place.`,
      };
    default:
      return undefined;
  }
}
