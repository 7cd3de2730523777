/** The simulated SIAK's interface for machines: entries, their documents, e-KTP statuses. */

import type { FastifyInstance, FastifyReply } from 'fastify';
import { addDays } from '../papers/dates.ts';
import type { Documents } from './documents.ts';
import type { DocumentType, EntryDesk } from './enter-birth.ts';
import { documentTypes, enterBirth } from './enter-birth.ts';
import { byFieldId } from './entry-fields.ts';
import type { SiakSettings } from './options.ts';

/** The parts that the routes use. */
export interface Routed {
  desk: EntryDesk;
  documents: Documents;
  settings: SiakSettings;
}

interface EntryRequest {
  kind?: unknown;
  fields?: unknown;
  documents?: unknown;
}

/** Adds `/api/…`. Refusals are `{error, message}` with a sentence for the operator. */
export function addApiRoutes(server: FastifyInstance, { desk, documents, settings }: Routed): void {
  server.get('/api/entries', () => ({ entries: documents.list() }));

  server.post<{ Body: EntryRequest }>('/api/entries', (request, reply) => {
    const { kind, fields, documents: wanted = documentTypes } = request.body ?? {};
    if (kind !== 'kelahiran')
      return refuse(reply, 422, 'unknown-kind', 'SIAK simulasi baru mengenal kelahiran.');
    if (!isTextRecord(fields))
      return refuse(reply, 422, 'no-fields', 'Isian harus berupa pasangan nama dan teks.');
    if (!Array.isArray(wanted) || wanted.length === 0 || !wanted.every(isDocumentType))
      return refuse(reply, 422, 'unknown-document', `Dokumen: ${documentTypes.join(', ')}.`);
    const outcome = enterBirth(desk, byFieldId(fields), [...new Set(wanted)]);
    if (!outcome.ok)
      return refuse(
        reply,
        422,
        'invalid',
        outcome.problems.map((problem) => problem.message).join(' '),
        outcome,
      );
    return reply.code(201).send(documents.find(outcome.entered.entryId));
  });

  server.get<{ Params: { id: string } }>('/api/entries/:id', (request, reply) =>
    reply.send(documents.find(request.params.id) ?? noSuchEntry(reply)),
  );

  server.get<{ Params: { id: string; file: string } }>(
    '/api/entries/:id/documents/:file',
    async (request, reply) => {
      const [, type = '', signed] = /^(.+?)(-tte)?\.pdf$/.exec(request.params.file) ?? [];
      const pdf = await documents.pdf(request.params.id, type, signed ? 'signed' : 'draft');
      if (!pdf) return refuse(reply, 404, 'no-document', 'Dokumen ini tidak ada, atau belum ditandatangani.');
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${type}${signed ?? ''}.pdf"`)
        .send(Buffer.from(pdf));
    },
  );

  server.post<{ Params: { id: string } }>('/api/entries/:id/sign', async (request, reply) => {
    if (!settings.signer)
      return refuse(reply, 409, 'no-signer', 'SIAK simulasi dijalankan tanpa penanda tangan.');
    try {
      return (await documents.sign(request.params.id)) ?? noSuchEntry(reply);
    } catch {
      return refuse(reply, 502, 'signer-failed', 'Layanan tanda tangan tidak menjawab.');
    }
  });

  addCardRoutes(server, { desk, documents, settings });
}

function addCardRoutes(server: FastifyInstance, { desk, documents }: Routed): void {
  server.get<{ Params: { id: string } }>('/api/entries/:id/kia', (request, reply) =>
    reply.send(documents.card(request.params.id) ?? noSuchEntry(reply)),
  );

  server.post<{ Params: { id: string }; Body: { blankSerial?: unknown } }>(
    '/api/entries/:id/kia/print',
    (request, reply) => {
      const serial = `${request.body?.blankSerial ?? ''}`.trim();
      if (!serial) return refuse(reply, 422, 'no-serial', 'Nomor seri blangko belum diisi.');
      const outcome = documents.printCard(request.params.id, serial, desk.clock.now());
      if (outcome === 'no-card') return refuse(reply, 404, outcome, 'Kartu ini tidak ada.');
      if (outcome === 'already-printed') return refuse(reply, 409, outcome, 'Kartu ini sudah dicetak.');
      if (outcome === 'blank-used')
        return refuse(reply, 409, outcome, 'Blangko dengan seri ini sudah dipakai.');
      return reply.send(outcome);
    },
  );

  server.get<{ Params: { nik: string } }>('/api/ektp/:nik', (request, reply) => {
    const resident = desk.residents.findResident(request.params.nik);
    if (!resident) return refuse(reply, 404, 'unknown-nik', 'NIK tidak ditemukan.');
    const status = resident.ektpStatus ?? usualStatus(resident.bornOn, desk.clock.today());
    return { nik: resident.nik, status };
  });
}

/** Until somebody says otherwise, adults hold their card and children are not recorded. */
function usualStatus(bornOn: string, today: string): string {
  const seventeenth = `${Number(bornOn.slice(0, 4)) + 17}${bornOn.slice(4)}`;
  return bornOn !== '' && addDays(today, 0) >= seventeenth ? 'CARD_ISSUED' : 'UNREGISTERED';
}

function isTextRecord(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((part) => typeof part === 'string')
  );
}

function isDocumentType(value: unknown): value is DocumentType {
  return documentTypes.some((type) => type === value);
}

function noSuchEntry(reply: FastifyReply) {
  reply.code(404);
  return { error: 'no-entry', message: 'Entri ini tidak ada.' };
}

function refuse(reply: FastifyReply, status: number, error: string, message: string, more: object = {}) {
  return reply.code(status).send({ error, message, ...more });
}
