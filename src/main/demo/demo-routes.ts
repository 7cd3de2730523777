/** Routes that only Mode Peragaan has: one-tap sign-in, a birth that arrives, the clock, and ways to the simulators. */
import httpProxy from '@fastify/http-proxy';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { DemoView } from '../../http/api-types.ts';
import type { HttpContext } from '../../http/context.ts';
import { accepted } from '../../http/errors.ts';
import { signIn } from '../../http/session-routes.ts';
import type { OpenApp } from '../open-app.ts';
import type { SimulatorSettings } from '../settings.ts';
import { demoOffice, demoSecrets } from './demo-office.ts';
import { letBirthArrive } from './let-birth-arrive.ts';

/** What the demo's routes work with. */
export interface DemoParts {
  context: HttpContext;
  open: OpenApp;
  ports: SimulatorSettings;
}

/** Addresses of the simulators on this machine. */
function simulatorUrls(ports: SimulatorSettings) {
  return {
    whatsapp: `http://127.0.0.1:${ports.whatsappPort}`,
    bsre: `http://127.0.0.1:${ports.bsrePort}`,
    siak: `http://127.0.0.1:${ports.siakPort}`,
  };
}

async function tellClock(ports: SimulatorSettings, offsetMs: number): Promise<void> {
  const body = JSON.stringify({ offsetMs });
  const headers = { 'content-type': 'application/json' };
  const urls = Object.values(simulatorUrls(ports));
  await Promise.allSettled(urls.map((url) => fetch(`${url}/_sim/clock`, { method: 'POST', headers, body })));
}

/** Moves the clock of everybody at once; kept in the database and told to the simulators. */
async function moveClock({ context, open, ports }: DemoParts, offsetMs: number): Promise<void> {
  const { app } = context;
  await app.storage.transact({ officeId: app.office().officeId, areas: '*' }, async (tx) => {
    await tx.directory.setClockOffset(offsetMs);
    await tx.notify('clock');
  });
  await open.refreshOffice();
  await tellClock(ports, offsetMs);
}

function demoView({ context }: DemoParts): DemoView {
  const { app } = context;
  return {
    accounts: demoOffice.people.map(({ username, password, name, roles }) => ({
      username,
      password,
      name,
      roles,
    })),
    passphrase: demoSecrets.passphrase,
    pin: demoSecrets.pin,
    blankSerial: `KIA-CONTOH-${app.randomDigits(6)}`,
    clock: {
      now: app.clock.now().toISOString(),
      offsetMs: app.office().clockOffsetMs,
      utcOffsetMinutes: app.office().utcOffsetMinutes,
    },
    phoneUrl: '/phone/',
    siakUrl: '/simulator/siak/',
  };
}

/** Registers the demo's routes and the proxies to the simulators. */
export async function demoRoutes(server: FastifyInstance, parts: DemoParts): Promise<void> {
  const { context, ports } = parts;
  server.get('/api/demo', { schema: { summary: 'Accounts and secrets of the demonstration.' } }, async () =>
    demoView(parts),
  );

  const Clock = Type.Object({
    offsetMs: Type.Integer({ minimum: -3_650 * 86_400_000, maximum: 3_650 * 86_400_000 }),
  });
  server.post(
    '/api/demo/clock',
    { schema: { body: Clock, summary: 'Moves the clock.' } },
    async (request) => {
      await moveClock(parts, (request.body as { offsetMs: number }).offsetMs);
      return demoView(parts).clock;
    },
  );

  server.post('/api/demo/birth', { schema: { summary: 'A birth arrives by WhatsApp.' } }, async () =>
    accepted(await letBirthArrive(simulatorUrls(ports).whatsapp, context.app)),
  );

  const Who = Type.Object({ username: Type.String({ maxLength: 30 }) });
  server.post(
    '/api/demo/sign-in',
    { schema: { body: Who, summary: 'Signs a demo account in.' } },
    (request, reply) => {
      const { username } = request.body as { username: string };
      const person = demoOffice.people.find((one) => one.username === username);
      if (person === undefined) throw Object.assign(new Error('no such demo account'), { statusCode: 400 });
      return signIn(context, request, reply, { username, password: person.password });
    },
  );

  for (const [name, upstream] of Object.entries(simulatorUrls(ports))) {
    await server.register(httpProxy, {
      upstream,
      prefix: `/simulator/${name}`,
      httpMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    });
  }
  await tellClock(ports, context.app.office().clockOffsetMs);
}
