/** Proves that a webhook body came from whoever holds the app secret, over the very bytes that arrived. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Exactly what Meta sends: lower-case hex of a SHA-256, nothing before or after it. */
const HEADER = /^sha256=([0-9a-f]{64})$/;

/**
 * The value of `X-Hub-Signature-256` for a body: `sha256=` and the HMAC-SHA256 of the raw bytes in hex
 * (Meta Cloud API, webhooks, "Validating payloads").
 *
 * @throws Error when `appSecret` is empty: an empty secret would let anybody sign.
 */
export function signatureOf(appSecret: string, rawBody: Uint8Array): string {
  return `sha256=${hmac(appSecret, rawBody).toString('hex')}`;
}

/**
 * Whether `header` is the signature of `rawBody`. Every malformed, doubled or missing header is `false`.
 *
 * The bytes must be the ones that came off the socket: Meta escapes unicode, slashes and `@` before it signs,
 * so JSON that was parsed and written again never verifies.
 *
 * @throws Error when `appSecret` is empty.
 */
export function verifySignature(
  appSecret: string,
  rawBody: Uint8Array,
  header: string | readonly string[] | undefined,
): boolean {
  const expected = hmac(appSecret, rawBody);
  const hex = typeof header === 'string' ? HEADER.exec(header)?.[1] : undefined;
  if (hex === undefined) return false;
  return timingSafeEqual(expected, Buffer.from(hex, 'hex'));
}

function hmac(appSecret: string, rawBody: Uint8Array): Buffer {
  if (appSecret === '') throw new Error('The WhatsApp app secret is empty');
  return createHmac('sha256', appSecret).update(rawBody).digest();
}
