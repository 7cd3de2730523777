/** Times and days on the office's clock, and money, as people write them. */
import { formatAtOffice } from '../ui/wall-clock.ts';
import type { Language, Words } from './words.ts';

const locale = { id: 'id-ID', en: 'en-GB' } as const;

/** In which words, and on whose wall: a resident's phone stands where the office is. */
export interface Place {
  language: Language;
  /** Of the office, once it is known. */
  utcOffsetMinutes?: number | undefined;
}

/** Hour and minute, for example `09.41`. */
export function timeOf(at: number, { language, utcOffsetMinutes }: Place): string {
  return formatAtOffice(at, utcOffsetMinutes, locale[language], { hour: '2-digit', minute: '2-digit' });
}

function dayKey(at: number, { utcOffsetMinutes }: Place): string {
  return formatAtOffice(at, utcOffsetMinutes, locale.en, { dateStyle: 'short' });
}

/** Whether both moments fall on one day there. */
export function isSameDay(one: number, other: number, place: Place): boolean {
  return dayKey(one, place) === dayKey(other, place);
}

/** The day as a separator: today, yesterday, or the date. `now` is the demo clock's. */
export function dayOf(at: number, now: number, words: Words, place: Place): string {
  if (isSameDay(at, now, place)) return words.today;
  if (isSameDay(at, now - 86_400_000, place)) return words.yesterday;
  const { utcOffsetMinutes, language } = place;
  const options = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  return formatAtOffice(at, utcOffsetMinutes, locale[language], options);
}

/** Rupiah without decimals, for example `Rp 350`. */
export function rupiah(amount: number): string {
  return `Rp ${new Intl.NumberFormat('id-ID').format(amount)}`;
}
