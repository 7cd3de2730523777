/** Spells whole numbers from 0 to 9999 in Indonesian, as akta write dates and the order of children. */

const UNITS = ['', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];

/** `2026` → `dua ribu dua puluh enam`. Anything outside 0–9999 comes back as digits. */
export function inWords(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number > 9999) return `${number}`;
  if (number === 0) return 'nol';
  return spell(number).join(' ');
}

function spell(number: number): string[] {
  if (number >= 1000) return [...counted(Math.floor(number / 1000), 'ribu'), ...spell(number % 1000)];
  if (number >= 100) return [...counted(Math.floor(number / 100), 'ratus'), ...spell(number % 100)];
  if (number >= 20) return [...counted(Math.floor(number / 10), 'puluh'), ...spell(number % 10)];
  if (number > 11) return [UNITS[number - 10] ?? '', 'belas'];
  if (number === 11) return ['sebelas'];
  if (number === 10) return ['sepuluh'];
  return number === 0 ? [] : [UNITS[number] ?? ''];
}

/** One thousand, hundred or ten is a word of its own: seribu, seratus, sepuluh. */
function counted(count: number, unit: string): string[] {
  return count === 1 ? [`se${unit}`] : [UNITS[count] ?? '', unit];
}
