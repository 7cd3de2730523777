/** The people of the office over HTTP: accounts, duties, first passwords, powers to sign. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { IdSchema, oneOf } from '../app/acts/define-act.ts';
import {
  changeOfficer,
  demandNewPassword,
  dutiesRefusal,
  giveAuthority,
  hireOfficer,
  isOfficerAccount,
  listOfficers,
} from '../app/officers.ts';
import type { Officer, SigningAuthority } from '../app/ports.ts';
import { type Role, roles } from '../domain/case/acts.ts';
import { refuse } from '../domain/refusal.ts';
import type { OfficerAccount, StartPassword } from './api-types.ts';
import { type HttpContext, officerWith } from './context.ts';
import { accepted, RefusedRequest } from './errors.ts';

const RolesSchema = Type.Array(oneOf(roles), { minItems: 1, uniqueItems: true });
const AreasSchema = Type.Union([
  Type.Literal('*'),
  Type.Array(Type.String({ pattern: '^\\d{2}(\\.\\d{2}(\\.\\d{2}(\\.\\d{4})?)?)?$' }), { minItems: 1 }),
]);
const NewOfficer = Type.Object({
  username: Type.String({ minLength: 3, maxLength: 30 }),
  name: Type.String({ minLength: 2, maxLength: 100 }),
  roles: RolesSchema,
  areas: AreasSchema,
  nik: Type.Optional(Type.String({ pattern: '^\\d{16}$' })),
});
const OfficerChange = Type.Object({
  isActive: Type.Optional(Type.Boolean()),
  roles: Type.Optional(RolesSchema),
  areas: Type.Optional(AreasSchema),
});
const NewAuthority = Type.Object({
  role: Type.String({ minLength: 2, maxLength: 100 }),
  kind: oneOf(['definitif', 'plt', 'plh']),
  decree: Type.String({ minLength: 3, maxLength: 100 }),
  validFrom: Type.String({ format: 'date' }),
  validTo: Type.Optional(Type.String({ format: 'date' })),
  documentIds: Type.Array(Type.String({ maxLength: 60 }), { minItems: 1 }),
});
const OfficerParams = Type.Object({ officerId: IdSchema });

type OfficerBody = {
  username: string;
  name: string;
  roles: Role[];
  areas: '*' | string[];
  nik?: string;
};

/** Twelve digits in threes of four, easy to read out: it opens one thing, the change to a password of one's own. */
function drawStartPassword({ app }: HttpContext): string {
  return Array.from({ length: 3 }, () => app.randomDigits(4)).join('-');
}

/**
 * The account of a new officer: a fresh one, or one that no officer has. Such a one was left behind when the process
 * died between account and officer, and would keep its user name for ever.
 */
async function accountFor(
  { app, accounts }: HttpContext,
  admin: Officer,
  wanted: { username: string; password: string; displayName: string },
): Promise<{ accountId: string; isLeftBehind: boolean }> {
  const made = await accounts.createAccount(wanted);
  if (made.ok) return { accountId: made.accountId, isLeftBehind: false };
  const known = made.problem === 'username-taken' ? await accounts.findAccount(wanted.username) : undefined;
  if (known === undefined || (await isOfficerAccount(app, admin, known.accountId)))
    throw new RefusedRequest(refuse('account-refused', { what: made.problem }));
  return { accountId: known.accountId, isLeftBehind: true };
}

