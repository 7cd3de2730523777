/** Recognises the four kinds of file that are taken, by their first bytes and never by name or declared type. */
import type { UploadKind } from '../../app/ports.ts';

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * The kind of an upload, or undefined when it is none of JPEG, PNG, WebP and PDF.
 * This only chooses the decoder; whether the rest of the file is sound is decided in the child process.
 */
export function findUploadKind(bytes: Uint8Array): UploadKind | undefined {
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(bytes, 0, pngSignature)) return 'png';
  if (startsWith(bytes, 0, ascii('RIFF')) && startsWith(bytes, 8, ascii('WEBP'))) return 'webp';
  return startsWith(bytes, 0, ascii('%PDF-')) ? 'pdf' : undefined;
}

function ascii(text: string): number[] {
  return [...Buffer.from(text, 'ascii')];
}

function startsWith(bytes: Uint8Array, offset: number, expected: readonly number[]): boolean {
  return expected.every((value, index) => bytes[offset + index] === value);
}
