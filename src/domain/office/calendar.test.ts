import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkingDays,
  addWorkingMs,
  isOpen,
  type OfficeCalendar,
  officeDay,
  workingMsBetween,
} from './calendar.ts';

/** Balangan: WITA, Monday to Friday, 08:00–15:30; Wednesday 25 November 2026 is taken as a holiday. */
const balangan: OfficeCalendar = {
  utcOffsetMinutes: 480,
  workdays: [1, 2, 3, 4, 5],
  opensAtMinute: 8 * 60,
  closesAtMinute: 15 * 60 + 30,
  holidays: ['2026-11-25', '2026-11-28', '2026-11-25'],
};

/** Local time in WITA as an instant in UTC. */
const wita = (local: string): string => new Date(`${local}:00+08:00`).toISOString();
/** Whole working minutes between two instants. */
const workingMinutesBetween = (calendar: OfficeCalendar, from: string, to: string): number =>
  Math.floor(workingMsBetween(calendar, Date.parse(from), Date.parse(to)) / 60_000);
const minutes = (from: string, to: string) => workingMinutesBetween(balangan, wita(from), wita(to));

describe('working minutes between two instants', () => {
  test('within one working day every minute counts', () => {
    expect(minutes('2026-11-23T09:10', '2026-11-23T10:00')).toBe(50);
  });

  test('evenings, nights and early mornings do not count', () => {
    expect(minutes('2026-11-23T15:00', '2026-11-24T08:20')).toBe(50);
  });

  test('the weekend does not count, nor a holiday in the week', () => {
    expect(minutes('2026-11-27T15:00', '2026-11-30T08:10')).toBe(40);
    expect(minutes('2026-11-24T15:00', '2026-11-26T08:10')).toBe(40);
  });

  test('a holiday listed twice, or on a Saturday, is taken off once or not at all', () => {
    // Monday 23 to Monday 30: four working days of 450 minutes.
    expect(minutes('2026-11-23T08:00', '2026-11-30T08:00')).toBe(4 * 450);
  });

  test('nothing passes backwards', () => {
    expect(minutes('2026-11-24T10:00', '2026-11-23T10:00')).toBe(0);
  });

  test('an office that works on Sundays counts them', () => {
    const sunday = { ...balangan, workdays: [7] };
    expect(workingMinutesBetween(sunday, wita('2026-11-28T00:00'), wita('2026-11-30T00:00'))).toBe(450);
  });

  test('the day changes with the office, not with UTC', () => {
    // 07:30 UTC is 15:30 in WITA, closing time, but still afternoon in WIB.
    const jakarta = { ...balangan, utcOffsetMinutes: 420 };
    const [from, to] = ['2026-11-23T07:00:00Z', '2026-11-23T09:00:00Z'];
    expect(workingMinutesBetween(balangan, from, to)).toBe(30);
    expect(workingMinutesBetween(jakarta, from, to)).toBe(90);
  });

  test('a calendar without working time is a mistake in the settings', () => {
    const never = { ...balangan, workdays: [] };
    expect(() => workingMinutesBetween(never, wita('2026-11-23T08:00'), wita('2026-11-24T08:00'))).toThrow(
      'no working time',
    );
    const upsideDown = { ...balangan, opensAtMinute: 900, closesAtMinute: 480 };
    expect(() => addWorkingDays(upsideDown, wita('2026-11-23T08:00'), 1)).toThrow('no working time');
  });
});

describe('so many working days later', () => {
  const later = (from: string, days: number) => addWorkingDays(balangan, wita(from), days);

  test('the same time of day', () => {
    expect(later('2026-11-23T10:15', 1)).toBe(wita('2026-11-24T10:15'));
  });

  test('over the holiday and the weekend', () => {
    expect(later('2026-11-24T10:15', 1)).toBe(wita('2026-11-26T10:15'));
    expect(later('2026-11-27T10:15', 2)).toBe(wita('2026-12-01T10:15'));
  });

  test('what comes in at night or on a Sunday begins with the next opening', () => {
    expect(later('2026-11-23T20:00', 1)).toBe(wita('2026-11-26T08:00'));
    expect(later('2026-11-29T11:00', 1)).toBe(wita('2026-12-01T08:00'));
    expect(later('2026-11-23T06:00', 0)).toBe(wita('2026-11-23T08:00'));
  });

  test('an endless closure is a mistake in the settings', () => {
    const holidays = Array.from({ length: 800 }, (_, index) =>
      new Date(Date.parse('2026-11-01') + index * 86_400_000).toISOString().slice(0, 10),
    );
    expect(() => addWorkingDays({ ...balangan, holidays }, wita('2026-11-23T08:00'), 1)).toThrow(
      'no working day within a year',
    );
  });
});

