/** Keys of an office that exists for one test. */
import { randomBytes } from 'node:crypto';
import { deriveOfficeKeys, type OfficeKeys } from './office-keys.ts';

/** Fresh keys that exist in memory only. */
export function randomOfficeKeys(): OfficeKeys {
  return deriveOfficeKeys({
    current: 'k1',
    wrapping: new Map([['k1', randomBytes(32)]]),
    blindIndex: randomBytes(32),
  });
}
