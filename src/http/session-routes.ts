/** Signing in and out, and who is signed in. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { noteNewPassword } from '../app/officers.ts';
import type { Officer } from '../app/ports.ts';
import { refuse } from '../domain/refusal.ts';
import type { SessionView } from './api-types.ts';
import { type HttpContext, signedInOfficer } from './context.ts';
import { RefusedRequest } from './errors.ts';
import { sendRefusal } from './refusal-response.ts';

function viewSession({ app, mode }: HttpContext, officer: Officer): SessionView {
  const office = app.office();
  const { officerId, name, roles, areas } = officer;
  return {
    officer: { officerId, name, roles, areas },
    office: {
      name: office.name,
      regencyName: office.regencyName,
      serviceName: office.profile.serviceName,
      utcOffsetMinutes: office.utcOffsetMinutes,
      hoursText: office.profile.hoursText,
    },
    mustChangePassword: officer.mustChangePassword === true,
    mode,
    now: app.clock.now().toISOString(),
    clockOffsetMs: office.clockOffsetMs,
  };
}

/** Signs in through the account library's own route, so that its limits and cookies hold. */
export async function signIn(
  context: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  credentials: { username: string; password: string },
): Promise<FastifyReply> {
  const answer = await request.server.inject({
    method: 'POST',
    url: '/api/accounts/sign-in',
    remoteAddress: request.ip,
    headers: {
      host: request.host,
      'content-type': 'application/json',
      ...(request.headers.origin !== undefined && { origin: request.headers.origin }),
    },
    payload: credentials,
  });
  if (answer.statusCode === 429) return sendRefusal(reply, refuse('too-many-tries'));
  if (answer.statusCode >= 500) return sendRefusal(reply, refuse('service-unavailable'));
  if (answer.statusCode !== 200) return sendRefusal(reply, refuse('wrong-password'));
  const cookies = ([] as string[]).concat(answer.headers['set-cookie'] ?? []);
  const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
  const session = await context.accounts.findSession({ cookie });
  const officer = session && (await context.officers.find(session.accountId));
  if (officer === undefined || !officer.isActive) return sendRefusal(reply, refuse('wrong-password'));
  return reply.header('set-cookie', cookies).send(viewSession(context, officer));
}

/** Asks the account library's own route on behalf of a page, so that its limits, checks and cookies hold. */
function askAccounts(request: FastifyRequest, what: string, payload?: object) {
  return request.server.inject({
    method: 'POST',
    url: `/api/accounts/${what}`,
    remoteAddress: request.ip,
    headers: {
      host: request.host,
      cookie: request.headers.cookie ?? '',
      origin: request.headers.origin ?? `${request.protocol}://${request.host}`,
      ...(payload !== undefined && { 'content-type': 'application/json' }),
    },
    ...(payload !== undefined && { payload }),
  });
}

/** Changes one's own password; all other sessions of the account end, this one goes on with a new cookie. */
async function changePassword(
  context: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const officer = await signedInOfficer(context, request);
  const given = request.body as { currentPassword: string; newPassword: string };
  if (given.currentPassword === given.newPassword)
    return sendRefusal(reply, refuse('password-refused', { what: 'password-unchanged' }));
  const answer = await askAccounts(request, 'password', given);
  if (answer.statusCode === 429) return sendRefusal(reply, refuse('too-many-tries'));
  if (answer.statusCode >= 500) return sendRefusal(reply, refuse('service-unavailable'));
  if (answer.statusCode !== 200) {
    const { problem = '' } = answer.json<{ problem?: string }>();
    const isWrong = problem === 'wrong-password';
    return sendRefusal(
      reply,
      isWrong ? refuse('wrong-current-password') : refuse('password-refused', { what: problem }),
    );
  }
  await noteNewPassword(context.app, officer);
  context.officers.clear();
  const view = viewSession(context, { ...officer, mustChangePassword: false });
  return reply.header('set-cookie', answer.headers['set-cookie'] ?? []).send(view);
}

/** Registers `/api/session` and the account library's own routes. */
export async function sessionRoutes(server: FastifyInstance, context: HttpContext): Promise<void> {
  server.all('/api/accounts/*', { schema: { hide: true } }, (request, reply) =>
    context.accounts.handler(request, reply),
  );

  const Credentials = Type.Object({
    username: Type.String({ maxLength: 60 }),
    password: Type.String({ maxLength: 200 }),
  });
  server.post('/api/session', { schema: { body: Credentials, summary: 'Signs in.' } }, (request, reply) =>
    signIn(context, request, reply, request.body as { username: string; password: string }),
  );
  const Who = Type.Object({ optional: Type.Optional(Type.Literal('1')) });
  const who = { querystring: Who, summary: 'Who is signed in; with `optional` nobody is no refusal.' };
  server.get('/api/session', { schema: who }, async (request, reply) => {
    const isOptional = (request.query as { optional?: '1' }).optional === '1';
    const officer = await signedInOfficer(context, request).catch((error: unknown) => {
      // A page that only wants to know whether to show the sign-in must not leave an error in the browser.
      if (isOptional && error instanceof RefusedRequest) return undefined;
      throw error;
    });
    return officer === undefined ? reply.code(204).send() : viewSession(context, officer);
  });
  const Change = Type.Object({
    currentPassword: Type.String({ minLength: 1, maxLength: 200 }),
    newPassword: Type.String({ minLength: 1, maxLength: 200 }),
  });
  const change = { body: Change, summary: "Changes one's own password and ends all other sessions." };
  server.post('/api/session/password', { schema: change }, (request, reply) =>
    changePassword(context, request, reply),
  );
  server.delete('/api/session', { schema: { summary: 'Signs out.' } }, async (request, reply) => {
    const answer = await askAccounts(request, 'sign-out');
    return reply
      .header('set-cookie', answer.headers['set-cookie'] ?? [])
      .code(204)
      .send();
  });
}