test('the office is open from the first minute to before the last', () => {
  expect(isOpen(balangan, wita('2026-11-23T08:00'))).toBe(true);
  expect(isOpen(balangan, wita('2026-11-23T15:29'))).toBe(true);
  expect(isOpen(balangan, wita('2026-11-23T15:30'))).toBe(false);
  expect(isOpen(balangan, wita('2026-11-25T10:00'))).toBe(false);
  expect(isOpen(balangan, wita('2026-11-28T10:00'))).toBe(false);
});

test('the calendar day of the office is not that of UTC', () => {
  expect(officeDay('2026-11-22T16:00:00Z', 480)).toBe('2026-11-23');
  expect(officeDay('2026-11-22T15:59:59Z', 480)).toBe('2026-11-22');
  expect(officeDay('2026-12-31T15:30:00Z', 540)).toBe('2027-01-01');
});

describe('compared with counting minute by minute', () => {
  const calendars = fc.record({
    utcOffsetMinutes: fc.constantFrom(420, 480, 540),
    workdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    opensAtMinute: fc.integer({ min: 0, max: 700 }),
    closesAtMinute: fc.integer({ min: 701, max: 1440 }),
    holidays: fc.array(
      fc
        .integer({ min: 0, max: 30 })
        .map((day) => new Date(Date.UTC(2026, 10, 10 + day)).toISOString().slice(0, 10)),
      { maxLength: 6 },
    ),
  });
  const start = Date.UTC(2026, 10, 12);
  const moments = fc.integer({ min: 0, max: 14 * 1440 }).map((minute) => start + minute * 60_000);

  /** Slow and plain: looks at every minute. */
  function isWorkingMinute(calendar: OfficeCalendar, epochMs: number): boolean {
    const local = new Date(epochMs + calendar.utcOffsetMinutes * 60_000);
    const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
    return (
      calendar.workdays.includes(local.getUTCDay() === 0 ? 7 : local.getUTCDay()) &&
      !calendar.holidays.includes(local.toISOString().slice(0, 10)) &&
      minute >= calendar.opensAtMinute &&
      minute < calendar.closesAtMinute
    );
  }

  test('the same number of minutes', () => {
    fc.assert(
      fc.property(calendars, moments, moments, (calendar, from, to) => {
        let slow = 0;
        for (let at = from; at < to; at += 60_000) if (isWorkingMinute(calendar, at)) slow += 1;
        expect(
          workingMinutesBetween(calendar, new Date(from).toISOString(), new Date(to).toISOString()),
        ).toBe(slow);
      }),
      { numRuns: 150 },
    );
  });

  test('adding working time and counting it are inverse', () => {
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 1, max: 3000 }), (calendar, from, duration) => {
        const to = addWorkingMs(calendar, from, duration * 60_000);
        const count = (until: number) =>
          workingMinutesBetween(calendar, new Date(from).toISOString(), new Date(until).toISOString());
        expect(count(to)).toBe(duration);
        // It is the earliest such instant.
        expect(count(to - 60_000)).toBe(duration - 1);
      }),
      { numRuns: 150 },
    );
  });

  test('a working day later is one working day, whatever lies between', () => {
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 1, max: 15 }), (calendar, from, days) => {
        const begin = addWorkingDays(calendar, new Date(from).toISOString(), 0);
        const dayLength = calendar.closesAtMinute - calendar.opensAtMinute;
        const to = addWorkingDays(calendar, new Date(from).toISOString(), days);
        expect(workingMinutesBetween(calendar, begin, to)).toBe(days * dayLength);
        expect(isWorkingMinute(calendar, Date.parse(to))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
