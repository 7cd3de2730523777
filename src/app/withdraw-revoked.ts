/** A resident deleted a message: the paper it brought is withdrawn, unless an officer has accepted it already. */
import type { App } from './app.ts';
import { asResident, performIn } from './perform-act.ts';
import type { Contact, Transaction } from './ports.ts';

/** Withdraws the papers that the deleted message brought into any case of this contact. */
export async function withdrawRevoked(
  app: App,
  tx: Transaction,
  contact: Contact,
  wamid: string,
): Promise<void> {
  for (const state of await tx.cases.ofContact(contact.contactId)) {
    for (const paper of state.attachments.filter((one) => one.wamid === wamid && one.status === 'received')) {
      // A refusal means that it is too late: the office keeps what it has accepted.
      await performIn(app, tx, asResident(contact.contactId), state.id, {
        act: 'withdraw-attachment',
        attachmentId: paper.id,
      });
    }
  }
}
