/** Residents read the office's time on every page, wherever their device believes to be. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { moment } from '../citizen/dates.ts';
import { dayOf, isSameDay, timeOf } from '../phone/format.ts';
import { wordsOf } from '../phone/words.ts';
import { formatAtOffice } from './wall-clock.ts';

const zoneBefore = process.env.TZ;
beforeEach(() => {
  process.env.TZ = 'America/New_York';
});
afterEach(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

const late = Date.parse('2026-11-22T16:30:00Z');

it('shows an instant on /lacak and /cek at the office, with the name of its zone', () => {
  expect(moment('2026-11-22T16:30:00Z', { language: 'id', utcOffsetMinutes: 480 })).toBe(
    'Sen, 23 Nov 2026, 00.30 WITA',
  );
  expect(moment('2026-11-22T16:30:00Z', { language: 'id', utcOffsetMinutes: 540 })).toContain('01.30 WIT');
});

it('shows times and days in the phone at the office', () => {
  const place = { language: 'id', utcOffsetMinutes: 480 } as const;
  expect(timeOf(late, place)).toBe('00.30');
  expect(isSameDay(late, late - 3_600_000, place)).toBe(false);
  expect(dayOf(late, late + 86_400_000, wordsOf.id, place)).toBe(wordsOf.id.yesterday);
});

it('falls back on the device only while the office is unknown, and names that zone', () => {
  expect(formatAtOffice(late, undefined, 'id-ID', { hour: '2-digit', minute: '2-digit' })).toBe('11.30');
  expect(moment('2026-11-22T16:30:00Z', { language: 'id' })).toMatch(/11\.30 \S+$/u);
});
