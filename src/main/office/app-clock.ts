/** The app's clock: the machine's, moved by the office's offset in Mode Peragaan. */
import type { Clock } from '../../app/ports.ts';

/** A clock whose offset follows the office's row. */
export interface AppClock extends Clock {
  setOffset(offsetMs: number): void;
}

/** Makes the clock; in an office its offset is never other than zero. */
export function createAppClock(): AppClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    setOffset: (offsetMs) => {
      offset = offsetMs;
    },
  };
}
