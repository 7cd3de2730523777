/** What a phone page loads beside messages: live news, files, sample papers. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openChat } from '../network/delivery.ts';
import type { Network } from '../network/network.ts';
import { listGallery, readGalleryFile } from './gallery.ts';
import { type HandsetCall, withHandset } from './handset-routes.ts';
import { refuseControl } from './refusals.ts';

/** Kinds that a browser may show in place. Anything else is a download, so that no upload runs as a page of ours. */
const shown = /^(image\/(jpeg|png|webp)|application\/pdf|audio\/[\w.+-]+|video\/[\w.+-]+)(;|$)/;

function sendFile(
  reply: FastifyReply,
  file: { mime: string; filename?: string; bytes: Uint8Array; sha256?: string },
) {
  const isShown = shown.test(file.mime);
  const name = encodeURIComponent(file.filename ?? 'berkas');
  if (file.sha256) reply.header('etag', `"${file.sha256}"`);
  return reply
    .type(isShown ? file.mime : 'application/octet-stream')
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
    .send(Buffer.from(file.bytes));
}

function stream(
  network: Network,
  request: FastifyRequest<HandsetCall & { Querystring: { viewing?: string } }>,
  reply: FastifyReply,
) {
  const { id } = request.params;
  const isViewing = request.query.viewing === '1';
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  raw.write('retry: 1000\n\nevent: ready\ndata: {}\n\n');
  const leave = network.screens.watch(id, isViewing, ({ event, data }) => {
    raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  });
  // Comments keep proxies from closing a quiet connection, and find out about pages that went away.
  const beat = setInterval(() => raw.write(': \n\n'), 15_000);
  raw.on('close', () => {
    clearInterval(beat);
    leave();
  });
  const handset = network.handsets.find(id);
  if (isViewing && handset) network.db.transaction(() => openChat(network, handset));
}

/** Adds the paths of the phone page. */
export function addPageRoutes(app: FastifyInstance, network: Network): void {
  const { galleryDir } = network.settings;
  app.get<HandsetCall & { Querystring: { viewing?: string } }>(
    '/_sim/handsets/:id/stream',
    (request, reply) => withHandset(network, request.params.id, reply, () => stream(network, request, reply)),
  );
  app.get<{ Params: { id: string } }>('/_sim/media/:id', (request, reply) => {
    const media = network.media.find(request.params.id);
    return media ? sendFile(reply, media) : refuseControl(reply, 'unknown-file');
  });
  app.get('/_sim/gallery', () => listGallery(galleryDir));
  app.get<{ Params: { file: string } }>('/_sim/gallery/:file', (request, reply) => {
    const item = readGalleryFile(galleryDir, request.params.file);
    return item ? sendFile(reply, { ...item, filename: item.file }) : refuseControl(reply, 'unknown-file');
  });
}
