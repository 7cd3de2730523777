/** Times as the desks say them. */
import { describe, expect, it } from 'vitest';
import { zoneName } from '../ui/wall-clock.ts';
import type { Translate } from './i18n.ts';
import { ago, calendarDay, dayAndTime, dayInWords, due, stretch } from './time.ts';

const place = { utcOffsetMinutes: 480, language: 'id' } as const;
const at = (text: string) => Date.parse(text);
/** Names the sentence and its figures, so that the test holds in every language. */
const t = ((key: string, slots?: object) =>
  [key.slice(5), ...Object.values(slots ?? {})].join(' ')) as unknown as Translate;

describe('an instant', () => {
  it('is told in the zone of the office, not of the device', () => {
    expect(dayAndTime(at('2026-11-22T16:30:00Z'), at('2026-11-23T02:00:00Z'), place)).toBe('00.30');
    expect(calendarDay(at('2026-11-22T16:30:00Z'), 480)).toBe('2026-11-23');
  });

  it('carries its day when it was not today', () => {
    expect(dayAndTime(at('2026-11-22T15:30:00Z'), at('2026-11-23T02:00:00Z'), place)).toBe('22 Nov 23.30');
  });

  it.each([
    [30, 'justNow'],
    [14 * 60, 'minutesAgo 14'],
    [3 * 3600, 'hoursAgo 3'],
    [50 * 3600, 'daysAgo 2'],
  ])('%i seconds ago is "%s"', (seconds, words) => {
    const now = at('2026-11-23T02:00:00Z');
    expect(ago(now - seconds * 1000, now, t)).toBe(words);
  });
});

describe('the time that is left', () => {
  const now = at('2026-11-23T01:00:00Z');
  it.each([
    ['2026-11-23T01:40:00Z', 'leftMinutes 40', 'warn'],
    ['2026-11-23T03:00:00Z', 'leftHours 2', 'warn'],
    ['2026-11-23T07:30:00Z', 'leftHours 6', 'quiet'],
    ['2026-11-24T01:00:00Z', 'tomorrow', 'quiet'],
    ['2026-11-25T01:00:00Z', 'inDays 2', 'quiet'],
    ['2026-11-23T00:20:00Z', 'overMinutes 40', 'bad'],
    ['2026-11-22T20:00:00Z', 'overHours 5', 'bad'],
    ['2026-11-20T20:00:00Z', 'overDays 2', 'bad'],
  ])('until %s is "%s"', (dueAt, text, tone) => {
    expect(due(at(dueAt), now, place, t)).toEqual({ text, tone });
  });

  it('counts days by the calendar of the office', () => {
    // 00.30 tomorrow in WITA, although the same day in UTC.
    expect(due(at('2026-11-23T16:30:00Z'), now, place, t).text).toBe('tomorrow');
  });
});

describe('a stretch and a day', () => {
  it('are told in the two largest units', () => {
    expect(stretch(125, t)).toBe('hours 2 minutes 5');
    expect(stretch(1440 + 3 * 60 + 5, t)).toBe('days 1 hours 3');
  });

  it('leave out what is nought', () => {
    expect([41, 120, 1440, 1445, 0].map((minutes) => stretch(minutes, t))).toEqual([
      'minutes 41',
      'hours 2',
      'days 1',
      'days 1',
      'underOne',
    ]);
  });

  it('leave what is no day as it is', () => {
    expect(dayInWords('2026-11-14', 'id')).toBe('14 November 2026');
    expect(dayInWords('entah', 'id')).toBe('entah');
  });

  it('name the zones of Indonesia', () => {
    expect([420, 480, 540, 330].map(zoneName)).toEqual(['WIB', 'WITA', 'WIT', 'UTC+5.5']);
  });
});
