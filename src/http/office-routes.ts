/** The office over HTTP: conversations with an officer, accounts, signing authorities, areas. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { IdSchema } from '../app/acts/define-act.ts';
import { listConversations, readConversation, releaseConversation } from '../app/conversations.ts';
import { asOfficer, scopeOf } from '../app/perform-act.ts';
import { type HttpContext, officerOf, officerWith } from './context.ts';
import { accepted } from './errors.ts';
import { officerRoutes } from './officer-routes.ts';

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
  officerRoutes(server, context);
  conversationRoutes(server, context);
  const { app } = context;
  server.get('/api/areas', { schema: { summary: 'Kecamatan and desa of the regency.' } }, async (request) => {
    const officer = await officerOf(context, request);
    return app.storage.transact(scopeOf(app, asOfficer(officer)), async (tx) => ({
      areas: await tx.directory.areas(app.office().regencyCode),
    }));
  });
}
