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
  const cases = await tx.cases.ofContact(contactId);
  const kept = cases.filter((state) => state.submittedAt !== undefined);
  await tx.contacts.eraseConversation(
    contactId,
    {
      caseIds: kept.map((state) => state.id),
      wamids: kept.flatMap((state) => state.attachments.flatMap(({ wamid }) => wamid ?? [])),
    },
    now,
  );
  for (const { id, status } of cases.filter((state) => state.submittedAt === undefined)) {
    if (status === 'draft')
      orThrow(await performIn(app, tx, asResident(contactId), id, { act: 'withdraw-case' }));
    else await tx.cases.lock(id);
    await tx.cases.erase(id, now);
  }
}
