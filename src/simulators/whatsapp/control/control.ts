/** The control paths under `/_sim`: for the phone page, for stories and for tests. No token, so loopback only. */
import type { FastifyInstance } from 'fastify';
import type { Network } from '../network/network.ts';
import type { Pump } from '../network/pump.ts';
import { addHandsetRoutes } from './handset-routes.ts';
import { addNetworkRoutes } from './network-routes.ts';
import { addPageRoutes } from './page-routes.ts';
import { addSendRoutes } from './send-routes.ts';

const loopbackOrigin = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Adds every control path. Pages of another loopback port may call them (CORS), other sites may not. */
export async function addControl(root: FastifyInstance, network: Network, pump: Pump): Promise<void> {
  await root.register(async (app) => {
    app.addHook('onRequest', async (request, reply) => {
      const { origin } = request.headers;
      if (!origin || !loopbackOrigin.test(origin)) return undefined;
      reply.headers({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
        'access-control-allow-headers': 'content-type',
        vary: 'origin',
      });
      return undefined;
    });
    app.options('/_sim/*', (_request, reply) => reply.status(204).send());
    addHandsetRoutes(app, network);
    addSendRoutes(app, network);
    addNetworkRoutes(app, network, pump);
    addPageRoutes(app, network);
  });
}
