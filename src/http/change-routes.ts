/** Tells open pages what changed, so that nobody reloads. Only ids travel; the page asks again for what it shows. */
import type { FastifyInstance } from 'fastify';
import { type HttpContext, officerOf } from './context.ts';

const HEARTBEAT_MS = 20_000;

/** Registers `GET /api/changes` (server-sent events). */
export async function changeRoutes(server: FastifyInstance, context: HttpContext): Promise<void> {
  const open = new Set<() => void>();
  server.addHook('preClose', async () => {
    for (const end of open) end();
  });
  server.get(
    '/api/changes',
    { schema: { summary: 'Server-sent events: topics that changed.' } },
    async (request, reply) => {
      await officerOf(context, request);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      raw.write('retry: 2000\n\n');
      const unsubscribe = context.changes.subscribe((topic) =>
        raw.write(`data: ${JSON.stringify({ topic })}\n\n`),
      );
      const heartbeat = setInterval(() => raw.write(': \n\n'), HEARTBEAT_MS);
      const end = () => {
        clearInterval(heartbeat);
        unsubscribe();
        open.delete(end);
        raw.end();
      };
      open.add(end);
      request.raw.on('close', end);
    },
  );
}
