/** The HTTP server: security headers, limits, routes, pages. */
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { refuse } from '../domain/refusal.ts';
import { caseRoutes } from './case-routes.ts';
import { changeRoutes } from './change-routes.ts';
import type { HttpContext } from './context.ts';
import { installErrorHandling, RefusedRequest } from './errors.ts';
import { fileRoutes } from './file-routes.ts';
import { officeRoutes } from './office-routes.ts';
import { type PageOptions, pageRoutes } from './pages.ts';
import { publicRoutes } from './public-routes.ts';
import { sendRefusal } from './refusal-response.ts';
import { sessionRoutes } from './session-routes.ts';
import { signingRoutes } from './signing-routes.ts';
import { webhookRoutes } from './webhooks.ts';

/** What the server is told beside its context. */
export interface ServerOptions {
  pages: PageOptions;
  /** Further routes, of Mode Peragaan. */
  extra?: (server: FastifyInstance) => Promise<void>;
  isHealthy(): Promise<boolean>;
  /** Trust `X-Forwarded-For`: only behind the office's own proxy. */
  trustProxy: boolean;
}

/** Content from ourselves alone; the demo shows its own pages in frames. */
const CONTENT_SECURITY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    // Voice notes and videos of residents, fetched by the page itself.
    mediaSrc: ["'self'", 'blob:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    // WebAssembly draws the pages of PDFs where the browser has no viewer of its own.
    scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
    connectSrc: ["'self'"],
    frameSrc: ["'self'", 'blob:'],
    frameAncestors: ["'self'"],
    objectSrc: ["'self'", 'blob:'],
    baseUri: ["'none'"],
    formAction: ["'self'"],
  },
};

async function installPlugins(server: FastifyInstance): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY,
    frameguard: { action: 'sameorigin' },
    hsts: false,
  });
  await server.register(cookie);
  await server.register(multipart, {
    limits: { fileSize: 16 * 1024 * 1024, files: 12, fields: 20, fieldSize: 200_000 },
  });
  await server.register(rateLimit, { global: false });
  await server.register(swagger, {
    openapi: {
      info: { title: 'Sampai', version: '1', description: 'Population documents, brought to people.' },
    },
  });
}

/** Builds the server; the caller listens. */
export async function createServer(context: HttpContext, options: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    logger: false,
    trustProxy: options.trustProxy,
    bodyLimit: 1024 * 1024,
    // An address that cannot be read does not reach any route.
    frameworkErrors: (_error, _request, reply) =>
      void sendRefusal(reply as FastifyReply, refuse('request-not-understood')),
    forceCloseConnections: true,
    // What has the wrong type is refused, not bent: `null` must not become an empty text.
    ajv: { customOptions: { coerceTypes: false } },
  });
  installErrorHandling(server, context.app.log);
  await installPlugins(server);

  // A page of another site cannot set this header, so a signed-in browser cannot be made to act by one.
  server.addHook('onRequest', async (request) => {
    const isWrite = request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'OPTIONS';
    // The route decides, not the address as written: `/%61pi/…` leads to the same place.
    const route = request.routeOptions.url ?? '';
    const isOurs = route.startsWith('/api/') && !route.startsWith('/api/accounts/');
    if (isWrite && isOurs && request.headers['x-requested-with'] !== 'sampai') {
      throw new RefusedRequest(refuse('request-not-understood'));
    }
  });
  server.addHook('onSend', async (request, reply) => {
    if (request.routeOptions.url?.startsWith('/api/') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
  });

  server.get('/health', { schema: { hide: true } }, async (_request, reply) => {
    const isHealthy = await options.isHealthy();
    return reply.code(isHealthy ? 200 : 503).send({ status: isHealthy ? 'ok' : 'database-unavailable' });
  });
  await server.register(async (scope) => webhookRoutes(scope, context));
  for (const routes of [
    sessionRoutes,
    caseRoutes,
    fileRoutes,
    signingRoutes,
    officeRoutes,
    publicRoutes,
    changeRoutes,
  ]) {
    await server.register(async (scope) => routes(scope, context));
  }
  if (options.extra !== undefined) await server.register(options.extra);
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger());
  await server.register(async (scope) => pageRoutes(scope, options.pages));
  return server;
}
