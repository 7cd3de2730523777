/** How a person appears in webhooks: with number and BSUID, or with the BSUID alone. */
import type { Handset } from '../store/handsets.ts';
import type { WebhookValue } from '../wire/webhook-body.ts';
import type { Network } from './network.ts';

/** The entry of `contacts[]`. */
export function contactOf(handset: Handset) {
  return {
    profile: { name: handset.name, ...(handset.username ? { username: handset.username } : {}) },
    ...(handset.switches.usernameOnly ? {} : { wa_id: handset.phone }),
    user_id: handset.bsuid,
  };
}

/** The members of an inbound message that say who sent it. */
export function senderOf(handset: Handset) {
  return {
    ...(handset.switches.usernameOnly ? {} : { from: handset.phone }),
    from_user_id: handset.bsuid,
  };
}

/** A `value` of the business number with these lists. */
export function changeValue(
  network: Network,
  lists: Pick<WebhookValue, 'contacts' | 'messages' | 'statuses'>,
): WebhookValue {
  return {
    messaging_product: 'whatsapp',
    metadata: {
      display_phone_number: network.settings.displayPhoneNumber,
      phone_number_id: network.settings.phoneNumberId,
    },
    ...lists,
  };
}

/** Whether the app is subscribed to the business account; it is, until it unsubscribes. */
export function isSubscribed(network: Network): boolean {
  return network.db.setting('isSubscribed') !== 'no';
}

/** Puts one change into the queue, after the delay that the knobs ask for. */
export function queueWebhook(
  network: Network,
  kind: 'message' | 'status',
  about: string,
  value: WebhookValue,
  extraDelayMs = 0,
): void {
  if (!isSubscribed(network)) return;
  const [least, most] = network.knobs.webhookDelayMs;
  const dueAt = Date.now() + extraDelayMs + network.dice.between(least, most);
  network.webhooks.add({ kind, about, value, dueAt });
  network.wake();
}
