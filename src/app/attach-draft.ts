/** The operator drops a PDF that SIAK made: it is read, matched to the document it must be, and kept as its draft. */
import { joinDraftFaults } from '../domain/case/draft-faults.ts';
import { matchDraft } from '../domain/case/match-draft.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { orRefusal, orThrow } from './do-officer-act.ts';
import { asOfficer, performIn, scopeOf } from './perform-act.ts';
import type { Officer } from './ports.ts';
import { refusePdf } from './refuse-pdf.ts';

/** What became of a dropped PDF. */
export interface DraftAttached {
  documentJobId: string;
  number: string;
}

/** Matches and attaches. A PDF for another child, another kind, or of a used number is refused with the reason. */
export async function attachDraft(
  app: App,
  officer: Officer,
  caseId: string,
  pdf: Uint8Array,
): Promise<DraftAttached | Refusal> {
  const read = await app.reader.read(pdf);
  if (!read.ok) return refusePdf(read.problem);
  const performer = asOfficer(officer);
  return orRefusal(() =>
    app.storage
      .transact(scopeOf(app, performer), async (tx) => {
        const state = await tx.cases.lock(caseId);
        if (state === undefined) return refuse('not-found');
        const service = app.catalogue.at(state.serviceId, state.serviceVersion);
        const match = matchDraft(read.text, state, service);
        if (match.kind !== 'match')
          return refuse('draft-does-not-match', { what: joinDraftFaults(match.reasons) });
        const now = app.clock.now();
        const file = await tx.files.add(
          { caseId, bytes: pdf, mime: 'application/pdf', purpose: 'draft' },
          now,
        );
        const draft = { ...file, number: match.number };
        orThrow(
          await performIn(app, tx, performer, caseId, {
            act: 'attach-draft',
            documentId: match.jobId,
            draft,
          }),
        );
        return { documentJobId: match.jobId, number: match.number };
      })
      .catch((error: { constraint?: string }) => {
        if (error.constraint === 'document_jobs_number') return refuse('number-taken');
        throw error;
      }),
  );
}
