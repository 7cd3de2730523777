/** Conversations that an officer holds: the list, one thread, and giving it back to the automatic service. */
import type { CaseState } from '../domain/case/state.ts';
import { seesArea } from '../domain/office/seen-areas.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { type App, wholeOffice } from './app.ts';
import { areaOf, asOfficer, scopeOf } from './perform-act.ts';
import type { Contact, Officer, ThreadMessage, Transaction } from './ports.ts';
import { showAsRead } from './show-as-read.ts';

/** One conversation in the list. `label` is enough to tell two apart, not to call. */
export interface ConversationView {
  contactId: string;
  label: string;
  reason?: string;
  handedOverAt?: string;
  lastInboundAt?: string;
  cases: { id: string; number: string }[];
}

/** How officers know a resident: the WhatsApp name, else the number with its middle hidden. */
export function labelOf(contact: Contact): string {
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

/** A chat belongs to the areas of its person's cases; whoever has none yet may be answered by anybody. */
async function isVisible(app: App, tx: Transaction, officer: Officer, contactId: string): Promise<boolean> {
  if (officer.areas === '*') return true;
  const cases = await tx.cases.ofContact(contactId);
  const area = (one: CaseState) => areaOf(one, app.catalogue.at(one.serviceId, one.serviceVersion));
  return cases.length === 0 || cases.some((one) => seesArea(officer.areas, area(one)));
}

/** Contacts that wait for an officer and that this one may see, longest first. */
export function findHandedOver(app: App, officer: Officer): Promise<Contact[]> {
  return app.storage.transact(wholeOffice(app), async (tx) => {
    const contacts: Contact[] = [];
    for (const contact of await tx.contacts.listHandedOver())
      if (await isVisible(app, tx, officer, contact.contactId)) contacts.push(contact);
    return contacts;
  });
}

/** The contact, if it is there and this officer may see it. */
export function findContact(app: App, officer: Officer, contactId: string): Promise<Contact | undefined> {
  return app.storage.transact(wholeOffice(app), async (tx) =>
    (await isVisible(app, tx, officer, contactId)) ? tx.contacts.get(contactId) : undefined,
  );
}

/** Conversations that wait for an officer, longest first. */
export async function listConversations(app: App, officer: Officer): Promise<ConversationView[]> {
  const contacts = await findHandedOver(app, officer);
  return app.storage.transact(scopeOf(app, asOfficer(officer)), async (tx) => {
    const views: ConversationView[] = [];
    for (const contact of contacts) views.push(await view(tx, contact));
    return views;
  });
}

/** One thread; the look is logged. */
export async function readConversation(
  app: App,
  officer: Officer,
  contactId: string,
): Promise<(ConversationView & { thread: ThreadMessage[] }) | Refusal> {
  const contact = await findContact(app, officer, contactId);
  if (contact === undefined) return refuse('not-found');
  const performer = asOfficer(officer);
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const log = { actor: performer.actor, purpose: 'hand-over-chat', what: `thread/${contactId}` };
    await tx.accessLog.addOnce(log, app.clock.now());
    return { ...(await view(tx, contact)), thread: await tx.inbox.thread(contactId, 200) };
  });
}

/** Gives the conversation back: from the next message on the automatic service answers again. */
export async function releaseConversation(
  app: App,
  officer: Officer,
  contactId: string,
): Promise<{ done: true } | Refusal> {
  if ((await findContact(app, officer, contactId)) === undefined) return refuse('not-found');
  const wamid = await app.storage.transact(scopeOf(app, asOfficer(officer)), async (tx) => {
    await tx.contacts.release(contactId);
    await tx.notify('handed-over');
    await tx.notify(`contact/${contactId}`);
    return tx.inbox.newestWamid(contactId);
  });
  // What came in the meantime has now been taken care of, by a person.
  if (wamid !== undefined) showAsRead(app, wamid);
  return { done: true };
}
