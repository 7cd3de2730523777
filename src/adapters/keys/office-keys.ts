/** The office's key file: the root of everything encrypted or signed. Never in the database, never in a backup. */
import { createHmac, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** The keys of one office, as they are used in memory. */
export interface OfficeKeys {
  /** Wraps the data keys (AES-256-GCM). 32 bytes. */
  wrapping: Buffer;
  /** Keys the blind indexes over NIK, KK number, phone and codes (HMAC-SHA256). 32 bytes. */
  index: Buffer;
  /** Keys the digests of PINs and pick-up codes. 32 bytes. */
  pin: Buffer;
  /** Signs the checkpoints of the event log (Ed25519). */
  checkpoint: KeyObject;
  /** Secret of the account library's cookies. */
  accounts: string;
}

interface KeyFile {
  version: 1;
  wrapping: string;
  index: string;
  pin: string;
  checkpoint: string;
  accounts: string;
}

function parseKeyFile(text: string): OfficeKeys {
  const file = JSON.parse(text) as KeyFile;
  const bytes = (value: string): Buffer => {
    const buffer = Buffer.from(value, 'base64');
    if (buffer.length !== 32) throw new Error('the key file holds a key of the wrong length');
    return buffer;
  };
  return {
    wrapping: bytes(file.wrapping),
    index: bytes(file.index),
    pin: bytes(file.pin),
    checkpoint: createPrivateKey(file.checkpoint),
    accounts: file.accounts,
  };
}

function makeKeyFile(): KeyFile {
  const random = () => randomBytes(32).toString('base64');
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    version: 1,
    wrapping: random(),
    index: random(),
    pin: random(),
    checkpoint: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    accounts: random(),
  };
}

/** Makes a fresh set of keys in memory, for tests and for writing a new key file. */
export function newOfficeKeys(): { keys: OfficeKeys; text: string } {
  const text = `${JSON.stringify(makeKeyFile(), null, 2)}\n`;
  return { keys: parseKeyFile(text), text };
}

/**
 * Reads the key file; with `mayMake` writes a new one (mode 0600, synced to disk) when there is none.
 * Throws when it is unreadable or damaged: an office must never go on with other keys by accident.
 */
export function readOfficeKeys(path: string, mayMake: boolean): OfficeKeys {
  try {
    return parseKeyFile(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!mayMake || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const { keys, text } = newOfficeKeys();
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return keys;
}

/** Keyed digest by which an encrypted number can be looked up. `kind` keeps NIK, KK, phone … apart. */
export function blindIndex(keys: OfficeKeys, kind: string, value: string): Buffer {
  return createHmac('sha256', keys.index).update(`${kind}\0${value}`).digest();
}
