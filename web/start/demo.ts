/** The calls of the start page and what they answer. Instants are ISO 8601 in UTC. */
import type { Language } from './page.ts';

/** What an officer may do, as the office calls it. */
export type Role = 'petugas-layanan' | 'operator' | 'verifikator' | 'penandatangan' | 'admin';

/** A demo account. The password is shown: it opens nothing but invented data. */
export interface Account {
  username: string;
  password: string;
  name: string;
  roles: Role[];
}

/** What the demo consists of. */
export interface Demo {
  accounts: Account[];
  passphrase: string;
  pin: string;
  clock: { now: string; offsetMs: number };
  phoneUrl: string;
  siakUrl: string;
}

/** Who is signed in at the desks. */
export interface Session {
  officer: { officerId: string; name: string; roles: Role[] };
  office: { name: string; utcOffsetMinutes: number };
}

/** As much of a case as the guide needs. */
export interface CaseOnItsWay {
  caseId: string;
  status: string;
  documents: { form: 'paper' | 'card'; status: string }[];
}

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
    load: () => call<Demo>(language, 'GET', 'demo'),
    session: () => call<Session>(language, 'GET', 'session'),
    signIn: (username: string) => call<Session>(language, 'POST', 'demo/sign-in', { username }),
    birth: () => call<{ handsetId: string }>(language, 'POST', 'demo/birth', {}),
    moveClock: (offsetMs: number) => call<unknown>(language, 'POST', 'demo/clock', { offsetMs }),
    counts: () => call<{ counts: Record<string, number> }>(language, 'GET', 'desks'),
    cases: () => call<{ cases: CaseOnItsWay[] }>(language, 'GET', 'desks/all'),
  };
}
