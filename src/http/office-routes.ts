/** The office over HTTP: conversations with an officer, accounts, signing authorities, areas. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { IdSchema, oneOf } from '../app/acts/define-act.ts';
import { listConversations, readConversation, releaseConversation } from '../app/conversations.ts';
import { changeOfficer, dutiesRefusal, giveAuthority, hireOfficer, listOfficers } from '../app/officers.ts';
import { asOfficer, scopeOf } from '../app/perform-act.ts';
import type { Officer, SigningAuthority } from '../app/ports.ts';
import { type Role, roles } from '../domain/case/acts.ts';
import { refuse } from '../domain/refusal.ts';
import { type HttpContext, officerOf, officerWith } from './context.ts';
import { accepted, RefusedRequest } from './errors.ts';

const RolesSchema = Type.Array(oneOf(roles), { minItems: 1, uniqueItems: true });
const AreasSchema = Type.Union([
  Type.Literal('*'),
  Type.Array(Type.String({ pattern: '^\\d{2}(\\.\\d{2}(\\.\\d{2}(\\.\\d{4})?)?)?$' }), { minItems: 1 }),
]);
const NewOfficer = Type.Object({
  username: Type.String({ minLength: 3, maxLength: 30 }),
  password: Type.String({ minLength: 10, maxLength: 128 }),
  name: Type.String({ minLength: 2, maxLength: 100 }),
  roles: RolesSchema,
  areas: AreasSchema,
  nik: Type.Optional(Type.String({ pattern: '^\\d{16}$' })),
});
const OfficerChange = Type.Object({
  isActive: Type.Optional(Type.Boolean()),
  roles: Type.Optional(RolesSchema),
  areas: Type.Optional(AreasSchema),
  password: Type.Optional(Type.String({ minLength: 10, maxLength: 128 })),
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
  password: string;
  name: string;
  roles: Role[];
  areas: '*' | string[];
  nik?: string;
};

/** Makes the account and the officer that it is; an account without officer is not left behind. */
async function makeOfficer({ app, accounts }: HttpContext, admin: Officer, body: OfficerBody) {
  const { username, password, name, nik, roles: wanted, areas } = body;
  const refusal = dutiesRefusal(app, { areas }, nik);
  if (refusal !== undefined) throw new RefusedRequest(refusal);
  const account = await accounts.createAccount({ username, password, displayName: name });
  if (!account.ok) throw new RefusedRequest(refuse('account-refused', { what: account.problem }));
  const { accountId } = account;
  const person = { accountId, name, roles: wanted, areas, ...(nik !== undefined && { nik }) };
  return hireOfficer(app, admin, person).catch(async (error: unknown) => {
    await accounts.removeAccount(accountId);
    throw error;
  });
}

function accountRoutes(server: FastifyInstance, context: HttpContext): void {
  const { app, accounts, officers } = context;
  const list = { summary: 'All officers with their authorities.' };
  server.get('/api/officers', { schema: list }, async (request) => ({
    officers: await listOfficers(app, await officerWith(context, request, 'admin')),
  }));
  const make = { body: NewOfficer, summary: 'Makes an account.' };
  server.post('/api/officers', { schema: make }, async (request) => {
    const admin = await officerWith(context, request, 'admin');
    return makeOfficer(context, admin, request.body as OfficerBody);
  });
  const change = {
    params: OfficerParams,
    body: OfficerChange,
    summary: 'Changes duties, areas, password; closes an account.',
  };
  server.post('/api/officers/:officerId', { schema: change }, async (request) => {
    const admin = await officerWith(context, request, 'admin');
    const { officerId } = request.params as { officerId: string };
    const { password, ...duties } = request.body as Partial<OfficerBody> & { isActive?: boolean };
    const officer = accepted(await changeOfficer(app, admin, officerId, duties));
    officers.clear();
    if (password !== undefined) {
      const set = await accounts.setPassword(officer.accountId, password);
      if (!set.ok) throw new RefusedRequest(refuse('account-refused', { what: set.problem ?? '' }));
    }
    if (duties.isActive === false) await accounts.signOutEverywhere(officer.accountId);
    return { done: true };
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

function conversationRoutes(server: FastifyInstance, context: HttpContext): void {
  const { app } = context;
  const params = Type.Object({ contactId: IdSchema });
  const contactIdOf = (request: { params: unknown }) => (request.params as { contactId: string }).contactId;
  server.get(
    '/api/conversations',
    { schema: { summary: 'Conversations that wait for an officer.' } },
    async (request) => {
      const officer = await officerWith(context, request, 'petugas-layanan');
      return { contacts: await listConversations(app, officer) };
    },
  );
  server.get(
    '/api/conversations/:contactId',
    { schema: { params, summary: 'One thread; the look is logged.' } },
    async (request) => {
      const officer = await officerWith(context, request, 'petugas-layanan');
      return accepted(await readConversation(app, officer, contactIdOf(request)));
    },
  );
  server.post(
    '/api/conversations/:contactId/release',
    { schema: { params, summary: 'Gives it back to the automatic service.' } },
    async (request) => {
      const officer = await officerWith(context, request, 'petugas-layanan');
      return accepted(await releaseConversation(app, officer, contactIdOf(request)));
    },
  );
}

/** Registers the office's own affairs. */
export async function officeRoutes(server: FastifyInstance, context: HttpContext): Promise<void> {
  accountRoutes(server, context);
  conversationRoutes(server, context);
  const { app } = context;
  server.get('/api/areas', { schema: { summary: 'Kecamatan and desa of the regency.' } }, async (request) => {
    const officer = await officerOf(context, request);
    return app.storage.transact(scopeOf(app, asOfficer(officer)), async (tx) => ({
      areas: await tx.directory.areas(app.office().regencyCode),
    }));
  });
}
