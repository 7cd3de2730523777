/** The office over HTTP: conversations with an officer, accounts, signing authorities, areas. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { IdSchema } from '../app/acts/define-act.ts';
import {
  listConversations,
  readConversation,
  readRecording,
  releaseConversation,
  revealPhone,
} from '../app/conversations.ts';
import { asOfficer, scopeOf } from '../app/perform-act.ts';
import { UNKNOWN_RECORDING } from '../domain/message/recording.ts';
import type { Conversation, ConversationList } from './api-types.ts';
import { type HttpContext, officerOf, officerWith } from './context.ts';
import { accepted } from './errors.ts';
import { officerRoutes } from './officer-routes.ts';

const Reveal = Type.Object({ reveal: Type.Optional(Type.Literal('1')) });

/** Hostile like every upload: given out only as what its first bytes say, and to be saved when that is nothing known. */
function recordingRoute(server: FastifyInstance, context: HttpContext): void {
  const params = Type.Object({ contactId: IdSchema, mediaKey: IdSchema });
  server.get(
    '/api/conversations/:contactId/recordings/:mediaKey',
    { schema: { params, summary: 'A voice note or video; the look is logged.' } },
    async (request, reply) => {
      const officer = await officerWith(context, request, 'petugas-layanan');
      const { contactId, mediaKey } = request.params as { contactId: string; mediaKey: string };
      const file = accepted(await readRecording(context.app, officer, contactId, mediaKey));
      const how = file.mime === UNKNOWN_RECORDING ? 'attachment; filename="rekaman"' : 'inline';
      return reply
        .type(file.mime)
        .header('content-disposition', how)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(Buffer.from(file.bytes));
    },
  );
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
      return { contacts: await listConversations(app, officer) } satisfies ConversationList;
    },
  );
  server.get(
    '/api/conversations/:contactId',
    { schema: { params, querystring: Reveal, summary: 'One thread; the look is logged.' } },
    async (request) => {
      const officer = await officerWith(context, request, 'petugas-layanan');
      const { reveal } = request.query as { reveal?: '1' };
      return accepted(
        await readConversation(app, officer, contactIdOf(request), reveal === '1'),
      ) satisfies Conversation;
    },
  );
  server.post(
    '/api/conversations/:contactId/phone',
    { schema: { params, summary: "The resident's number in full; the look is logged." } },
    async (request) => {
      const officer = await officerWith(context, request, 'petugas-layanan');
      return accepted(await revealPhone(app, officer, contactIdOf(request)));
    },
  );
  recordingRoute(server, context);
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
