import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));
const mistakes = join(here, 'wrong-names.types.ts');
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sampai-types-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Compiles one file with the project's strictness; gives the lines on which the compiler found an error. */
async function errorLines(text: string): Promise<number[]> {
  const file = join(folder, 'mistakes.ts');
  await writeFile(file, text.replaceAll("from './", `from '${here}/`));
  const options =
    '--noEmit --ignoreConfig --strict --noUncheckedIndexedAccess --skipLibCheck --types node'.split(' ');
  const modules = '--target es2024 --module nodenext --allowImportingTsExtensions'.split(' ');
  const root = ['--typeRoots', join(here, '../../node_modules/@types')];
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [tsc, ...options, ...modules, ...root, file], (_error, stdout) =>
      resolve(stdout),
    );
  });
  const lines = [...output.matchAll(/mistakes\.ts\((\d+),\d+\): error/gu)].map((match) => Number(match[1]));
  return [...new Set(lines)].sort((a, b) => a - b);
}

test('every marked mistake in a declaration is a compile error, and nothing else is', async () => {
  expect(await errorLines(await readFile(mistakes, 'utf8'))).toEqual([]);
});

test('without the marks, the compiler finds each mistake in the lines below its mark', async () => {
  const text = await readFile(mistakes, 'utf8');
  const marked = text
    .split('\n')
    .flatMap((line, index) => (line.includes('@ts-expect-error') ? [index + 2] : []));
  expect(marked.length).toBeGreaterThan(20);
  expect(await errorLines(text.replaceAll('@ts-expect-error', 'mistake:'))).toEqual(marked);
});
