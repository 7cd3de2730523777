/** Keeps a signed PDF that failed its checks: sealed with its case, named in its history, saved by the admin alone, never given out as a document. */
import { type CaseState, findDocument } from '../domain/case/state.ts';
import { type App, isDatabaseAway } from './app.ts';
import { orThrow } from './do-officer-act.ts';
import { type Performer, performOn } from './perform-act.ts';
import type { Transaction } from './ports.ts';

/** What came back, about which document, and what is wrong with it (codes of faults, or an incident). */
export interface FaultyPdf {
  documentId: string;
  pdf: Uint8Array;
  reason: string;
}

/**
 * Keeps it in the open transaction; the same bytes once. Answers the case as it is then. What cannot be kept must not
 * hide that something came back: the failure goes to the log, and everything else of the transaction stays.
 */
export async function keepFaultyPdf(
  app: App,
  tx: Transaction,
  by: Performer,
  state: CaseState,
  { documentId, pdf, reason }: FaultyPdf,
): Promise<CaseState> {
  const sha256 = app.sha256(pdf);
  const known = findDocument(state, documentId)?.faultyPdfs ?? [];
  if (known.some((file) => file.sha256 === sha256)) return state;
  try {
    return await tx.attempt(async () => {
      const kept = { caseId: state.id, bytes: pdf, mime: 'application/pdf', purpose: 'faulty-signed' };
      const file = await tx.files.add(kept, app.clock.now());
      return orThrow(
        await performOn(app, tx, by, state, [{ act: 'keep-faulty-pdf', documentId, file, reason }]),
      ).state;
    });
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    app.log.incident(app.newId(), 'a faulty signed PDF could not be kept', error);
    return state;
  }
}
