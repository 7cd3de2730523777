/** Each night: erases what is over its time, in batches that each stand for themselves, and says how much it was. */
import { isOverBefore, nextNight, type Retained, retentionTerms } from '../domain/office/retention.ts';
import { type App, wholeOffice } from './app.ts';
import type { Transaction } from './ports.ts';

/** Things in one transaction: nobody waits long for a row, and a kill undoes no more than this. */
const BATCH = 200;
/** A case takes its files, persons and messages along. */
const CASES_IN_A_BATCH = 10;

const kinds = Object.keys(retentionTerms) as Retained[];

const batchOf = (what: Retained) => (what === 'cases' || what === 'drafts' ? CASES_IN_A_BATCH : BATCH);

/** Sees to it that the next night has its run. Set before anything is erased, so that no failure ends the row of nights. */
export async function planErasing(app: App, tx: Transaction): Promise<void> {
  const { officeId, utcOffsetMinutes } = app.office();
  await tx.due.ensure('erase-expired', officeId, nextNight(app.clock.now(), utcOffsetMinutes));
}

async function eraseAll(app: App, what: Retained): Promise<number> {
  const limit = batchOf(what);
  const { retentionDays } = app.office().profile;
  for (let total = 0; ; ) {
    const now = app.clock.now();
    const before = isOverBefore(what, now, retentionDays);
    const count = await app.storage.transact(wholeOffice(app), (tx) =>
      tx.retention.erase(what, before, limit, now),
    );
    total += count;
    if (count < limit) return total;
  }
}

/**
 * Erases everything that is over its time (the terms: domain/office/retention.ts) and sessions that have ended.
 * Broken off anywhere, the next run goes on from there. The line in the log holds counts only.
 */
export async function eraseExpired(
  app: App,
  eraseSessions: () => Promise<number>,
): Promise<Record<Retained | 'sessions', number>> {
  await app.storage.transact(wholeOffice(app), (tx) => planErasing(app, tx));
  const counts = { sessions: await eraseSessions() } as Record<Retained | 'sessions', number>;
  for (const what of kinds) counts[what] = await eraseAll(app, what);
  app.log.info('what was over its time is erased', counts);
  return counts;
}
