/** Handles what residents sent: one ordered queue per sender, one transaction per message, nothing skipped. */
import { holdsPin } from '../domain/conversation/pin.ts';
import { type App, isDatabaseAway, wholeOffice } from './app.ts';
import { caseForFiles, converseWith, type Heard, isWithOfficer } from './converse-with.ts';
import { fetchOptions } from './fetch-media.ts';
import type { Contact, InboundContent, Transaction, WaitingMessage } from './ports.ts';
import { showAsRead } from './show-as-read.ts';
import { withdrawRevoked } from './withdraw-revoked.ts';

/** Senders handled side by side; their messages one after another. */
const SENDERS_AT_ONCE = 4;
/** After this many failures a message is parked for an officer, so that it cannot block those behind it. */
const MAX_TRIES = 5;

type Media = Extract<InboundContent, { kind: 'media' }>;
/** The case that a message was about, if it was about one, and whether everything unsent was erased with it. */
type About = Partial<Pick<Heard, 'caseId' | 'hasErased'>>;

async function takeInMedia(
  app: App,
  tx: Transaction,
  contact: Contact,
  message: WaitingMessage,
  content: Media,
): Promise<About> {
  const mediaKey = app.newId();
  const caseId = await caseForFiles(app, tx, contact);
  await tx.media.add({
    mediaKey,
    contactId: contact.contactId,
    wamid: message.wamid,
    mediaId: content.mediaId,
    hint: [content.caption, content.filename].filter((one) => one !== undefined).join(' '),
    arrivedAt: message.receivedAt,
    ...(content.sha256 !== undefined && { sha256: content.sha256 }),
    ...(caseId !== undefined && { caseId }),
  });
  await tx.jobs.add('fetch-media', { mediaKey }, fetchOptions(mediaKey, contact.contactId));
  return caseId === undefined ? {} : { caseId };
}

/** A voice note or video: fetched for the officer who will hear it, outside every case. */
async function takeInRecording(
  app: App,
  tx: Transaction,
  contact: Contact,
  message: WaitingMessage,
  content: Media,
): Promise<void> {
  const mediaKey = app.newId();
  await tx.media.add({
    mediaKey,
    contactId: contact.contactId,
    wamid: message.wamid,
    mediaId: content.mediaId,
    hint: '',
    arrivedAt: message.receivedAt,
    isRecording: true,
    ...(content.sha256 !== undefined && { sha256: content.sha256 }),
  });
  await tx.jobs.add('fetch-media', { mediaKey }, fetchOptions(mediaKey, contact.contactId));
}

/** Papers are fetched; a sticker is nothing, a voice message or video is for an officer. */
async function hearMedia(
  app: App,
  tx: Transaction,
  contact: Contact,
  message: WaitingMessage,
  content: Media,
): Promise<About> {
  if (content.mediaKind === 'image' || content.mediaKind === 'document') {
    return takeInMedia(app, tx, contact, message, content);
  }
  const isSticker = content.mediaKind === 'sticker';
  if (!isSticker) await takeInRecording(app, tx, contact, message, content);
  return converseWith(
    app,
    tx,
    contact,
    isSticker ? { kind: 'other', wireType: 'sticker' } : { kind: 'voice' },
  );
}

/** What a message was changed into is never an answer; the PIN in it is hidden like the PIN itself. */
async function hearEdit(
  app: App,
  tx: Transaction,
  contact: Contact,
  message: WaitingMessage,
  edit: Extract<InboundContent, { kind: 'edit' }>,
): Promise<About> {
  if (holdsPin(edit.body) || (await tx.inbox.wasPin(message.phoneNumberId, edit.targetWamid)))
    await tx.inbox.hideText(message);
  return converseWith(app, tx, contact, { kind: 'other', wireType: edit.kind });
}

