/** What can be turned while the simulator runs: webhook misbehaviour, rates, delays, prices. */
import type { Database } from './store/database.ts';

/** All knobs. Percentages are 0–100, durations real milliseconds unless `virtual` is said. */
export interface Knobs {
  /** Chance that an acknowledged webhook is sent once more. */
  duplicatePercent: number;
  /** Send what waits in random order. */
  reorders: boolean;
  /** Most changes put into one webhook request. */
  batchSize: number;
  /** Wait before a webhook is first sent, drawn between both ends. */
  webhookDelayMs: [number, number];
  webhookTimeoutMs: number;
  retryFirstMs: number;
  retryCapMs: number;
  /** Webhook requests under way at once. */
  webhookConcurrency: number;
  /** Chance that a status is never reported. `failed` is never dropped. */
  dropStatusPercent: number;
  /** Statuses that are never reported, for example `["delivered"]`. */
  dropStatuses: string[];
  sentAfterMs: number;
  deliveredAfterMs: number;
  readAfterMs: number;
  /** Whether a send after the window closed is refused at once or accepted and then reported as failed. */
  windowClosed: 'response' | 'status';
  /** Sends to one recipient: so many at once, then one each `pairPerMs` (virtual). */
  pairBurst: number;
  pairPerMs: number;
  /** Messages of the number a second, in and out together (virtual). */
  messagesPerSecond: number;
  /** How long a new template stays PENDING (virtual). */
  templateReviewMs: number;
  /** Delivered service messages a month that cost nothing. */
  freeServiceMessages: number;
  /** Without one, messages beyond the free ones are accepted and then fail with 131042. */
  hasPaymentMethod: boolean;
  /** Price of one delivered message in rupiah; an assumption for the demo, not Meta's price list. */
  priceRp: { service: number; utility: number; marketing: number; authentication: number };
}

const defaults: Knobs = {
  duplicatePercent: 0,
  reorders: false,
  batchSize: 1,
  webhookDelayMs: [0, 0],
  webhookTimeoutMs: 10_000,
  retryFirstMs: 200,
  retryCapMs: 5_000,
  webhookConcurrency: 8,
  dropStatusPercent: 0,
  dropStatuses: [],
  sentAfterMs: 30,
  deliveredAfterMs: 120,
  readAfterMs: 400,
  windowClosed: 'response',
  pairBurst: 45,
  pairPerMs: 6_000,
  messagesPerSecond: 80,
  templateReviewMs: 0,
  freeServiceMessages: 1_000,
  hasPaymentMethod: true,
  priceRp: { service: 350, utility: 350, marketing: 650, authentication: 350 },
};

/** Reads the knobs as they were last turned. */
export function loadKnobs(db: Database): Knobs {
  return { ...defaults, ...JSON.parse(db.setting('knobs') ?? '{}') };
}

/** Turns some knobs and keeps them. Unknown names and wrong kinds of value give a sentence, nothing changes. */
export function turnKnobs(db: Database, knobs: Knobs, change: Record<string, unknown>): string | undefined {
  for (const [name, value] of Object.entries(change)) {
    if (!(name in defaults)) return `There is no knob "${name}".`;
    const usual = defaults[name as keyof Knobs];
    if (typeof value !== typeof usual || Array.isArray(value) !== Array.isArray(usual))
      return `The knob "${name}" takes a value such as ${JSON.stringify(usual)}.`;
  }
  const { priceRp, ...rest } = change;
  Object.assign(knobs, rest, priceRp ? { priceRp: { ...knobs.priceRp, ...priceRp } } : {});
  db.keepSetting('knobs', JSON.stringify(knobs));
  return undefined;
}
