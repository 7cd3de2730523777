/** Remembers for half a minute who a session cookie belongs to, so that not every request asks the database. */
import type { AccountSession } from './accounts.ts';

const rememberMs = 30_000;
const entryLimit = 5_000;

/** Sessions by the exact cookie that the account library has checked. */
export interface SessionCache {
  find(cookie: string): AccountSession | undefined;
  /** A mark to take before the database is asked. */
  mark(): number;
  /** Keeps what the database said, unless the cache was cleared since the mark: it may have been ended meanwhile. */
  remember(cookie: string, session: AccountSession, mark: number): void;
  /** Forgets everything: after any act that may have ended a session. */
  clear(): void;
}

/**
 * Makes an empty cache. What is in it can be used up to 30 s after the session was ended elsewhere (by another
 * process, or straight in the database); acts of this process clear it. `now` tells the time in ms.
 */
export function createSessionCache(now: () => number = Date.now): SessionCache {
  const entries = new Map<string, { session: AccountSession; untilMs: number }>();
  let clearings = 0;
  return {
    find(cookie) {
      const entry = entries.get(cookie);
      if (entry && entry.untilMs > now()) return entry.session;
      entries.delete(cookie);
      return undefined;
    },
    mark: () => clearings,
    remember(cookie, session, mark) {
      if (mark !== clearings) return;
      if (entries.size >= entryLimit) entries.clear();
      entries.set(cookie, { session, untilMs: Math.min(now() + rememberMs, session.expiresAt.getTime()) });
    },
    clear() {
      clearings += 1;
      entries.clear();
    },
  };
}
