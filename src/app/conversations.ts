/** Conversations that an officer holds: the list, one thread, and giving it back to the automatic service. */
import type { CaseState } from '../domain/case/state.ts';
import type { HandOverReason } from '../domain/conversation/types.ts';
import { seesArea } from '../domain/office/seen-areas.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { type App, wholeOffice } from './app.ts';
import { areaOf, asOfficer, scopeOf } from './perform-act.ts';
import type { Contact, Officer, ThreadMessage, Transaction } from './ports.ts';
import { showAsRead } from './show-as-read.ts';
import { showThread } from './show-thread.ts';

/** One conversation in the list. `label` is enough to tell two apart, not to call; absent without name and number. */
export interface ConversationView {
  contactId: string;
  label?: string;
  /** The name that the resident gave themself on WhatsApp: a hint, no proof. */
  profileName?: string;
  reason?: HandOverReason;
  handedOverAt?: string;
  lastInboundAt?: string;
  cases: { id: string; number: string }[];
}

/** How officers know a resident: the WhatsApp name, else the number with its middle hidden. */
export function labelOf(contact: Contact): string | undefined {
  const { waId, username } = contact.identity;
  if (username !== undefined) return `@${username}`;
  return waId === undefined ? undefined : `+${waId.slice(0, 4)}•••${waId.slice(-4)}`;
}

async function view(tx: Transaction, contact: Contact): Promise<ConversationView> {
  const cases = await tx.cases.ofContact(contact.contactId);
  const label = labelOf(contact);
  const profileName = await tx.inbox.profileNameOf(contact.contactId);
  return {
    ...(profileName !== undefined && { profileName }),
    contactId: contact.contactId,
    ...(label !== undefined && { label }),
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

/** More than so many nobody reads down to. */
const MOST_SHOWN = 200;

/** The first `most` contacts that wait for an officer and that this one may see, longest first. */
export function findHandedOver(app: App, officer: Officer, most = MOST_SHOWN): Promise<Contact[]> {
  return app.storage.transact(wholeOffice(app), async (tx) => {
    const contacts: Contact[] = [];
    for (const contactId of await tx.contacts.listHandedOver()) {
      if (contacts.length === most) break;
      if (!(await isVisible(app, tx, officer, contactId))) continue;
      const contact = await tx.contacts.get(contactId);
      if (contact !== undefined) contacts.push(contact);
    }
    return contacts;
  });
}

/** The contact, if it is there and this officer may see it. */
export function findContact(app: App, officer: Officer, contactId: string): Promise<Contact | undefined> {
  return app.storage.transact(wholeOffice(app), async (tx) =>
    (await isVisible(app, tx, officer, contactId)) ? tx.contacts.get(contactId) : undefined,
  );
}

/** Conversations that wait for an officer, longest first; the look is logged. */
export async function listConversations(app: App, officer: Officer): Promise<ConversationView[]> {
  const contacts = await findHandedOver(app, officer);
  const performer = asOfficer(officer);
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const look = { actor: performer.actor, purpose: 'queue', what: 'desk/conversations' };
    await tx.accessLog.addOnce(look, app.clock.now());
    const views: ConversationView[] = [];
    for (const contact of contacts) views.push(await view(tx, contact));
    return views;
  });
}

/** One thread; the look is logged, and a reveal of the numbers in it as such. */
export async function readConversation(
  app: App,
  officer: Officer,
  contactId: string,
  isRevealed = false,
): Promise<(ConversationView & { thread: ThreadMessage[] }) | Refusal> {
  const contact = await findContact(app, officer, contactId);
  if (contact === undefined) return refuse('not-found');
  const performer = asOfficer(officer);
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const what = `${isRevealed ? 'thread-numbers' : 'thread'}/${contactId}`;
    const log = { actor: performer.actor, purpose: 'hand-over-chat', what };
    await tx.accessLog.addOnce(log, app.clock.now());
    return {
      ...(await view(tx, contact)),
      thread: showThread(await tx.inbox.thread(contactId, 200), isRevealed),
    };
  });
}

/** Gives the conversation back, noted with who did it: from the next message on the automatic service answers again. */
export async function releaseConversation(
  app: App,
  officer: Officer,
  contactId: string,
): Promise<{ done: true } | Refusal> {
  if ((await findContact(app, officer, contactId)) === undefined) return refuse('not-found');
  const performer = asOfficer(officer);
  const wamid = await app.storage.transact(scopeOf(app, performer), async (tx) => {
    await tx.contacts.release(contactId);
    const note = { actor: performer.actor, purpose: 'hand-over-chat', what: `release/${contactId}` };
    await tx.accessLog.add(note, app.clock.now());
    await tx.notify('handed-over');
    await tx.notify(`contact/${contactId}`);
    return tx.inbox.newestWamid(contactId);
  });
  // What came in the meantime has now been taken care of, by a person.
  if (wamid !== undefined) showAsRead(app, wamid);
  return { done: true };
}

/** The resident's number in full, to call or write to; each look is logged. Who hides it on WhatsApp has only a name. */
export async function revealPhone(
  app: App,
  officer: Officer,
  contactId: string,
): Promise<{ phone?: string; username?: string } | Refusal> {
  const contact = await findContact(app, officer, contactId);
  if (contact === undefined) return refuse('not-found');
  const performer = asOfficer(officer);
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const log = { actor: performer.actor, purpose: 'hand-over-chat', what: `phone/${contactId}` };
    await tx.accessLog.add(log, app.clock.now());
    const { waId, username } = contact.identity;
    return {
      ...(waId !== undefined && { phone: `+${waId}` }),
      ...(username !== undefined && { username }),
    };
  });
}

/** A voice note or video of this contact, as it came; each look is logged. */
export async function readRecording(
  app: App,
  officer: Officer,
  contactId: string,
  mediaKey: string,
): Promise<{ bytes: Uint8Array; mime: string } | Refusal> {
  if ((await findContact(app, officer, contactId)) === undefined) return refuse('not-found');
  const performer = asOfficer(officer);
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const stored = await tx.media.findRecording(contactId, mediaKey);
    const file = stored && (await tx.files.read(stored.fileId));
    if (file === undefined) return refuse('not-found');
    const log = { actor: performer.actor, purpose: 'hand-over-chat', what: `recording/${contactId}` };
    await tx.accessLog.add(log, app.clock.now());
    return { bytes: file.bytes, mime: file.mime };
  });
}
