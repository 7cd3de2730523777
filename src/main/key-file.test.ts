/** Tells how a key file is made once, and which key files are refused with which remedy. */
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeUnmade, makeKeyFile, readKeyFile } from './key-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sampai-keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function sentenceOf(path: string): Promise<string> {
  const outcome = await readKeyFile(path);
  if (outcome.ok) throw new Error('expected a refusal');
  return outcome.sentence.id;
}

it('is made with fresh keys for its owner alone, and never replaced', async () => {
  const path = join(folder, 'keys', 'office.json');
  expect(await makeKeyFile(path)).toBe(true);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const first = await readKeyFile(path);
  if (!first.ok) throw new Error(first.sentence.en);
  expect(first.keys.wrapping.get(first.keys.current)).toHaveLength(32);
  expect(first.keys.blindIndex).toHaveLength(32);
  expect(first.keys.blindIndex).not.toEqual(first.keys.wrapping.get(first.keys.current));
  expect(await makeKeyFile(path)).toBe(false);
  expect(await readKeyFile(path)).toEqual(first);
});

it('is not made where the file system does not let it, and that is said in a sentence', async () => {
  const blocked = join(folder, 'berkas');
  await writeFile(blocked, '');
  const path = join(blocked, 'office.json');
  const error = await makeKeyFile(path).catch((thrown: unknown) => thrown);
  expect(describeUnmade(path, error)?.id).toContain(`${blocked} bukan folder`);
  const denied = Object.assign(new Error('no'), { code: 'EACCES' });
  expect(describeUnmade(path, denied)?.id).toContain(`tidak boleh menulis di ${blocked}`);
  expect(describeUnmade(path, new TypeError('a bug'))).toBeUndefined();
});

it('is refused when others may read it', async () => {
  const path = join(folder, 'open.json');
  await makeKeyFile(path);
  await chmod(path, 0o640);
  expect(await sentenceOf(path)).toContain(`chmod 600 ${path}`);
});

it.each([
  ['is not JSON', 'kunci'],
  ['is another JSON', '{}'],
  ['is null', 'null'],
  [
    'holds a short key',
    JSON.stringify({
      format: 'sampai-office-keys-1',
      current: 'a',
      wrapping: { a: 'AAAA' },
      blindIndex: 'AAAA',
    }),
  ],
])('is refused when it %s', async (_, content) => {
  const path = join(folder, 'broken.json');
  await writeFile(path, content, { mode: 0o600 });
  expect(await sentenceOf(path)).toContain('tidak berisi kunci yang utuh');
});

it('is refused with the command that makes one when it is missing', async () => {
  expect(await sentenceOf(join(folder, 'absent.json'))).toContain('npm run sampai -- new-keys');
});
