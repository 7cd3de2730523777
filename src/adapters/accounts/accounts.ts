/** Accounts of the office's staff: made by the admin, signed in by username and password, ended when told. */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AccountLibrary, type AccountLibrarySettings, openAccountLibrary } from './account-library.ts';
import { createAccountOffice } from './account-office.ts';
import { createAccountRoutes } from './account-routes.ts';
import { createSessionCache } from './session-cache.ts';
import { createSignInBrake } from './sign-in-brake.ts';

/** Who is signed in. Roles and areas are not here: they belong to the officer (table `officers`). */
export interface AccountSession {
  accountId: string;
  sessionId: string;
  username: string;
  displayName: string;
  signedInAt: Date;
  expiresAt: Date;
}

/** An account as an admin sees it. */
export interface Account {
  accountId: string;
  username: string;
  displayName: string;
}

/** Why an account was not made or a password not set. */
export type AccountProblem =
  | 'username-taken'
  | 'username-not-allowed'
  | 'password-too-short'
  | 'password-too-long'
  | 'no-such-account';

/** What became of a change to an account. */
export type AccountOutcome = { ok: true; accountId: string } | { ok: false; problem: AccountProblem };

/** The accounts of the staff. */
export interface Accounts {
  /** Answers `/api/accounts/*` (see `account-routes.ts` for paths and answers). */
  handler(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** Who sent these headers, or undefined. Usually from memory; the database is asked every 30 s a session. */
  findSession(headers: IncomingHttpHeaders | Headers): Promise<AccountSession | undefined>;
  /** Makes an account. Usernames: 3–30 of `a-z 0-9 . _` in any case, unique. Passwords: 10–128 characters. */
  createAccount(wanted: { username: string; password: string; displayName: string }): Promise<AccountOutcome>;
  /** Sets a new password and signs the account out everywhere. */
  setPassword(accountId: string, password: string): Promise<AccountOutcome>;
  /** Ends all sessions of an account: at once in this process, within 30 s in any other. */
  signOutEverywhere(accountId: string): Promise<void>;
  /** Removes the account with its sessions. Its officer stays in the office's records. */
  removeAccount(accountId: string): Promise<void>;
  /** The account with this username, in any case. */
  findAccount(username: string): Promise<Account | undefined>;
  /** Usernames by account id, of those that exist. */
  usernamesOf(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Deletes sessions that have ended. For a daily job; answers how many there were. */
  deleteExpiredSessions(): Promise<number>;
}

/** Opens the accounts of the database behind `pool`, which stays the caller's to close. */
export function createAccounts(settings: AccountLibrarySettings): Accounts {
  const library = openAccountLibrary(settings);
  const cache = createSessionCache();
  const cookieRule = sessionCookieRule(settings.secureCookies);
  return {
    ...createAccountOffice(library, cache.clear),
    handler: createAccountRoutes({
      library,
      brake: createSignInBrake(),
      onChange: cache.clear,
      publicOrigin: new URL(settings.baseUrl).origin,
    }),
    async findSession(headers) {
      const cookies = headers instanceof Headers ? headers.get('cookie') : headers.cookie;
      const cookie = cookies ? cookieRule.exec(cookies)?.[1] : undefined;
      if (!cookie) return undefined;
      const known = cache.find(cookie);
      if (known) return known;
      const mark = cache.mark();
      const session = await readSession(library, cookie);
      if (session) cache.remember(cookie, session, mark);
      return session;
    },
  };
}

async function readSession(library: AccountLibrary, cookie: string): Promise<AccountSession | undefined> {
  const found = await library.api.getSession({ headers: new Headers({ cookie }) });
  if (!found) return undefined;
  return {
    accountId: found.user.id,
    sessionId: found.session.id,
    username: found.user.username ?? '',
    displayName: found.user.name,
    signedInAt: found.session.createdAt,
    expiresAt: found.session.expiresAt,
  };
}

/** Finds the session cookie (name and value) among the cookies of a request. */
function sessionCookieRule(isSecure: boolean): RegExp {
  const name = `${isSecure ? '__Secure-' : ''}sampai\\.session_token`;
  return new RegExp(`(?:^|;\\s*)(${name}=[^;]{1,400})`);
}
