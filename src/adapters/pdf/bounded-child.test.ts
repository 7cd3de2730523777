import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { type BoundedChild, type BoundedChildLimits, createBoundedChild } from './bounded-child.ts';

const PROGRAM = new URL('./bounded-child.fixture.ts', import.meta.url);
const children: BoundedChild[] = [];

function childWith(limits: BoundedChildLimits = {}): BoundedChild {
  const child = createBoundedChild(PROGRAM, limits);
  children.push(child);
  return child;
}

afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.close()));
});

describe('the bounded child', () => {
  it('given jobs at the same time, answers each, and keeps the process', async () => {
    const child = childWith();
    const answers = await Promise.all([1, 2, 3].map((value) => child.run({ do: 'double', value })));
    expect(answers).toEqual([2, 4, 6].map((result) => ({ kind: 'done', result })));
    const pids = [await child.run({ do: 'pid' }), await child.run({ do: 'pid' })];
    expect(pids[0]).toEqual(pids[1]);
  });

  it('given bytes, receives them as bytes', async () => {
    const outcome = await childWith().run({ do: 'length', value: new Uint8Array(70_000) });
    expect(outcome).toEqual({ kind: 'done', result: 70_000 });
  });

  it('given a job that never ends, kills it in time and serves the next', async () => {
    const child = childWith({ jobMs: 700 });
    expect(await child.run({ do: 'loop' })).toEqual({ kind: 'took-too-long' });
    expect(await child.run({ do: 'double', value: 4 })).toEqual({ kind: 'done', result: 8 });
  });

  it('given a job that eats the heap, or memory outside it, ends it', async () => {
    const child = childWith({ heapMiB: 48, residentMiB: 260, jobMs: 15_000 });
    expect(await child.run({ do: 'fill-heap' })).toEqual({ kind: 'crashed' });
    expect(await child.run({ do: 'fill-buffers' })).toEqual({ kind: 'crashed' });
    expect(await child.run({ do: 'double', value: 1 })).toEqual({ kind: 'done', result: 2 });
  });

  it('given a job that throws or ends the process, says crashed', async () => {
    const child = childWith();
    expect(await child.run({ do: 'throw' })).toEqual({ kind: 'crashed' });
    expect(await child.run({ do: 'exit' })).toEqual({ kind: 'crashed' });
  });

  it('hides settings, other files and other programs from the job', async () => {
    process.env.SAMPAI_TEST_SECRET = 'rahasia';
    const child = childWith();
    const { result } = (await child.run({ do: 'look-around' })) as { result: Record<string, string> };
    delete process.env.SAMPAI_TEST_SECRET;
    expect(result).toEqual({
      secret: 'nothing',
      'read a file outside': 'ERR_ACCESS_DENIED',
      'write a file inside': 'ERR_ACCESS_DENIED',
      'start a program': 'ERR_ACCESS_DENIED',
    });
  });

  it('starts a new process after its number of jobs, and none remains when idle', async () => {
    const child = childWith({ jobsPerChild: 2, idleMs: 150 });
    const pids: unknown[] = [];
    for (let turn = 0; turn < 3; turn++)
      pids.push(((await child.run({ do: 'pid' })) as { result: number }).result);
    expect(pids[0]).toBe(pids[1]);
    expect(pids[2]).not.toBe(pids[1]);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(() => process.kill(pids[2] as number, 0)).toThrow();
  });

  it('given an orphan in an endless loop, lets the kernel end it', async () => {
    const child = childWith({ cpuSeconds: 1, jobMs: 20_000 });
    expect(await child.run({ do: 'loop' })).toEqual({ kind: 'crashed' });
  });

  it('once closed, takes no more jobs', async () => {
    const child = childWith();
    await child.close();
    expect(await child.run({ do: 'double', value: 1 })).toEqual({ kind: 'crashed' });
    expect(execFileSync('/bin/sh', ['-c', 'echo ok']).toString()).toBe('ok\n');
  });
});
