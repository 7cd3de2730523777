/** Drafts that lie about: one reminder while we may still speak freely, an end after two weeks. */
import { notice } from '../domain/conversation/notices.ts';
import { NUDGE } from '../domain/message/trouble.ts';
import { isRefusal } from '../domain/refusal.ts';
import { type App, wholeOffice } from './app.ts';
import { asSystem, performIn } from './perform-act.ts';

/** Sends the one reminder, unless the case went on or the person asked us to stop. */
export async function nudgeDraft(app: App, caseId: string): Promise<void> {
  await app.storage.transact(wholeOffice(app), async (tx) => {
    const state = await tx.cases.get(caseId);
    if (state?.status !== 'draft' || state.contactId === undefined) return;
    const contact = await tx.contacts.get(state.contactId);
    if (contact === undefined || contact.stoppedAt !== undefined) return;
    const service = app.catalogue.at(state.serviceId, state.serviceVersion);
    const language = await tx.contacts.languageOf(state.contactId);
    const body = notice(language, 'nudge', { service: service.words[language].menu });
    await tx.outbox.add(
      {
        contactId: state.contactId,
        caseId,
        purpose: NUDGE,
        content: { kind: 'message', content: { kind: 'text', body } },
      },
      app.clock.now(),
    );
    await tx.jobs.add('send-outbox', { contactId: state.contactId }, { key: state.contactId });
  });
}

/** Ends a draft, from the chat or from a desk, that nobody touched for two weeks, silently, and destroys what came with it. */
export async function expireDraft(app: App, caseId: string): Promise<void> {
  await app.storage.transact(wholeOffice(app), async (tx) => {
    const state = await tx.cases.lock(caseId);
    if (state?.status !== 'draft') return;
    const ended = await performIn(app, tx, asSystem, caseId, { act: 'lapse-case' });
    if (!isRefusal(ended)) await tx.cases.erase(caseId, app.clock.now());
  });
}
