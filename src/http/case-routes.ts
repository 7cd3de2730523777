/** Cases over HTTP: queues, one case, and every declared act. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { OfficerAct } from '../app/acts/define-act.ts';
import { IdSchema, oneOf } from '../app/acts/define-act.ts';
import { officerActs } from '../app/acts/index.ts';
import { readHistory } from '../app/case-history.ts';
import { type Purpose, purposes, readCase } from '../app/case-view.ts';
import { doOfficerActIn, orRefusal } from '../app/do-officer-act.ts';
import { handOverCard } from '../app/hand-over-card.ts';
import { countDesks, type Desk, desks, listDesk } from '../app/list-cases.ts';
import { once } from '../app/once.ts';
import { asOfficer, scopeOf } from '../app/perform-act.ts';
import type { Officer } from '../app/ports.ts';
import { renewPickupCode } from '../app/renew-pickup-code.ts';
import { type PinRenewal, renewPin } from '../app/renew-pin.ts';
import { readSiakEntry } from '../app/siak-entry.ts';
import { identityProofs } from '../domain/case/state.ts';
import type { ActDone } from './api-types.ts';
import { type HttpContext, officerOf, officerWith } from './context.ts';
import { accepted } from './errors.ts';
import { repeatOf } from './repeat.ts';

const CaseParams = Type.Object({ caseId: IdSchema });
type CaseRequest<B = unknown, Q = unknown> = FastifyRequest<{
  Params: { caseId: string };
  Body: B;
  Querystring: Q;
}>;

/** What an act answers: where the case stands now, and what happened. */
async function actOnce(
  { app }: HttpContext,
  officer: Officer,
  request: CaseRequest<object>,
  act: OfficerAct,
) {
  const input = request.body ?? {};
  const repeat = repeatOf(request, input);
  return orRefusal(() =>
    app.storage.transact(scopeOf(app, asOfficer(officer)), (tx) =>
      once(app, tx, officer, repeat, async () => {
        const { state, events } = await doOfficerActIn(app, tx, officer, request.params.caseId, act, input);
        const types = events.map((event) => event.type);
        return { version: state.version, status: state.status, events: types } satisfies ActDone;
      }),
    ),
  );
}

function actRoutes(server: FastifyInstance, context: HttpContext): void {
  for (const act of officerActs) {
    const schema = { params: CaseParams, body: act.input, summary: act.summary };
    server.post(`/api/cases/:caseId/${act.name}`, { schema }, async (request) => {
      const officer = await officerOf(context, request);
      return accepted(await actOnce(context, officer, request as CaseRequest<object>, act));
    });
  }
}

function queueRoutes(server: FastifyInstance, context: HttpContext): void {
  server.get('/api/desks', { schema: { summary: 'How many cases wait at each desk.' } }, async (request) => {
    const officer = await officerOf(context, request);
    return { counts: await countDesks(context.app, officer) };
  });
  const schema = {
    summary: 'Cases that wait at a desk, oldest due first.',
    params: Type.Object({ desk: oneOf(desks) }),
    querystring: Type.Object({ search: Type.Optional(Type.String({ maxLength: 60 })) }),
  };
  server.get('/api/desks/:desk', { schema }, async (request) => {
    const officer = await officerOf(context, request);
    const { search } = request.query as { search?: string };
    const wanted = search?.trim() === '' ? undefined : search?.trim();
    return { cases: await listDesk(context.app, officer, (request.params as { desk: Desk }).desk, wanted) };
  });
}

function readRoutes(server: FastifyInstance, context: HttpContext): void {
  const { app } = context;
  const Query = Type.Object({
    purpose: Type.Optional(oneOf(purposes)),
    reveal: Type.Optional(Type.Literal('1')),
  });
  const view = { summary: 'One case; the look is logged.', params: CaseParams, querystring: Query };
  server.get('/api/cases/:caseId', { schema: view }, async (request) => {
    const officer = await officerOf(context, request);
    const { params, query } = request as CaseRequest<unknown, { purpose?: Purpose; reveal?: '1' }>;
    return accepted(
      await readCase(app, officer, params.caseId, query.purpose ?? 'history', query.reveal === '1'),
    );
  });
  const history = {
    summary: 'What happened to a case and who looked.',
    params: CaseParams,
    querystring: Type.Object({ reveal: Type.Optional(Type.Literal('1')) }),
  };
  server.get('/api/cases/:caseId/history', { schema: history }, async (request) => {
    const officer = await officerOf(context, request);
    const { params, query } = request as CaseRequest<unknown, { reveal?: '1' }>;
    return accepted(await readHistory(app, officer, params.caseId, query.reveal === '1'));
  });
  const entry = { summary: 'The case in the keying order of SIAK; the look is logged.', params: CaseParams };
  server.get('/api/cases/:caseId/siak-entry', { schema: entry }, async (request) => {
    const officer = await officerWith(context, request, 'operator');
    return accepted(await readSiakEntry(app, officer, (request as CaseRequest).params.caseId));
  });
}

/** What the counter does for somebody who stands before it. */
function counterRoutes(server: FastifyInstance, context: HttpContext): void {
  const { app } = context;
  const HandOver = Type.Object({
    documentId: IdSchema,
    code: Type.String({ pattern: '^\\d{6}$' }),
    identitySeen: Type.Boolean(),
  });
  const handOver = {
    summary: 'Hands a card over against its pick-up code.',
    params: CaseParams,
    body: HandOver,
  };
  server.post('/api/cases/:caseId/hand-over', { schema: handOver }, async (request) => {
    const officer = await officerWith(context, request, 'petugas-layanan');
    const { params, body } = request as CaseRequest<{
      documentId: string;
      code: string;
      identitySeen: boolean;
    }>;
    return accepted(await handOverCard(app, officer, { caseId: params.caseId, ...body }));
  });
  const renew = {
    summary: 'A new pick-up code for a card that waits, shown once; the applicant stands at the counter.',
    params: CaseParams,
    body: Type.Object({ identitySeen: Type.Boolean() }),
  };
  server.post('/api/cases/:caseId/pickup-code', { schema: renew }, async (request) => {
    const officer = await officerWith(context, request, 'petugas-layanan');
    const { params, body } = request as CaseRequest<{ identitySeen: boolean }>;
    return accepted(await renewPickupCode(app, officer, { caseId: params.caseId, ...body }));
  });
  const newPin = {
    summary: 'A new PIN for an applicant who forgot theirs: shown once, or sent to the chat of the case.',
    params: CaseParams,
    body: Type.Object({ proof: oneOf(identityProofs), via: oneOf(['counter', 'whatsapp']) }),
  };
  server.post('/api/cases/:caseId/pin', { schema: newPin }, async (request) => {
    const officer = await officerWith(context, request, 'petugas-layanan');
    const { params, body } = request as CaseRequest<Omit<PinRenewal, 'caseId'>>;
    return accepted(await renewPin(app, officer, { caseId: params.caseId, ...body }));
  });
}

/** Registers everything about cases that needs no file. */
export async function caseRoutes(server: FastifyInstance, context: HttpContext): Promise<void> {
  queueRoutes(server, context);
  readRoutes(server, context);
  actRoutes(server, context);
  counterRoutes(server, context);
  server.get(
    '/api/services',
    { schema: { summary: 'The services on offer, with their words.' } },
    async (request) => {
      await officerOf(context, request);
      return { services: context.app.catalogue.offered.map(({ service }) => service) };
    },
  );
}
