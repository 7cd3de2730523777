/** The verification of the webhook address that comes before the first webhook (Meta, webhooks "verification requests"). */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Network } from './network.ts';

async function tryOnce(network: Network, stop: AbortSignal): Promise<string | undefined> {
  const challenge = String(randomBytes(4).readUInt32BE(0));
  const url = new URL(network.settings.webhookUrl);
  url.searchParams.set('hub.mode', 'subscribe');
  url.searchParams.set('hub.challenge', challenge);
  url.searchParams.set('hub.verify_token', network.settings.verifyToken);
  try {
    const answer = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([stop, AbortSignal.timeout(5_000)]),
    });
    const text = await answer.text();
    if (answer.status !== 200) return `answered ${answer.status}`;
    return text === challenge ? undefined : 'answered 200 without the bare challenge';
  } catch (error) {
    const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
    return cause?.code ?? (error instanceof Error ? error.name : 'unknown');
  }
}

/** Asks until the address answers the bare challenge with 200. Resolves to false when stopped before. */
export async function shakeHands(network: Network, stop: AbortSignal): Promise<boolean> {
  for (let pauseMs = 100; !stop.aborted; pauseMs = Math.min(2_000, pauseMs * 2)) {
    const problem = await tryOnce(network, stop);
    if (stop.aborted) return false;
    network.log.add('handshake', { isVerified: problem === undefined, ...(problem ? { problem } : {}) });
    if (problem === undefined) return true;
    await pause(pauseMs, undefined, { signal: stop }).catch(() => {});
  }
  return false;
}
