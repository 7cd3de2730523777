/**
 * A resident deleted a message: the file that it brought is erased or, once it is a paper of a case, withdrawn. Its
 * words are erased by the inbox, unless they belong to a case that was handed in; an answer that they gave stays given.
 */
import type { App } from './app.ts';
import { asResident, performIn } from './perform-act.ts';
import type { Contact, Transaction } from './ports.ts';

/**
 * Erases the file of the deleted message while it waits to be fetched or belongs to no case, and withdraws the papers
 * that it brought into any case of this contact.
 */
export async function withdrawRevoked(
  app: App,
  tx: Transaction,
  contact: Contact,
  wamid: string,
): Promise<void> {
  const caseIds = await tx.media.casesOf(contact.contactId, wamid);
  await tx.media.eraseOf(contact.contactId, wamid, app.clock.now());
  for (const caseId of caseIds) {
    const papers = (await tx.cases.get(caseId))?.attachments ?? [];
    for (const paper of papers.filter((one) => one.wamid === wamid && one.status === 'received')) {
      // A refusal means that it is too late: the office keeps what it has accepted.
      await performIn(app, tx, asResident(contact.contactId), caseId, {
        act: 'withdraw-attachment',
        attachmentId: paper.id,
      });
    }
  }
}
