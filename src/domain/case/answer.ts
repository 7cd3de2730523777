/** Reads one answer, typed by a resident or an officer, into the value that the catalogue's field wants. */
import type { AnswerValue } from '../../catalogue/condition.ts';
import type { FieldSpec } from '../../catalogue/define-service.ts';
import { kkFault, nikFault, onlyDigits } from '../person/number.ts';

/** Why an answer was not understood; each has its sentence in `answerFaultWords`. */
export type AnswerFault =
  | 'empty'
  | 'not-a-name'
  | 'too-long'
  | 'not-16-digits'
  | 'impossible-number'
  | 'not-a-date'
  | 'in-the-future'
  | 'long-ago'
  | 'not-a-time'
  | 'not-a-number'
  | 'out-of-range'
  | 'not-a-choice'
  | 'not-yes-or-no'
  | 'not-a-desa';

export type ParsedAnswer = { ok: true; value: AnswerValue } | { ok: false; fault: AnswerFault };

const yes = new Set(['ya', 'y', 'iya', 'ada', 'punya', 'yes', 'benar', '1']);
const no = new Set(['tidak', 'tdk', 'belum', 'tidak ada', 'tak ada', 'nggak', 'no', 't', '2', '0']);

// Also the older spellings Pebruari and Nopember, the usual abbreviations, and English.
const monthNames: readonly (readonly string[])[] = [
  ['januari', 'january'],
  ['februari', 'pebruari', 'february'],
  ['maret', 'march'],
  ['april'],
  ['mei', 'may'],
  ['juni', 'june'],
  ['juli', 'july'],
  ['agustus', 'agt', 'ags', 'august'],
  ['september'],
  ['oktober', 'october'],
  ['november', 'nopember'],
  ['desember', 'december'],
];

function monthOf(word: string): number | undefined {
  if (/^\d{1,2}$/u.test(word)) return Number(word);
  const lower = word.toLowerCase();
  if (lower.length < 3) return undefined;
  const index = monthNames.findIndex((names) => names.some((name) => name.startsWith(lower)));
  return index < 0 ? undefined : index + 1;
}

