/** The virtual clock: the machine's time plus an offset that is told from outside and kept. */
import type { Database } from './store/database.ts';

/** Time as the simulated network sees it. All windows, expiries and timestamps use it. */
export interface VirtualClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Unix seconds as Meta writes timestamps. */
  seconds(): number;
  offsetMs(): number;
  move(offsetMs: number): void;
}

/** Opens the clock; `given` overrides the offset kept from the last run. */
export function openClock(db: Database, given: number | undefined): VirtualClock {
  let offset = given ?? Number(db.setting('clockOffsetMs') ?? 0);
  const keep = () => db.keepSetting('clockOffsetMs', String(offset));
  keep();
  const now = () => Date.now() + offset;
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    offsetMs: () => offset,
    move(offsetMs) {
      offset = offsetMs;
      keep();
    },
  };
}
