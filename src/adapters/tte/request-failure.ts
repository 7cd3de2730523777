/** Tells a request that certainly never arrived from one that may have: only the first may be tried again. */

/** System and DNS errors of opening a connection, and certificates that were refused before anything was sent. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

interface NetworkError {
  code?: string;
  syscall?: string;
}

/** Whether nothing of the request can have left this machine. In doubt: no. */
export function certainlyNotReached(error: unknown): boolean {
  const cause = causeOf(error);
  if (cause.code === undefined) return false;
  return BEFORE_SENDING.has(cause.code) || cause.syscall === 'connect' || cause.syscall === 'getaddrinfo';
}

/** A few words for the log: the kind of failure and its code, nothing of the request. */
export function describeFailure(error: unknown, timeoutMs: number): string {
  if ((error as Error | undefined)?.name === 'TimeoutError') return `no answer within ${timeoutMs} ms`;
  const { code } = causeOf(error);
  return code && /^[A-Z0-9_]+$/.test(code) ? `connection failed (${code})` : 'connection failed';
}

/** fetch wraps what happened in a TypeError; several addresses tried at once make it an AggregateError. */
function causeOf(error: unknown): NetworkError {
  const cause = (error as { cause?: unknown } | undefined)?.cause ?? error;
  return (cause ?? {}) as NetworkError;
}
