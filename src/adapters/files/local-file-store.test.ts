/** The local file store keeps what it acknowledged, exactly once, and nothing outside its folder. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalFileStore } from './local-file-store.ts';

let folder: string;
let root: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sampai-files-'));
  root = join(folder, 'not', 'there', 'yet');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const key = 'attachment/0192f0c1-7b1e-7000-8000-000000000001';
const files = () =>
  readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

describe('given an empty folder', () => {
  it('what was put is got again, also by a store opened later', async () => {
    const bytes = randomBytes(100_000);
    await createLocalFileStore(root).put(key, bytes);
    expect(await createLocalFileStore(root).get(key)).toEqual(bytes);
  });

  it('what was never put is undefined, and removing it is no fault', async () => {
    const store = createLocalFileStore(root);
    expect(await store.get(key)).toBeUndefined();
    await expect(store.remove(key)).resolves.toBeUndefined();
  });

  it('folders and files are closed to other users of the machine', async () => {
    await createLocalFileStore(root).put(key, randomBytes(10));
    const [file] = files();
    expect(statSync(file!.parentPath).mode & 0o077).toBe(0);
    expect(statSync(join(file!.parentPath, file!.name)).mode & 0o077).toBe(0);
  });

  it('keys that begin alike are spread over many folders', async () => {
    const store = createLocalFileStore(root);
    for (let index = 0; index < 30; index++) await store.put(`0192f0c1-${index}`, randomBytes(4));
    expect(new Set(files().map((file) => file.parentPath)).size).toBeGreaterThan(20);
  });
});

describe('given a key that is taken', () => {
  it('the same bytes again are fine and stay one file', async () => {
    const store = createLocalFileStore(root);
    await store.put(key, Buffer.from('sealed'));
    await store.put(key, Buffer.from('sealed'));
    await store.put(key, [Buffer.from('sea'), Buffer.from('led')]);
    expect(files()).toHaveLength(1);
  });

  it('other bytes are refused and the first stay', async () => {
    const store = createLocalFileStore(root);
    await store.put(key, Buffer.from('first'));
    await expect(store.put(key, Buffer.from('second'))).rejects.toMatchObject({
      reason: 'other-bytes-under-key',
    });
    expect(await store.get(key)).toEqual(Buffer.from('first'));
    expect(files()).toHaveLength(1);
  });

  it('of many at once with different bytes exactly one wins', async () => {
    const stores = Array.from({ length: 8 }, () => createLocalFileStore(root));
    const puts = await Promise.allSettled(
      stores.map((store, index) => store.put(key, Buffer.from(`bytes ${index}`))),
    );
    const winner = puts.findIndex((put) => put.status === 'fulfilled');
    expect(puts.filter((put) => put.status === 'fulfilled')).toHaveLength(1);
    expect(await stores[0]!.get(key)).toEqual(Buffer.from(`bytes ${winner}`));
  });

  it('after removing it is free again', async () => {
    const store = createLocalFileStore(root);
    await store.put(key, Buffer.from('first'));
    await store.remove(key);
    expect(await store.get(key)).toBeUndefined();
    await store.put(key, Buffer.from('second'));
    expect(await store.get(key)).toEqual(Buffer.from('second'));
  });
});

describe('given a key that would lead elsewhere', () => {
  it.each([
    '',
    '.',
    '..',
    '../x',
    'a/../../x',
    '/etc/passwd',
    'a//b',
    'a\\b',
    'a\0b',
    'A',
    'a/',
    '.hidden',
    'a'.repeat(181),
  ])('%j is refused and nothing is written', async (bad) => {
    const store = createLocalFileStore(root);
    await expect(store.put(bad, Buffer.from('x'))).rejects.toMatchObject({ reason: 'bad-key' });
    await expect(store.get(bad)).rejects.toMatchObject({ reason: 'bad-key' });
    await expect(store.remove(bad)).rejects.toMatchObject({ reason: 'bad-key' });
    expect(existsSync(root)).toBe(false);
  });

  it('one that begins with another key is a file of its own', async () => {
    const store = createLocalFileStore(root);
    await store.put('case', Buffer.from('1'));
    await store.put('case/page', Buffer.from('2'));
    expect(await store.get('case')).toEqual(Buffer.from('1'));
    expect(await store.get('case/page')).toEqual(Buffer.from('2'));
  });
});

describe('given a machine in trouble', () => {
  it('no room for the file: says so, and leaves nothing half', async () => {
    const module = fileURLToPath(new URL('./local-file-store.ts', import.meta.url));
    const program = `import { createLocalFileStore } from ${JSON.stringify(module)};
      process.on('SIGXFSZ', () => {});
      const store = createLocalFileStore(${JSON.stringify(root)});
      const answer = await store.put('large', new Uint8Array(5_000_000)).catch((error) => error.reason);
      await store.put('small', new Uint8Array(10));
      console.log(answer);`;
    // A bound on the size of files fails in the middle of writing, as a full disk does.
    const run = spawnSync(
      '/bin/sh',
      [
        '-c',
        'ulimit -f 1000; exec "$@" | cat',
        'sh',
        process.execPath,
        '--no-warnings',
        '--input-type=module',
        '-e',
        program,
      ],
      { encoding: 'utf8' },
    );
    expect([run.stdout.trim(), run.stderr]).toEqual(['disk-full', '']);
    expect(files().map((file) => file.name)).toEqual(['small']);
  });

  it('a folder that is a file: says so', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'blocked'), '');
    const store = createLocalFileStore(join(folder, 'blocked'));
    await expect(store.put(key, Buffer.from('x'))).rejects.toMatchObject({ reason: 'failed' });
  });

  it('what a crash left half-written is swept away, what is being written is not', async () => {
    const incoming = join(root, 'incoming');
    mkdirSync(incoming, { recursive: true });
    writeFileSync(join(incoming, 'left-by-a-crash'), 'half');
    utimesSync(join(incoming, 'left-by-a-crash'), new Date(0), new Date(0));
    writeFileSync(join(incoming, 'under-way'), 'half');
    await createLocalFileStore(root).put(key, Buffer.from('whole'));
    expect(readdirSync(incoming)).toEqual(['under-way']);
  });
});
