/** Each night: erases what is over its time, in batches that each stand for themselves, and says how much it was. */
import { isOverBefore, nextNight, type Retained, retentionTerms } from '../domain/office/retention.ts';
import { type App, isDatabaseAway, wholeOffice } from './app.ts';
import { lapseSilent } from './lapse-silent.ts';
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

async function inBatches(limit: number, erase: () => Promise<number>): Promise<number> {
  for (let total = 0; ; ) {
    const count = await erase();
    total += count;
    if (count < limit) return total;
  }
}

async function eraseAll(app: App, what: Retained): Promise<number> {
  const limit = batchOf(what);
  const { retentionDays } = app.office().profile;
  const before = () => isOverBefore(what, app.clock.now(), retentionDays);
  const lapsed = what === 'cases' ? await inBatches(limit, () => lapseSilent(app, before(), limit)) : 0;
  const erased = await inBatches(limit, () =>
    app.storage.transact(wholeOffice(app), (tx) =>
      tx.retention.erase(what, before(), limit, app.clock.now()),
    ),
  );
  return lapsed + erased;
}

/** A kind that cannot be erased keeps no other back; the night is not called done, though. */
class Night {
  readonly #app: App;
  readonly counts = {} as Record<Retained | 'sessions', number>;
  readonly failures: unknown[] = [];

  constructor(app: App) {
    this.#app = app;
  }

  async erase(what: Retained | 'sessions', work: () => Promise<number>): Promise<void> {
    try {
      this.counts[what] = await work();
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      this.failures.push(error);
      this.#app.log.incident(this.#app.newId(), `what is over its time could not be erased: ${what}`, error);
    }
  }
}

/**
 * Erases everything that is over its time (the terms: domain/office/retention.ts) and sessions that have ended.
 * Broken off anywhere, the next run goes on from there. The line in the log holds counts only. A kind that fails goes
 * to the log, the others are erased all the same, and then it fails with the first of what went wrong.
 */
export async function eraseExpired(
  app: App,
  eraseSessions: () => Promise<number>,
): Promise<Record<Retained | 'sessions', number>> {
  await app.storage.transact(wholeOffice(app), (tx) => planErasing(app, tx));
  const night = new Night(app);
  await night.erase('sessions', eraseSessions);
  for (const what of kinds) await night.erase(what, () => eraseAll(app, what));
  if (night.failures.length > 0) throw night.failures[0];
  app.log.info('what was over its time is erased', night.counts);
  return night.counts;
}
