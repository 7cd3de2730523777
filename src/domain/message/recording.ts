/** What a recording that a resident sent is, by its first bytes: never by the name or type that came with it. */

/** Type of a file that no browser is let to play: it is only downloaded. */
export const UNKNOWN_RECORDING = 'application/octet-stream';

const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

/**
 * The type under which a recording is given to officers: one of those that WhatsApp sends as audio or video (Meta Cloud
 * API, "Supported media types"), else `UNKNOWN_RECORDING`.
 */
export function recordingMime(bytes: Uint8Array): string {
  if (ascii(bytes, 0, 4) === 'OggS') return 'audio/ogg';
  if (ascii(bytes, 0, 5) === '#!AMR') return 'audio/amr';
  if (ascii(bytes, 0, 3) === 'ID3') return 'audio/mpeg';
  if (ascii(bytes, 4, 8) === 'ftyp') {
    const brand = ascii(bytes, 8, 12);
    if (brand.startsWith('M4A')) return 'audio/mp4';
    return brand.startsWith('3g') ? 'video/3gpp' : 'video/mp4';
  }
  const [first = 0, second = 0] = bytes;
  if (first === 0xff && (second & 0xf6) === 0xf0) return 'audio/aac';
  if (first === 0xff && (second & 0xe0) === 0xe0) return 'audio/mpeg';
  return UNKNOWN_RECORDING;
}
