/** Numbers that SIAK gives to people and households: how to read them, never how to make them. */

/** Digits only: people write NIK and KK numbers with spaces, dots and dashes. */
export function onlyDigits(text: string): string {
  return text.replace(/[\s.\-–]/gu, '');
}

/** Why a 16-digit number cannot be a NIK or KK number. */
export type NumberFault = 'not-16-digits' | 'impossible-date' | 'impossible-region' | 'impossible-sequence';

function faultOf16(number: string, dayOffset: 0 | 40): NumberFault | undefined {
  if (!/^\d{16}$/u.test(number)) return 'not-16-digits';
  if (number.startsWith('00')) return 'impossible-region';
  const rawDay = Number(number.slice(6, 8));
  const day = dayOffset === 40 && rawDay > 40 ? rawDay - 40 : rawDay;
  const month = Number(number.slice(8, 10));
  // The year has two digits, so the leap day is allowed in every year.
  const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (daysInMonth === undefined || day < 1 || day > daysInMonth) return 'impossible-date';
  if (number.slice(12) === '0000') return 'impossible-sequence';
  return undefined;
}

/** Fault of a NIK: region of first registration (6), DDMMYY with women's day + 40 (6), sequence from 0001 (4). */
export function nikFault(nik: string): NumberFault | undefined {
  return faultOf16(nik, 40);
}

/** Fault of a KK number: region (6), recording date (6), sequence (4). */
export function kkFault(kk: string): NumberFault | undefined {
  return faultOf16(kk, 0);
}

/** Sixteen digits that stand alone, also in groups as people and cards write them. */
const NUMBER_IN_TEXT = /(?<!\d)\d(?:[ .\-–]?\d){15}(?!\d)/gu;

/** Masks every NIK and KK number in a text that somebody wrote, such as a message. */
export function maskNumbersIn(text: string): string {
  return text.replace(NUMBER_IN_TEXT, (number) => maskNumber(onlyDigits(number)));
}

/** `9901•• •••••• 0004`: enough to recognise, too little to misuse. */
export function maskNumber(number: string): string {
  return number.length < 8 ? '••••' : `${number.slice(0, 4)}•• •••••• ${number.slice(-4)}`;
}
