/** Tells which lines of the processes a person sees. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeReadable } from './process-output.ts';
import { terminalWords } from './terminal-words.ts';

it.each([
  [
    'a warning of the log in Indonesian',
    '{"level":40,"msg":"another process does the background work; this one waits for it"}',
    'peringatan: proses lain sedang mengerjakan pekerjaan latar; proses ini menunggu giliran',
  ],
  ['a plain line', 'Kunci dibuat', 'Kunci dibuat'],
  ['routine of the app', '{"level":30,"msg":"request completed"}', undefined],
  ['a warning', '{"level":40,"msg":"pengiriman ditunda"}', 'peringatan: pengiriman ditunda'],
  [
    'an error with where it happened',
    '{"level":50,"msg":"gagal","err":{"message":"sebab","stack":"Error: sebab\\n at x"}}',
    'galat: gagal: sebab\nError: sebab\n at x',
  ],
  ['JSON that is no log line', '{"a":1}', '{"a":1}'],
  ['a broken line', '{"level":', '{"level":'],
])('shows %s', (_, line, shown) => {
  expect(makeReadable(line)).toBe(shown);
});

it('has Indonesian words for every warning and incident that the code logs, and for nothing else', () => {
  const root = join(import.meta.dirname, '..');
  const code = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');
  const logged = /\blog\.(?:warn\(|incident\([^,]+,)\s*'([^']+)'/gu;
  const lines = [...code.matchAll(logged)].map(([, line]) => line!);
  expect(lines.length).toBeGreaterThan(10);
  expect(Object.keys(terminalWords).toSorted()).toEqual([...new Set(lines)].toSorted());
});
