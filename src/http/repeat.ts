/** Reads the key by which a client marks a request that it may send again. */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Repeat } from '../app/once.ts';
import { refuse } from '../domain/refusal.ts';
import { RefusedRequest } from './errors.ts';

/** Printable, and short enough for the database's index. */
const KEY = /^[\x21-\x7e]{1,100}$/;

const digest = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();

/**
 * The `Idempotency-Key` of a request with a digest of what it says: `said` is JSON, `files` are the bytes beside it.
 * Nothing when there is no key; a key that cannot be kept is refused.
 */
export function repeatOf(
  request: FastifyRequest,
  said: unknown,
  files: readonly { name: string; bytes: Uint8Array }[] = [],
): Repeat | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) throw new RefusedRequest(refuse('request-not-understood'));
  const attached = files.map(({ name, bytes }) => [name, digest(bytes).toString('hex')]);
  return { key, hash: digest(JSON.stringify([request.method, request.url, said, attached])) };
}
