/** Builds the web app into dist/web when the sources it was built from have changed. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sentence } from './sentence.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CONFIG = join(ROOT, 'web', 'vite.config.ts');

/** Where the built pages lie; the app serves them from here. */
export const WEB_FOLDER = join(ROOT, 'dist', 'web');

/** What came of it: "fresh" when nothing had changed, "absent" when there is no web app to build. */
export type WebBuild = { kind: 'fresh' | 'built' | 'absent' } | { kind: 'failed'; sentence: Sentence };

const OLD_HALF_MS = 10 * 60_000;

/** The folders and files whose content decides whether a build is still good. */
const SOURCES = ['web', 'src/domain', 'src/catalogue', 'package-lock.json'];

/**
 * Builds beside the old pages and swaps the folders, so that a killed build leaves the old ones and a
 * finished one is whole. `onLine` gets what the builder prints; `signal` breaks the building off.
 */
export async function ensureWebBuilt(
  onLine: (line: string) => void,
  signal?: AbortSignal,
): Promise<WebBuild> {
  if (!(await stat(CONFIG).catch(() => undefined))) return { kind: 'absent' };
  const sources = await digestSources();
  const built = await readFile(join(WEB_FOLDER, '.sources'), 'utf8').catch(() => '');
  if (built === sources) return { kind: 'fresh' };
  const half = `${WEB_FOLDER}.${process.pid}.half`;
  try {
    await mkdir(dirname(WEB_FOLDER), { recursive: true });
    await removeOldHalves();
    const code = await runVite(half, onLine, signal);
    if (code !== 0) return { kind: 'failed', sentence: BUILD_FAILED };
    await writeFile(join(half, '.sources'), sources);
    await swap(half);
    return { kind: 'built' };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      return { kind: 'failed', sentence: NOT_WRITABLE };
    if (code === 'ABORT_ERR') return { kind: 'failed', sentence: BROKEN_OFF };
    if (code === 'ENOSPC') return { kind: 'failed', sentence: DISK_FULL };
    throw error;
  } finally {
    await rm(half, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Puts the new pages in place of the old. Another Sampai may do the same at this moment: then once more. */
async function swap(half: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await rm(WEB_FOLDER, { recursive: true, force: true, maxRetries: 3 });
    try {
      return await rename(half, WEB_FOLDER);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if ((code !== 'ENOTEMPTY' && code !== 'EEXIST') || attempt === 5) throw error;
    }
  }
}

/** What killed builds left behind. Another Sampai may be building at this moment, so young ones stay. */
async function removeOldHalves(): Promise<void> {
  const folder = dirname(WEB_FOLDER);
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (name.endsWith('.half') && age > OLD_HALF_MS) await rm(path, { recursive: true, force: true });
  }
}

async function digestSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await listFiles(join(ROOT, source))) {
      hash.update(`${file.slice(ROOT.length)}\0`).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return [];
  if (found.isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function runVite(
  target: string,
  onLine: (line: string) => void,
  signal?: AbortSignal,
): Promise<number | null> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  // The native loader writes no temporary file beside the config, which a checkout may not allow.
  const args = [
    vite,
    'build',
    '--config',
    CONFIG,
    '--configLoader',
    'native',
    '--outDir',
    target,
    '--emptyOutDir',
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args, '--logLevel', 'warn'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        for (const line of chunk.toString().split('\n')) if (line.trim()) onLine(line);
      });
    }
    child.on('error', reject);
    child.on('close', resolve);
  });
}

const BUILD_FAILED: Sentence = {
  id: 'Halaman web tidak dapat disusun: sebabnya tertulis di atas.',
  en: 'The web pages could not be built: the reason is printed above.',
};

const NOT_WRITABLE: Sentence = {
  id: `Folder ${dirname(WEB_FOLDER)} tidak dapat ditulisi, sedangkan halaman web perlu disusun: jalankan sekali sebagai pemilik folder itu.`,
  en: `The folder ${dirname(WEB_FOLDER)} cannot be written to, and the web pages have to be built: start once as the folder's owner.`,
};

const BROKEN_OFF: Sentence = {
  id: 'Penyusunan halaman web dihentikan.',
  en: 'Building the web pages was broken off.',
};

const DISK_FULL: Sentence = {
  id: `Penyimpanan tempat ${dirname(WEB_FOLDER)} penuh: kosongkan sedikitnya 100 MB.`,
  en: `The disk that holds ${dirname(WEB_FOLDER)} is full: free at least 100 MB.`,
};
