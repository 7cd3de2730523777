/** Tells who may run on a data folder, also after its holder was killed. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sampai-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('is held by one at a time, and leaves nothing when let go', async () => {
  const first = await lockFolder(folder);
  expect(await lockFolder(folder)).toEqual({ ok: false, pid: process.pid });
  if (first.ok) await first.release();
  expect(await readdir(folder)).toEqual([]);
});

it('is taken over from a process that is gone', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.on('exit', resolve));
  await writeFile(join(folder, 'parent.json'), JSON.stringify({ pid: child.pid, startedAt: '1' }));
  expect((await lockFolder(folder)).ok).toBe(true);
});

it('is taken over when another process has the number of the one that is gone', async () => {
  await writeFile(join(folder, 'parent.json'), JSON.stringify({ pid: process.ppid, startedAt: 'long ago' }));
  expect((await lockFolder(folder)).ok).toBe(true);
});

it('goes to exactly one of many that find a dead holder', async () => {
  await writeFile(join(folder, 'parent.json'), '');
  const script = `import { lockFolder } from ${JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href)};
    const lock = await lockFolder(${JSON.stringify(folder)});
    console.log(lock.ok);
    process.stdin.resume();`;
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', script]),
  );
  const answers = await Promise.all(
    children.map(
      (child) =>
        new Promise((resolve) =>
          child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
        ),
    ),
  );
  for (const child of children) child.kill('SIGKILL');
  expect(answers.filter((answer) => answer === 'true')).toHaveLength(1);
});
