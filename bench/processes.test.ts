import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { descendantsOf, parseStat, pssMib, treeCost } from './processes.ts';

describe('the line of a process', () => {
  it('given a name with blanks and brackets, is read behind the last bracket', () => {
    const times = '120 30 7 3';
    const line = `4711 (postgres: a) (b) S 42 1 1 0 -1 0 0 0 0 0 ${times} 20 0 1 0 100 1 1`;
    expect(parseStat(line)).toEqual({
      pid: 4711,
      name: 'postgres: a) (b',
      parent: 42,
      ownMs: 1500,
      endedChildrenMs: 100,
    });
  });
});

describe.runIf(process.platform === 'linux')('a process on this machine', () => {
  // CPU time, not wall time: on a busy machine 300 ms on the wall may be few on the processor.
  const burn = 'while (process.cpuUsage().user < 300_000);';

  it('given a child that works, costs what the child cost, also when it has ended', async () => {
    const before = await treeCost(process.pid);
    const child = spawn(process.execPath, ['-e', burn]);
    await once(child, 'spawn');
    expect((await descendantsOf(process.pid)).map((one) => one.pid)).toContain(child.pid);
    await once(child, 'exit');
    const after = await treeCost(process.pid);
    expect(after!.childrenMs - before!.childrenMs).toBeGreaterThan(100);
  });

  it('has a size, and none when it does not exist', async () => {
    expect(await pssMib(process.pid)).toBeGreaterThan(10);
    expect(await pssMib(2 ** 30)).toBeUndefined();
    expect(await treeCost(2 ** 30)).toBeUndefined();
  });
});
