/** Finds signing requests without an outcome, as a crash leaves them, and makes them visible as unsettled. */
import { isRefusal } from '../domain/refusal.ts';
import { type App, wholeOffice } from './app.ts';
import { asSystem, performIn } from './perform-act.ts';
import type { UnsettledSigning } from './ports.ts';

async function sweep(app: App, attempts: readonly UnsettledSigning[]): Promise<number> {
  let count = 0;
  for (const attempt of attempts) {
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

/** Marks every attempt that never ended as unknown, whatever the clock says. Returns how many. */
export async function sweepAllSigning(app: App): Promise<number> {
  return sweep(app, await app.storage.transact(wholeOffice(app), (tx) => tx.signing.open()));
}

/** Marks attempts that have waited for longer than any answer takes. Returns how many. */
export async function sweepStaleSigning(app: App): Promise<number> {
  const now = app.clock.now();
  const { signingTimeoutMs } = app.settings;
  return sweep(
    app,
    await app.storage.transact(wholeOffice(app), (tx) =>
      tx.signing.open({ now, timeoutMs: signingTimeoutMs }),
    ),
  );
}
