/** Keeps the network moving: carries out due steps and sends due webhooks, and sleeps in between. */
import { carryOutPlans } from './delivery.ts';
import { shakeHands } from './handshake.ts';
import type { Network } from './network.ts';
import { openWebhookSender } from './webhook-sender.ts';

/** The running network. */
export interface Pump {
  /** Whether the webhook address was verified since the start. */
  isVerified(): boolean;
  close(): Promise<void>;
}

/** Starts the network. Webhooks flow once the handshake succeeded; everything else at once. */
export function startPump(network: Network): Pump {
  const sender = openWebhookSender(network);
  const stop = new AbortController();
  let isVerified = false;
  let timer: NodeJS.Timeout | undefined;
  let isWoken = false;

  const run = () => {
    isWoken = false;
    if (stop.signal.aborted) return;
    const next = [carryOutPlans(network), isVerified ? sender.step() : undefined].filter(
      (at) => at !== undefined,
    );
    clearTimeout(timer);
    if (next.length > 0) timer = setTimeout(run, Math.max(0, Math.min(...next) - Date.now()));
  };
  network.wake = () => {
    if (isWoken || stop.signal.aborted) return;
    isWoken = true;
    setImmediate(run);
  };
  const handshake = shakeHands(network, stop.signal).then((isDone) => {
    isVerified = isDone;
    network.wake();
  });
  network.wake();
  return {
    isVerified: () => isVerified,
    async close() {
      stop.abort();
      clearTimeout(timer);
      await Promise.all([handshake, sender.close()]);
    },
  };
}
