/** Serves the built pages; what an address shows is one table. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where the built pages lie, and whether the demo's start page and phone belong to them. */
export interface PageOptions {
  webFolder: string;
  isDemo: boolean;
}

/** Address → page. A page decides by its own router what it shows below its address. */
const pages: { path: string; page: string; demoOnly?: true }[] = [
  { path: '/office', page: 'office' },
  { path: '/office/*', page: 'office' },
  { path: '/lacak', page: 'citizen' },
  { path: '/cek', page: 'citizen' },
  { path: '/phone', page: 'phone', demoOnly: true },
  { path: '/phone/', page: 'phone', demoOnly: true },
  { path: '/', page: 'start', demoOnly: true },
];

/** Registers pages and their assets. Assets carry a hash in their name, so they may be kept for good. */
export async function pageRoutes(server: FastifyInstance, options: PageOptions): Promise<void> {
  const { webFolder, isDemo } = options;
  if (!existsSync(webFolder)) return;
  await server.register(fastifyStatic, {
    root: join(webFolder, 'assets'),
    prefix: '/assets/',
    maxAge: '365d',
    immutable: true,
    decorateReply: true,
  });
  for (const { path, page, demoOnly } of pages) {
    if (demoOnly === true && !isDemo) continue;
    server.get(path, { schema: { hide: true } }, (_request, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .sendFile(join(page, 'index.html'), webFolder, { maxAge: 0, immutable: false }),
    );
  }
  if (!isDemo) server.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/lacak'));
}
