/** Keys as Node's crypto works with them. */
import { createSecretKey, type KeyObject } from 'node:crypto';

const taken = new WeakMap<Buffer, KeyObject>();

/**
 * The key of these bytes, taken in once: to begin with bare bytes takes Node several times longer than the sealing
 * of a name does. The bytes must not be changed afterwards.
 */
export function takenIn(key: Buffer): KeyObject {
  let known = taken.get(key);
  if (known === undefined) {
    known = createSecretKey(key);
    taken.set(key, known);
  }
  return known;
}
