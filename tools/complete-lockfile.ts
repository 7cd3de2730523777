/**
 * Names in package-lock.json the platform packages that npm left out, so that `npm ci` works on every platform.
 *
 * npm writes only those that it could look up on the machine it ran on, and `npm ci` then refuses the lockfile
 * as out of step. Run `node tools/complete-lockfile.ts` after each `npm install`; a test says when it is due.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What we read and write of an entry; everything else is kept as it is. */
interface LockedPackage {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** A lockfile of version 3, as far as we look at it. The entry with the empty path is our own package. */
export interface Lockfile {
  packages: Record<string, LockedPackage>;
}

type Manifest = Pick<LockedPackage, 'dependencies' | 'devDependencies' | 'optionalDependencies'>;

/** The optional packages that somebody depends on and the lockfile does not name, with who wants them. */
export function findMissing(lock: Lockfile): { name: string; version: string; wantedBy: LockedPackage }[] {
  return Object.entries(lock.packages).flatMap(([path, wantedBy]) =>
    Object.entries(wantedBy.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(lock, path, name))
      .map(([name, range]) => ({ name, version: range.replace(/^[\^~]/, ''), wantedBy })),
  );
}

/** Node looks in the package's own node_modules first and then in those of the folders above. */
function isLocked(lock: Lockfile, path: string, name: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in lock.packages) return true;
    if (at === '') return false;
  }
}

/** The lockfile with an entry for each of them. Their names tell for which platform they are. */
export function completeLockfile(lock: Lockfile, manifest: Manifest): Lockfile {
  const own = { ...lock.packages[''], ...manifest };
  const packages: Lockfile['packages'] = { ...lock.packages, '': own };
  for (const { name, version, wantedBy } of findMissing({ packages })) {
    const platform = platformOf(name);
    packages[`node_modules/${name}`] = {
      version,
      ...platform,
      ...(wantedBy.dev ? { dev: true } : {}),
      optional: true,
    };
  }
  return {
    ...lock,
    packages: Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function platformOf(name: string): LockedPackage {
  const part = (words: RegExp) => words.exec(name)?.slice(1, 2);
  const os = part(/[-/](android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)\b/);
  const cpu = part(/-(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|wasm32|x64)\b/);
  const libc = name.includes('musl') ? ['musl'] : /linux.*gnu/.test(name) ? ['glibc'] : undefined;
  return { ...(cpu ? { cpu } : {}), ...(os ? { os } : {}), ...(libc ? { libc } : {}) };
}

/** The project's own lockfile and manifest. */
export function readProject(): { lock: Lockfile; manifest: Manifest; lockPath: string } {
  const read = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
  const lockPath = read('package-lock.json');
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(read('package.json'), 'utf8'),
  ) as Manifest;
  const lock = JSON.parse(readFileSync(lockPath, 'utf8')) as Lockfile;
  return { lock, lockPath, manifest: { dependencies, devDependencies, optionalDependencies } };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { lock, manifest, lockPath } = readProject();
  const complete = completeLockfile(lock, manifest);
  const added = Object.keys(complete.packages).length - Object.keys(lock.packages).length;
  writeFileSync(lockPath, `${JSON.stringify(complete, undefined, 2)}\n`);
  console.log(`${added} packages added to package-lock.json`);
}
