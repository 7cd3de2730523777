/** Sealing of personal data: AES-256-GCM through node:crypto, bound to the place where it is kept. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts `plain` under a 32-byte key. `place` (table, column, row) is authenticated: rows cannot be swapped. */
export function seal(key: Buffer, plain: Uint8Array, place: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body]);
}

/** Decrypts what `seal` made. Throws when the key, the place or a single bit differs. */
export function unseal(key: Buffer, sealed: Buffer, place: string): Buffer {
  if (sealed[0] !== VERSION || sealed.length < 1 + IV_BYTES + TAG_BYTES)
    throw new Error('not a sealed value');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + IV_BYTES));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()]);
}

/** Seals any JSON value. */
export function sealJson(key: Buffer, value: unknown, place: string): Buffer {
  return seal(key, Buffer.from(JSON.stringify(value)), place);
}

/** Opens what `sealJson` made. The caller names the shape that was put in. */
export function unsealJson<T>(key: Buffer, sealed: Buffer, place: string): T {
  return JSON.parse(unseal(key, sealed, place).toString('utf8')) as T;
}
