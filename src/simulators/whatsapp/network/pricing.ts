/** What one message costs, after Meta's per-message pricing: some service messages a month are free. */
import type { Pricing } from '../store/messages.ts';
import type { Network } from './network.ts';

/** Months of the bill are counted in Western Indonesian Time (UTC+7, no summer time). */
const billingOffsetMs = 7 * 3_600_000;

function startOfMonth(now: number): number {
  const local = new Date(now + billingOffsetMs);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1) - billingOffsetMs;
}

/** The price of a message accepted now. `category` is the template's, or `service` for a free-form message. */
export function priceOf(network: Network, category: Pricing['category']): Pricing {
  const { knobs, messages, clock } = network;
  const isFree =
    category === 'service' &&
    messages.countServiceSince(startOfMonth(clock.now())) < knobs.freeServiceMessages;
  return {
    billable: !isFree,
    category,
    type: isFree ? 'free_customer_service' : 'regular',
    costRp: isFree ? 0 : knobs.priceRp[category],
  };
}
