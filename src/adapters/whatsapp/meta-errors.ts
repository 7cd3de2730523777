/** Meta's error codes, sorted by what a sender should do about them. */
import { isObject, type Wire } from './wire.ts';

/** An error as the Graph API reports it. Texts are left out: they may quote the message. */
export interface MetaError {
  code: number;
  /** Meta's own name for this one occurrence, to be quoted to their support. */
  trace?: string;
}

/** What a code asks for. `unsure`: Meta does not say whether the message went out. */
export type MetaVerdict =
  | { kind: 'retry'; reason: string; afterMs: number }
  | { kind: 'window-closed' }
  | { kind: 'failed'; reason: string }
  | { kind: 'unsure'; reason: string };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Codes after which the same message may be sent again, and not sooner than this. */
const RETRIES: Readonly<Record<number, readonly [reason: string, afterMs: number]>> = {
  2: ['service-unavailable', 30 * SECOND],
  4: ['app-rate-limit', MINUTE],
  17: ['user-rate-limit', MINUTE],
  32: ['page-rate-limit', MINUTE],
  613: ['call-rate-limit', MINUTE],
  80007: ['account-rate-limit', MINUTE],
  130429: ['number-rate-limit', SECOND],
  131000: ['something-went-wrong', 5 * SECOND],
  131016: ['service-overloaded', 10 * SECOND],
  // Restricted for complaints: hammering makes it worse, a person has to look.
  131048: ['spam-rate-limit', HOUR],
  131056: ['pair-rate-limit', 6 * SECOND],
  131057: ['account-in-maintenance', 10 * MINUTE],
  131064: ['quality-rate-limit', HOUR],
  133004: ['server-unavailable', 30 * SECOND],
  133016: ['registration-rate-limit', HOUR],
  135000: ['generic-error', 30 * SECOND],
};

/** Codes after which this message will never go out as it is. */
const FAILURES: Readonly<Record<number, string>> = {
  0: 'token',
  3: 'permission',
  10: 'permission',
  33: 'unknown-number-id',
  100: 'parameters',
  190: 'token',
  368: 'account-restricted',
  130472: 'experiment',
  130497: 'country-restricted',
  131005: 'permission',
  131008: 'parameters',
  131009: 'parameters',
  131021: 'recipient-is-sender',
  131026: 'undeliverable',
  131030: 'recipient-not-allowed',
  131031: 'account-restricted',
  131037: 'display-name',
  131042: 'billing',
  131045: 'registration',
  131049: 'marketing-limit',
  131050: 'marketing-opt-out',
  131051: 'type-not-supported',
  131052: 'media-download',
  131053: 'media-upload',
  131062: 'user-id-not-accepted',
  133010: 'registration',
  137000: 'identity-changed',
};

/**
 * What to do about `error`, which came with HTTP status `status` (Meta Cloud API, "Error codes"). An unknown code
 * is final below 500 and leaves things unsure from 500 on; code 1 always does.
 */
export function judgeMetaError(error: MetaError, status: number): MetaVerdict {
  const { code } = error;
  if (code === 131047) return { kind: 'window-closed' };
  const retry = RETRIES[code];
  if (retry !== undefined) return { kind: 'retry', reason: withTrace(retry[0], error), afterMs: retry[1] };
  const failure = FAILURES[code] ?? failureOfRange(code);
  if (failure !== undefined) return { kind: 'failed', reason: withTrace(failure, error) };
  // Code 1 is "invalid request or possible server error": a crash may have come after the message was taken.
  if (code === 1 || status >= 500) return { kind: 'unsure', reason: withTrace('server-error', error) };
  return { kind: 'failed', reason: withTrace('refused', error) };
}

/** The error in an answer's body, or `undefined` when Meta did not write it. */
export function metaErrorOf(body: Wire | undefined): MetaError | undefined {
  const error = body?.error;
  if (!isObject(error) || !Number.isSafeInteger(error.code)) return undefined;
  const trace = error.fbtrace_id;
  const isTrace = typeof trace === 'string' && /^[A-Za-z0-9_/+=-]{1,40}$/.test(trace);
  return { code: error.code as number, ...(isTrace && { trace }) };
}

function failureOfRange(code: number): string | undefined {
  if (code >= 200 && code <= 299) return 'permission';
  if (code >= 132_000 && code <= 132_999) return 'template';
  return undefined;
}

function withTrace(reason: string, error: MetaError): string {
  return error.trace === undefined ? reason : `${reason} (fbtrace ${error.trace})`;
}
