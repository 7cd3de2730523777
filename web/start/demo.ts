/** The calls of the start page and what they answer. Instants are ISO 8601 in UTC. */
import type { CaseListItem, Counts, DemoView, SessionView } from '../../src/http/api-types.ts';
import type { Language } from './page.ts';

/** A demo account. The password is shown: it opens nothing but invented data. */
export type Account = DemoView['accounts'][number];

/** As much of a case as the guide needs. */
export type CaseOnItsWay = Pick<CaseListItem, 'caseId' | 'number' | 'openedAt' | 'status'> & {
  documents: Pick<CaseListItem['documents'][number], 'form' | 'status'>[];
};

/** A refusal of the server in words, or that it could not be reached. */
export class CallFailed extends Error {
  readonly status: number | undefined;
  constructor(message: string, status: number | undefined) {
    super(message);
    this.status = status;
  }
}

async function call<T>(language: Language, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`/api/${path}`, {
    method,
    headers: {
      'accept-language': language,
      'x-requested-with': 'sampai',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => undefined);
  if (answer === undefined) throw new CallFailed('', undefined);
  const json = (await answer.json().catch(() => undefined)) as
    | (T & { sentence?: string; next?: string })
    | undefined;
  if (answer.ok && json !== undefined) return json;
  throw new CallFailed([json?.sentence, json?.next].filter(Boolean).join(' '), answer.status);
}

/** The calls, in the language of the page. */
export function openDemo(language: Language) {
  return {
    load: () => call<DemoView>(language, 'GET', 'demo'),
    session: () => call<SessionView>(language, 'GET', 'session'),
    signIn: (username: string) => call<SessionView>(language, 'POST', 'demo/sign-in', { username }),
    birth: () => call<{ handsetId: string }>(language, 'POST', 'demo/birth', {}),
    moveClock: (offsetMs: number) => call<unknown>(language, 'POST', 'demo/clock', { offsetMs }),
    counts: () => call<{ counts: Counts }>(language, 'GET', 'desks'),
    cases: () => call<{ cases: CaseOnItsWay[] }>(language, 'GET', 'desks/all'),
  };
}
