/** When something is over its time, and at what hour of the night it is erased. */
import { describe, expect, it } from 'vitest';
import { isOverBefore, nextNight } from './retention.ts';

const now = new Date('2026-11-23T00:00:00Z');
const WITA = 8 * 60;

describe('a term', () => {
  it('counts whole days back from now', () => {
    expect(isOverBefore('raw-webhooks', now, 365)).toEqual(new Date('2026-10-24T00:00:00Z'));
  });

  it('of cases and talk is the one that residents were told', () => {
    expect(isOverBefore('cases', now, 365)).toEqual(new Date('2025-11-23T00:00:00Z'));
    expect(isOverBefore('messages', now, 10)).toEqual(new Date('2026-11-13T00:00:00Z'));
  });
});

describe('the night', () => {
  it.each([
    ['in the morning of the office', '2026-11-23T00:00:00Z', '2026-11-23T18:30:00Z'],
    ['a minute before', '2026-11-23T18:29:00Z', '2026-11-23T18:30:00Z'],
    ['at that very moment', '2026-11-23T18:30:00Z', '2026-11-24T18:30:00Z'],
    ['after midnight of the office, before half past two', '2026-11-23T17:00:00Z', '2026-11-23T18:30:00Z'],
  ])('comes next, asked %s', (_when, asked, next) => {
    expect(nextNight(new Date(asked), WITA)).toEqual(new Date(next));
  });
});
