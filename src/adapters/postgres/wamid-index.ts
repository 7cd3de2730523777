/** By which name a message of WhatsApp is known once its own name is gone: a wamid spells out the sender's number. */
import { blindIndex, type OfficeKeys } from '../keys/office-keys.ts';

/**
 * Keyed digest (32 bytes) of Meta's id of a message. The id itself is base64 that holds the resident's number, so it
 * is erased with the message; by the digest a message that Meta delivers again is still known.
 */
export function wamidIndex(keys: OfficeKeys, phoneNumberId: string, wamid: string): Buffer {
  return blindIndex(keys, `wamid/${phoneNumberId}`, wamid);
}
