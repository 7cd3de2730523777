/** Answers the question Meta asks once before it delivers webhooks: do you know our verify token? */
import { createHash, timingSafeEqual } from 'node:crypto';

/** What to answer: 200 with the bare challenge as `text/plain`, or 403. */
export type HandshakeAnswer =
  | { ok: true; status: 200; challenge: string }
  | { ok: false; status: 403; reason: 'wrong-mode' | 'wrong-token' | 'bad-challenge' };

/** Meta's challenge is a number. Letters, dots and dashes are let through; markup could not be. */
const CHALLENGE = /^[A-Za-z0-9._-]{1,200}$/;

/**
 * Answers `GET /webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=…&hub.challenge=…`
 * (Meta Cloud API, webhooks, "Verification requests"). The request carries no signature.
 *
 * @param query the parsed query string; a parameter that occurs twice (an array) is refused.
 * @throws Error when `verifyToken` is empty: an empty token would let anybody subscribe.
 */
export function answerHandshake(
  query: Readonly<Record<string, unknown>>,
  verifyToken: string,
): HandshakeAnswer {
  if (verifyToken === '') throw new Error('The WhatsApp verify token is empty');
  const token = query['hub.verify_token'];
  const challenge = query['hub.challenge'];
  if (query['hub.mode'] !== 'subscribe') return { ok: false, status: 403, reason: 'wrong-mode' };
  if (typeof token !== 'string' || !isSameToken(token, verifyToken)) {
    return { ok: false, status: 403, reason: 'wrong-token' };
  }
  if (typeof challenge !== 'string' || !CHALLENGE.test(challenge)) {
    return { ok: false, status: 403, reason: 'bad-challenge' };
  }
  return { ok: true, status: 200, challenge };
}

/** Compares digests, so that neither the token's length nor its beginning shows in the time taken. */
function isSameToken(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
