/** `/_sim/…`: rules, log, clock and signers of the simulator. No part of BSrE's contract. */

import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { SIGNER_STATUSES } from './options.ts';
import { FAULTS } from './rules.ts';
import type { Service } from './service.ts';

const NewRule = Type.Object(
  {
    fault: Type.Union(FAULTS.map((fault) => Type.Literal(fault))),
    times: Type.Optional(Type.Integer({ minimum: 1 })),
    delayMs: Type.Optional(Type.Integer({ minimum: 0 })),
    signerNik: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
const ClockMove = Type.Object({ offsetMs: Type.Integer() });
const NewStatus = Type.Object({ status: Type.Union(SIGNER_STATUSES.map((status) => Type.Literal(status))) });

/** Adds the control paths. They ask for no password: the simulator listens on this machine only. */
export function addControlRoutes(app: FastifyInstance, service: Service): void {
  const clock = () => ({ offsetMs: service.archive.offsetMs(), now: service.archive.now().toISOString() });
  app.get('/_sim/clock', clock);
  app.post<{ Body: Static<typeof ClockMove> }>('/_sim/clock', { schema: { body: ClockMove } }, (request) => {
    service.archive.moveClock(request.body.offsetMs);
    return clock();
  });
  app.get('/_sim/log', () => service.archive.calls());
  app.get('/_sim/rules', () => service.rules.list());
  app.post<{ Body: Static<typeof NewRule> }>(
    '/_sim/rules',
    { schema: { body: NewRule } },
    (request, reply) => {
      const { fault, times = 1, delayMs = 5_000, signerNik } = request.body;
      const id = service.rules.add({ fault, remaining: times, delayMs, ...(signerNik ? { signerNik } : {}) });
      return reply.status(201).send({ id });
    },
  );
  app.delete('/_sim/rules', (_request, reply) => {
    service.rules.clear();
    return reply.status(204).send();
  });
  app.delete<{ Params: { id: string } }>('/_sim/rules/:id', (request, reply) => {
    service.rules.remove(Number(request.params.id));
    return reply.status(204).send();
  });
  app.post<{ Params: { nik: string }; Body: Static<typeof NewStatus> }>(
    '/_sim/signers/:nik/status',
    { schema: { body: NewStatus } },
    (request, reply) => {
      const signer = service.signers.get(request.params.nik);
      if (!signer) return reply.status(404).send({ error: 'tidak terdaftar' });
      signer.status = request.body.status;
      return { status: signer.status };
    },
  );
}
