/** Small, strict readers for values that a stranger wrote: text, ids, times and error codes of a webhook. */

/** A JSON object of unknown content. */
export type Wire = Record<string, unknown>;

/** Longest text taken over, in UTF-16 units. WhatsApp itself stops at 65,536 characters. */
const TEXT_LIMIT = 65_536;

/** Ids of messages, media and numbers are printable ASCII; longer ones would not fit an index. */
const ID = /^[\x21-\x7e]{1,256}$/;
const WA_ID = /^[0-9]{4,20}$/;
/** A word of Meta's own vocabulary, such as a message type. Anything else could be personal data. */
const WORD = /^[a-z][a-z0-9_]{0,39}$/;

/** 1 January 2009, when WhatsApp was founded, and 1 January 2100, in Unix seconds. */
const EARLIEST_SECONDS = 1_230_768_000;
const LATEST_SECONDS = 4_102_444_800;

/** Whether `value` is a JSON object (no array, no null). */
export function isObject(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Makes text safe to store: a lone surrogate and NUL (which PostgreSQL refuses) become U+FFFD, and what is longer
 * than `limit` UTF-16 units is cut, never through the middle of a surrogate pair.
 */
export function cleanText(text: string, limit = TEXT_LIMIT): string {
  let cut = text;
  if (text.length > limit) {
    const last = text.charCodeAt(limit - 1);
    cut = text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
  }
  const wellFormed = cut.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '\uFFFD') : wellFormed;
}

/** Clean text, or `undefined` when `value` is not a string or empty. */
export function optionalText(value: unknown, limit?: number): string | undefined {
  return typeof value === 'string' && value !== '' ? cleanText(value, limit) : undefined;
}

/** An id exactly as it came, or `undefined`: an id is never repaired, because two could become one. */
export function optionalId(value: unknown): string | undefined {
  return typeof value === 'string' && ID.test(value) ? value : undefined;
}

/** A phone number as Meta writes it (digits, no `+`), untouched, or `undefined`. */
export function optionalWaId(value: unknown): string | undefined {
  return typeof value === 'string' && WA_ID.test(value) ? value : undefined;
}

/** A word of Meta's vocabulary, or `fallback` when it is something else. */
export function wordOr(value: unknown, fallback: string): string {
  return typeof value === 'string' && WORD.test(value) ? value : fallback;
}

/** A Unix time in seconds, as a string of digits or a number, between 2009 and 2100; otherwise `undefined`. */
export function optionalTime(value: unknown): Date | undefined {
  const isWritten = typeof value === 'string' && /^[0-9]{1,11}$/.test(value);
  const seconds = isWritten ? Number(value) : value;
  if (typeof seconds !== 'number' || !Number.isInteger(seconds)) return undefined;
  if (seconds < EARLIEST_SECONDS || seconds >= LATEST_SECONDS) return undefined;
  return new Date(seconds * 1000);
}

/** The numeric codes of Meta's `errors[]`, at most ten; texts are left out, since they may quote people. */
export function errorCodesOf(errors: unknown): number[] {
  if (!Array.isArray(errors)) return [];
  const codes: number[] = [];
  for (const error of errors.slice(0, 10)) {
    if (isObject(error) && Number.isSafeInteger(error.code)) codes.push(error.code as number);
  }
  return codes;
}
