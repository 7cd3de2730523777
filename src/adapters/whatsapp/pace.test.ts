/** The pace never lets more through than Meta allows, and never holds a person longer than it must. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, createPace, DEFAULT_PACE, type PaceSettings } from './pace.ts';

const settings: PaceSettings = {
  number: { everyMs: 100, burst: 4 },
  pair: { everyMs: 6_000, burst: 2 },
  pairLimit: 100,
};

describe('the pace', () => {
  it('lets a small burst to one person through, then one in six seconds', () => {
    const pace = createPace(settings);
    expect([pace.take('a', 0), pace.take('a', 0)]).toEqual([{ ok: true }, { ok: true }]);
    expect(pace.take('a', 0)).toEqual({ ok: false, waitMs: 6_000 });
    expect(pace.take('a', 5_999)).toEqual({ ok: false, waitMs: 1 });
    expect(pace.take('a', 6_000)).toEqual({ ok: true });
  });

  it('does not make one person wait for another', () => {
    const pace = createPace(settings);
    pace.take('a', 0);
    pace.take('a', 0);
    expect(pace.take('b', 0)).toEqual({ ok: true });
  });

  it('holds the whole number back when its bucket is empty, and takes nothing from the person', () => {
    const pace = createPace(settings);
    for (const pair of ['a', 'b', 'c', 'd']) pace.take(pair, 0);
    expect(pace.take('e', 0)).toEqual({ ok: false, waitMs: 100 });
    expect([pace.take('e', 100), pace.take('e', 200)]).toEqual([{ ok: true }, { ok: true }]);
  });

  it('survives a clock that is moved back or far ahead', () => {
    const pace = createPace(settings);
    pace.take('a', 1e12);
    pace.take('a', 1e12);
    const back = pace.take('a', 0);
    expect(back).toEqual({ ok: false, waitMs: 6_000 });
    expect(pace.take('a', 6_000)).toEqual({ ok: true });
    expect(pace.take('a', 2e12)).toEqual({ ok: true });
  });

  it('remembers no more persons than it may', () => {
    const pace = createPace(settings);
    for (let n = 0; n < 5_000; n += 1) pace.take(`p${n}`, n * 100);
    expect(pace.size()).toBeLessThanOrEqual(settings.pairLimit);
  });

  it('never exceeds either rate, whoever asks and when (sample)', () => {
    const asks = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(3_000)), { maxLength: 200 });
    fc.assert(
      fc.property(asks, (steps) => {
        const pace = createPace(settings);
        const taken: { pair: string; at: number }[] = [];
        let now = 0;
        for (const [pair, pause] of steps) {
          now += pause;
          const answer = pace.take(pair, now);
          if (answer.ok) taken.push({ pair, at: now });
          // What it promises, it keeps.
          else expect(createdLike(settings, taken).take(pair, now + answer.waitMs)).toEqual({ ok: true });
        }
        expectWithin(
          taken.map(({ at }) => at),
          settings.number,
        );
        for (const pair of ['a', 'b', 'c']) {
          expectWithin(
            taken.filter((send) => send.pair === pair).map(({ at }) => at),
            settings.pair,
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it('by default lets a whole conversation within a minute through, and no more at once than Meta’s 45', () => {
    const pace = createPace(DEFAULT_PACE);
    // A birth: 14 messages and one for each of six questions, one every three seconds.
    for (let n = 0; n < 20; n += 1) expect(pace.take('a', n * 3_000)).toEqual({ ok: true });
    const burst = createPace(DEFAULT_PACE);
    let atOnce = 0;
    while (burst.take('a', 0).ok) atOnce += 1;
    expect(atOnce).toBeGreaterThanOrEqual(20);
    expect(atOnce).toBeLessThan(45);
    expect(burst.take('a', 5_999).ok).toBe(false);
    expect(burst.take('a', 6_000).ok).toBe(true);
  });

  it('by default lets 60 a second through, below the 80 that Meta allows', () => {
    const pace = createPace(DEFAULT_PACE);
    let sent = 0;
    for (let n = 0; n < 20_000; n += 1) if (pace.take(`p${n}`, n).ok) sent += 1;
    expect(sent).toBeGreaterThan(60 * 20);
    expect(sent).toBeLessThanOrEqual(60 * 20 + 60);
  });
});

describe('the wait between attempts', () => {
  it('doubles, stops at a quarter of an hour, is spread, and honours what Meta asked', () => {
    expect([1, 2, 3].map((attempt) => backoffMs(attempt, undefined, 0))).toEqual([2_000, 4_000, 8_000]);
    expect(backoffMs(50, undefined, 0)).toBe(900_000);
    expect(backoffMs(1, undefined, 0.5)).toBe(2_500);
    expect(backoffMs(1, 6_000, 0)).toBe(6_000);
  });
});

/** In any window of time no more than the burst and what flowed in meanwhile. */
function expectWithin(times: number[], rate: { everyMs: number; burst: number }): void {
  for (const [from, start] of times.entries()) {
    for (let to = from; to < times.length; to += 1) {
      const allowed = rate.burst + (times[to]! - start) / rate.everyMs;
      expect(to - from + 1).toBeLessThanOrEqual(allowed + 1e-6);
    }
  }
}

/** A pace with the same history. */
function createdLike(like: PaceSettings, history: readonly { pair: string; at: number }[]) {
  const pace = createPace(like);
  for (const { pair, at } of history) pace.take(pair, at);
  return pace;
}
