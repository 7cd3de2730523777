/** HAPUS DATA: everything of a resident goes that was not handed in, and with it the consent (UU 27/2022 Art. 8, 9). */
import type { App } from './app.ts';
import { orThrow } from './do-officer-act.ts';
import { asResident, performIn } from './perform-act.ts';
import type { Contact, Transaction } from './ports.ts';

/**
 * Erases drafts, files that are in no case, messages that belong to no case that was handed in, consent and
 * conversation. What was handed in stays until its own time is over; so do the number that answers go to, and the fact
 * and time of the withdrawal.
 */
export async function eraseUnsent(app: App, tx: Transaction, { contactId }: Contact): Promise<void> {
  const now = app.clock.now();
  await tx.contacts.eraseConversation(contactId, now);
  for (const id of await tx.cases.unsentOf(contactId)) {
    const state = await tx.cases.lock(id);
    if (state?.status === 'draft')
      orThrow(await performIn(app, tx, asResident(contactId), id, { act: 'withdraw-case' }));
    await tx.cases.erase(id, now);
  }
}
