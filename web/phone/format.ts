/** Times, days and money as people write them. */
import type { Language, Words } from './words.ts';

const locale = { id: 'id-ID', en: 'en-GB' } as const;

/** Hour and minute, for example `09.41`. */
export function timeOf(at: number, language: Language): string {
  return new Intl.DateTimeFormat(locale[language], { hour: '2-digit', minute: '2-digit' }).format(at);
}

function dayKey(at: number): string {
  return new Date(at).toDateString();
}

/** Whether both moments fall on one day here. */
export function isSameDay(one: number, other: number): boolean {
  return dayKey(one) === dayKey(other);
}

/** The day as a separator: today, yesterday, or the date. `now` is the demo clock's. */
export function dayOf(at: number, now: number, words: Words, language: Language): string {
  if (isSameDay(at, now)) return words.today;
  if (isSameDay(at, now - 86_400_000)) return words.yesterday;
  return new Intl.DateTimeFormat(locale[language], { weekday: 'long', day: 'numeric', month: 'long' }).format(
    at,
  );
}

/** Rupiah without decimals, for example `Rp 350`. */
export function rupiah(amount: number): string {
  return `Rp ${new Intl.NumberFormat('id-ID').format(amount)}`;
}
