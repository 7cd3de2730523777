/** The Graph API as a business sees it: any version in the path, a Bearer token, errors in Meta's shape. */
import { createHash, timingSafeEqual } from 'node:crypto';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Network } from '../network/network.ts';
import { metaError } from '../wire/meta-error.ts';
import { addAccountRoutes, describeAccount } from './account-routes.ts';
import { noteCall, refuse } from './answer.ts';
import { addMediaRoutes } from './media-routes.ts';
import { addMessageRoutes } from './message-routes.ts';

function hasToken(request: FastifyRequest, token: string): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const [one, other] = [given, token].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(one!, other!);
}

/** Adds every Graph path to `app`. They share the Bearer check, the error shape and the record of calls. */
export async function addGraph(root: FastifyInstance, network: Network): Promise<void> {
  await root.register(async (app) => {
    await app.register(multipart);
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    app.addHook('onRequest', async (request, reply) => {
      request.simulatorNote = {};
      const version = (request.params as { version?: string }).version;
      if (!hasToken(request, network.settings.accessToken))
        return refuse(request, reply, metaError(190, 'The access token could not be decrypted.'));
      if (version !== undefined && !/^v\d{1,3}\.\d$/.test(version))
        return refuse(request, reply, metaError(100, 'Unknown path components.'));
    });
    app.addHook('onResponse', async (request, reply) => {
      noteCall(network, request, { status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
    });
    app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      if ((error.statusCode ?? 500) >= 500) throw error;
      return refuse(request, reply, metaError(100, 'The request could not be read.'));
    });
    addMessageRoutes(app, network);
    addAccountRoutes(app, network);
    addMediaRoutes(app, network, (id) => describeAccount(network, id));
  });
}
