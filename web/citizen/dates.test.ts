/** Times as residents read them. */
import { describe, expect, it } from 'vitest';
import { longDay, stretch, workingStretch } from './dates.ts';
import { words as en } from './words.en.ts';
import { words as id } from './words.id.ts';

describe('a stretch of time', () => {
  it.each([
    [0, 'kurang dari 1 menit'],
    [1, '1 menit'],
    [60, '1 jam'],
    [61, '1 jam 1 menit'],
    [1439, '23 jam 59 menit'],
    [1440, '1 hari'],
    [1441, '1 hari'],
    [1630, '1 hari 3 jam'],
  ])('of %d minutes is "%s"', (minutes, words) => expect(stretch(minutes, id.durations)).toBe(words));

  it('of working time has no days, since a working day is shorter than a day', () => {
    expect(workingStretch(1441, id.durations)).toBe('24 jam 1 menit');
    expect(workingStretch(0, en.durations)).toBe('less than a minute');
    expect(workingStretch(60, en.durations)).toBe('1 hour');
  });
});

describe('a day', () => {
  it('is the day that was given, wherever the device is', () => {
    expect(longDay('2026-11-23', 'id')).toBe('Senin, 23 November 2026');
    expect(longDay('2026-11-23', 'en')).toMatch(/^Monday,? 23 November 2026$/u);
  });
});
