/** Starts the BSrE simulator: the esign client service v1, signing with a training authority of its own. */

import { createHash, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance } from 'fastify';
import { openArchive } from './archive.ts';
import { addControlRoutes } from './control-routes.ts';
import type { BsreSimulatorOptions } from './options.ts';
import { createRules } from './rules.ts';
import { addSignRoutes } from './sign-routes.ts';
import { openTrainingCa } from './training-ca.ts';
import { addUserRoutes } from './user-routes.ts';
import { addVerifyRoutes } from './verify-routes.ts';

export type { BsreSimulatorOptions, SignerSeed, SignerStatus } from './options.ts';
export type { Fault } from './rules.ts';

/** A running simulator. */
export interface BsreSimulator {
  /** Base address, as the setting of the client has it. */
  url: string;
  /** The training authority's certificate; also kept as `ca/ca.pem` in the state folder. */
  caCertificatePem: string;
  close(): Promise<void>;
}

const MAX_FILE_BYTES = 25 * 2 ** 20;

/**
 * Starts the simulator. Keys are made on the first start (about a second) and kept.
 * @throws Error for an address that is not loopback, or a port that is taken.
 */
export async function startBsreSimulator(options: BsreSimulatorOptions): Promise<BsreSimulator> {
  if (!['127.0.0.1', '::1', 'localhost'].includes(options.host)) {
    throw new Error('The BSrE simulator listens on this machine only: set its host to 127.0.0.1.');
  }
  const ca = await openTrainingCa(join(options.stateDir, 'ca'), options.signers);
  const service = {
    ca,
    signers: new Map(options.signers.map((signer) => [signer.nik, { ...signer }])),
    archive: openArchive(options.stateDir, options.clockOffsetMs),
    rules: createRules(),
  };
  const app = Fastify({ forceCloseConnections: true, bodyLimit: MAX_FILE_BYTES });
  await app.register(multipart, { limits: { fileSize: MAX_FILE_BYTES, files: 2, fields: 30 } });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('simulator', 'SIMULATOR - bukan BSrE, tanda tangan tidak berlaku hukum');
  });
  askForPassword(app, options);
  addSignRoutes(app, service);
  addUserRoutes(app, service);
  addVerifyRoutes(app, service);
  addControlRoutes(app, service);
  const url = await app.listen({ host: options.host, port: options.port });
  return { url, caCertificatePem: ca.caCertificatePem, close: () => app.close() };
}

/** HTTP Basic on everything that belongs to the contract. */
function askForPassword(app: FastifyInstance, { user, password }: BsreSimulatorOptions): void {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return;
    await reply
      .status(401)
      .header('www-authenticate', 'Basic realm="esign"')
      .send({ status_code: 401, error: 'Unauthorized' });
  });
}
