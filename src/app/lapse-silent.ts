/** Cases that nobody finishes: ended and erased once the resident was silent for as long as ended cases are kept. */
import type { App } from './app.ts';
import { isDatabaseAway, wholeOffice } from './app.ts';
import { orThrow } from './do-officer-act.ts';
import { asSystem, performIn } from './perform-act.ts';

/**
 * Ends and erases up to `limit` cases that wait for their resident and of which nobody heard since `before`. Answers
 * how many. One that cannot be ended goes to the log and keeps no other back.
 */
export function lapseSilent(app: App, before: Date, limit: number): Promise<number> {
  return app.storage.transact(wholeOffice(app), async (tx) => {
    let count = 0;
    for (const caseId of await tx.retention.silentCases(before, limit)) {
      try {
        await tx.attempt(async () => {
          orThrow(await performIn(app, tx, asSystem, caseId, { act: 'lapse-case' }));
          await tx.cases.erase(caseId, app.clock.now());
        });
        count += 1;
      } catch (error) {
        if (isDatabaseAway(error)) throw error;
        app.log.incident(app.newId(), 'a case of a silent resident could not be ended', error);
      }
    }
    return count;
  });
}
