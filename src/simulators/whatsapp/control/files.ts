/** Files that a handset sends: from the gallery or given as base64, as a photo, document, voice note or video. */
import { type Static, Type } from 'typebox';
import type { Outgoing } from '../network/inbound.ts';
import type { Network } from '../network/network.ts';
import { readGalleryFile } from './gallery.ts';

/** One file to send. With `gallery` the file's own kind decides, unless `as` says `document`. */
export const NewFile = Type.Object({
  gallery: Type.Optional(Type.String()),
  base64: Type.Optional(Type.String()),
  mime: Type.Optional(Type.String({ maxLength: 120 })),
  filename: Type.Optional(Type.String({ maxLength: 240 })),
  caption: Type.Optional(Type.String({ maxLength: 1024 })),
  as: Type.Optional(
    Type.Union(['image', 'document', 'audio', 'video', 'sticker'].map((as) => Type.Literal(as))),
  ),
});

/** A file with its bytes, not yet kept. */
export interface ReadFile {
  bytes: Uint8Array;
  mime: string;
  filename: string;
  caption?: string;
  as: string;
}

const kindOf = (mime: string) => /^(image|audio|video)\//.exec(mime)?.[1] ?? 'document';

/** Reads the file; undefined when it is neither in the gallery nor given as base64 with a mime type. */
export function readFile(network: Network, file: Static<typeof NewFile>): ReadFile | undefined {
  const caption = file.caption === undefined ? {} : { caption: file.caption };
  if (file.gallery !== undefined) {
    const found = readGalleryFile(network.settings.galleryDir, file.gallery);
    if (!found) return undefined;
    const { bytes, mime } = found;
    return { bytes, mime, filename: file.filename ?? found.file, as: file.as ?? kindOf(mime), ...caption };
  }
  if (file.base64 === undefined || !file.mime) return undefined;
  const bytes = Buffer.from(file.base64, 'base64');
  const { mime } = file;
  return { bytes, mime, filename: file.filename ?? 'berkas', as: file.as ?? kindOf(mime), ...caption };
}

/** Keeps the file on the network and answers the message that carries it. */
export function keepFile(network: Network, file: ReadFile): Outgoing {
  const { bytes, mime, filename } = file;
  const at = network.clock.now();
  const media = network.media.add({ origin: 'webhook', mime, filename, bytes, at });
  return {
    type: file.as,
    payload: {
      ...(file.caption === undefined ? {} : { caption: file.caption }),
      ...(file.as === 'document' ? { filename } : {}),
      mime_type: mime,
      // Webhooks carry the digest in base64, the media path in hexadecimal.
      sha256: Buffer.from(media.sha256, 'hex').toString('base64'),
      id: media.id,
      ...(file.as === 'audio' ? { voice: mime.startsWith('audio/ogg') } : {}),
    },
  };
}
