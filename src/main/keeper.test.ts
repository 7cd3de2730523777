/** Tells when a part is started again, and when it is given up. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Keepable, keepRunning, type StartOutcome } from './keeper.ts';
import type { Sentence } from './sentence.ts';

/** The machine may be busy with other tests. */
const inTime = { timeout: 20_000 };

const sentence: Sentence = { id: 'tidak bisa', en: 'cannot' };

/** A part whose starts turn out as scripted; "run" may be ended from the test. */
function scripted(script: ('run' | 'die' | 'throw' | 'refuse')[]) {
  const events: string[] = [];
  const ends: ((how: string) => void)[] = [];
  const part: Keepable = {
    name: 'contoh',
    start: async (): Promise<StartOutcome> => {
      const step = script.shift() ?? 'run';
      if (step === 'refuse') return { kind: 'refused', sentence };
      if (step === 'throw') throw new Error('rusak');
      if (step === 'die') return { kind: 'died', how: 'kode 1' };
      const { promise: exited, resolve } = Promise.withResolvers<string>();
      ends.push(resolve);
      return {
        kind: 'running',
        running: { pid: ends.length, exited, stop: async () => resolve('berhenti') },
      };
    },
    onStart: (pid) => events.push(`start ${pid}`),
    onDeath: (how) => events.push(`death: ${how}`),
  };
  return {
    part,
    events,
    endRun: (run: number) => ends[run - 1]?.('SIGKILL'),
    countStarts: () => ends.length,
  };
}

it('starts at once again what dies while running', async () => {
  const { part, events, endRun } = scripted([]);
  const kept = keepRunning(part);
  expect(await kept.firstStart).toBeUndefined();
  endRun(1);
  // As long as a part waits that keeps dying: one that served does not wait at all.
  await wait(250);
  expect(events).toEqual(['start 1', 'death: SIGKILL', 'start 2']);
  await kept.stop();
});

it('gives up a part that refuses before it ever ran, with its sentence', async () => {
  const { part, countStarts } = scripted(['refuse']);
  expect(await keepRunning(part).firstStart).toBe(sentence);
  expect(countStarts()).toBe(0);
});

it('gives up a part that dies three times before it ever ran', async () => {
  const refusal = await keepRunning(scripted(['die', 'die', 'die']).part).firstStart;
  expect(refusal?.id).toContain('"contoh" berhenti setiap kali dinyalakan (kode 1)');
});

it('never gives up a part that has run, whatever it says later', async () => {
  const { part, events, endRun } = scripted(['run', 'refuse', 'die', 'throw', 'run']);
  const kept = keepRunning(part);
  await kept.firstStart;
  endRun(1);
  await expect.poll(() => events.at(-1), inTime).toBe('start 2');
  expect(events).toEqual([
    'start 1',
    'death: SIGKILL',
    'death: tidak bisa',
    'death: kode 1',
    'death: rusak',
    'start 2',
  ]);
  await kept.stop();
});

it('does not start anew what was told to stop', async () => {
  const { part, countStarts, events } = scripted([]);
  const kept = keepRunning(part);
  await kept.firstStart;
  await kept.stop();
  expect(countStarts()).toBe(1);
  expect(events).toEqual(['start 1']);
});
