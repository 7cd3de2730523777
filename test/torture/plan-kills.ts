/** Draws from the seed what is killed, and how long after the last recovery. */
import type { Dice } from './dice.ts';

/**
 * What gets SIGKILL: the app; the server process of PostgreSQL, which the supervisor starts again; or one of its
 * backends, after which the server throws all connections off and recovers by itself.
 */
export type Target = 'app' | 'postmaster' | 'backend';

/** One kill to come. */
export interface PlannedKill {
  target: Target;
  /** Real milliseconds: after the recovery from the kill before, or right after that kill. */
  delayMs: number;
  /** Strikes while Sampai may still be recovering from the kill before. */
  isDuringRecovery: boolean;
}

/** One of five falls on PostgreSQL, at a place in each five that chance decides. */
const GROUP = 5;
const LONGEST_DELAY_MS = 1_200;
const BACKEND_SHARE = 0.4;
const DURING_RECOVERY_SHARE = 0.12;

/** The whole plan; at least a fifth of it strikes PostgreSQL. */
export function planKills(kills: number, dice: Dice): PlannedKill[] {
  let databaseAt = 0;
  return Array.from({ length: kills }, (_, index) => {
    const inGroup = index % GROUP;
    // The last group may be cut short: its one strike at the database must still fall into it.
    if (inGroup === 0) databaseAt = dice.between(0, Math.min(GROUP, kills - index) - 1);
    const isBackend = dice.isLucky(BACKEND_SHARE);
    const target = inGroup !== databaseAt ? 'app' : isBackend ? 'backend' : 'postmaster';
    const delayMs = dice.between(0, LONGEST_DELAY_MS);
    const isDuringRecovery = dice.isLucky(DURING_RECOVERY_SHARE) && index > 0;
    return { target, delayMs, isDuringRecovery };
  });
}
