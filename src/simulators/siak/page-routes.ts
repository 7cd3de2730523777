/** The simulated SIAK's screen for operators: key in or paste, save, take the PDFs. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Routed } from './api-routes.ts';
import { documentTypes, enterBirth } from './enter-birth.ts';
import type { EntryValues } from './entry-fields.ts';
import { byFieldId, readPasted } from './entry-fields.ts';
import { entryPage, entryResultPage, messagePage, PASTE_SCRIPT, type Root } from './pages.ts';

type FormBody = Record<string, string>;

/** Adds `/`, `/tempel`, `/entri…`. */
export function addPageRoutes(server: FastifyInstance, { desk, documents, settings }: Routed): void {
  const html = (reply: FastifyReply, status: number, body: string) =>
    reply.code(status).type('text/html; charset=utf-8').send(body);
  const form = (values: EntryValues) => ({ values, problems: [], unknown: [], entries: documents.list() });
  const result = (reply: FastifyReply, status: number, entryId: string, root: Root, problem?: string) => {
    const entry = documents.find(entryId);
    if (!entry) return html(reply, 404, messagePage('Tidak ada', 'Entri ini tidak ada.', root));
    return html(reply, status, entryResultPage(entry, settings.signer !== undefined, root, problem));
  };

  server.get('/', (_, reply) => html(reply, 200, entryPage(form({}))));

  server.get('/tempel.js', (_, reply) => reply.type('text/javascript; charset=utf-8').send(PASTE_SCRIPT));

  server.post<{ Body: FormBody }>('/tempel', (request, reply) => {
    const { values, unknown } = readPasted(request.body?.baris ?? '');
    return html(reply, 200, entryPage({ ...form(values), unknown }));
  });

  server.post<{ Body: FormBody }>('/entri', (request, reply) => {
    const values = byFieldId(request.body ?? {});
    const outcome = enterBirth(desk, values, documentTypes);
    if (!outcome.ok) return html(reply, 422, entryPage({ ...form(values), problems: outcome.problems }));
    return reply.redirect(`/entri/${outcome.entered.entryId}`, 303);
  });

  server.get<{ Params: { id: string } }>('/entri/:id', (request, reply) =>
    result(reply, 200, request.params.id, '../'),
  );

  server.post<{ Params: { id: string } }>('/entri/:id/tte', async (request, reply) => {
    try {
      await documents.sign(request.params.id);
    } catch {
      return result(
        reply,
        502,
        request.params.id,
        '../../',
        'Layanan tanda tangan tidak menjawab. Coba lagi.',
      );
    }
    return reply.redirect(`/entri/${request.params.id}`, 303);
  });

  server.post<{ Params: { id: string }; Body: FormBody }>('/entri/:id/kia', (request, reply) => {
    const serial = (request.body?.blankSerial ?? '').trim();
    const { id } = request.params;
    if (!serial) return result(reply, 422, id, '../../', 'Nomor seri blangko belum diisi.');
    const outcome = documents.printCard(id, serial, desk.clock.now());
    if (outcome === 'blank-used')
      return result(reply, 409, id, '../../', 'Blangko dengan seri ini sudah dipakai.');
    return reply.redirect(`/entri/${id}`, 303);
  });
}
