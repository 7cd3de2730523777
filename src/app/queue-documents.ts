/** Puts the signed PDFs of a case into the outbox, once its applicant has proved to be the applicant. */
import { notice } from '../domain/conversation/notices.ts';
import type { App } from './app.ts';
import { asResident } from './perform-act.ts';
import type { Contact, Transaction } from './ports.ts';

/** File name as residents see it: the document and the case, no numbers of persons. */
function filenameOf(documentId: string, caseNumber: string): string {
  return `${documentId}-${caseNumber}.pdf`;
}

/** Queues every issued or received paper PDF. Sending again is harmless: the same file, no new document. */
export async function queueDocuments(
  app: App,
  tx: Transaction,
  contact: Contact,
  caseId: string,
): Promise<void> {
  const state = await tx.cases.get(caseId);
  if (state === undefined || state.contactId !== contact.contactId) return;
  const service = app.catalogue.at(state.serviceId, state.serviceVersion);
  const language = await tx.contacts.languageOf(contact.contactId);
  const url = `${app.settings.publicUrl}/cek`;
  const now = app.clock.now();
  for (const job of state.documents) {
    if (job.signed === undefined || (job.status !== 'issued' && job.status !== 'received')) continue;
    const words = service.produces.find((one) => one.document.id === job.documentId)!.document.words;
    const code = await tx.cases.documentCode(job.id);
    await tx.outbox.add(
      {
        contactId: contact.contactId,
        caseId,
        purpose: `document/${job.id}`,
        content: {
          kind: 'file',
          file: job.signed,
          mime: 'application/pdf',
          filename: filenameOf(job.documentId, state.number),
          caption: notice(language, 'caption', { document: words[language].name, url, code }),
        },
      },
      now,
    );
    await tx.accessLog.add(
      {
        actor: asResident(contact.contactId).actor,
        purpose: 'deliver',
        what: `document/${job.documentId}`,
        caseId,
      },
      now,
    );
  }
}
