/** The access log, gathered for people. */
import { describe, expect, it } from 'vitest';
import { gatherLooks } from './looks.tsx';

const look = (at: string, actorName: string, purpose: string, what = 'case') => ({
  at,
  actorName,
  purpose,
  what,
});

describe('looks', () => {
  it('become one line for a person and purpose, with how often and when last, newest first', () => {
    const gathered = gatherLooks([
      look('2026-11-23T01:00:00Z', 'Ani', 'intake'),
      look('2026-11-23T03:00:00Z', 'Ani', 'intake'),
      look('2026-11-23T02:00:00Z', 'Budi', 'verification'),
    ]);
    expect(gathered.map(({ actorName, count, lastAt }) => [actorName, count, lastAt])).toEqual([
      ['Ani', 2, '2026-11-23T03:00:00Z'],
      ['Budi', 1, '2026-11-23T02:00:00Z'],
    ]);
  });

  it('keep those at the WhatsApp thread apart', () => {
    const gathered = gatherLooks([
      look('2026-11-23T02:00:00Z', 'Ani', 'history', 'history'),
      look('2026-11-23T01:00:00Z', 'Ani', 'history', 'thread'),
    ]);
    expect(gathered.map(({ isThread, count }) => [isThread, count])).toEqual([
      [false, 1],
      [true, 1],
    ]);
  });

  it('keep the ones with numbers in full apart', () => {
    const gathered = gatherLooks([
      look('2026-11-23T01:00:00Z', 'Ani', 'intake'),
      look('2026-11-23T02:00:00Z', 'Ani', 'intake', 'case/numbers'),
    ]);
    expect(gathered.map(({ isRevealed, count }) => [isRevealed, count])).toEqual([
      [true, 1],
      [false, 1],
    ]);
  });
});
