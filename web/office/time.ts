/** Instants and stretches of time as people at the desks say them, in the office's own time zone. */
import { formatAtOffice } from '../ui/wall-clock.ts';
import type { Language, Translate } from './i18n.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Where the office's clock stands: hours from UTC, and language for the names of days and months. */
export interface Place {
  utcOffsetMinutes: number;
  language: Language;
}

function format(instant: number, place: Place, options: Intl.DateTimeFormatOptions): string {
  const locale = place.language === 'en' ? 'en-GB' : 'id-ID';
  return formatAtOffice(instant, place.utcOffsetMinutes, locale, options);
}

/** `08.41` in Indonesian, `08:41` in English. */
export function timeOfDay(instant: number, place: Place): string {
  return format(instant, place, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** `Senin, 23 Nov` */
export function dayName(instant: number, place: Place): string {
  return format(instant, place, { weekday: 'long', day: 'numeric', month: 'short' });
}

/** The office's calendar day, `YYYY-MM-DD`. */
export function calendarDay(instant: number, utcOffsetMinutes: number): string {
  return new Date(instant + utcOffsetMinutes * MINUTE).toISOString().slice(0, 10);
}

/** Today as a time, other days with their date: `08.41`, `22 Nov 08.41`. */
export function dayAndTime(instant: number, now: number, place: Place): string {
  const time = timeOfDay(instant, place);
  const isToday = calendarDay(instant, place.utcOffsetMinutes) === calendarDay(now, place.utcOffsetMinutes);
  return isToday ? time : `${format(instant, place, { day: 'numeric', month: 'short' })} ${time}`;
}

/** `14 menit lalu` */
export function ago(instant: number, now: number, t: Translate): string {
  const passed = Math.max(0, now - instant);
  if (passed < MINUTE) return t('time.justNow');
  if (passed < HOUR) return t('time.minutesAgo', { n: Math.floor(passed / MINUTE) });
  if (passed < DAY) return t('time.hoursAgo', { n: Math.floor(passed / HOUR) });
  return t('time.daysAgo', { n: Math.floor(passed / DAY) });
}

/** `41 menit`, `2 jam 5 menit`, `1 hari`: the two largest units, without those that are nought. */
export function stretch(minutes: number, t: Translate): string {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = days > 0 ? 0 : Math.floor(minutes % 60);
  const parts = [
    ...(days > 0 ? [t('time.days', { count: days })] : []),
    ...(hours > 0 ? [t('time.hours', { count: hours })] : []),
    ...(rest > 0 ? [t('time.minutes', { count: rest })] : []),
  ];
  return parts.length === 0 ? t('time.underOne') : parts.join(' ');
}

/** What the tag of a queue says about the due time. */
export interface DueWords {
  text: string;
  tone: 'quiet' | 'warn' | 'bad';
}

/** Fewer hours than this are worth a warning. */
const SOON = 3 * HOUR;

/** `sisa 2 jam`, `lewat 40 mnt`, `besok`: from wall time, as people read a clock. */
export function due(dueAt: number, now: number, place: Place, t: Translate): DueWords {
  const left = dueAt - now;
  if (left < 0) {
    const over = -left;
    if (over < HOUR)
      return { tone: 'bad', text: t('time.overMinutes', { n: Math.max(1, Math.floor(over / MINUTE)) }) };
    if (over < DAY) return { tone: 'bad', text: t('time.overHours', { n: Math.floor(over / HOUR) }) };
    return { tone: 'bad', text: t('time.overDays', { n: Math.floor(over / DAY) }) };
  }
  const days =
    (Date.parse(calendarDay(dueAt, place.utcOffsetMinutes)) -
      Date.parse(calendarDay(now, place.utcOffsetMinutes))) /
    DAY;
  if (days > 1) return { tone: 'quiet', text: t('time.inDays', { n: days }) };
  if (days === 1) return { tone: 'quiet', text: t('time.tomorrow') };
  const tone = left <= SOON ? 'warn' : 'quiet';
  if (left < HOUR)
    return { tone, text: t('time.leftMinutes', { n: Math.max(1, Math.floor(left / MINUTE)) }) };
  return { tone, text: t('time.leftHours', { n: Math.floor(left / HOUR) }) };
}

/** A calendar day (`YYYY-MM-DD`) in words: `14 November 2026`. What is no day is returned as it is. */
export function dayInWords(day: string, language: Language): string {
  const instant = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(instant)) return day;
  return format(
    instant,
    { utcOffsetMinutes: 0, language },
    { day: 'numeric', month: 'long', year: 'numeric' },
  );
}
