/** Days as people say them, in both languages. */
import { daysBetween } from '../../catalogue/condition.ts';
import type { Language } from './types.ts';

const months = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

// 1 January 1970 was a Thursday.
const weekdays = {
  id: ['Kamis', 'Jumat', 'Sabtu', 'Minggu', 'Senin', 'Selasa', 'Rabu'],
  en: ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'],
};

/** Whether a text is a day as the catalogue writes it, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) && months.id[Number(text.slice(5, 7)) - 1] !== undefined;
}

/** `2026-11-14` → `14 November 2026`. What is not a day is returned as it is. */
export function dateInWords(day: string, language: Language): string {
  if (!isDay(day)) return day;
  return `${Number(day.slice(8))} ${months[language][Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** `2026-11-23` → `Senin, 23 November 2026`. What is not a day is returned as it is. */
export function dayInWords(day: string, language: Language): string {
  if (!isDay(day)) return day;
  const position = ((daysBetween('1970-01-01', day) % 7) + 7) % 7;
  return `${weekdays[language][position]}, ${dateInWords(day, language)}`;
}

/** Whole days between two instants (ISO 8601), rounded down; never negative. */
export function wholeDays(fromAt: string, toAt: string): number {
  return Math.max(0, Math.floor((Date.parse(toAt) - Date.parse(fromAt)) / 86_400_000));
}

/** Whole hours between two instants (ISO 8601), rounded down; never negative. */
export function wholeHours(fromAt: string, toAt: string): number {
  return Math.max(0, Math.floor((Date.parse(toAt) - Date.parse(fromAt)) / 3_600_000));
}
