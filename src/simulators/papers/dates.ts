/** Dates as the invented papers write them: counted in whole days, spelled in Indonesian. */

const MONTHS = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];
const DAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];
const DAY_MS = 86_400_000;

/** `2026-11-04` plus days, as `YYYY-MM-DD`; negative days go back. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one `YYYY-MM-DD` to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The first day of the month of a `YYYY-MM-DD` date. */
export function firstOfMonth(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

/** `2026-11-04` → `4 November 2026`. */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** `2026-11-04` → `04-11-2026`, as cards and SIAK print it. */
export function shortDate(date: string): string {
  return date.split('-').reverse().join('-');
}

/** Indonesian week day of a `YYYY-MM-DD` date. */
export function dayName(date: string): string {
  return DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
}

/** True for a `YYYY-MM-DD` that the calendar has. */
export function isDate(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)) && addDays(date, 0) === date;
}
