/** The office's keys as they are used in memory. The file they come from is never in the database or a backup. */
import { createHmac, createPrivateKey, hkdfSync, type KeyObject } from 'node:crypto';
import { takenIn } from './taken-in.ts';

/** What the key file holds: named wrapping keys (the newest wraps, older ones only open) and one root. */
export interface KeyMaterial {
  /** Name of the wrapping key that new data keys are wrapped by. */
  current: string;
  /** Wrapping keys by name, 32 bytes each. */
  wrapping: ReadonlyMap<string, Buffer>;
  /** 32 bytes; every other key of the office is derived from it. */
  blindIndex: Buffer;
}

/** The keys of one office. */
export interface OfficeKeys {
  current: string;
  /** Wrap the data keys (AES-256-GCM). */
  wrapping: ReadonlyMap<string, Buffer>;
  /** Keys the blind indexes over NIK, KK number, phone and codes (HMAC-SHA256). */
  index: Buffer;
  /** Keys the digests of PINs and pick-up codes. */
  pin: Buffer;
  /** Signs the checkpoints of the event log (Ed25519). */
  checkpoint: KeyObject;
  /** Secret of the account library's cookies. */
  accounts: string;
}

/** PKCS#8 head of a raw Ed25519 seed (RFC 8410 §7). */
const ED25519_PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Derives the keys of separate purposes from the root by HKDF-SHA256 (RFC 5869). */
export function deriveOfficeKeys(material: KeyMaterial): OfficeKeys {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', material.blindIndex, Buffer.alloc(0), `sampai/${purpose}`, 32));
  return {
    current: material.current,
    wrapping: material.wrapping,
    index: derive('blind-index'),
    pin: derive('pin'),
    checkpoint: createPrivateKey({
      key: Buffer.concat([ED25519_PKCS8_HEAD, derive('checkpoint')]),
      format: 'der',
      type: 'pkcs8',
    }),
    accounts: derive('accounts').toString('base64url'),
  };
}

/** The wrapping key of this name. Throws when the key file no longer holds it. */
export function wrappingKey(keys: OfficeKeys, name: string): Buffer {
  const key = keys.wrapping.get(name);
  if (key === undefined) throw new Error(`the key file does not hold the wrapping key "${name}"`);
  return key;
}

/** Keyed digest by which an encrypted number can be looked up. `kind` keeps NIK, KK, phone … apart. */
export function blindIndex(keys: OfficeKeys, kind: string, value: string): Buffer {
  return createHmac('sha256', takenIn(keys.index)).update(`${kind}\0${value}`).digest();
}

/** The blind index of a document's number; numbers of different kinds of documents never meet. */
export function numberIndex(keys: OfficeKeys, documentId: string, number: string): Buffer {
  return blindIndex(keys, `number/${documentId}`, number);
}
