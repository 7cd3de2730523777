/** What waits for the signer: each document with who entered and who verified it. */

import { neededRequirements } from '../catalogue/plan.ts';
import { dutyConflict } from '../domain/case/duties.ts';
import type { CaseState, DocumentJob } from '../domain/case/state.ts';
import { officeDay } from '../domain/office/calendar.ts';
import type { App } from './app.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Officer, Transaction } from './ports.ts';

/** One verified document as the signer reads it. */
export interface DocumentToSign {
  caseId: string;
  caseNumber: string;
  documentId: string;
  kind: string;
  kindName: string;
  subjectName: string;
  draft: { fileId: string; sha256: string };
  number: string;
  isRead: boolean;
  enteredByName: string;
  verifiedByName: string;
  verifiedAt: string;
  papersAccepted: number;
  papersNeeded: number;
  waitingSince: string;
  conflict?: string;
}

async function nameOf(tx: Transaction, officerId: string | undefined): Promise<string> {
  return (officerId && (await tx.directory.findOfficer(officerId))?.name) || 'Petugas';
}

async function view(
  app: App,
  tx: Transaction,
  officer: Officer,
  state: CaseState,
  job: DocumentJob,
): Promise<DocumentToSign> {
  const service = app.catalogue.at(state.serviceId, state.serviceVersion);
  const person = service.persons[job.subject]?.name;
  const needed = neededRequirements(
    service,
    state.answers,
    state.submittedOn ?? officeDay(state.openedAt, app.office().utcOffsetMinutes),
  );
  const conflict = dutyConflict('sign', job, officer.officerId);
  const draft = job.draft!;
  return {
    caseId: state.id,
    caseNumber: state.number,
    documentId: job.id,
    kind: job.documentId,
    kindName:
      service.produces.find((one) => one.document.id === job.documentId)?.document.words.id.name ??
      job.documentId,
    subjectName: String((person && state.answers[person]) ?? ''),
    draft: { fileId: draft.fileId, sha256: draft.sha256 },
    number: draft.number,
    isRead: job.readSha256 === draft.sha256,
    enteredByName: await nameOf(tx, job.enteredBy),
    verifiedByName: await nameOf(tx, job.verifiedBy),
    verifiedAt: job.verifiedAt ?? state.openedAt,
    papersAccepted: needed.filter(([id]) => state.requirements[id]?.status === 'accepted').length,
    papersNeeded: needed.length,
    waitingSince: job.verifiedAt ?? state.openedAt,
    ...(conflict !== undefined && { conflict: conflict.refused }),
  };
}

/** All verified documents that this officer may see, oldest due first; the look is logged per case. */
export function readSigningQueue(app: App, officer: Officer): Promise<DocumentToSign[]> {
  const performer = asOfficer(officer);
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const cases = await tx.cases.list({ statuses: ['accepted'], documentStatuses: ['verified'], limit: 100 });
    const documents: DocumentToSign[] = [];
    for (const { caseId } of cases) {
      const state = await tx.cases.get(caseId);
      if (state === undefined) continue;
      const log = { actor: performer.actor, purpose: 'signing', what: 'signing-queue', caseId };
      await tx.accessLog.addOnce(log, app.clock.now());
      for (const job of state.documents.filter((one) => one.status === 'verified')) {
        documents.push(await view(app, tx, officer, state, job));
      }
    }
    return documents;
  });
}
