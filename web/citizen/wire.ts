/** The calls of the residents' pages. Number and PIN travel in the body of the request, never in an address. */

import type { RefusalWords } from '../../src/domain/refusal.ts';
import type { DocumentAnswer, TrackedCase } from '../../src/http/api-types.ts';
import { type Language, wordsOf } from './page.ts';

/** What came of a call. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: RefusalWords };

function isRefusal(body: unknown): body is RefusalWords {
  return typeof body === 'object' && body !== null && 'sentence' in body && 'next' in body;
}

async function post<T>(
  path: string,
  body: FormData | object,
  language: Language,
  read: (answer: Response) => Promise<T>,
): Promise<Outcome<T>> {
  const isForm = body instanceof FormData;
  const words = wordsOf[language].trouble;
  const answer = await fetch(`/api/${path}`, {
    method: 'POST',
    headers: {
      'accept-language': language,
      'x-requested-with': 'sampai',
      ...(!isForm && { 'content-type': 'application/json' }),
    },
    body: isForm ? body : JSON.stringify(body),
    cache: 'no-store',
  }).catch(() => undefined);
  if (answer === undefined) return { ok: false, refusal: words.noNetwork };
  try {
    if (answer.ok) return { ok: true, value: await read(answer) };
    const refused: unknown = await answer.json();
    return { ok: false, refusal: isRefusal(refused) ? refused : words.unknown };
  } catch {
    return { ok: false, refusal: words.unknown };
  }
}

const asJson = async <T>(answer: Response) => (await answer.json()) as T;

/** Asks for the case behind number and PIN. */
export function track(number: string, pin: string, language: Language): Promise<Outcome<TrackedCase>> {
  return post('track', { number, pin }, language, asJson<TrackedCase>);
}

/** Fetches one signed PDF of the case. */
export function fetchDocument(
  number: string,
  pin: string,
  documentId: string,
  language: Language,
): Promise<Outcome<Blob>> {
  return post('track/document', { number, pin, documentId }, language, (answer) => answer.blob());
}

/** Asks about the document that a code came with. */
export function checkCode(code: string, language: Language): Promise<Outcome<DocumentAnswer>> {
  return post('check/code', { code }, language, asJson<DocumentAnswer>);
}

/** Asks about a PDF. */
export function checkFile(file: File, language: Language): Promise<Outcome<DocumentAnswer>> {
  const form = new FormData();
  form.append('file', file);
  return post('check/file', form, language, asJson<DocumentAnswer>);
}
