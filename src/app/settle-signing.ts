/** A person settles a signing of which the outcome was unknown, with evidence: the PDF found, or that there is none. */
import { findDocument } from '../domain/case/state.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { orRefusal, orThrow } from './do-officer-act.ts';
import { keepFaultyPdf } from './keep-faulty-pdf.ts';
import { asOfficer, performIn, scopeOf } from './perform-act.ts';
import type { Officer } from './ports.ts';
import { storeSigned } from './sign-documents.ts';

/** What the person found out at BSrE. With `pdf`, the document was signed after all. */
export interface SigningEvidence {
  caseId: string;
  documentId: string;
  attemptId: string;
  evidence: string;
  pdf?: Uint8Array;
}

/** Settles the attempt. A PDF goes through the same checks as any that comes back by itself. */
export function settleSigning(
  app: App,
  officer: Officer,
  given: SigningEvidence,
): Promise<{ status: string } | Refusal> {
  const performer = asOfficer(officer);
  const { documentId, attemptId } = given;
  const evidence = given.evidence.trim();
  if (evidence.length < 5) return Promise.resolve(refuse('reason-needed'));
  return orRefusal(() =>
    app.storage.transact(scopeOf(app, performer), async (tx) => {
      const state = await tx.cases.lock(given.caseId);
      const job = state && findDocument(state, documentId);
      if (state === undefined || job?.draft === undefined || job.attempt?.id !== attemptId)
        return refuse('unknown-document');
      const now = app.clock.now();
      if (given.pdf === undefined) {
        const act = { act: 'settle-signing', documentId, attemptId, evidence } as const;
        const settled = orThrow(await performIn(app, tx, performer, state.id, act));
        await tx.signing.settle(attemptId, 'refused', evidence, undefined, now);
        return { status: findDocument(settled.state, documentId)!.status };
      }
      const draft = await tx.files.read(job.draft.fileId);
      const signerNik = await tx.directory.officerNik(job.attempt.signerId);
      // Without what was sent and who was to sign, nothing can be proved.
      if (draft === undefined || signerNik === undefined)
        throw new Error('the evidence of a signing attempt is missing');
      const report = await app.checker.check(given.pdf, {
        number: job.draft.number,
        sent: draft.bytes,
        signerNik,
      });
      if (report.faults.length > 0) {
        const reason = report.faults.join(', ');
        await keepFaultyPdf(app, tx, performer, state, { documentId, pdf: given.pdf, reason });
        return refuse('signed-pdf-faulty', { what: reason });
      }
      const signedAt = (report.signedAt ?? now).toISOString();
      const after = await storeSigned(app, tx, state, job, {
        pdf: given.pdf,
        by: performer,
        record: (file) => ({
          act: 'settle-signing',
          documentId,
          attemptId,
          evidence,
          signed: { file, signedAt },
        }),
      });
      await tx.signing.settle(attemptId, 'signed', evidence, undefined, now);
      return { status: findDocument(after, documentId)!.status };
    }),
  );
}
