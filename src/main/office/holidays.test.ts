import { describe, expect, it } from 'vitest';
import { nationalHolidays } from './holidays.ts';

describe('the national holidays', () => {
  it('of two years are the days of both, once each and in order', async () => {
    const days = await nationalHolidays([2026, 2027]);
    // Independence Day, Labour Day, Pancasila Day and New Year stand on fixed dates.
    expect(days).toEqual(
      expect.arrayContaining(['2026-01-01', '2026-05-01', '2026-06-01', '2026-08-17', '2027-08-17']),
    );
    expect(days).toEqual([...new Set(days)].sort());
    expect(days.every((day) => day.startsWith('2026-') || day.startsWith('2027-'))).toBe(true);
  });

  it('leave ordinary days alone', async () => {
    expect(await nationalHolidays([2026])).not.toContain('2026-11-23');
  });
});
