/** A program that misbehaves on demand, for the tests of the bounded child. */

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const kept: unknown[] = [];

function codeOf(attempt: () => unknown): string {
  try {
    attempt();
    return 'allowed';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'failed';
  }
}

const DEEDS: Record<string, (value: unknown) => unknown> = {
  double: (value) => Number(value) * 2,
  length: (value) => (value as Uint8Array).length,
  pid: () => process.pid,
  loop: () => {
    for (;;);
  },
  'fill-heap': () => {
    for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
  },
  'fill-buffers': async () => {
    for (;;) {
      kept.push(Buffer.alloc(8 * 2 ** 20, 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
  throw: () => {
    throw new Error('on purpose');
  },
  exit: () => process.exit(3),
  'look-around': () => ({
    secret: process.env.SAMPAI_TEST_SECRET ?? 'nothing',
    'read a file outside': codeOf(() => readFileSync('/etc/hostname')),
    'write a file inside': codeOf(() =>
      writeFileSync(fileURLToPath(new URL('./left-behind', import.meta.url)), ''),
    ),
    'start a program': codeOf(() => spawnSync('/bin/true')),
  }),
};

process.on('message', async (job: { do: string; value: unknown }) => {
  try {
    process.send?.({ result: await DEEDS[job.do]?.(job.value) });
  } catch {
    process.send?.({ failed: true });
  }
});
