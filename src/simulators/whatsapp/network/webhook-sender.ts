/** Sends what waits in the webhook queue: signed, at least once, again and again until it is answered with 200. */
import type { QueuedWebhook } from '../store/webhook-queue.ts';
import { envelope, escapedJson, signatureOf, type WebhookValue } from '../wire/webhook-body.ts';
import { viewOf } from './message-view.ts';
import type { Network } from './network.ts';

/** Real time after which Meta stops trying. */
const giveUpAfterMs = 7 * 86_400_000;

/** Sends due webhooks. `step` starts what may start now and answers when to come again (real milliseconds). */
export interface WebhookSender {
  step(): number | undefined;
  /** Waits for the requests under way, which are cut off. */
  close(): Promise<void>;
}

interface Answer {
  status?: number;
  failure?: string;
}

function bodyOf(network: Network, batch: readonly QueuedWebhook[]): Uint8Array {
  const values = batch.map(({ value }) => JSON.parse(value) as WebhookValue);
  return escapedJson(envelope(network.settings.wabaId, values));
}

async function post(network: Network, body: Uint8Array, stop: AbortSignal): Promise<Answer> {
  try {
    const answer = await fetch(network.settings.webhookUrl, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'facebookexternalua',
        'x-hub-signature-256': signatureOf(body, network.settings.appSecret),
      },
      body: body as Uint8Array<ArrayBuffer>,
      signal: AbortSignal.any([stop, AbortSignal.timeout(network.knobs.webhookTimeoutMs)]),
    });
    // The body must be read to the end, or the connection cannot be used again.
    await answer.arrayBuffer();
    return { status: answer.status };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause as { code?: string } | undefined) : undefined;
    return { failure: cause?.code ?? (error instanceof Error ? error.name : 'unknown') };
  }
}

function note(
  network: Network,
  batch: readonly QueuedWebhook[],
  answer: Answer,
  ms: number,
  more = {},
): void {
  network.log.add('webhook', {
    ...answer,
    isAcknowledged: answer.status === 200,
    ms,
    attempt: 1 + Math.max(...batch.map((webhook) => webhook.attempts)),
    about: batch.map(({ kind, about }) => ({ kind, wamid: about })),
    ...more,
  });
}

function settleAcknowledged(network: Network, batch: readonly QueuedWebhook[]): void {
  network.webhooks.acknowledge(batch, new Date().toISOString());
  for (const { kind, about } of batch) {
    const message = kind === 'message' ? network.messages.find(about) : undefined;
    if (message?.state !== 'sent' || !message.handsetId) continue;
    const delivered = network.messages.change(about, {
      state: 'delivered',
      deliveredAt: network.clock.now(),
    });
    network.screens.show(message.handsetId, { event: 'message', data: viewOf(delivered) });
  }
}

function settleRefused(network: Network, batch: readonly QueuedWebhook[]): void {
  const { knobs, webhooks, dice } = network;
  const now = Date.now();
  for (const webhook of batch) {
    if (webhook.firstTriedAt && now - webhook.firstTriedAt > giveUpAfterMs) {
      webhooks.giveUp([webhook.sequence]);
      continue;
    }
    const pause = Math.min(knobs.retryCapMs, knobs.retryFirstMs * 2 ** Math.min(webhook.attempts, 20));
    webhooks.postpone([webhook.sequence], now + Math.round(pause * (0.8 + 0.4 * dice.chance())), now);
  }
}

/** Makes the sender. It does nothing until `step` is called. */
export function openWebhookSender(network: Network): WebhookSender {
  const underWay = new Set<number>();
  const requests = new Set<Promise<void>>();
  const stop = new AbortController();

  const attempt = async (batch: readonly QueuedWebhook[]) => {
    const startedAt = performance.now();
    const body = bodyOf(network, batch);
    const answer = await post(network, body, stop.signal);
    if (stop.signal.aborted) return;
    network.db.transaction(() => {
      note(network, batch, answer, Math.round(performance.now() - startedAt));
      if (answer.status === 200) settleAcknowledged(network, batch);
      else settleRefused(network, batch);
    });
    if (answer.status === 200 && network.dice.chance() * 100 < network.knobs.duplicatePercent) {
      const again = await post(network, body, stop.signal);
      if (!stop.signal.aborted) note(network, batch, again, 0, { isDuplicate: true });
    }
  };

  const start = (batch: readonly QueuedWebhook[]) => {
    for (const { sequence } of batch) underWay.add(sequence);
    const request = attempt(batch).finally(() => {
      for (const { sequence } of batch) underWay.delete(sequence);
      requests.delete(request);
      network.wake();
    });
    requests.add(request);
  };

  return {
    step() {
      const { knobs, webhooks, dice } = network;
      const free = knobs.webhookConcurrency - requests.size;
      if (free <= 0) return undefined;
      const wanted = free * Math.max(1, knobs.batchSize);
      const due = webhooks.due(Date.now(), underWay, knobs.reorders ? wanted * 5 : wanted);
      const chosen = knobs.reorders ? dice.shuffle(due).slice(0, wanted) : due;
      for (let at = 0; at < chosen.length; at += Math.max(1, knobs.batchSize))
        start(chosen.slice(at, at + Math.max(1, knobs.batchSize)));
      return webhooks.nextDueAt(underWay);
    },
    async close() {
      stop.abort();
      await Promise.allSettled(requests);
    },
  };
}
