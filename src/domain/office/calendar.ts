/** The working time of an office: which instants count, and where a span of working time ends. */

/**
 * When an office works. Holidays come from outside as data: the national ones (SKB tiga menteri) and the office's
 * own closed days. Indonesia knows no daylight saving, so the offset is fixed.
 */
export interface OfficeCalendar {
  /** Minutes east of UTC: 420 WIB, 480 WITA, 540 WIT. */
  utcOffsetMinutes: number;
  /** Days of the week, 1 = Monday … 7 = Sunday. */
  workdays: readonly number[];
  /** Minutes of the local day; opening counts, closing does not. */
  opensAtMinute: number;
  closesAtMinute: number;
  /** Closed days, `YYYY-MM-DD`, in any order; those that fall on no workday are harmless. */
  holidays: readonly string[];
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** More closed days in a row than this are a mistake in the settings, not a holiday. */
const LONGEST_CLOSURE_DAYS = 400;

/** An instant on the office's wall: day since 1970-01-01 and milliseconds since local midnight. */
interface WallTime {
  day: number;
  ms: number;
}

function wallTimeOf(calendar: OfficeCalendar, epochMs: number): WallTime {
  const local = epochMs + calendar.utcOffsetMinutes * MINUTE_MS;
  const day = Math.floor(local / DAY_MS);
  return { day, ms: local - day * DAY_MS };
}

function epochOf(calendar: OfficeCalendar, wall: WallTime): number {
  return wall.day * DAY_MS + wall.ms - calendar.utcOffsetMinutes * MINUTE_MS;
}

/** ISO weekday of a day number; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

function dayNumberOf(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

/** What the questions below need, computed once per call. */
interface Hours {
  workdays: ReadonlySet<number>;
  closed: ReadonlySet<number>;
  opensMs: number;
  lengthMs: number;
}

function hoursOf(calendar: OfficeCalendar): Hours {
  const opensMs = calendar.opensAtMinute * MINUTE_MS;
  const lengthMs = calendar.closesAtMinute * MINUTE_MS - opensMs;
  const workdays = new Set(calendar.workdays.filter((day) => day >= 1 && day <= 7));
  if (lengthMs <= 0 || workdays.size === 0) throw new RangeError('the office calendar has no working time');
  return { workdays, closed: new Set(calendar.holidays.map(dayNumberOf)), opensMs, lengthMs };
}

function isWorkingDay(hours: Hours, day: number): boolean {
  return hours.workdays.has(weekdayOf(day)) && !hours.closed.has(day);
}

/** Working time of this day that has passed at `ms` after midnight. */
function passedOn(hours: Hours, { day, ms }: WallTime): number {
  return isWorkingDay(hours, day) ? Math.min(Math.max(ms - hours.opensMs, 0), hours.lengthMs) : 0;
}

/** Working days from `from` up to but without `to`: whole weeks by multiplication, holidays taken off one by one. */
function countWorkingDays(hours: Hours, from: number, to: number): number {
  const weeks = Math.floor((to - from) / 7);
  let count = weeks * hours.workdays.size;
  for (let day = from + weeks * 7; day < to; day += 1) {
    if (hours.workdays.has(weekdayOf(day))) count += 1;
  }
  for (const day of hours.closed) {
    if (day >= from && day < to && hours.workdays.has(weekdayOf(day))) count -= 1;
  }
  return count;
}

function nextWorkingDay(hours: Hours, after: number): number {
  for (let day = after + 1; day <= after + LONGEST_CLOSURE_DAYS; day += 1) {
    if (isWorkingDay(hours, day)) return day;
  }
  throw new RangeError('the office calendar has no working day within a year');
}

/** The first moment of working time at or after this one. */
function firstWorkingMoment(hours: Hours, wall: WallTime): WallTime {
  const isTooLate = wall.ms >= hours.opensMs + hours.lengthMs;
  if (!isTooLate && isWorkingDay(hours, wall.day)) {
    return { day: wall.day, ms: Math.max(wall.ms, hours.opensMs) };
  }
  return { day: nextWorkingDay(hours, wall.day), ms: hours.opensMs };
}

/** Working time between two instants (epoch milliseconds), in milliseconds; 0 when `to` is not later. */
export function workingMsBetween(calendar: OfficeCalendar, from: number, to: number): number {
  if (to <= from) return 0;
  const hours = hoursOf(calendar);
  const start = wallTimeOf(calendar, from);
  const end = wallTimeOf(calendar, to);
  return (
    countWorkingDays(hours, start.day, end.day) * hours.lengthMs -
    passedOn(hours, start) +
    passedOn(hours, end)
  );
}

/**
 * The same time of day, `days` working days later (ISO 8601, UTC). What begins outside working hours begins with the
 * next opening. Throws a `RangeError` when the calendar has no working time.
 */
export function addWorkingDays(calendar: OfficeCalendar, from: string, days: number): string {
  const hours = hoursOf(calendar);
  const start = firstWorkingMoment(hours, wallTimeOf(calendar, Date.parse(from)));
  let { day } = start;
  for (let left = days; left > 0; left -= 1) day = nextWorkingDay(hours, day);
  return new Date(epochOf(calendar, { day, ms: start.ms })).toISOString();
}

/**
 * The earliest instant (epoch milliseconds) by which `durationMs` of working time have passed since `from`. Nothing
 * to add leaves the instant as it is, also outside working hours.
 */
export function addWorkingMs(calendar: OfficeCalendar, from: number, durationMs: number): number {
  if (durationMs <= 0) return from;
  const hours = hoursOf(calendar);
  const start = firstWorkingMoment(hours, wallTimeOf(calendar, from));
  const closesMs = hours.opensMs + hours.lengthMs;
  if (start.ms + durationMs <= closesMs)
    return epochOf(calendar, { day: start.day, ms: start.ms + durationMs });
  let left = durationMs - (closesMs - start.ms);
  let day = nextWorkingDay(hours, start.day);
  while (left > hours.lengthMs) {
    left -= hours.lengthMs;
    day = nextWorkingDay(hours, day);
  }
  return epochOf(calendar, { day, ms: hours.opensMs + left });
}

/** Whether the office works at this instant (ISO 8601). */
export function isOpen(calendar: OfficeCalendar, at: string): boolean {
  const hours = hoursOf(calendar);
  const wall = wallTimeOf(calendar, Date.parse(at));
  const sinceOpening = wall.ms - hours.opensMs;
  return isWorkingDay(hours, wall.day) && sinceOpening >= 0 && sinceOpening < hours.lengthMs;
}

/** The office's calendar day (`YYYY-MM-DD`) at an instant (ISO 8601). */
export function officeDay(nowIso: string, utcOffsetMinutes: number): string {
  return new Date(Date.parse(nowIso) + utcOffsetMinutes * MINUTE_MS).toISOString().slice(0, 10);
}
