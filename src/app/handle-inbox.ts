/** Handles what residents sent: one ordered queue per sender, one transaction per message, nothing skipped. */
import { readPin } from '../domain/conversation/pin.ts';
import { type App, isDatabaseAway, wholeOffice } from './app.ts';
import { caseForFiles, converseWith } from './converse-with.ts';
import { fetchOptions } from './fetch-media.ts';
import type { Contact, InboundContent, Transaction, WaitingMessage } from './ports.ts';
import { withdrawRevoked } from './withdraw-revoked.ts';

/** Senders handled side by side; their messages one after another. */
const SENDERS_AT_ONCE = 4;
/** After this many failures a message is parked for an officer, so that it cannot block those behind it. */
const MAX_TRIES = 5;

type Media = Extract<InboundContent, { kind: 'media' }>;

async function takeInMedia(
  app: App,
  tx: Transaction,
  contact: Contact,
  message: WaitingMessage,
  content: Media,
): Promise<void> {
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
}

/** Papers are fetched; a sticker is nothing, a voice message or video is for an officer. */
async function hearMedia(
  app: App,
  tx: Transaction,
  contact: Contact,
  message: WaitingMessage,
  content: Media,
): Promise<void> {
  if (content.mediaKind === 'image' || content.mediaKind === 'document') {
    return takeInMedia(app, tx, contact, message, content);
  }
  const isSticker = content.mediaKind === 'sticker';
  await converseWith(
    app,
    tx,
    contact,
    isSticker ? { kind: 'other', wireType: 'sticker' } : { kind: 'voice' },
  );
}

async function handle(app: App, tx: Transaction, message: WaitingMessage): Promise<string> {
  const now = app.clock.now();
  const contact = await tx.contacts.findOrMake(message.phoneNumberId, message.identity, now);
  const { content } = message;
  await tx.contacts.noteInbound(contact.contactId, new Date(message.sentAt));
  await tx.notify(`contact/${contact.contactId}`);
  switch (content.kind) {
    case 'text': {
      const { heardPin } = await converseWith(app, tx, contact, { kind: 'text', body: content.body });
      if (heardPin) await tx.inbox.hideText(message);
      break;
    }
    case 'choice':
      await converseWith(app, tx, contact, { kind: 'choice', id: content.id, title: content.title });
      break;
    case 'media':
      await hearMedia(app, tx, contact, message, content);
      break;
    case 'contact':
      await converseWith(app, tx, contact, { kind: 'phone-shared' });
      break;
    case 'revoke':
      await withdrawRevoked(app, tx, contact, content.targetWamid);
      break;
    case 'identity-changed':
      await tx.contacts.linkIdentity(contact.contactId, content.next, now);
      break;
    case 'reaction':
    case 'edit':
    case 'location':
    case 'unsupported':
      // Seen by the officer in the thread; no answer to a step, and no billed reply to a thumb.
      await converseWith(app, tx, contact, { kind: 'other', wireType: content.kind });
      break;
  }
  return contact.contactId;
}

/** Handles the oldest message of a sender; `false` when there is none, or another worker has the sender. */
async function handleNext(app: App, senderIndex: Buffer): Promise<boolean> {
  let message: WaitingMessage | undefined;
  try {
    return await app.storage.transact(wholeOffice(app), async (tx) => {
      if (!(await tx.inbox.takeSender(senderIndex))) return false;
      [message] = await tx.inbox.waitingOf(senderIndex, 1);
      if (message === undefined) return false;
      const contactId = await handle(app, tx, message);
      await tx.inbox.markHandled(message, contactId, app.clock.now());
      return true;
    });
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
    if (message.content.kind === 'text' && readPin(message.content.body) !== undefined)
      await tx.inbox.hideText(message);
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
