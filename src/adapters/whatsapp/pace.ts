/** Keeps sends within Meta's rates: so many a second for the office's number, so many to one person. */

/** How fast one bucket fills, and how much it holds. */
export interface PaceRate {
  /** One send becomes possible after this many milliseconds. */
  everyMs: number;
  /** So many sends may go at once after a rest. */
  burst: number;
}

/** Settings of a pace. */
export interface PaceSettings {
  /** The office's number. Meta allows 80 messages a second, in both directions; 60 leaves room. */
  number: PaceRate;
  /** One number to one person: Meta allows one message in six seconds, and up to 45 in advance. */
  pair: PaceRate;
  /** Persons remembered at once. Above it the one that was served longest ago is forgotten. */
  pairLimit: number;
}

/** What a bucket answers: go, or ask again after `waitMs`. */
export type PaceAnswer = { ok: true } | { ok: false; waitMs: number };

/** The state of one number's pace. */
export interface Pace {
  /**
   * Takes one send to `pair` (any stable key of a person) at `now` in milliseconds. Nothing is taken from either
   * bucket unless both allow it. A clock that was moved back never locks a bucket for longer than it takes to fill.
   */
  take(pair: string, now: number): PaceAnswer;
  /** How many persons are remembered. */
  size(): number;
}

/**
 * What goes at once to one person. Meta takes bursts of up to 45 messages within six seconds, which are then paid back
 * at one message in six seconds (Meta Cloud API, "Pair rate limits"; beyond it error 131056). Five stay in reserve: a
 * send that was refused and comes again, and those of just before a restart, which this process does not remember. So
 * a birth of 20 messages in one quick minute never waits.
 */
const PAIR_BURST = 45 - 5;

/** 60 a second for the number (Meta, "Throughput"); to one person one in 6 s with `PAIR_BURST` in advance. */
export const DEFAULT_PACE: PaceSettings = {
  number: { everyMs: 1000 / 60, burst: 60 },
  pair: { everyMs: 6_000, burst: PAIR_BURST },
  pairLimit: 10_000,
};

/**
 * A pace for one business phone number within one process. Each bucket is kept as a single number: the time at
 * which it will be full again. A bucket that is full says nothing, so it is forgotten.
 */
export function createPace(settings: PaceSettings = DEFAULT_PACE): Pace {
  const { number, pair: pairRate, pairLimit } = settings;
  const fullAtByPair = new Map<string, number>();
  let numberFullAt = 0;
  return {
    take(pair, now) {
      const numberState = settle(numberFullAt, now, number);
      const pairState = settle(fullAtByPair.get(pair) ?? 0, now, pairRate);
      const waitMs = Math.max(waitOf(numberState, now, number), waitOf(pairState, now, pairRate));
      if (waitMs > 0) {
        // Kept, or a clock that was moved back would find the bucket just as empty at every later time.
        numberFullAt = numberState;
        if (fullAtByPair.has(pair)) fullAtByPair.set(pair, pairState);
        return { ok: false, waitMs: Math.ceil(waitMs) };
      }
      numberFullAt = numberState + number.everyMs;
      // Deleting first keeps the map in the order of last use.
      fullAtByPair.delete(pair);
      if (fullAtByPair.size >= pairLimit) makeRoom(fullAtByPair, now, pairLimit);
      fullAtByPair.set(pair, pairState + pairRate.everyMs);
      return { ok: true };
    },
    size: () => fullAtByPair.size,
  };
}

/** The bucket's time, brought within what is possible at `now`. */
function settle(fullAt: number, now: number, rate: PaceRate): number {
  return Math.min(Math.max(fullAt, now), now + rate.burst * rate.everyMs);
}

function waitOf(fullAt: number, now: number, rate: PaceRate): number {
  return fullAt - now - (rate.burst - 1) * rate.everyMs;
}

function makeRoom(fullAtByPair: Map<string, number>, now: number, limit: number): void {
  for (const [pair, fullAt] of fullAtByPair) if (fullAt <= now) fullAtByPair.delete(pair);
  // A tenth at a time, so that a flood of strangers does not make every send walk the whole map.
  for (const pair of fullAtByPair.keys()) {
    if (fullAtByPair.size < limit * 0.9) return;
    fullAtByPair.delete(pair);
  }
}

/** Longest wait between two attempts, in milliseconds: a quarter of an hour. */
const LONGEST_BACKOFF_MS = 900_000;

/**
 * How long to wait before attempt `attempt` + 1, in milliseconds: doubling from two seconds to a quarter of an
 * hour, spread by up to half so that many waiting messages do not return at once, and never less than Meta asked.
 *
 * @param attempt attempts made so far, from 1.
 * @param notBeforeMs `afterMs` of the last outcome, if any.
 * @param random a number from 0 to 1.
 */
export function backoffMs(attempt: number, notBeforeMs: number | undefined, random: number): number {
  const doubled = Math.min(2_000 * 2 ** Math.min(Math.max(attempt, 1) - 1, 20), LONGEST_BACKOFF_MS);
  return Math.round(Math.max(doubled, notBeforeMs ?? 0) * (1 + random / 2));
}
