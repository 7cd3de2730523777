/** How long the office keeps what, and why: UU 27/2022 Art. 44 wants data destroyed when its time is over. */
import { officeDay } from './calendar.ts';

const DAY_MS = 86_400_000;

/** Something that is kept for a time only. */
export interface RetentionTerm {
  /** Days to keep it; `office` is what the office's profile says and residents were told (`retentionDays`). */
  days: number | 'office';
  /** From when the days count. */
  from: string;
  why: string;
}

/**
 * The one table of terms. Things are erased in this order: what has no key of its own goes first, so that the keys of
 * its days can follow.
 */
export const retentionTerms = {
  'raw-webhooks': {
    days: 30,
    from: 'it came',
    why: 'The body as Meta sent it; its messages are kept apart. Meta delivers again for seven days, and a fault shows itself within a month.',
  },
  statuses: {
    days: 30,
    from: 'it came',
    why: 'What Meta said of our messages, kept with them since; Meta says it again for seven days.',
  },
  requests: {
    days: 3,
    from: 'it was answered',
    why: 'The answer to a request that may be repeated; nobody repeats one after a weekend.',
  },
  'due-items': {
    days: 30,
    from: 'it was done',
    why: 'Reminders and deadlines that are over; kept while somebody may ask why a notice went out.',
  },
  'loose-files': {
    days: 14,
    from: 'it came',
    why: 'Photos that never became a paper of a case; as long as a draft may lie.',
  },
  drafts: {
    days: 14,
    from: 'it was withdrawn',
    why: 'Cases that were never handed in: the resident changed their mind, and nothing was decided on them.',
  },
  cases: {
    days: 'office',
    from: 'the case ended, or was last heard of while it waited for the resident',
    why: 'As the resident was told when consenting. What /cek answers about an issued document stays: digests, no content.',
  },
  'foreign-messages': {
    days: 30,
    from: 'it came',
    why: "Sent to another number than the office's: shown for a week, answered by nobody, and nobody consented to it.",
  },
  messages: {
    days: 'office',
    from: 'it was sent',
    why: 'Talk that belongs to no case. What belongs to one goes with it.',
  },
  contacts: {
    days: 'office',
    from: 'the last word, or the withdrawal of consent',
    why: 'The number of somebody without a case. Until then it proves whose consent was withdrawn, and when.',
  },
  'day-keys': {
    days: 2,
    from: 'the day was over',
    why: 'The key of a day under which nothing is kept any more: without it no backup can be read either, once it is gone there too.',
  },
} as const satisfies Record<string, RetentionTerm>;

/** A kind of thing that is kept for a time only. */
export type Retained = keyof typeof retentionTerms;

/** The instant before which things of this kind are over their time. `officeDays`: the office's own term. */
export function isOverBefore(what: Retained, now: Date, officeDays: number): Date {
  const { days }: RetentionTerm = retentionTerms[what];
  return new Date(now.getTime() - (days === 'office' ? officeDays : days) * DAY_MS);
}

/** Minutes after midnight of the office at which erasing begins: nobody is at the desks. */
const NIGHT_MINUTE = 150;

/** The next 02.30 of the office's day after `now`. */
export function nextNight(now: Date, utcOffsetMinutes: number): Date {
  const midnight = Date.parse(`${officeDay(now.toISOString(), utcOffsetMinutes)}T00:00:00Z`);
  const tonight = midnight + (NIGHT_MINUTE - utcOffsetMinutes) * 60_000;
  return new Date(tonight > now.getTime() ? tonight : tonight + DAY_MS);
}
