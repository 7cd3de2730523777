/** Makes error texts fit for a log: numbers of people are taken out. */

const SIXTEEN_MARK = '[16 angka]';
const PHONE_MARK = '[telepon]';

/** People write NIKs in groups, with spaces, dots, dashes or invisible characters between the digits. */
const GAP = String.raw`[\s.\-_/\p{Cf}]{0,3}`;
const SIXTEEN_DIGITS = new RegExp(String.raw`\p{Nd}(?:${GAP}\p{Nd}){15,}`, 'gu');
const PHONE_GAP = String.raw`[\s.()\-\p{Cf}]{0,3}`;
const PHONES = [
  // +62 812…, 62812…, 0812…
  new RegExp(String.raw`(?:\+|00)?(?:62|0)${PHONE_GAP}8\p{Nd}(?:${PHONE_GAP}\p{Nd}){6,12}`, 'gu'),
  // Any other country, and landlines with a plus.
  new RegExp(String.raw`\+\p{Nd}(?:${PHONE_GAP}\p{Nd}){7,14}`, 'gu'),
  // Unbroken digits that are too long to be a date or an amount of ours.
  /\p{Nd}{10,15}/gu,
];

/**
 * Replaces NIK-like and KK-like numbers (16 digits and more, also with separators) and phone numbers in a text.
 * It errs on the safe side: a long number that is neither goes as well.
 */
export function redactNumbers(text: string): string {
  const withoutNiks = text.replace(SIXTEEN_DIGITS, SIXTEEN_MARK);
  return PHONES.reduce((redacted, pattern) => redacted.replace(pattern, PHONE_MARK), withoutNiks);
}
