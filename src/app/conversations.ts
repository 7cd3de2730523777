/** Conversations that an officer holds: the list, one thread, and giving it back to the automatic service. */
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Contact, Officer, ThreadMessage, Transaction } from './ports.ts';

/** One conversation in the list. `label` is enough to tell two apart, not to call. */
export interface ConversationView {
  contactId: string;
  label: string;
  reason?: string;
  handedOverAt?: string;
  lastInboundAt?: string;
  cases: { id: string; number: string }[];
}

function labelOf(contact: Contact): string {
  const { waId, username } = contact.identity;
  if (username !== undefined) return `@${username}`;
  return waId === undefined ? 'Tanpa nomor' : `+${waId.slice(0, 4)}•••${waId.slice(-4)}`;
}

async function view(tx: Transaction, contact: Contact): Promise<ConversationView> {
  const cases = await tx.cases.ofContact(contact.contactId);
  return {
    contactId: contact.contactId,
    label: labelOf(contact),
    cases: cases.map(({ id, number }) => ({ id, number })),
    ...(contact.handoverReason !== undefined && { reason: contact.handoverReason }),
    ...(contact.handedOverAt !== undefined && { handedOverAt: contact.handedOverAt }),
    ...(contact.lastInboundAt !== undefined && { lastInboundAt: contact.lastInboundAt }),
  };
}

/** Conversations that wait for an officer, longest first. */
export function listConversations(app: App, officer: Officer): Promise<ConversationView[]> {
  return app.storage.transact(scopeOf(app, asOfficer(officer)), async (tx) => {
    const contacts = await tx.contacts.listHandedOver();
    return Promise.all(contacts.map((contact) => view(tx, contact)));
  });
}

/** One thread; the look is logged. */
export function readConversation(
  app: App,
  officer: Officer,
  contactId: string,
): Promise<(ConversationView & { thread: ThreadMessage[] }) | Refusal> {
  const performer = asOfficer(officer);
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const contact = await tx.contacts.get(contactId);
    if (contact === undefined) return refuse('not-found');
    const log = { actor: performer.actor, purpose: 'hand-over-chat', what: `thread/${contactId}` };
    await tx.accessLog.add(log, app.clock.now());
    return { ...(await view(tx, contact)), thread: await tx.inbox.thread(contactId, 200) };
  });
}

/** Gives the conversation back: from the next message on the automatic service answers again. */
export function releaseConversation(
  app: App,
  officer: Officer,
  contactId: string,
): Promise<{ done: true } | Refusal> {
  return app.storage.transact(scopeOf(app, asOfficer(officer)), async (tx) => {
    if ((await tx.contacts.get(contactId)) === undefined) return refuse('not-found');
    await tx.contacts.release(contactId);
    await tx.notify('handed-over');
    await tx.notify(`contact/${contactId}`);
    return { done: true } as const;
  });
}