/** Hears the message by its kind; answers which case it was about. */
async function hear(app: App, tx: Transaction, contact: Contact, message: WaitingMessage): Promise<About> {
  const { content } = message;
  switch (content.kind) {
    case 'text': {
      const heard = await converseWith(app, tx, contact, { kind: 'text', body: content.body });
      if (heard.heardPin) await tx.inbox.hideText(message);
      return heard;
    }
    case 'choice':
      return converseWith(app, tx, contact, { kind: 'choice', id: content.id, title: content.title });
    case 'media':
      return hearMedia(app, tx, contact, message, content);
    case 'contact':
      return converseWith(app, tx, contact, { kind: 'phone-shared' });
    case 'revoke':
      // First the words: what their files belong to is known only while those are there.
      await tx.inbox.takeBack(message, content.targetWamid, app.newId());
      await withdrawRevoked(app, tx, contact, content.targetWamid);
      return {};
    case 'identity-changed':
      await tx.contacts.linkIdentity(contact.contactId, content.next, app.clock.now());
      return {};
    case 'edit':
      return hearEdit(app, tx, contact, message, content);
    case 'reaction':
    case 'location':
    case 'unsupported':
      // Seen by the officer in the thread; no answer to a step, and no billed reply to a thumb.
      return converseWith(app, tx, contact, { kind: 'other', wireType: content.kind });
  }
}

/** Handles the message; answers whether the automatic service took it in, which the resident may see. */
async function handle(app: App, tx: Transaction, message: WaitingMessage): Promise<boolean> {
  const now = app.clock.now();
  const contact = await tx.contacts.findOrMake(message.phoneNumberId, message.identity, now);
  await tx.contacts.noteInbound(contact.contactId, new Date(message.sentAt));
  await tx.notify(`contact/${contact.contactId}`);
  const { caseId, hasErased } = await hear(app, tx, contact, message);
  const about = { contactId: contact.contactId, ...(caseId !== undefined && { caseId }) };
  await tx.inbox.markHandled(message, about, now);
  if (hasErased) await tx.inbox.erase(message);
  return message.content.kind !== 'identity-changed' && !isWithOfficer(contact, now);
}

/** Handles the oldest message of a sender; `false` when there is none, or another worker has the sender. */
async function handleNext(app: App, senderIndex: Buffer): Promise<boolean> {
  let message: WaitingMessage | undefined;
  let isTakenIn = false;
  try {
    const isHandled = await app.storage.transact(wholeOffice(app), async (tx) => {
      if (!(await tx.inbox.takeSender(senderIndex))) return false;
      [message] = await tx.inbox.waitingOf(senderIndex, 1);
      if (message === undefined) return false;
      isTakenIn = await handle(app, tx, message);
      return true;
    });
    if (message !== undefined && isTakenIn) showAsRead(app, message.wamid);
    return isHandled;
  } catch (error) {
    // An outage is not the message's fault and costs it no try.
    if (message === undefined || isDatabaseAway(error)) throw error;
    return noteFailure(app, message, error);
  }
}

async function noteFailure(app: App, message: WaitingMessage, error: unknown): Promise<boolean> {
  const incident = app.newId();
  app.log.incident(incident, 'a message could not be handled', error);
  const isParked = message.tries + 1 >= MAX_TRIES;
  await app.storage.transact(wholeOffice(app), async (tx) => {
    await tx.inbox.noteTry(message);
    if (!isParked) return;
    const contact = await tx.contacts.findOrMake(message.phoneNumberId, message.identity, app.clock.now());
    // What would have been hidden in the transaction that failed is hidden here.
    if ('body' in message.content && holdsPin(message.content.body)) await tx.inbox.hideText(message);
    const parked = { ...message, tries: message.tries + 1 };
    await tx.inbox.park(parked, contact.contactId, `Kejadian ${incident}`, app.clock.now());
    await tx.contacts.handOver(contact.contactId, 'something-wrong', app.clock.now());
  });
  if (!isParked) throw error;
  return true;
}

/**
 * Handles everything that waits. A failing message is tried again by the job library with a growing delay;
 * other senders go on meanwhile.
 */
export async function handleInbox(app: App): Promise<void> {
  const failures: unknown[] = [];
  const failed = new Set<string>();
  for (;;) {
    const waiting = await app.storage.transact(wholeOffice(app), (tx) => tx.inbox.waitingSenders(200));
    const senders = waiting.filter((sender) => !failed.has(sender.toString('hex')));
    if (senders.length === 0) break;
    let progress = 0;
    const work = senders.values();
    const worker = async () => {
      for (const sender of work) {
        try {
          while (await handleNext(app, sender)) progress += 1;
        } catch (error) {
          failed.add(sender.toString('hex'));
          failures.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: SENDERS_AT_ONCE }, worker));
    if (progress === 0) break;
  }
  if (failures.length > 0) throw failures[0];
}
