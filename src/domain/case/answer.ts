/** Reads one answer, typed by a resident or an officer, into the value that the catalogue's field wants. */
import type { AnswerValue } from '../../catalogue/condition.ts';
import type { FieldSpec } from '../../catalogue/define-service.ts';
import { kkFault, nikFault, onlyDigits } from '../person/number.ts';

/** Why an answer was not understood; each has its sentence in `answer-words.ts`. */
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

const months = ['jan', 'feb', 'mar', 'apr', 'me', 'jun', 'jul', 'ag', 'sep', 'okt', 'nov', 'des'];

function monthOf(word: string): number | undefined {
  if (/^\d{1,2}$/u.test(word)) return Number(word);
  const lower = word.toLowerCase();
  const english = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
  const index = months.findIndex((start) => lower.startsWith(start));
  const other = index >= 0 ? index : english.findIndex((start) => lower.startsWith(start));
  return other < 0 ? undefined : other + 1;
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
  // Permendagri 73/2022: Latin letters, no digits or punctuation; hyphen, apostrophe and dot exist in old names.
  if (!/^[\p{Script=Latin}\p{M}' .’-]+$/u.test(text) || !/\p{L}{2}/u.test(text)) return bad('not-a-name');
  return text.length > max ? bad('too-long') : ok(text.replace(/\s+/gu, ' '));
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

function readNumber(text: string, field: FieldSpec): ParsedAnswer {
  const number = Number(text.replace(',', '.').replace(/\s*(gram|gr|g|cm|kg)$/iu, ''));
  if (!Number.isFinite(number) || text === '') return bad('not-a-number');
  if (number < (field.min ?? 0) || number > (field.max ?? Number.MAX_SAFE_INTEGER))
    return bad('out-of-range');
  return ok(number);
}

/** Control characters and lone surrogates never reach an answer; they become spaces. */
function clean(raw: string): string {
  return raw
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\uFFFD]+/gu, ' ')
    .trim();
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
  const text = clean(String(raw));
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
