/** What tests and the demo's start page turn: the clock, faults, e-KTP statuses. Never part of a real SIAK. */

import type { FastifyInstance } from 'fastify';
import type { SimulatorClock } from './clock.ts';
import type { Residents } from './residents.ts';
import type { Rules } from './rules.ts';

/** The parts that can be turned. */
export interface Controlled {
  clock: SimulatorClock;
  rules: Rules;
  residents: Residents;
}

/** Adds `/_sim/…` and `/health`. */
export function addControlRoutes(server: FastifyInstance, { clock, rules, residents }: Controlled): void {
  const clockView = () => ({ now: clock.now().toISOString(), offsetMs: clock.offsetMs() });
  server.get('/health', () => ({ ok: true }));
  server.get('/_sim/clock', clockView);
  server.route<{ Body: { offsetMs?: unknown } }>({
    method: ['POST', 'PUT'],
    url: '/_sim/clock',
    handler: (request, reply) => {
      const offsetMs = request.body?.offsetMs;
      if (typeof offsetMs !== 'number' || !Number.isFinite(offsetMs))
        return reply.code(422).send({ error: 'invalid', message: 'offsetMs must be a number.' });
      clock.move(offsetMs);
      return clockView();
    },
  });

  server.get('/_sim/rules', () => ({ rules: rules.list() }));
  server.post<{ Body: Record<string, unknown> }>('/_sim/rules', (request, reply) => {
    const added = rules.add(request.body ?? {});
    if (typeof added === 'string') return reply.code(422).send({ error: 'invalid', message: added });
    return reply.code(201).send(added);
  });
  server.delete('/_sim/rules', (_, reply) => {
    rules.clear();
    return reply.code(204).send();
  });

  server.put<{ Params: { nik: string }; Body: { status?: unknown } }>('/_sim/ektp/:nik', (request, reply) => {
    const status = `${request.body?.status ?? ''}`.trim().slice(0, 80);
    if (!status) return reply.code(422).send({ error: 'invalid', message: 'status must be a text.' });
    if (!residents.setEktpStatus(request.params.nik, status))
      return reply.code(404).send({ error: 'unknown-nik', message: 'NIK tidak ditemukan.' });
    return { nik: request.params.nik, status };
  });
}