/** Reads `14-11-2026`, `14/11/2026`, `14 November 2026`, `2026-11-14`, `14112026` as `YYYY-MM-DD`. */
export function parseDate(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(text);
  const packed = /^(\d{2})(\d{2})(\d{4})$/u.exec(text);
  const words = /^(\d{1,2})[\s./-]+([A-Za-z]+|\d{1,2})[\s./-]+(\d{4})$/u.exec(text);
  const parts = iso
    ? [iso[3], iso[2], iso[1]]
    : packed
      ? packed.slice(1)
      : words
        ? words.slice(1)
        : undefined;
  if (parts === undefined) return undefined;
  const month = monthOf(parts[1]!);
  const day = Number(parts[0]);
  const year = Number(parts[2]);
  if (month === undefined || month < 1 || month > 12 || day < 1) return undefined;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
  if (day > days) return undefined;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const ok = (value: AnswerValue): ParsedAnswer => ({ ok: true, value });
const bad = (fault: AnswerFault): ParsedAnswer => ({ ok: false, fault });

function readName(text: string, max: number): ParsedAnswer {
  const name = text.normalize('NFKC');
  // Permendagri 73/2022: Latin letters, no digits or punctuation; hyphen, apostrophe and dot exist in old names.
  if (!/^[\p{Script=Latin}\p{M}' .’-]+$/u.test(name) || !/\p{L}{2}/u.test(name)) return bad('not-a-name');
  // Letters with one accent exist; piled-up marks only hide what is written.
  if (/\p{M}{2}/u.test(name)) return bad('not-a-name');
  return name.length > max ? bad('too-long') : ok(name);
}

function readSixteen(text: string, fault: (digits: string) => unknown): ParsedAnswer {
  const digits = onlyDigits(text);
  if (!/^\d{16}$/u.test(digits)) return bad('not-16-digits');
  return fault(digits) === undefined ? ok(digits) : bad('impossible-number');
}

function readDate(text: string, field: FieldSpec, today: string): ParsedAnswer {
  const date = parseDate(text);
  if (date === undefined) return bad('not-a-date');
  if (field.futureAllowed !== true && date > today) return bad('in-the-future');
  return Number(date.slice(0, 4)) < Number(today.slice(0, 4)) - 130 ? bad('long-ago') : ok(date);
}

function readTime(text: string): ParsedAnswer {
  const match = /^(\d{1,2})[.:](\d{2})(?:\s*(?:wib|wita|wit))?$/iu.exec(text);
  if (match === null || Number(match[1]) > 23 || Number(match[2]) > 59) return bad('not-a-time');
  return ok(`${match[1]!.padStart(2, '0')}:${match[2]}`);
}

/** Reads `3.200 gram`, `3,2 kg` (for a field in gram), `49,5 cm`; a dot before three digits parts the thousands. */
function readNumber(text: string, field: FieldSpec): ParsedAnswer {
  const match = /^(-?\d[\d.,]*) ?(kg|gram|gr|g|cm)?$/iu.exec(text);
  if (match === null) return bad('not-a-number');
  const digits = match[1]!;
  const isKilogram = match[2]?.toLowerCase() === 'kg' && field.unit === 'gram';
  const plain =
    !isKilogram && /^\d{1,3}(?:\.\d{3})+$/u.test(digits)
      ? digits.replaceAll('.', '')
      : digits.replace(',', '.');
  if (!/^-?\d+(?:\.\d+)?$/u.test(plain)) return bad('not-a-number');
  // Rounded to what a scale shows, because 3.2 × 1000 need not be 3200 in binary.
  const number = isKilogram ? Math.round(Number(plain) * 1000) : Number(plain);
  if (number < (field.min ?? 0) || number > (field.max ?? Number.MAX_SAFE_INTEGER))
    return bad('out-of-range');
  const decimals = plain.split('.')[1]?.length ?? 0;
  return !isKilogram && decimals > (field.decimals ?? 0) ? bad('out-of-range') : ok(number);
}

/** No answer is longer than this; more is refused before anything looks at it. */
const MAX_CHARACTERS = 1000;

/** One line of text: gaps, control characters, invisible marks and lone surrogates become single spaces. */
export function cleanText(raw: string): string {
  return raw
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Cf}\uFFFD]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

/** What a value of the wrong type says about a field: a number is never a name, nor a NIK (it would lose digits). */
function typeFault(raw: AnswerValue, field: FieldSpec): AnswerFault | undefined {
  if (typeof raw === 'boolean') return field.kind === 'yes-no' ? undefined : 'empty';
  if (typeof raw === 'number' && (field.kind === 'nik' || field.kind === 'kk')) return 'not-16-digits';
  return undefined;
}

/**
 * Reads an answer for a field. `today` is `YYYY-MM-DD`; `choiceWords` maps codes to the words people may use
 * instead; `isDesa` knows the codes of the country.
 */
export function parseAnswer(
  raw: AnswerValue,
  field: FieldSpec,
  context: {
    today: string;
    choiceWords?: Readonly<Record<string, string>>;
    isDesa?: (code: string) => boolean;
  },
): ParsedAnswer {
  const wrongType = typeFault(raw, field);
  if (wrongType !== undefined) return bad(wrongType);
  if (typeof raw === 'string' && raw.length > MAX_CHARACTERS) return bad('too-long');
  const text = cleanText(String(raw));
  if (text === '') return bad('empty');
  switch (field.kind) {
    case 'name':
      return readName(text, field.max ?? 60);
    case 'text':
      return text.length > (field.max ?? 200) ? bad('too-long') : ok(text);
    case 'nik':
      return readSixteen(text, nikFault);
    case 'kk':
      return readSixteen(text, kkFault);
    case 'date':
      return readDate(text, field, context.today);
    case 'time':
      return readTime(text);
    case 'number':
      return readNumber(text, field);
    case 'choice': {
      const byWord = Object.entries(context.choiceWords ?? {}).find(
        ([, word]) => word.toLowerCase() === text.toLowerCase(),
      );
      const code = byWord?.[0] ?? text;
      return field.choices?.includes(code) ? ok(code) : bad('not-a-choice');
    }
    case 'yes-no': {
      if (typeof raw === 'boolean') return ok(raw);
      const word = text.toLowerCase();
      return yes.has(word) ? ok(true) : no.has(word) ? ok(false) : bad('not-yes-or-no');
    }
    case 'desa':
      return (context.isDesa ?? ((code) => /^\d{2}\.\d{2}\.\d{2}\.\d{4}$/u.test(code)))(text)
        ? ok(text)
        : bad('not-a-desa');
  }
}

/** What a person does about an answer that was not understood. */
export const answerFaultWords: Readonly<Record<AnswerFault, { id: string; en: string }>> = {
  empty: { id: 'Jawabannya masih kosong.', en: 'The answer is empty.' },
  'not-a-name': {
    id: 'Tulis nama dengan huruf saja, tanpa angka, gelar, atau singkatan.',
    en: 'Write the name in letters only, without digits, titles or abbreviations.',
  },
  'too-long': { id: 'Terlalu panjang.', en: 'Too long.' },
  'not-16-digits': { id: 'Harus 16 angka. Periksa di KTP atau KK.', en: 'It must have 16 digits.' },
  'impossible-number': {
    id: 'Ada angka yang keliru: bagian tanggal atau urutannya tidak mungkin. Periksa sekali lagi.',
    en: 'A digit is wrong: the date or sequence part is impossible. Please check again.',
  },
  'not-a-date': {
    id: 'Tanggal itu tidak ada. Tulis seperti 14-11-2026.',
    en: 'That date does not exist. Write it like 14-11-2026.',
  },
  'in-the-future': { id: 'Tanggal itu belum tiba. Periksa tahunnya.', en: 'That date has not come yet.' },
  'long-ago': { id: 'Tanggal itu terlalu lama berlalu. Periksa tahunnya.', en: 'That date is too long ago.' },
  'not-a-time': { id: 'Tulis jam seperti 05.20.', en: 'Write the time like 05.20.' },
  'not-a-number': { id: 'Tulis dengan angka.', en: 'Write a number.' },
  'out-of-range': { id: 'Angkanya di luar batas wajar.', en: 'The number is out of range.' },
  'not-a-choice': { id: 'Pilih salah satu pilihan yang ada.', en: 'Choose one of the options.' },
  'not-yes-or-no': { id: 'Jawab Ya atau Tidak.', en: 'Answer Yes or No.' },
  'not-a-desa': { id: 'Pilih desa atau kelurahan dari daftar.', en: 'Choose the desa from the list.' },
};
