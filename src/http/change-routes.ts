/** Tells open pages what changed, so that nobody reloads. Only ids travel; the page asks again for what it shows. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { seesTopic } from '../app/sees-topic.ts';
import type { Change } from './api-types.ts';
import { type HttpContext, officerOf } from './context.ts';

/** Besides keeping the line open, the time within which a closed account hears no more. */
const HEARTBEAT_MS = 20_000;

/** One open page. */
interface Line {
  write(text: string): void;
  end(): void;
}

/** Tells one page what its officer may know, in order, until the page closes or the account is closed. */
function listen(context: HttpContext, request: FastifyRequest, line: Line): () => void {
  const { app, changes } = context;
  let inOrder: Promise<void> = Promise.resolve();
  const tell = async (topic: string) => {
    const officer = await officerOf(context, request);
    if (await seesTopic(app, officer, topic))
      line.write(`data: ${JSON.stringify({ topic } satisfies Change)}\n\n`);
  };
  // Whatever goes wrong ends the line: the page connects again and looks for itself.
  const next = (work: () => Promise<unknown>) => {
    inOrder = inOrder.then(work).then(
      () => undefined,
      () => end(),
    );
  };
  const unsubscribe = changes.subscribe((topic) => next(() => tell(topic)));
  const heartbeat = setInterval(
    () => next(() => officerOf(context, request).then(() => line.write(': \n\n'))),
    HEARTBEAT_MS,
  );
  const end = () => {
    clearInterval(heartbeat);
    unsubscribe();
    line.end();
  };
  return end;
}

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
      const stop = listen(context, request, raw);
      open.add(stop);
      request.raw.on('close', () => {
        stop();
        open.delete(stop);
      });
    },
  );
}
