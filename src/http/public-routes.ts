/** What residents use without an account: tracking with number and PIN, checking a document. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { IdSchema } from '../app/acts/define-act.ts';
import { checkByCode, checkByFile } from '../app/check-document.ts';
import { downloadDocument, trackCase } from '../app/track-case.ts';
import type { HttpContext } from './context.ts';
import { accepted } from './errors.ts';
import { onlyFile, readParts } from './file-routes.ts';
import { languageOf } from './refusal-response.ts';

const Key = { number: Type.String({ maxLength: 30 }), pin: Type.String({ maxLength: 20 }) };

/** Registers `/api/track` and `/api/check`, each limited per address: PINs and codes cannot be tried out. */
export async function publicRoutes(server: FastifyInstance, context: HttpContext): Promise<void> {
  const { app } = context;
  server.get('/api/office', { schema: { summary: 'Which office this is.' } }, async () => {
    const { name, regencyName, utcOffsetMinutes, profile } = app.office();
    return { name, regencyName, utcOffsetMinutes, hoursText: profile.hoursText, mode: context.mode };
  });
  const config = { rateLimit: { max: 30, timeWindow: '1 minute' } };
  server.post(
    '/api/track',
    { config, schema: { body: Type.Object(Key), summary: 'A case, for its applicant.' } },
    async (request) => {
      const { number, pin } = request.body as { number: string; pin: string };
      return accepted(await trackCase(app, number, pin, languageOf(request)));
    },
  );
  const download = {
    body: Type.Object({ ...Key, documentId: IdSchema }),
    summary: 'A signed PDF, for the applicant.',
  };
  server.post('/api/track/document', { config, schema: download }, async (request, reply) => {
    const { number, pin, documentId } = request.body as { number: string; pin: string; documentId: string };
    const { filename, pdf } = accepted(await downloadDocument(app, number, pin, documentId));
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="${filename}"`)
      .header('cache-control', 'no-store')
      .send(Buffer.from(pdf));
  });
  const code = Type.Object({ code: Type.String({ maxLength: 60 }) });
  server.post(
    '/api/check/code',
    { config, schema: { body: code, summary: 'Is this document of ours, and current?' } },
    (request) => checkByCode(app, (request.body as { code: string }).code, languageOf(request)),
  );
  server.post(
    '/api/check/file',
    { config, schema: { summary: 'Is this very file of ours, unaltered, and current?' } },
    async (request) => checkByFile(app, onlyFile(await readParts(request)), languageOf(request)),
  );
}
