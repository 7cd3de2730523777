/** One HTTP exchange with Meta: bounded in time and size, without redirects, told apart by what it leaves certain. */
import { isObject, type Wire } from './wire.ts';

/** How an exchange ended. `not-sent`: no byte of the request reached the other side. */
export type Exchange =
  | { kind: 'answered'; status: number; body: Wire | undefined; retryAfterMs?: number }
  | { kind: 'not-sent'; reason: string }
  | { kind: 'broken'; reason: string };

/** A failure to get any answer: `not-sent` when that is certain, else `broken`. */
export type NetworkFailure = Extract<Exchange, { kind: 'not-sent' | 'broken' }>;

/** Answers of the Graph API are short; more than this is not one. */
const ANSWER_LIMIT_BYTES = 262_144;

/** Failures before a connection stood: name look-up, refusal, no route, an untrusted certificate. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Makes the request and reads a JSON answer; never rejects. */
export async function exchange(url: string, init: RequestInit, timeoutMs: number): Promise<Exchange> {
  try {
    const response = await request(url, init, timeoutMs);
    const bytes = await readAtMost(response, ANSWER_LIMIT_BYTES);
    const retryAfterMs = retryAfterOf(response);
    return {
      kind: 'answered',
      status: response.status,
      body: bytes === 'too-large' ? undefined : parseObject(bytes),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  } catch (error) {
    return classifyFailure(error);
  }
}

/**
 * A bare `fetch` as every request of this adapter makes it: redirects are not followed, because the token would
 * travel along, and the whole exchange, body included, ends after `timeoutMs`. Connections are kept alive by
 * Node's own pool.
 */
export function request(url: string, init: RequestInit, timeoutMs: number): Promise<Response> {
  const headers = new Headers(init.headers);
  // Meta's file servers turn away requests without one.
  headers.set('user-agent', 'Sampai/1');
  return fetch(url, { ...init, headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
}

/** Reads a body up to `limitBytes`; what is larger is cut off at once and reported as such. */
export async function readAtMost(response: Response, limitBytes: number): Promise<Uint8Array | 'too-large'> {
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared > limitBytes) {
    await response.body?.cancel();
    return 'too-large';
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream and with it the connection.
    if (size > limitBytes) return 'too-large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** Tells whether a rejected `fetch` can have reached the other side. */
export function classifyFailure(error: unknown): NetworkFailure {
  if (error instanceof Error && error.name === 'TimeoutError') return { kind: 'broken', reason: 'timeout' };
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const reason = codeOf(cause) ?? 'network';
  return { kind: isBeforeSending(cause) ? 'not-sent' : 'broken', reason };
}

function isBeforeSending(cause: unknown): boolean {
  // Several addresses were tried at once: certain only when every attempt failed before sending.
  if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every(isBeforeSending);
  if (!(cause instanceof Error)) return false;
  if (NOT_SENT.has(codeOf(cause) ?? '')) return true;
  if ('syscall' in cause && cause.syscall === 'connect') return true;
  // Node has no code for a connection that breaks during the TLS handshake, before any request.
  return cause.message.startsWith('Client network socket disconnected before secure TLS connection');
}

function codeOf(cause: unknown): string | undefined {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : undefined;
}

function parseObject(bytes: Uint8Array): Wire | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function retryAfterOf(response: Response): number | undefined {
  const seconds = response.headers.get('retry-after') ?? '';
  return /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1_000 : undefined;
}
