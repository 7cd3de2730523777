/** Meta's limits on how fast a number may send: to one recipient, and altogether. Kept on the virtual clock. */
import type { VirtualClock } from '../clock.ts';
import type { Knobs } from '../knobs.ts';
import { type MetaError, metaError } from '../wire/meta-error.ts';

/** The two limits. Not kept over a restart: a restart only makes them milder. */
export interface SendLimits {
  /** Takes one send to `recipient` out of both, or says which limit refuses it. */
  takeSend(recipient: string): MetaError | undefined;
  /** Counts an inbound message against the throughput of the number. Never refuses. */
  countInbound(): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

function refilled(bucket: Bucket, now: number, most: number, perMs: number): number {
  // A clock that was moved back gives nothing, and takes nothing away.
  return Math.min(most, bucket.tokens + Math.max(0, now - bucket.at) * perMs);
}

/** Opens the limits, full. */
export function openLimits(clock: VirtualClock, knobs: Knobs): SendLimits {
  const pairs = new Map<string, Bucket>();
  let all: Bucket = { tokens: knobs.messagesPerSecond, at: clock.now() };
  const refillAll = (now: number) => {
    all = { tokens: refilled(all, now, knobs.messagesPerSecond, knobs.messagesPerSecond / 1000), at: now };
  };
  return {
    takeSend(recipient) {
      const now = clock.now();
      refillAll(now);
      if (all.tokens < 1) return metaError(130429, 'Cloud API message throughput has been reached.');
      const known = pairs.get(recipient) ?? { tokens: knobs.pairBurst, at: now };
      const pair = { tokens: refilled(known, now, knobs.pairBurst, 1 / knobs.pairPerMs), at: now };
      pairs.set(recipient, pair);
      if (pair.tokens < 1)
        return metaError(131056, 'Too many messages sent from this phone number to the same phone number.');
      pair.tokens -= 1;
      all.tokens -= 1;
      return undefined;
    },
    countInbound() {
      refillAll(clock.now());
      all.tokens = Math.max(0, all.tokens - 1);
    },
  };
}