/** Makes the account and the officer that it is; an account without officer is not left behind. */
async function makeOfficer(context: HttpContext, admin: Officer, body: OfficerBody) {
  const { app, accounts } = context;
  const { username, name, nik, roles: wanted, areas } = body;
  const refusal = dutiesRefusal(app, admin, { areas }, nik);
  if (refusal !== undefined) throw new RefusedRequest(refusal);
  const startPassword = drawStartPassword(context);
  const account = { username, password: startPassword, displayName: name };
  const { accountId, isLeftBehind } = await accountFor(context, admin, account);
  const person = { accountId, name, roles: wanted, areas, ...(nik !== undefined && { nik }) };
  const hired = await hireOfficer(app, admin, person).catch(async (error: unknown) => {
    // Somebody else may have found the account in the meantime, and made an officer of it.
    if (!(await isOfficerAccount(app, admin, accountId))) await accounts.removeAccount(accountId);
    throw error;
  });
  const { officerId } = accepted(hired);
  if (isLeftBehind) await givePassword(context, accountId, startPassword);
  return { officerId, startPassword } satisfies StartPassword;
}

async function givePassword({ accounts }: HttpContext, accountId: string, password: string): Promise<void> {
  const set = await accounts.setPassword(accountId, password);
  if (!set.ok) throw new RefusedRequest(refuse('account-refused', { what: set.problem ?? '' }));
}

/** A forgotten password: the admin gets one to hand over, shown this once; every session of the officer ends. */
async function resetPassword(context: HttpContext, admin: Officer, officerId: string) {
  const { app, officers } = context;
  // Demanded first: if the rest fails, the old password still has to be changed.
  const officer = accepted(await demandNewPassword(app, admin, officerId));
  officers.clear();
  const startPassword = drawStartPassword(context);
  await givePassword(context, officer.accountId, startPassword);
  return { officerId, startPassword } satisfies StartPassword;
}

async function readOfficers({ app, accounts }: HttpContext, admin: Officer): Promise<OfficerAccount[]> {
  const all = await listOfficers(app, admin);
  const usernames = await accounts.usernamesOf(all.map((one) => one.accountId));
  return all.map((one) => {
    const username = usernames.get(one.accountId);
    return { ...one, ...(username !== undefined && { username }) };
  });
}

/** Registers `/api/officers`: for admins alone. */
export function officerRoutes(server: FastifyInstance, context: HttpContext): void {
  const { app, accounts, officers } = context;
  const list = { summary: 'All officers with their authorities.' };
  server.get('/api/officers', { schema: list }, async (request) => ({
    officers: await readOfficers(context, await officerWith(context, request, 'admin')),
  }));
  const make = { body: NewOfficer, summary: 'Makes an account; its first password is shown this once.' };
  server.post('/api/officers', { schema: make }, async (request) => {
    const admin = await officerWith(context, request, 'admin');
    return makeOfficer(context, admin, request.body as OfficerBody);
  });
  const change = {
    params: OfficerParams,
    body: OfficerChange,
    summary: 'Changes duties and areas; closes an account.',
  };
  server.post('/api/officers/:officerId', { schema: change }, async (request) => {
    const admin = await officerWith(context, request, 'admin');
    const { officerId } = request.params as { officerId: string };
    const duties = request.body as Partial<OfficerBody> & { isActive?: boolean };
    const officer = accepted(await changeOfficer(app, admin, officerId, duties));
    officers.clear();
    if (duties.isActive === false) await accounts.signOutEverywhere(officer.accountId);
    return { done: true };
  });
  const reset = { params: OfficerParams, summary: 'A new first password, shown this once.' };
  server.post('/api/officers/:officerId/start-password', { schema: reset }, async (request) => {
    const admin = await officerWith(context, request, 'admin');
    return resetPassword(context, admin, (request.params as { officerId: string }).officerId);
  });
  const authority = {
    params: OfficerParams,
    body: NewAuthority,
    summary: 'Gives power to sign, by decree and dates.',
  };
  server.post('/api/officers/:officerId/authorities', { schema: authority }, async (request) => {
    const admin = await officerWith(context, request, 'admin');
    const { officerId } = request.params as { officerId: string };
    const given = request.body as Omit<SigningAuthority, 'authorityId' | 'officerId'>;
    accepted(await giveAuthority(app, admin, { officerId, ...given }));
    return { done: true };
  });
}
