/** Files over HTTP: papers and PDFs that come in, pages and PDFs that are looked at, own papers to print. */
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { Check } from 'typebox/value';
import { IdSchema, oneOf } from '../app/acts/define-act.ts';
import { addPaper } from '../app/add-paper.ts';
import { attachDraft } from '../app/attach-draft.ts';
import { type Purpose, purposes } from '../app/case-view.ts';
import { type DeskApplication, openCase } from '../app/open-case.ts';
import { listOwnPapers, printOwnPaper } from '../app/own-papers.ts';
import { readEvidence, readFile } from '../app/read-file.ts';
import { takeInSigned } from '../app/take-in-signed.ts';
import { refuse } from '../domain/refusal.ts';
import { type HttpContext, officerOf, officerWith } from './context.ts';
import { accepted, RefusedRequest } from './errors.ts';
import { repeatOf } from './repeat.ts';

/** Fields and files of a multipart body; every file is held in memory within the limits of the plugin. */
export interface Parts {
  fields: Record<string, string>;
  files: { name: string; bytes: Buffer }[];
}

/** Most papers of one application. */
const MOST_PAPERS = 12;

async function collect(request: FastifyRequest, mostFiles: number): Promise<Parts> {
  const parts: Parts = { fields: {}, files: [] };
  for await (const part of request.parts({ limits: { files: mostFiles } })) {
    if (part.type === 'file')
      parts.files.push({ name: part.fieldname, bytes: await (part as MultipartFile).toBuffer() });
    else parts.fields[part.fieldname] = String(part.value);
  }
  return parts;
}

/** Reads a multipart body whole; more than `mostFiles` files are refused. */
export async function readParts(request: FastifyRequest, mostFiles = 1): Promise<Parts> {
  if (!request.isMultipart()) throw new RefusedRequest(refuse('request-not-understood'));
  try {
    return await collect(request, mostFiles);
  } catch (error) {
    // Limits have a status; the parser's own words are for a body that ends too early or is torn.
    if ((error as { statusCode?: number }).statusCode !== undefined) throw error;
    throw new RefusedRequest(refuse('request-not-understood'));
  }
}

/** The one file of a body that must have one. */
export function onlyFile(parts: Parts): Buffer {
  const file = parts.files[0];
  if (file === undefined) throw new RefusedRequest(refuse('upload-empty'));
  return file.bytes;
}

const CaseParams = Type.Object({ caseId: IdSchema });
const caseIdOf = (request: FastifyRequest) => (request.params as { caseId: string }).caseId;

const Answer = Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean(), Type.Null()]);
const ApplicationSchema = Type.Object({
  serviceId: Type.String({ maxLength: 60 }),
  forWhom: oneOf(['self', 'household', 'resident']),
  answers: Type.Record(Type.String({ maxLength: 60 }), Answer, { maxProperties: 100 }),
  submit: Type.Boolean(),
  pin: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
});

function openRoutes(server: FastifyInstance, context: HttpContext): void {
  server.post(
    '/api/cases',
    { schema: { summary: 'Opens a case at the desk; JSON, or multipart with its papers.' } },
    async (request, reply) => {
      const officer = await officerWith(context, request, 'petugas-layanan');
      const parts: Parts = request.isMultipart()
        ? await readParts(request, MOST_PAPERS)
        : { fields: {}, files: [] };
      let application: unknown = request.body;
      if (request.isMultipart()) {
        try {
          application = JSON.parse(parts.fields.case ?? '');
        } catch {
          throw new RefusedRequest(refuse('request-not-understood'));
        }
      }
      if (!Check(ApplicationSchema, application)) throw new RefusedRequest(refuse('request-not-understood'));
      const papers = parts.files
        .filter(({ name }) => name.startsWith('paper.'))
        .map(({ name, bytes }) => ({ requirementId: name.slice('paper.'.length), bytes }));
      const { opened, papersMs } = accepted(
        await openCase(
          context.app,
          officer,
          { ...(application as Omit<DeskApplication, 'papers'>), papers },
          repeatOf(request, application, parts.files),
        ),
      );
      // Pictures are opened in a process of their own: how long that took is told apart (W3C Server Timing).
      reply.header('server-timing', `papers;dur=${papersMs.toFixed(1)}`);
      return opened;
    },
  );
}

