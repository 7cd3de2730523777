/** The checksum of an Ogg page (RFC 3533 §6: polynomial 0x04c11db7, not reflected, start 0). */

/** Checksum over a page whose checksum field holds zeros. */
export function crc32Ogg(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  }
  return sum >>> 0;
}
