/** Signing over HTTP: what waits for the signer, the batch, and what became unsettled. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { Check } from 'typebox/value';
import { IdSchema, oneOf } from '../app/acts/define-act.ts';
import { listUnsettled } from '../app/list-unsettled.ts';
import { type MessageSettling, settleMessage, settlers } from '../app/settle-message.ts';
import { settleSigning } from '../app/settle-signing.ts';
import { signDocuments, type ToSign } from '../app/sign-documents.ts';
import { readSigningQueue } from '../app/signing-queue.ts';
import { refuse } from '../domain/refusal.ts';
import { type HttpContext, officerOf, officerWith } from './context.ts';
import { accepted, RefusedRequest } from './errors.ts';
import { readParts } from './file-routes.ts';
import { inWords } from './refusal-response.ts';
import { repeatOf } from './repeat.ts';

const BatchSchema = Type.Object({
  passphrase: Type.String({ minLength: 1, maxLength: 200 }),
  documents: Type.Array(Type.Object({ caseId: IdSchema, documentId: IdSchema }), {
    minItems: 1,
    maxItems: 100,
  }),
});

const EvidenceSchema = Type.Object({
  documentId: IdSchema,
  attemptId: IdSchema,
  evidence: Type.String({ maxLength: 500 }),
});

function unsettledRoutes(server: FastifyInstance, context: HttpContext): void {
  const { app } = context;
  server.get(
    '/api/unsettled',
    { schema: { summary: 'Outcomes that nobody knows yet.' } },
    async (request) => {
      const officer = await officerOf(context, request);
      return listUnsettled(app, officer);
    },
  );
  const message = {
    summary: 'Settles a message that did not surely arrive: taken care of, or said again.',
    params: Type.Object({ outboxId: IdSchema }),
    body: Type.Object({
      how: oneOf(['handled', 'send-again']),
      isNotReceived: Type.Optional(Type.Boolean()),
    }),
  };
  server.post('/api/unsettled/messages/:outboxId/settle', { schema: message }, async (request) => {
    const officer = await officerWith(context, request, ...settlers);
    const { outboxId } = request.params as { outboxId: string };
    const body = request.body as Omit<MessageSettling, 'outboxId'>;
    return accepted(await settleMessage(app, officer, { outboxId, ...body }, repeatOf(request, body)));
  });
  const schema = { summary: 'Settles a signing with evidence.', params: Type.Object({ caseId: IdSchema }) };
  server.post('/api/cases/:caseId/settle-signing', { schema }, async (request) => {
    const officer = await officerWith(context, request, 'penandatangan', 'admin');
    const { fields, files } = request.isMultipart()
      ? await readParts(request)
      : { fields: request.body, files: [] };
    if (!Check(EvidenceSchema, fields)) throw new RefusedRequest(refuse('request-not-understood'));
    const { caseId } = request.params as { caseId: string };
    const pdf = files[0]?.bytes;
    const given = { caseId, ...fields, ...(pdf !== undefined && { pdf }) };
    return accepted(await settleSigning(app, officer, given));
  });
}

/** Registers the signing desk. */
export async function signingRoutes(server: FastifyInstance, context: HttpContext): Promise<void> {
  const { app } = context;
  server.get(
    '/api/signing/queue',
    { schema: { summary: 'Verified documents that wait for a signature.' } },
    async (request) => {
      const officer = await officerWith(context, request, 'penandatangan');
      return { documents: await readSigningQueue(app, officer) };
    },
  );
  // The passphrase is in the body of this one request: never in a URL, a log or the database.
  server.post(
    '/api/signing',
    { schema: { body: BatchSchema, summary: 'Signs a batch with one passphrase.' } },
    async (request) => {
      const officer = await officerWith(context, request, 'penandatangan');
      const { passphrase, documents } = request.body as { passphrase: string; documents: ToSign[] };
      const results = accepted(await signDocuments(app, officer, passphrase, documents));
      return {
        results: results.map(({ refusal, ...result }) => ({
          ...result,
          ...(refusal !== undefined && { refusal: inWords(refusal, request) }),
        })),
      };
    },
  );
  unsettledRoutes(server, context);
}