function uploadRoutes(server: FastifyInstance, context: HttpContext): void {
  const { app } = context;
  server.post(
    '/api/cases/:caseId/papers',
    { schema: { summary: 'Adds a paper.', params: CaseParams } },
    async (request) => {
      const officer = await officerWith(context, request, 'petugas-layanan');
      const parts = await readParts(request);
      const wanted = parts.fields.requirementId;
      const requirementId = wanted === undefined || wanted === '' ? null : wanted;
      const paper = { caseId: caseIdOf(request), requirementId, bytes: onlyFile(parts) };
      return accepted(await addPaper(app, officer, paper, repeatOf(request, requirementId, parts.files)));
    },
  );
  server.post(
    '/api/cases/:caseId/drafts',
    { schema: { summary: 'Takes in a PDF that SIAK made.', params: CaseParams } },
    async (request) => {
      const officer = await officerWith(context, request, 'operator');
      const parts = await readParts(request);
      return accepted(await attachDraft(app, officer, caseIdOf(request), onlyFile(parts)));
    },
  );
  server.post(
    '/api/cases/:caseId/signed',
    { schema: { summary: 'Takes in a PDF that was signed in SIAK.', params: CaseParams } },
    async (request) => {
      const officer = await officerWith(context, request, 'operator');
      const parts = await readParts(request);
      const given = {
        caseId: caseIdOf(request),
        documentId: parts.fields.documentId ?? '',
        pdf: onlyFile(parts),
      };
      return accepted(await takeInSigned(app, officer, given));
    },
  );
}

const OwnPaperParams = Type.Object({ caseId: IdSchema, paper: Type.String({ maxLength: 60 }) });

function downloadRoutes(server: FastifyInstance, context: HttpContext): void {
  const { app } = context;
  const schema = {
    summary: 'A re-encoded page or a PDF of a case; the look is logged.',
    params: Type.Object({ fileId: IdSchema }),
    querystring: Type.Object({ purpose: Type.Optional(oneOf(purposes)) }),
  };
  server.get('/api/files/:fileId', { schema }, async (request, reply) => {
    const officer = await officerOf(context, request);
    const { purpose } = request.query as { purpose?: Purpose };
    const file = accepted(
      await readFile(app, officer, (request.params as { fileId: string }).fileId, purpose ?? 'history'),
    );
    return reply.type(file.mime).header('content-disposition', 'inline').send(Buffer.from(file.bytes));
  });
  const evidence = {
    summary: 'A signed PDF that failed its checks, to be saved as evidence; the look is logged.',
    params: Type.Object({ fileId: IdSchema }),
  };
  server.get('/api/evidence/:fileId', { schema: evidence }, async (request, reply) => {
    const officer = await officerWith(context, request, 'admin');
    const { fileId } = request.params as { fileId: string };
    const file = accepted(await readEvidence(context.app, officer, fileId));
    // Never shown as a page: whoever opens it does so on purpose, and sees by its name what it is.
    return reply
      .type(file.mime)
      .header('content-disposition', `attachment; filename="bukti-cacat-${fileId}.pdf"`)
      .send(Buffer.from(file.bytes));
  });
  const own = { summary: 'Papers that Sampai makes itself for this case.', params: CaseParams };
  server.get('/api/cases/:caseId/own-papers', { schema: own }, async (request) => {
    const officer = await officerOf(context, request);
    return { papers: accepted(await listOwnPapers(app, officer, caseIdOf(request))) };
  });
  server.get(
    '/api/cases/:caseId/own-papers/:paper',
    { schema: { summary: 'One own paper as PDF.', params: OwnPaperParams } },
    async (request, reply) => {
      const officer = await officerOf(context, request);
      const { caseId, paper } = request.params as { caseId: string; paper: string };
      const printed = accepted(await printOwnPaper(app, officer, caseId, paper));
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${printed.filename}"`)
        .send(Buffer.from(printed.pdf));
    },
  );
}

/** Registers everything that carries files. */
export async function fileRoutes(server: FastifyInstance, context: HttpContext): Promise<void> {
  openRoutes(server, context);
  uploadRoutes(server, context);
  downloadRoutes(server, context);
}
