/** Turns one hostile photo into a clean JPEG. Runs in the child process only. */
import sharp from 'sharp';
import type { SafePage, UploadKind, UploadProblem } from '../../app/ports.ts';
import type { UploadLimits } from './upload-limits.ts';

const loaders = {
  jpeg: 'VipsForeignLoadJpegBuffer',
  png: 'VipsForeignLoadPngBuffer',
  webp: 'VipsForeignLoadWebpBuffer',
} as const;

/** Bytes that a fully decoded picture may take; an interlaced PNG cannot be decoded line by line. */
const decodedBytesLimit = 200_000_000;

/** Switches off every decoder of libvips but the three that are needed, its cache and its extra threads. */
export function prepareImageDecoder(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: Object.values(loaders) });
  sharp.cache(false);
  sharp.concurrency(1);
}

/**
 * Decodes a photo, turns it upright by its EXIF orientation, brings it to sRGB on white, shrinks it to
 * `limits.longestSidePx` and encodes it anew. Nothing of the original's bytes, metadata or tail survives.
 */
export async function reencodeImage(
  bytes: Uint8Array,
  kind: Exclude<UploadKind, 'pdf'>,
  limits: UploadLimits,
): Promise<SafePage | UploadProblem> {
  // 'error' and not 'warning': phones write JPEGs with harmless irregularities that libjpeg warns of.
  const input = { limitInputPixels: limits.pixels, failOn: 'error' } as const;
  try {
    const facts = await sharp(bytes, { ...input, limitInputPixels: false }).metadata();
    if (facts.format !== kind) return 'wrong-kind';
    // An animation shows something else in its later frames than in the one staff would see.
    if ((facts.pages ?? 1) > 1) return 'wrong-kind';
    const pixels = facts.width * facts.height;
    const bytesPerPixel = facts.channels * (facts.depth === 'uchar' ? 1 : 2);
    if (pixels > limits.pixels) return 'too-many-pixels';
    if (kind === 'png' && pixels * bytesPerPixel > decodedBytesLimit) return 'too-many-pixels';
    const { data, info } = await sharp(bytes, input)
      .autoOrient()
      .resize({
        width: limits.longestSidePx,
        height: limits.longestSidePx,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .jpeg({ quality: limits.jpegQuality })
      .toBuffer({ resolveWithObject: true });
    return { jpeg: data, widthPx: info.width, heightPx: info.height };
  } catch (error) {
    return error instanceof Error && /pixel limit/.test(error.message) ? 'too-many-pixels' : 'unreadable';
  }
}

/** Encodes one drawn PDF page. `rgba` holds 4 bytes a pixel, rows without padding. */
export async function encodePage(
  rgba: Uint8Array,
  widthPx: number,
  heightPx: number,
  limits: UploadLimits,
): Promise<SafePage> {
  const jpeg = await sharp(rgba, { raw: { width: widthPx, height: heightPx, channels: 4 } })
    .flatten({ background: 'white' })
    .jpeg({ quality: limits.jpegQuality })
    .toBuffer();
  return { jpeg, widthPx, heightPx };
}
