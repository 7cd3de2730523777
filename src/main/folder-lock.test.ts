/** Tells who may run on a data folder, also after its holder was killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let folder: string;
let starters: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sampai-lock-'));
});
afterEach(async () => {
  await Promise.all(starters.map(kill));
  starters = [];
  await rm(folder, { recursive: true });
});

/** Each line names a folder; the answer is whether it was got, and it is held until the process is killed. */
const STARTER = `import { createInterface } from 'node:readline';
  import { lockFolder } from ${JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href)};
  const kept = [];
  createInterface({ input: process.stdin }).on('line', async (folder) => {
    kept.push(await lockFolder(folder));
    console.log(kept.at(-1).ok);
  });`;

function openStarter(): ChildProcess {
  const starter = spawn(process.execPath, ['--input-type=module', '-e', STARTER]);
  starters.push(starter);
  return starter;
}

async function tryIn(starter: ChildProcess): Promise<boolean> {
  const answer = new Promise<Buffer>((resolve) => starter.stdout!.once('data', resolve));
  starter.stdin!.write(`${folder}\n`);
  return (await answer).toString().trim() === 'true';
}

async function kill(starter: ChildProcess): Promise<void> {
  if (starter.exitCode !== null || starter.signalCode !== null) return;
  const gone = new Promise((resolve) => starter.once('exit', resolve));
  starter.kill('SIGKILL');
  await gone;
}

it('is held by one at a time, and can be taken again when it was let go', async () => {
  const first = await lockFolder(folder);
  expect(await lockFolder(folder)).toEqual({ ok: false, pid: process.pid });
  if (first.ok) await first.release();
  expect(await readdir(folder)).toEqual(['parent.lock']);
  const again = await lockFolder(folder);
  expect(again.ok).toBe(true);
  if (again.ok) await again.release();
});

it('is taken over from a process that was killed, whatever it left behind', async () => {
  const holder = openStarter();
  expect(await tryIn(holder)).toBe(true);
  expect(await lockFolder(folder)).toEqual({ ok: false, pid: holder.pid });
  await kill(holder);
  await writeFile(join(folder, 'parent.json'), JSON.stringify({ pid: process.ppid }));
  const next = await lockFolder(folder);
  expect(next.ok).toBe(true);
  if (next.ok) await next.release();
});

it('goes to exactly one of many at once, again and again after each holder is killed', async () => {
  for (let at = 0; at < 6; at += 1) openStarter();
  const rounds = process.env.SAMPAI_TEST_ALL ? 200 : 5;
  for (let round = 0; round < rounds; round += 1) {
    const won = await Promise.all(starters.map(tryIn));
    expect(won.filter(Boolean), `round ${round}`).toHaveLength(1);
    const winner = won.indexOf(true);
    await kill(starters[winner]!);
    starters.splice(winner, 1);
    openStarter();
  }
}, 180_000);
