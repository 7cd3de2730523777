/** Words for the codes that fill slots of refusals: faults of PDFs and dates, reasons, and why an account was not made. */
import { type AnswerFault, answerFaultWords } from '../domain/case/answer.ts';
import { draftFaultsInWords } from '../domain/case/draft-faults.ts';
import { reasonWords } from '../domain/case/reasons.ts';
import { signatureFaultWords } from '../domain/case/signature-faults.ts';
import type { Refusal } from '../domain/refusal.ts';

type Language = 'id' | 'en';

/** Codes of `SignatureFault` and `AccountProblem`, as they end a sentence, and of the fields of an authority. */
const words: Readonly<Record<string, Record<Language, string>>> = {
  ...reasonWords,
  ...signatureFaultWords,
  'username-taken': { id: 'nama pengguna sudah dipakai', en: 'the user name is taken' },
  'username-not-allowed': { id: 'nama pengguna tidak boleh dipakai', en: 'the user name is not allowed' },
  'password-too-short': { id: 'kata sandi terlalu pendek', en: 'the password is too short' },
  'password-too-long': { id: 'kata sandi terlalu panjang', en: 'the password is too long' },
  'password-unchanged': { id: 'sama dengan yang lama', en: 'it is the same as the old one' },
  'valid-to': { id: 'Sampai', en: 'Until' },
  'ends-before-it-begins': {
    id: 'Tanggal akhir harus sesudah tanggal mulai.',
    en: 'The last day must come after the first.',
  },
  'pdf-empty': { id: 'berkasnya kosong', en: 'it is empty' },
  'pdf-too-large': { id: 'terlalu besar', en: 'it is too large' },
  'pdf-too-many-pages': { id: 'terlalu banyak halamannya', en: 'it has too many pages' },
  'pdf-too-many-pixels': { id: 'gambarnya terlalu besar', en: 'its pictures are too large' },
  'pdf-active-content': {
    id: 'berisi program atau lampiran tersembunyi',
    en: 'it holds a program or a hidden attachment',
  },
  'pdf-encrypted': { id: 'dikunci kata sandi', en: 'it is locked with a password' },
  'pdf-unreadable': { id: 'rusak', en: 'it is damaged' },
  'pdf-took-too-long': { id: 'terlalu berat untuk dibuka', en: 'it takes too long to open' },
  'no-such-account': { id: 'akun itu tidak ada', en: 'there is no such account' },
};

/** Whether a code of a slot has words. */
export function hasWords(code: string): boolean {
  return Object.hasOwn(words, code);
}

const wordOf = (code: string, language: Language): string => (hasWords(code) ? words[code]![language] : code);

/** The slots of a refusal in one language: a list of codes becomes a list of words, anything else stays. */
export function slotsInWords({ refused, slots = {} }: Refusal, language: Language): Record<string, string> {
  if (refused === 'draft-does-not-match')
    return { ...slots, what: draftFaultsInWords(slots.what ?? '', language) };
  const spoken = Object.fromEntries(
    Object.entries(slots).map(([name, value]) => [
      name,
      value
        .split(', ')
        .map((one) => wordOf(one, language))
        .join(', '),
    ]),
  );
  const fault = slots.fault as AnswerFault | undefined;
  // The hint came in Indonesian; its code speaks both.
  if (fault !== undefined && Object.hasOwn(answerFaultWords, fault))
    return { ...spoken, hint: answerFaultWords[fault][language] };
  return spoken;
}
