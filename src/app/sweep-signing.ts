/** Finds signing requests without an outcome, as a crash leaves them, and makes them visible as unsettled. */
import { isRefusal } from '../domain/refusal.ts';
import { type App, wholeOffice } from './app.ts';
import { asSystem, performIn } from './perform-act.ts';

/** Marks every attempt that began before `startedBefore` and never ended as unknown. Returns how many. */
export async function sweepSigning(app: App, startedBefore: Date): Promise<number> {
  const open = await app.storage.transact(wholeOffice(app), (tx) => tx.signing.unsettled(startedBefore));
  let count = 0;
  for (const attempt of open.filter((one) => one.outcome === undefined)) {
    await app.storage.transact(wholeOffice(app), async (tx) => {
      const reason = 'Proses berhenti sebelum jawaban BSrE tersimpan';
      const result = await performIn(app, tx, asSystem, attempt.caseId, {
        act: 'record-signing-unsettled',
        documentId: attempt.documentJobId,
        attemptId: attempt.attemptId,
        reason,
      });
      // Somebody settled it between the two transactions: nothing to mark then.
      if (isRefusal(result)) return;
      await tx.signing.settle(attempt.attemptId, 'unknown', reason, undefined, app.clock.now());
      count += 1;
    });
  }
  return count;
}
