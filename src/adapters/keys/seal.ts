/** Sealing of personal data: AES-256-GCM through node:crypto, bound to the place where it is kept. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { takenIn } from './taken-in.ts';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + IV_BYTES + TAG_BYTES;

/** Encrypts `plain` under a 32-byte key. `place` (table, column, row) is authenticated: rows cannot be swapped. */
export function seal(key: Buffer, plain: Uint8Array, place: string): Buffer {
  return Buffer.concat(sealInParts(key, plain, place));
}

/** The same as head and body, for photos: joining them would copy every byte once more. */
export function sealInParts(key: Buffer, plain: Uint8Array, place: string): [head: Buffer, body: Buffer] {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', takenIn(key), iv);
  cipher.setAAD(Buffer.from(place));
  // GCM is a stream: `update` gives everything, `final` only makes the tag. Photos are not copied once more.
  const body = cipher.update(plain);
  cipher.final();
  return [Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag()]), body];
}

/** Decrypts what `seal` made. Throws when the key, the place or a single bit differs. */
export function unseal(key: Buffer, sealed: Buffer, place: string): Buffer {
  if (sealed[0] !== VERSION || sealed.length < HEAD_BYTES) throw new Error('not a sealed value');
  const decipher = createDecipheriv('aes-256-gcm', takenIn(key), sealed.subarray(1, 1 + IV_BYTES));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(1 + IV_BYTES, HEAD_BYTES));
  const plain = decipher.update(sealed.subarray(HEAD_BYTES));
  // Throws when the tag does not fit: nothing of `plain` leaves before that.
  decipher.final();
  return plain;
}

/** Seals any JSON value. */
export function sealJson(key: Buffer, value: unknown, place: string): Buffer {
  return seal(key, Buffer.from(JSON.stringify(value)), place);
}

/** Opens what `sealJson` made. The caller names the shape that was put in. */
export function unsealJson<T>(key: Buffer, sealed: Buffer, place: string): T {
  return JSON.parse(unseal(key, sealed, place).toString('utf8')) as T;
}
