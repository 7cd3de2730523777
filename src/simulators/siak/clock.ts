/** The simulated SIAK's clock: the machine's time plus an offset that is told from outside and kept. */

import type { Database } from './database.ts';

/** Time as the simulator sees it. */
export interface SimulatorClock {
  now(): Date;
  /** Today in the office's time zone (WITA), `YYYY-MM-DD`. */
  today(): string;
  offsetMs(): number;
  move(offsetMs: number): void;
}

const WITA_MS = 8 * 3_600_000;

/** Opens the clock; `given` overrides the offset kept from the last run. */
export function openClock(database: Database, given: number | undefined): SimulatorClock {
  let offset = given ?? Number(database.setting('clockOffsetMs') ?? 0);
  const now = () => new Date(Date.now() + offset);
  const move = (offsetMs: number) => {
    offset = offsetMs;
    database.keepSetting('clockOffsetMs', String(offsetMs));
  };
  move(offset);
  return {
    now,
    today: () => new Date(now().getTime() + WITA_MS).toISOString().slice(0, 10),
    offsetMs: () => offset,
    move,
  };
}
