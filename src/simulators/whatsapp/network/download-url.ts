/** Download addresses of files: they hold for five minutes and cannot be guessed. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Network } from './network.ts';

/** Five minutes on the virtual clock (Meta, Cloud API media). */
const lifeSeconds = 300;

function mark(network: Network, mediaId: string, until: number): string {
  return createHmac('sha256', network.dice.secret).update(`${mediaId}:${until}`).digest('hex').slice(0, 40);
}

/** An address for this file that works until five minutes from now. */
export function downloadUrl(network: Network, mediaId: string): string {
  const until = network.clock.seconds() + lifeSeconds;
  const query = new URLSearchParams({
    mid: mediaId,
    ext: String(until),
    hash: mark(network, mediaId, until),
  });
  return `${network.baseUrl}/_cdn/whatsapp_business/attachments/?${query}`;
}

/** Whether these parts of an address were made here and still hold. */
export function isDownloadAllowed(network: Network, mediaId: string, until: string, hash: string): boolean {
  const expected = Buffer.from(mark(network, mediaId, Number(until)));
  const given = Buffer.from(hash);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  return network.clock.seconds() <= Number(until);
}
