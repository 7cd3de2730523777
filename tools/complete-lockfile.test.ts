/** Tells when `npm ci` would refuse the lockfile, and how the missing packages are named. */
import { describe, expect, it } from 'vitest';
import { completeLockfile, findMissing, type Lockfile, readProject } from './complete-lockfile.ts';

describe("the project's lockfile", () => {
  const { lock, manifest } = readProject();

  it('names every optional package (else run: node tools/complete-lockfile.ts)', () => {
    expect(findMissing(lock).map(({ name }) => name)).toEqual([]);
  });

  it('wants what package.json wants', () => {
    const { dependencies, devDependencies, optionalDependencies } = lock.packages[''] ?? {};
    expect({ dependencies, devDependencies, optionalDependencies }).toEqual(manifest);
  });
});

describe('a lockfile', () => {
  const lock: Lockfile = {
    packages: {
      '': {},
      'node_modules/linter': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: { '@linter/linux-x64': '2.0.0', '@linter/linux-arm64-musl': '2.0.0' },
      },
      'node_modules/@linter/linux-x64': { version: '2.0.0' },
      'node_modules/host/node_modules/inner': { version: '1.0.0', optionalDependencies: { guest: '^1.0.0' } },
      'node_modules/host/node_modules/guest': { version: '1.0.0' },
    },
  };

  it('gets the platform packages that are missing, and only those', () => {
    const complete = completeLockfile(lock, { optionalDependencies: { 'runtime-win32-x64': '3.1.0' } });
    const added = Object.keys(complete.packages).filter((path) => !(path in lock.packages));
    expect(added).toEqual(['node_modules/@linter/linux-arm64-musl', 'node_modules/runtime-win32-x64']);
    expect(complete.packages['node_modules/@linter/linux-arm64-musl']).toEqual({
      version: '2.0.0',
      cpu: ['arm64'],
      os: ['linux'],
      libc: ['musl'],
      dev: true,
      optional: true,
    });
    expect(complete.packages['node_modules/runtime-win32-x64']).toEqual({
      version: '3.1.0',
      cpu: ['x64'],
      os: ['win32'],
      optional: true,
    });
    expect(findMissing(complete)).toEqual([]);
  });
});
