/** Puts refusals into HTTP: the one place where codes become statuses and sentences. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusalsInEnglish } from '../domain/refusal.en.ts';
import { fillSlots, type Refusal, type RefusalCode, refusals } from '../domain/refusal.ts';
import type { RefusalBody } from './api-types.ts';
import { slotsInWords } from './code-words.ts';

const statuses: Partial<Record<RefusalCode, number>> = {
  'not-signed-in': 401,
  'wrong-password': 401,
  'not-your-duty': 403,
  'password-must-change': 403,
  'wrong-current-password': 403,
  'not-found': 404,
  'unknown-document': 404,
  'unknown-paper': 404,
  'not-now': 409,
  'changed-meanwhile': 409,
  'taken-by-other': 409,
  'not-taken': 409,
  'draft-changed': 409,
  'number-taken': 409,
  'blank-serial-used': 409,
  'same-key-other-request': 409,
  'signing-unsettled': 409,
  'same-person-entered': 403,
  'same-person-verified': 403,
  'no-authority': 403,
  'outside-your-area': 403,
  'officer-outside-your-area': 403,
  'last-admin': 409,
  'message-settled': 409,
  'content-erased': 410,
  'upload-too-large': 413,
  'wrong-pin': 403,
  'wrong-pickup-code': 403,
  'too-many-tries': 429,
  'request-not-understood': 400,
  'storage-full': 503,
  'service-unavailable': 503,
  'signing-service-not-reached': 503,
};

/** The language in which the page wants to be answered. */
export function languageOf(request: FastifyRequest): 'id' | 'en' {
  return /^en\b/iu.test(request.headers['accept-language'] ?? '') ? 'en' : 'id';
}

/** A refusal in the words of the person who asked. */
export function inWords(refusal: Refusal, request: FastifyRequest): RefusalBody {
  const language = languageOf(request);
  const words = (language === 'en' ? refusalsInEnglish : refusals)[refusal.refused];
  const slots = slotsInWords(refusal, language);
  return {
    refused: refusal.refused,
    sentence: fillSlots(words.sentence, slots),
    next: fillSlots(words.next, slots),
    ...(refusal.slots !== undefined && { slots: refusal.slots }),
  };
}

/** Status of a refusal; what is well formed but not acceptable is 422. */
export function statusOf(code: RefusalCode): number {
  return statuses[code] ?? 422;
}

/** Answers with a refusal. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.code(statusOf(refusal.refused)).send(inWords(refusal, reply.request));
}
