/** The session cache never lets a session live longer than it says. */
import { describe, expect, it } from 'vitest';
import type { AccountSession } from './accounts.ts';
import { createSessionCache } from './session-cache.ts';

const session = (expiresAtMs: number): AccountSession => ({
  accountId: 'a',
  sessionId: 's',
  username: 'siti',
  displayName: 'Siti',
  signedInAt: new Date(0),
  expiresAt: new Date(expiresAtMs),
});

describe('given a remembered session', () => {
  it('it is found for 30 seconds and then asked for again', () => {
    let now = 0;
    const cache = createSessionCache(() => now);
    cache.remember('cookie', session(1e9), cache.mark());
    now = 29_999;
    expect(cache.find('cookie')).toMatchObject({ accountId: 'a' });
    expect(cache.find('another')).toBeUndefined();
    now = 30_000;
    expect(cache.find('cookie')).toBeUndefined();
  });

  it('it is forgotten when it expires earlier', () => {
    let now = 0;
    const cache = createSessionCache(() => now);
    cache.remember('cookie', session(5000), cache.mark());
    now = 5000;
    expect(cache.find('cookie')).toBeUndefined();
  });

  it('it is forgotten when the cache is cleared', () => {
    const cache = createSessionCache(() => 0);
    cache.remember('cookie', session(1e9), cache.mark());
    cache.clear();
    expect(cache.find('cookie')).toBeUndefined();
  });

  it('it is not kept when the cache was cleared while the database was asked', () => {
    const cache = createSessionCache(() => 0);
    const mark = cache.mark();
    cache.clear();
    cache.remember('cookie', session(1e9), mark);
    expect(cache.find('cookie')).toBeUndefined();
  });
});
