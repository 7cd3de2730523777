/** Files at the Graph paths: upload, address, download, deletion. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { downloadUrl, isDownloadAllowed } from '../network/download-url.ts';
import type { Network } from '../network/network.ts';
import type { RulePath } from '../network/rules.ts';
import { isAlive, type Media } from '../store/media.ts';
import { type MetaError, metaError } from '../wire/meta-error.ts';
import { misbehave, refuse } from './answer.ts';

const mebibyte = 1024 * 1024;

/** Largest sizes and known types of uploads (Meta, Cloud API media: supported types). */
const sizeLimits: [type: RegExp, bytes: number][] = [
  [/^image\/(jpeg|png)$/, 5 * mebibyte],
  [/^image\/webp$/, 500 * 1024],
  [/^audio\/(aac|mp4|mpeg|amr|ogg|opus)$/, 16 * mebibyte],
  [/^video\/(mp4|3gpp)$/, 16 * mebibyte],
  [/^text\/plain$/, 100 * mebibyte],
  [/^application\/(pdf|msword|vnd\.(ms-|openxmlformats-officedocument\.)[\w.-]+)$/, 100 * mebibyte],
];

function checkUpload(mime: string, size: number): MetaError | undefined {
  const limit = sizeLimits.find(([type]) => type.test(mime))?.[1];
  if (limit === undefined)
    return metaError(100, 'Param file must be a file with one of the supported types.');
  if (size === 0) return metaError(100, 'Param file must not be empty.');
  return size > limit ? metaError(131053, `The file is larger than ${limit} bytes.`) : undefined;
}

/** Answers a ruled failure of this path, if there is one. */
function spoil(network: Network, request: FastifyRequest, reply: FastifyReply, path: RulePath) {
  const ruled = network.rules.use({ path });
  if (!ruled) return undefined;
  return 'fault' in ruled
    ? misbehave(network, request, reply, ruled)
    : refuse(request, reply, metaError(ruled.error, 'As ordered by a rule of the simulator.'));
}

async function upload(network: Network, request: FastifyRequest, reply: FastifyReply) {
  if (!request.isMultipart())
    return refuse(request, reply, metaError(100, 'The upload must be multipart/form-data.'));
  const fields = new Map<string, string>();
  let file: { bytes: Uint8Array; mime: string; filename: string } | undefined;
  for await (const part of request.parts({ limits: { fileSize: 100 * mebibyte, files: 1, fields: 10 } })) {
    if (part.type === 'field') fields.set(part.fieldname, String(part.value));
    else if (part.fieldname === 'file')
      file = { bytes: await part.toBuffer(), mime: part.mimetype, filename: part.filename };
    else part.file.resume();
  }
  if (fields.get('messaging_product') !== 'whatsapp')
    return refuse(request, reply, metaError(100, 'The parameter messaging_product is required.'));
  if (!file) return refuse(request, reply, metaError(100, 'The parameter file is required.'));
  const mime = fields.get('type') ?? file.mime;
  const problem = checkUpload(mime, file.bytes.length);
  if (problem) return refuse(request, reply, problem);
  const stored = { origin: 'upload' as const, mime, filename: file.filename, bytes: file.bytes };
  const media = network.db.transaction(() => network.media.add({ ...stored, at: network.clock.now() }));
  request.simulatorNote.mediaId = media.id;
  return reply.send({ id: media.id });
}

function findAlive(network: Network, id: string): Media | undefined {
  const media = network.media.find(id);
  return media && isAlive(media, network.clock.now()) ? media : undefined;
}

/** Answers where a file can be downloaded; undefined when `id` is no file that lives. */
function describeMedia(network: Network, id: string) {
  const media = findAlive(network, id);
  return (
    media && {
      messaging_product: 'whatsapp',
      url: downloadUrl(network, media.id),
      mime_type: media.mime,
      sha256: media.sha256,
      file_size: media.bytes.length,
      id: media.id,
    }
  );
}

function addDownloadRoute(app: FastifyInstance, network: Network): void {
  app.get<{ Querystring: Partial<Record<'mid' | 'ext' | 'hash', string>> }>(
    '/_cdn/whatsapp_business/attachments/',
    (request, reply) => {
      const { mid = '', ext = '', hash = '' } = request.query;
      const spoiled = spoil(network, request, reply, 'media-download');
      if (spoiled) return spoiled;
      const media = isDownloadAllowed(network, mid, ext, hash) ? findAlive(network, mid) : undefined;
      request.simulatorNote.mediaId = mid;
      if (!media) return reply.status(404).type('text/plain').send('URL signature expired');
      return reply.type(media.mime).send(Buffer.from(media.bytes));
    },
  );
}

/** Adds the media paths. `describeOther` answers a GET for ids that are no files. */
export function addMediaRoutes(
  app: FastifyInstance,
  network: Network,
  describeOther: (id: string) => object | undefined,
): void {
  const missing = () => metaError(100, 'Object does not exist, or cannot be loaded.', 33);
  app.post<{ Params: { id: string } }>('/:version/:id/media', (request, reply) => {
    if (request.params.id !== network.settings.phoneNumberId) return refuse(request, reply, missing());
    return spoil(network, request, reply, 'media-upload') ?? upload(network, request, reply);
  });
  app.get<{ Params: { id: string } }>('/:version/:id', (request, reply) => {
    const other = describeOther(request.params.id);
    if (other) return reply.send(other);
    const spoiled = spoil(network, request, reply, 'media-get');
    if (spoiled) return spoiled;
    const found = describeMedia(network, request.params.id);
    return found ? reply.send(found) : refuse(request, reply, missing());
  });
  app.delete<{ Params: { id: string } }>('/:version/:id', (request, reply) => {
    const media = findAlive(network, request.params.id);
    if (!media) return refuse(request, reply, missing());
    network.media.markDeleted(media.id, network.clock.now());
    return reply.send({ success: true });
  });
  addDownloadRoute(app, network);
}
