/** Small parts of picture files, for putting together broken ones; nothing here reads a picture. */
import { crc32, deflateSync } from 'node:zlib';

/** One PNG chunk with its right checksum. */
export function pngChunk(type: string, body: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const chunk = Buffer.alloc(typed.length + 8);
  chunk.writeUInt32BE(body.length, 0);
  typed.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(typed), typed.length + 4);
  return chunk;
}

/** A PNG file of the given chunks. */
export function pngFile(...chunks: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), ...chunks]);
}

/** The PNG header chunk. `colour` is PNG's colour type; `interlace` 1 means Adam7. */
export function ihdr(width: number, height: number, depth: number, colour: number, interlace = 0): Buffer {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width, 0);
  body.writeUInt32BE(height, 4);
  body.set([depth, colour, 0, 0, interlace], 8);
  return pngChunk('IHDR', body);
}

/** A PNG data chunk that unpacks to this many zero bytes: black pixels. */
export function zeroIdat(bytes: number): Buffer {
  return pngChunk('IDAT', deflateSync(Buffer.alloc(bytes), { level: 1 }));
}

/** The end chunk of a PNG. */
export const iend = pngChunk('IEND', Buffer.alloc(0));

/** A sound PNG with further chunks right after its header. */
export function withPngChunks(png: Buffer, ...chunks: Buffer[]): Buffer {
  const afterHeader = 8 + 25;
  return Buffer.concat([png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader)]);
}

/** One JPEG segment: marker, length, content (at most 65,533 bytes). */
export function jpegSegment(marker: number, content: Uint8Array | string): Buffer {
  const body = Buffer.from(content as string, 'latin1');
  const segment = Buffer.alloc(4 + body.length);
  segment.writeUInt16BE(0xff00 | marker, 0);
  segment.writeUInt16BE(body.length + 2, 2);
  body.copy(segment, 4);
  return segment;
}

/** A sound JPEG with further segments right after its start. */
export function withJpegSegments(jpeg: Buffer, ...segments: Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** The same JPEG data under another declared size. */
export function withDeclaredSize(jpeg: Buffer, width: number, height: number): Buffer {
  const copy = Buffer.from(jpeg);
  const frame = findMarker(copy, [0xc0, 0xc1, 0xc2]);
  copy.writeUInt16BE(height, frame + 5);
  copy.writeUInt16BE(width, frame + 7);
  return copy;
}

/** A progressive JPEG whose last scan is repeated: each repetition costs a pass over the whole picture. */
export function withRepeatedScan(progressive: Buffer, times: number): Buffer {
  const end = progressive.length - 2;
  let lastScan = 0;
  for (let at = 0; at < end; at++)
    if (progressive[at] === 0xff && progressive[at + 1] === 0xda) lastScan = at;
  const scan = progressive.subarray(lastScan, end);
  return Buffer.concat([
    progressive.subarray(0, end),
    ...Array.from({ length: times }, () => scan),
    progressive.subarray(end),
  ]);
}

/** EXIF of one directory. Each entry: tag, type, count, value or offset (big endian, as in the file). */
export function exifSegment(entries: [number, number, number, number][], nextDirectory = 0): Buffer {
  const body = Buffer.alloc(14 + entries.length * 12 + 6);
  body.write('Exif\0\0MM\0*\0\0\0\u0008', 0, 'latin1');
  body.writeUInt16BE(entries.length, 14);
  entries.forEach(([tag, type, count, value], index) => {
    const at = 16 + index * 12;
    body.writeUInt16BE(tag, at);
    body.writeUInt16BE(type, at + 2);
    body.writeUInt32BE(count, at + 4);
    // A SHORT stands left-justified in its four bytes.
    if (type === 3) body.writeUInt16BE(value, at + 8);
    else body.writeUInt32BE(value, at + 8);
  });
  body.writeUInt32BE(nextDirectory, 16 + entries.length * 12);
  return jpegSegment(0xe1, body);
}

/** The same file with one byte inverted. */
export function flipped(file: Buffer, at: number): Buffer {
  const copy = Buffer.from(file);
  copy[at] = ~copy[at]! & 0xff;
  return copy;
}

/** The beginning of a file. */
export function cut(file: Buffer, part: number): Buffer {
  return file.subarray(0, Math.floor(file.length * part));
}

function findMarker(jpeg: Buffer, markers: number[]): number {
  for (let at = 2; at < jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    if (markers.includes(jpeg[at + 1]!)) return at;
  }
  throw new Error('no such marker');
}
