/** Makes webhooks, requests and error texts fit for a log: numbers of people and what they wrote are taken out. */
import { createHash } from 'node:crypto';

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

/**
 * A stand-in for a message id or user id in logs. A wamid contains the phone number in base64, so it is never
 * logged itself; the same id always gives the same stand-in, so that log lines can be matched.
 */
export function redactId(id: string): string {
  return `#${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;
}

/** Members whose values are words of Meta's vocabulary. Everything else is taken for personal. */
const SAFE_KEYS = new Set(
  'category field kind messaging_product mime_type object origin pricing_model reason status type'.split(' '),
);
const ID_KEYS = new Set(['id', 'message_id', 'original_message_id', 'wamid', 'fbtrace_id']);

const DEPTH_LIMIT = 12;
const WIDTH_LIMIT = 50;
const WORD = /^[A-Za-z0-9_./+-]{1,60}$/;

/**
 * A copy of a JSON value for the log: its structure, with every text reduced to its length, ids to stand-ins and
 * long numbers taken out. Deep or wide values are cut.
 */
export function redactForLog(value: unknown, depth = 0, key = ''): unknown {
  if (typeof value === 'string') return redactText(key, value);
  if (typeof value === 'number') return Math.abs(value) < 1e9 ? value : SIXTEEN_MARK;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH_LIMIT) return '[…]';
  if (Array.isArray(value)) {
    const shown = value.slice(0, WIDTH_LIMIT).map((item) => redactForLog(item, depth + 1, key));
    return value.length > WIDTH_LIMIT ? [...shown, `[+${value.length - WIDTH_LIMIT}]`] : shown;
  }
  const entries = Object.entries(value).slice(0, WIDTH_LIMIT);
  return Object.fromEntries(
    entries.map(([name, item]) => [redactKey(name), redactForLog(item, depth + 1, name)]),
  );
}

function redactText(key: string, text: string): string {
  if (ID_KEYS.has(key)) return redactId(text);
  if (key === 'timestamp' && /^\d{1,11}$/.test(text)) return text;
  if (SAFE_KEYS.has(key) && WORD.test(text)) return redactNumbers(text);
  return `[${text.length} huruf]`;
}

/** A hostile body can put its secrets into the names of members too. */
function redactKey(name: string): string {
  return /^[a-z][a-z0-9_]{0,39}$/i.test(name) ? redactNumbers(name) : `[${name.length} huruf]`;
}
