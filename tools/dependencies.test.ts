/** Holds docs/dependencies.md to package.json: every dependency has its line, with the licence it really has. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeWords, readPage, tableRows } from './markdown.ts';

interface Manifest {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;
const manifest = readJson<Manifest>('package.json');
const wanted = Object.keys({
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
});
const rows = tableRows(readPage(root, 'docs/dependencies.md').text);
const listed = rows.flatMap((row) => codeWords(row.Package ?? ''));
const { packages } = readJson<{ packages: Record<string, { license?: string }> }>('package-lock.json');

/** As the package itself says; packages for other platforms are known from the lockfile alone. */
function licenceOf(name: string): string | undefined {
  const own = `node_modules/${name}/package.json`;
  if (existsSync(join(root, own))) return readJson<{ license?: string }>(own).license;
  return packages[`node_modules/${name}`]?.license;
}

describe('the page of dependencies', () => {
  it('has a line for every dependency, and for nothing else', () => {
    expect(listed.toSorted()).toEqual(wanted.toSorted());
  });

  it.each(wanted)('says of %s what its licence is, why it is here and how to leave it', (name) => {
    const row = rows.find((one) => codeWords(one.Package ?? '').includes(name));
    expect(row?.Licence).toBe(licenceOf(name));
    expect(row?.Why).toMatch(/\w{3}/);
    expect(row?.Size).toMatch(/^[\d.,]+ [kM]B$/);
    expect(row?.['How to leave']).toMatch(/\w{3}/);
  });
});
