/** A document that was issued takes the place of earlier ones of the same kind and number, in other cases. */
import { type CaseState, type DocumentJob, findDocument, isStanding } from '../domain/case/state.ts';
import { isRefusal } from '../domain/refusal.ts';
import { type App, wholeOffice } from './app.ts';
import { asSystem, performIn } from './perform-act.ts';
import type { Transaction } from './ports.ts';

/** Which of two came first; documents of one instant are told apart by their ids, which grow with time. */
function isEarlier(one: DocumentJob, other: DocumentJob): boolean {
  const [a, b] = [one.issuedAt ?? '', other.issuedAt ?? ''];
  return a < b || (a === b && one.id < other.id);
}

async function supersede(
  app: App,
  tx: Transaction,
  earlier: { caseId: string; documentJobId: string },
  state: CaseState,
  later: DocumentJob,
): Promise<void> {
  const outcome = await performIn(app, tx, asSystem, earlier.caseId, (found) => {
    const job = findDocument(found, earlier.documentJobId)!;
    const replacedBy = { at: later.issuedAt!, caseNumber: state.number };
    return isStanding(job) && isEarlier(job, later)
      ? { act: 'supersede-document', documentId: job.id, replacedBy }
      : { refused: 'nothing-to-do' };
  });
  if (isRefusal(outcome) && outcome.refused !== 'nothing-to-do')
    throw new Error(`a document could not be superseded: ${outcome.refused}`);
}

/**
 * Runs as a job after the issue was committed, so that the case of another area is reached too and two issues of one
 * moment see each other. Done twice it changes nothing.
 */
export function supersedeEarlier(app: App, caseId: string, documentId: string): Promise<void> {
  return app.storage.transact(wholeOffice(app), async (tx) => {
    const state = await tx.cases.get(caseId);
    const job = state && findDocument(state, documentId);
    // Replaced itself in the meantime: whoever replaced it looks after the earlier ones too.
    if (state === undefined || job?.draft === undefined || !isStanding(job)) return;
    for (const earlier of await tx.cases.findStanding(job.documentId, job.draft.number))
      if (earlier.isErased) await tx.cases.replaceErased(earlier.documentJobId, new Date(job.issuedAt!));
      else if (earlier.documentJobId !== job.id) await supersede(app, tx, earlier, state, job);
  });
}
