/** `POST /api/sign/pdf` and `GET /api/sign/download/{id}`: the esign client service v1 as its clients know it. */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type SignCall, sha256 } from './archive.ts';
import { makeAnswer } from './faulty-answers.ts';
import { UnsignablePdfError } from './pdf-signing.ts';
import type { Rule } from './rules.ts';
import type { Service } from './service.ts';
import { readForm, type SignForm } from './sign-form.ts';

/** Adds the two routes. */
export function addSignRoutes(app: FastifyInstance, service: Service): void {
  app.post('/api/sign/pdf', async (request, reply) => {
    const form = await readForm(request);
    if (!form) return refuse(reply, 400, 'Berkas dan data penanda tangan wajib diisi.');
    return sign(service, form, request, reply);
  });
  app.get<{ Params: { id: string } }>('/api/sign/download/:id', (request, reply) => {
    const pdf = service.archive.findDocument(request.params.id);
    if (!pdf) return refuse(reply, 404, 'Dokumen tidak ditemukan.', 404);
    return reply.type('application/pdf').send(Buffer.from(pdf));
  });
}

async function sign(service: Service, form: SignForm, request: FastifyRequest, reply: FastifyReply) {
  const call: SignCall = {
    documentId: '',
    at: service.archive.now().toISOString(),
    signerNik: form.nik,
    inputSha256: sha256(form.file),
    inputBytes: form.file.length,
    outcome: 'error',
  };
  const record = (outcome: SignCall['outcome'], more: Partial<SignCall> = {}) =>
    service.archive.record({ ...call, outcome, ...more });
  const refused = refusalFor(service, form);
  if (refused) {
    record(refused.code);
    return refuse(reply, refused.code, refused.error);
  }
  const rule = service.rules.take(form.nik);
  if (rule?.fault === 'error-before-signing') {
    record('error', { fault: rule.fault });
    return refuse(reply, 500, 'Internal Server Error', 500);
  }
  try {
    const pdf = await signAndRecord(service, form, rule, record);
    return await answer(pdf, rule, request, reply);
  } catch (error) {
    if (!(error instanceof UnsignablePdfError)) throw error;
    record(400);
    return refuse(reply, 400, 'Dokumen tidak dapat ditandatangani: bukan PDF, terkunci, atau posisi salah.');
  }
}

async function signAndRecord(
  service: Service,
  form: SignForm,
  rule: Rule | undefined,
  record: (outcome: 'signed', more: Partial<SignCall>) => void,
): Promise<{ id: string; bytes: Uint8Array }> {
  const signer = service.ca.signers.get(form.nik);
  if (!signer) throw new Error('a registered signer has a certificate');
  const { file: pdf, box, reason, location, text } = form;
  const order = { pdf, signer, at: service.archive.now(), reason, location, text, ...(box ? { box } : {}) };
  const bytes = await makeAnswer(service.ca, order, rule?.fault);
  const id = randomUUID();
  service.archive.keepDocument(id, bytes);
  record('signed', {
    documentId: id,
    outputSha256: sha256(bytes),
    ...(rule ? { fault: rule.fault } : {}),
  });
  return { id, bytes };
}

/** Who may not sign, in the order in which the service looks: registered, passphrase, certificate. */
function refusalFor(
  service: Service,
  form: SignForm,
): { code: 2011 | 2031 | 400; error: string } | undefined {
  const signer = service.signers.get(form.nik);
  if (!signer) return { code: 2011, error: 'Pengguna tidak terdaftar' };
  if (signer.passphrase !== form.passphrase) return { code: 2031, error: 'Passphrase anda salah' };
  if (signer.status !== 'ISSUE')
    return { code: 400, error: `Sertifikat tidak dapat dipakai: ${signer.status}` };
  return undefined;
}

async function answer(
  pdf: { id: string; bytes: Uint8Array },
  rule: Rule | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const bytes = Buffer.from(pdf.bytes);
  reply.header('id_dokumen', pdf.id).type('application/pdf');
  switch (rule?.fault) {
    case 'slow':
      await wait(rule.delayMs, undefined, { ref: false });
      return reply.send(bytes);
    case 'error-after-signing':
      return refuse(reply, 500, 'Internal Server Error', 500);
    case 'not-a-pdf':
      return reply.type('text/html').send('<html><body>Layanan sedang sibuk</body></html>');
    case 'hang-after-signing':
      reply.hijack();
      return undefined;
    case 'reset-after-signing':
      reply.hijack();
      request.raw.socket.destroy();
      return undefined;
    case 'cut-off':
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'application/pdf', 'content-length': bytes.length });
      reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => request.raw.socket.destroy());
      return undefined;
    default:
      return reply.send(bytes);
  }
}

/** The service's errors: its own number and a sentence; HTTP 400 unless told. */
function refuse(reply: FastifyReply, code: number, error: string, http = 400) {
  return reply.status(http).type('application/json').send({ status_code: code, error });
}
