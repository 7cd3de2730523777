/** The operator brings a PDF that was signed in SIAK itself: the same checks as for one that BSrE gave back. */

import { isAllowed } from '../domain/case/acts.ts';
import { joinDraftFaults } from '../domain/case/draft-faults.ts';
import { matchDraft } from '../domain/case/match-draft.ts';
import { findDocument } from '../domain/case/state.ts';
import { officeDay } from '../domain/office/calendar.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { orRefusal } from './do-officer-act.ts';
import { keepFaultyPdf } from './keep-faulty-pdf.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Officer, Transaction } from './ports.ts';
import { refusePdf } from './refuse-pdf.ts';
import { authorityFor, storeSigned } from './sign-documents.ts';

/** The officer of this office whose NIK stands in the certificate and who might sign this document then. */
async function findSigner(
  app: App,
  tx: Transaction,
  nik: string | undefined,
  documentId: string,
  signedAt: string,
): Promise<Officer | undefined> {
  if (nik === undefined) return undefined;
  // Authority counts on the day of signing: a Plh whose days are over signed rightly while they ran.
  const day = officeDay(signedAt, app.office().utcOffsetMinutes);
  for (const officer of await tx.directory.listOfficers()) {
    if ((await tx.directory.officerNik(officer.officerId)) !== nik) continue;
    if (authorityFor(await tx.directory.authoritiesOf(officer.officerId), documentId, day)) return officer;
  }
  return undefined;
}

/** Takes the signed PDF in and issues the document, or refuses with what is wrong. */
export async function takeInSigned(
  app: App,
  officer: Officer,
  given: { caseId: string; documentId: string; pdf: Uint8Array },
): Promise<{ status: string } | Refusal> {
  const read = await app.reader.read(given.pdf);
  if (!read.ok) return refusePdf(read.problem);
  const performer = asOfficer(officer);
  return orRefusal(() =>
    app.storage.transact(scopeOf(app, performer), async (tx) => {
      const state = await tx.cases.lock(given.caseId);
      const job = state && findDocument(state, given.documentId);
      if (state === undefined || job?.draft === undefined) return refuse('unknown-document');
      // Before the PDF is judged: a slip of the hand is no faulty signature, and nothing to keep.
      if (!isAllowed('take-in-signed', performer.by, state, job))
        return refuse(
          job.status === 'signing' || job.status === 'unsettled' ? 'signing-unsettled' : 'not-now',
        );
      const service = app.catalogue.at(state.serviceId, state.serviceVersion);
      const match = matchDraft(read.text, { ...state, documents: [{ ...job, status: 'planned' }] }, service);
      if (match.kind !== 'match')
        return refuse('draft-does-not-match', { what: joinDraftFaults(match.reasons) });
      const draft = await tx.files.read(job.draft.fileId);
      if (draft === undefined) throw new Error('the draft of a verified document is missing');
      const report = await app.checker.check(given.pdf, {
        number: job.draft.number,
        sent: draft.bytes,
      });
      const signedAt = (report.signedAt ?? app.clock.now()).toISOString();
      const signer = await findSigner(app, tx, report.signer?.nik, job.documentId, signedAt);
      const faults = signer === undefined ? [...report.faults, 'wrong-signer'] : report.faults;
      if (signer === undefined || faults.length > 0) {
        const reason = faults.join(', ');
        await keepFaultyPdf(app, tx, performer, state, { documentId: job.id, pdf: given.pdf, reason });
        return refuse('signed-pdf-faulty', { what: reason });
      }
      const after = await storeSigned(app, tx, state, job, {
        pdf: given.pdf,
        by: performer,
        record: (file) => ({
          act: 'take-in-signed',
          documentId: job.id,
          number: match.number,
          file,
          signedAt,
          signerId: signer.officerId,
        }),
      });
      return { status: findDocument(after, job.id)!.status };
    }),
  );
}
