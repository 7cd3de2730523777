/** Days, times and stretches of time as people say them, on the office's clock, whose zone is named. */
import { formatAtOffice, zoneName } from '../ui/wall-clock.ts';
import type { Language } from './page.ts';
import type { Words } from './words.id.ts';

const locale = { id: 'id-ID', en: 'en-GB' } as const;

/** A day with its weekday, e.g. `Senin, 23 November 2026`. `day` is `YYYY-MM-DD`. */
export function longDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(locale[language], { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** In which words, and on whose wall; until the office is known, on the device's. */
export interface Place {
  language: Language;
  utcOffsetMinutes?: number | undefined;
}

/** An instant, e.g. `Sen, 23 Nov 2026, 08.43 WITA`. */
export function moment(at: string, { language, utcOffsetMinutes }: Place): string {
  const isKnown = utcOffsetMinutes !== undefined;
  const words = formatAtOffice(Date.parse(at), utcOffsetMinutes, locale[language], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(!isKnown && { timeZoneName: 'short' }),
  });
  return isKnown ? `${words} ${zoneName(utcOffsetMinutes)}` : words;
}

/** A stretch of time in its two largest units, e.g. `2 hari 3 jam`. */
export function stretch(minutes: number, words: Words['durations']): string {
  if (minutes < 1) return words.underOne;
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const parts = [
    days > 0 && words.days(days),
    hours > 0 && words.hours(hours),
    days === 0 && rest > 0 && words.minutes(rest),
  ];
  return parts.filter((part) => part !== false).join(' ');
}

/** Working time in hours and minutes; a working day has no fixed length that a resident would know. */
export function workingStretch(minutes: number, words: Words['durations']): string {
  if (minutes < 1) return words.underOne;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [hours > 0 && words.hours(hours), rest > 0 && words.minutes(rest)];
  return parts.filter((part) => part !== false).join(' ');
}
