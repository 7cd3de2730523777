/** Starts the simulated SIAK: somebody else's system, in which operators key in cases and numbers are given. */

import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import { demoFamilies } from '../papers/families.ts';
import { addApiRoutes } from './api-routes.ts';
import { openClock } from './clock.ts';
import { addControlRoutes } from './control-routes.ts';
import { openDatabase } from './database.ts';
import { openDocuments } from './documents.ts';
import { openMint } from './numbers.ts';
import type { SiakSimulatorOptions } from './options.ts';
import { settle } from './options.ts';
import { addPageRoutes } from './page-routes.ts';
import { openResidents, seedHouseholds } from './residents.ts';
import type { Rules } from './rules.ts';
import { openRules } from './rules.ts';

/** A running simulator. */
export interface SiakSimulator {
  /** Address without a slash at the end. */
  url: string;
  close(): Promise<void>;
}

const BODY_LIMIT_BYTES = 256 * 1024;

/**
 * Starts the simulator and resolves when it listens. State found in `stateDir` is taken up again. Rejects when
 * an option is refused, the folder cannot be written, or the port is taken.
 */
export async function startSiakSimulator(options: SiakSimulatorOptions): Promise<SiakSimulator> {
  const settings = settle(options);
  const database = openDatabase(settings.stateDir);
  const clock = openClock(database, settings.clockOffsetMs);
  const residents = openResidents(database);
  database.transaction(() => seedHouseholds(residents, settings.households ?? demoFamilies(clock.today())));
  const rules = openRules(database);
  const documents = openDocuments(database, settings, rules);
  const mint = openMint(database);
  const desk = { database, clock, mint, residents, regency: settings.office };

  const server = Fastify({ logger: false, bodyLimit: BODY_LIMIT_BYTES });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(`${body}`))),
  );
  addFaults(server, rules);
  addControlRoutes(server, { clock, rules, residents });
  addApiRoutes(server, { desk, documents, settings });
  addPageRoutes(server, { desk, documents, settings });
  server.addHook('onClose', () => database.close());
  const url = await server.listen({ host: settings.host, port: settings.port });
  return { url, close: () => server.close() };
}

/** `down` and `slow` strike before any path but the control ones. */
function addFaults(server: FastifyInstance, rules: Rules): void {
  server.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/_sim/') || request.url === '/health') return;
    if (rules.take('down'))
      return reply.code(503).send({ error: 'down', message: 'SIAK simulasi sedang tidak dapat dihubungi.' });
    const slow = rules.take('slow');
    if (slow) await wait(slow.delayMs);
  });
}
