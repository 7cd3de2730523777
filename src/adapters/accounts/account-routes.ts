/**
 * The three things a browser may ask of the accounts; everything else the library could do stays closed.
 *
 *   POST /api/accounts/sign-in   { username, password }            → 200 { ok, accountId } and the cookie
 *   POST /api/accounts/sign-out                                    → 200 { ok }, the cookie ended
 *   POST /api/accounts/password  { currentPassword, newPassword }  → 200 { ok }, all other sessions ended
 *
 * Refusals are `{ ok: false, problem }` with the status of `statusOf`; 429 also has `retryAfterSeconds`.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AccountLibrary, addressHeader } from './account-library.ts';
import type { SignInBrake } from './sign-in-brake.ts';

/** Why one of the three was refused. */
export type AccountRouteProblem =
  | 'bad-request'
  | 'wrong-username-or-password'
  | 'not-signed-in'
  | 'wrong-password'
  | 'password-too-short'
  | 'password-too-long'
  | 'foreign-origin'
  | 'too-many-attempts'
  | 'no-such-route';

const statusOf: Record<AccountRouteProblem, number> = {
  'bad-request': 400,
  'wrong-username-or-password': 401,
  'not-signed-in': 401,
  'wrong-password': 400,
  'password-too-short': 400,
  'password-too-long': 400,
  'foreign-origin': 403,
  'too-many-attempts': 429,
  'no-such-route': 404,
};

interface Route {
  /** The library's own path. */
  libraryPath: string;
  /** Fields that must be strings; only these are handed on. */
  fields: readonly string[];
  added: Record<string, boolean>;
}

const routes: Record<string, Route> = {
  '/api/accounts/sign-in': { libraryPath: '/sign-in/username', fields: ['username', 'password'], added: {} },
  '/api/accounts/sign-out': { libraryPath: '/sign-out', fields: [], added: {} },
  '/api/accounts/password': {
    libraryPath: '/change-password',
    fields: ['currentPassword', 'newPassword'],
    added: { revokeOtherSessions: true },
  },
};

const headersPassedOn = [
  'cookie',
  'origin',
  'referer',
  'user-agent',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
];

/** Makes the handler for `/api/accounts/*`. `onChange` is called after every act that may have ended a session. */
export function createAccountRoutes(parts: {
  library: AccountLibrary;
  brake: SignInBrake;
  onChange: () => void;
  /** The origin of PUBLIC_URL. */
  publicOrigin: string;
}): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const { library, brake, onChange, publicOrigin } = parts;

  return async (request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (request.method !== 'POST' || !route) return refuse(reply, 'no-such-route');
    if (!isFromOurPages(request, publicOrigin)) return refuse(reply, 'foreign-origin');
    const fields = readFields(request.body, route.fields);
    if (!fields) return refuse(reply, 'bad-request');
    const username = fields.username;
    const waitSeconds = username === undefined ? 0 : brake.waitSeconds(username);
    if (waitSeconds > 0) return refuse(reply, 'too-many-attempts', waitSeconds);

    const asked = asLibraryRequest(request, route, fields);
    if (!asked) return refuse(reply, 'bad-request');
    const answer = await library.handler(asked);
    if (answer.status >= 500) throw new Error('The account library failed.');
    if (path !== '/api/accounts/sign-in') onChange();
    const body = (await answer.json().catch(() => undefined)) as
      | { code?: string; user?: { id: string } }
      | undefined;
    if (answer.ok) {
      if (username !== undefined) brake.succeeded(username);
      // The library's own answer repeats the session's token, which only the httpOnly cookie may hold.
      reply.header('set-cookie', answer.headers.getSetCookie());
      await reply.send(
        body?.user && username !== undefined ? { ok: true, accountId: body.user.id } : { ok: true },
      );
      return;
    }
    const problem = nameProblem(answer.status, body?.code, username !== undefined);
    if (problem === 'wrong-username-or-password') brake.failed(username!);
    await refuse(reply, problem, Number(answer.headers.get('x-retry-after') ?? 60));
  };
}

/**
 * The library looks at the origin only where a cookie came along; signing somebody in from another site's page
 * (to make them work under a foreign account) is refused as well. Programs that are no browsers send no origin.
 */
function isFromOurPages(request: FastifyRequest, publicOrigin: string): boolean {
  if (request.headers['sec-fetch-site'] === 'cross-site') return false;
  const { origin } = request.headers;
  return (
    origin === undefined || origin === publicOrigin || origin === `${request.protocol}://${request.host}`
  );
}

/** The wanted fields and nothing else, or undefined when one is missing or no string. */
function readFields(body: unknown, names: readonly string[]): Record<string, string> | undefined {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const fields: Record<string, string> = {};
  for (const name of names) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (typeof value !== 'string' || value.length === 0 || value.length > 1000) return undefined;
    fields[name] = value;
  }
  return fields;
}

/**
 * The request as the library wants it: its own path, and only the headers it is to see. Undefined when the
 * client's Host header makes no address.
 */
function asLibraryRequest(
  request: FastifyRequest,
  route: Route,
  fields: Record<string, string>,
): Request | undefined {
  const address = `${request.protocol}://${request.host}/api/accounts${route.libraryPath}`;
  if (!URL.canParse(address)) return undefined;
  const headers = new Headers({ 'content-type': 'application/json', [addressHeader]: request.ip });
  for (const name of headersPassedOn) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return new Request(address, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...fields, ...route.added }),
  });
}

function nameProblem(status: number, code: string | undefined, isSignIn: boolean): AccountRouteProblem {
  if (status === 429) return 'too-many-attempts';
  if (status === 403) return 'foreign-origin';
  // A username of impossible form is answered like an unknown one.
  if (isSignIn) return 'wrong-username-or-password';
  if (status === 401) return 'not-signed-in';
  if (code === 'INVALID_PASSWORD') return 'wrong-password';
  if (code === 'PASSWORD_TOO_SHORT') return 'password-too-short';
  if (code === 'PASSWORD_TOO_LONG') return 'password-too-long';
  return 'bad-request';
}

async function refuse(reply: FastifyReply, problem: AccountRouteProblem, seconds?: number): Promise<void> {
  reply.status(statusOf[problem]);
  if (problem === 'too-many-attempts') {
    await reply
      .header('retry-after', String(seconds))
      .send({ ok: false, problem, retryAfterSeconds: seconds });
  } else {
    await reply.send({ ok: false, problem });
  }
}
