/** Slows down guessing at one username, from however many addresses it comes. */

const windowMs = 5 * 60_000;
const failureLimit = 10;
const nameLimit = 10_000;

/** Counts failed sign-ins per username, in memory. */
export interface SignInBrake {
  /** Seconds to wait before this username may be tried again; 0 when it may be tried now. */
  waitSeconds(username: string): number;
  failed(username: string): void;
  succeeded(username: string): void;
}

/**
 * After 10 failures within 5 minutes a username rests until the first of them is 5 minutes old: at most 2,880
 * guesses a day, while its owner is kept out for minutes only. `now` tells the time in ms.
 */
export function createSignInBrake(now: () => number = Date.now): SignInBrake {
  const failures = new Map<string, { sinceMs: number; count: number }>();
  const keyOf = (username: string) => username.slice(0, 64).toLowerCase();
  const current = (username: string) => {
    const entry = failures.get(keyOf(username));
    return entry && now() - entry.sinceMs < windowMs ? entry : undefined;
  };
  return {
    waitSeconds(username) {
      const entry = current(username);
      if (!entry || entry.count < failureLimit) return 0;
      return Math.max(1, Math.ceil((entry.sinceMs + windowMs - now()) / 1000));
    },
    failed(username) {
      const entry = current(username);
      if (entry) entry.count += 1;
      else {
        if (failures.size >= nameLimit) dropOldest();
        failures.delete(keyOf(username));
        failures.set(keyOf(username), { sinceMs: now(), count: 1 });
      }
    },
    succeeded: (username) => void failures.delete(keyOf(username)),
  };

  function dropOldest(): void {
    const [oldest] = failures.keys();
    if (oldest !== undefined) failures.delete(oldest);
  }
}
