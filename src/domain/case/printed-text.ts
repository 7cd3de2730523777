/** Finds values on the text of a PDF: names, dates and numbers, however they are set in type. */

/** One word of the text. `word` is upper case without accents; `raw` as printed. */
interface Token {
  word: string;
  raw: string;
  line: number;
  /** What stands between the word before and this one. */
  gap: string;
}

/** The text of a PDF in reading order, taken apart once for many questions. */
export interface PrintedText {
  /** Upper case without accents and apostrophes; the gaps are as they were. */
  plain: string;
  tokens: readonly Token[];
}

/** Letters are compared without accents, apostrophes and case: `Nur’aini` is `NURAINI`. */
function strip(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’‘`´ʼ]/gu, '')
    .normalize('NFKC');
}

function wordsOf(text: string): string[] {
  return (
    strip(text)
      .toUpperCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Takes the text of a PDF apart. */
export function readPrintedText(text: string): PrintedText {
  const stripped = strip(text);
  const tokens: Token[] = [];
  let line = 0;
  let end = 0;
  for (const match of stripped.matchAll(/[\p{L}\p{N}]+/gu)) {
    const gap = stripped.slice(end, match.index);
    line += gap.split('\n').length - 1;
    end = match.index + match[0].length;
    tokens.push({ word: match[0].toUpperCase(), raw: match[0], line, gap });
  }
  return { plain: stripped.toUpperCase(), tokens };
}

/** Positions at which these words stand one after the other. */
function positionsOf({ tokens }: PrintedText, words: readonly string[]): number[] {
  if (words.length === 0) return [];
  return tokens.flatMap((token, index) =>
    token.word === words[0] && words.every((word, offset) => tokens[index + offset]?.word === word)
      ? [index]
      : [],
  );
}

/** Words of forms and sentences that may stand beside a name without being part of it. */
const besideNames = new Set(
  `ALAMAT ANAK AYAH BAPAK DAN DARI DESA DI HUBUNGAN IBU ISTRI JENIS KABUPATEN KE KECAMATAN KEPALA KELUARGA KELAMIN
  KK KOTA LAHIR LAKI LENGKAP NAMA NIK NO NOMOR PADA PEREMPUAN PROVINSI SAKSI SEORANG SUAMI TANGGAL TELAH TEMPAT TTD
  WNI YANG`.split(/\s+/u),
);

/** Names are set in one style throughout, mostly capitals; `undefined` for what is no such word. */
function styleOf(raw: string): 'capitals' | 'initial' | undefined {
  if (!/^\p{L}+$/u.test(raw)) return undefined;
  if (raw === raw.toUpperCase()) return 'capitals';
  return raw[0] === raw[0]!.toUpperCase() ? 'initial' : undefined;
}

/** Whether a neighbour on the same line carries the name on: `AISYAH PUTRI` is not the person `AISYAH`. */
function carriesOn(name: readonly Token[], neighbour: Token | undefined, gap: string | undefined): boolean {
  if (neighbour === undefined || gap === undefined || !/^[ .-]{1,2}$/u.test(gap)) return false;
  const styles = new Set(name.map((token) => styleOf(token.raw)));
  const [style] = styles;
  return (
    styles.size === 1 &&
    style !== undefined &&
    styleOf(neighbour.raw) === style &&
    !besideNames.has(neighbour.word)
  );
}

/** Whether this name stands in the text, whole: as words of their own, not as a part of a longer name. */
export function hasName(text: PrintedText, name: string): boolean {
  const words = wordsOf(name);
  return positionsOf(text, words).some((start) => {
    const found = text.tokens.slice(start, start + words.length);
    const before = text.tokens[start - 1];
    const next = text.tokens[start + words.length];
    return !carriesOn(found, before, found[0]?.gap) && !carriesOn(found, next, next?.gap);
  });
}

/** Whether these words stand in the text one after the other. */
export function hasWords(text: PrintedText, words: string): boolean {
  return positionsOf(text, wordsOf(words)).length > 0;
}

/** Whether this number (digits only) stands in the text, perhaps parted by single blanks, dots or dashes. */
export function hasNumber({ plain }: PrintedText, digits: string): boolean {
  if (!/^\d+$/u.test(digits)) return false;
  return new RegExp(`(?<!\\d)${digits.split('').join('[ .-]?')}(?!\\d)`, 'u').test(plain);
}

const monthNames: readonly (readonly string[])[] = [
  ['JANUARI', 'JAN'],
  ['FEBRUARI', 'PEBRUARI', 'FEB'],
  ['MARET', 'MAR'],
  ['APRIL', 'APR'],
  ['MEI'],
  ['JUNI', 'JUN'],
  ['JULI', 'JUL'],
  ['AGUSTUS', 'AGU', 'AGT'],
  ['SEPTEMBER', 'SEP'],
  ['OKTOBER', 'OKT'],
  ['NOVEMBER', 'NOPEMBER', 'NOV', 'NOP'],
  ['DESEMBER', 'DES'],
];

const units = ['', 'SATU', 'DUA', 'TIGA', 'EMPAT', 'LIMA', 'ENAM', 'TUJUH', 'DELAPAN', 'SEMBILAN'];

/** A whole number from 1 to 9999 in Indonesian words, as akta spell their dates. */
export function spelledNumber(number: number): string {
  const part = (size: number, name: string): string => {
    const count = Math.floor(number / size);
    const head = count === 1 ? `SE${name}` : `${spelledNumber(count)} ${name}`;
    return `${head} ${spelledNumber(number % size)}`.trim();
  };
  if (number < 10) return units[number] ?? '';
  if (number === 10) return 'SEPULUH';
  if (number === 11) return 'SEBELAS';
  if (number < 20) return `${units[number - 10]} BELAS`;
  if (number < 100) return `${units[Math.floor(number / 10)]} PULUH ${units[number % 10]}`.trim();
  return number < 1000 ? part(100, 'RATUS') : part(1000, 'RIBU');
}

/**
 * Whether this day (`YYYY-MM-DD`) stands in the text: `14-11-2026`, `2026-11-14`, `14 November 2026`, or spelled out
 * (`empat belas November tahun dua ribu dua puluh enam`).
 */
export function hasDate(text: PrintedText, date: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(date);
  const [, year, month, day] = match ?? [];
  const months = monthNames[Number(month) - 1];
  if (year === undefined || month === undefined || day === undefined || months === undefined) return false;
  const bare = (digits: string) => String(Number(digits));
  const figures = [
    [day, month, year],
    [bare(day), bare(month), year],
    [year, month, day],
  ];
  const named = months.flatMap((name) => [
    [day, name, year],
    [bare(day), name, year],
    [bare(day), name, 'TAHUN', year],
    [...spelledNumber(Number(day)).split(' '), name, ...spelledNumber(Number(year)).split(' ')],
    [...spelledNumber(Number(day)).split(' '), name, 'TAHUN', ...spelledNumber(Number(year)).split(' ')],
  ]);
  return [...figures, ...named].some((words) => positionsOf(text, words).length > 0);
}
