/** Sends what waits for one contact, in order: intent first, then Meta, then what became of it. */
import { NEW_PIN } from '../domain/message/codes.ts';
import { STOPPED, TOO_LATE } from '../domain/message/thread-reason.ts';
import { isIdleWhenLate, isTroubled } from '../domain/message/trouble.ts';
import { type App, isDatabaseAway, STORING_PATIENCE_MS, wholeOffice } from './app.ts';
import type { Contact, OutboundContent, OutboxItem, SendOutcome, Transaction } from './ports.ts';

const WINDOW_MS = 24 * 3_600_000;
const MAX_TRIES = 12;

/** Paces sends: a token bucket per number and per person. In memory; after a restart it starts generous again. */
export interface Pace {
  take(pair: string, nowMs: number): { ok: true } | { ok: false; waitMs: number };
}

/** How sending is paced and how long to wait after a failure. */
export interface Sending {
  pace: Pace;
  /** Milliseconds to wait before try number `attempt` + 1, with jitter. */
  backoffMs(attempt: number, afterMs: number | undefined): number;
}

/** Meta lets us speak freely for 24 hours after the resident's last message. */
export function isWindowOpen(contact: Pick<Contact, 'lastInboundAt'>, now: Date): boolean {
  return contact.lastInboundAt !== undefined && now.getTime() - Date.parse(contact.lastInboundAt) < WINDOW_MS;
}

type Prepared = { content: OutboundContent } | { outcome: SendOutcome };

async function uploadFile(
  app: App,
  content: Extract<OutboxItem['content'], { kind: 'file' }>,
): Promise<Prepared> {
  const stored = await app.storage.transact(wholeOffice(app), (tx) => tx.files.read(content.file.fileId));
  if (stored === undefined) return { outcome: { kind: 'failed', reason: 'the file was erased' } };
  const { mime, filename, caption } = content;
  const uploaded = await app.whatsapp.upload({ bytes: stored.bytes, filename, mime });
  if (uploaded.kind !== 'uploaded') return { outcome: uploaded as SendOutcome };
  return { content: { kind: 'document', mediaId: uploaded.mediaId, filename, caption } };
}

/** A bug of ours, or an outage: the message does not stay on its way for ever, and a bug goes to the log. */
function bugOf(app: App, kind: 'retry' | 'uncertain', error: unknown): SendOutcome {
  if (isDatabaseAway(error)) return { kind, reason: 'database away' };
  const incident = app.newId();
  app.log.incident(incident, 'a message could not be sent', error);
  return { kind, reason: `Kejadian ${incident}` };
}

async function prepare(app: App, item: OutboxItem, isOpen: boolean): Promise<Prepared> {
  const { content } = item;
  if (content.kind === 'notice') return { content: isOpen ? content.free : content.template };
  if (!isOpen) return { outcome: { kind: 'window-closed' } };
  return content.kind === 'message' ? { content: content.content } : uploadFile(app, content);
}

/** What became of a send, and the file that was uploaded for it. */
interface Sent {
  outcome: SendOutcome;
  mediaId?: string;
}

async function send(app: App, contact: Contact, item: OutboxItem): Promise<Sent> {
  const isOpen = isWindowOpen(contact, app.clock.now());
  const prepared = await prepare(app, item, isOpen).catch((error) => ({
    outcome: bugOf(app, 'retry', error),
  }));
  if ('outcome' in prepared) return prepared;
  const message = { to: contact.recipient, callbackData: item.outboxId };
  const tell = (content: OutboundContent) =>
    app.whatsapp.send({ ...message, content }).catch((error) => bugOf(app, 'uncertain', error));
  const outcome = await tell(prepared.content);
  // The window closed between our look and Meta's: a notice still has its template.
  if (outcome.kind === 'window-closed' && item.content.kind === 'notice') {
    return { outcome: await tell(item.content.template) };
  }
  const { content } = prepared;
  return { outcome, ...(content.kind === 'document' && { mediaId: content.mediaId }) };
}

async function settle(
  app: App,
  sending: Sending,
  item: OutboxItem,
  { outcome, mediaId }: Sent,
): Promise<void> {
  const store = async (tx: Transaction) => {
    const now = app.clock.now();
    if (outcome.kind === 'retry' && item.tries + 1 < MAX_TRIES) {
      const waitMs = sending.backoffMs(item.tries + 1, outcome.afterMs);
      await tx.outbox.putBack(item.outboxId, new Date(now.getTime() + waitMs), outcome.code, outcome.reason);
      const { contactId } = item;
      await tx.jobs.add('send-outbox', { contactId }, { key: `${contactId}/later`, afterMs: waitMs });
      return;
    }
    if (outcome.kind === 'window-closed' && isIdleWhenLate(item.purpose)) {
      await tx.outbox.settle(item.outboxId, { state: 'dropped', reason: TOO_LATE }, now);
      await tx.notify(`contact/${item.contactId}`);
      return;
    }
    const state = outcome.kind === 'retry' ? 'failed' : outcome.kind;
    const media = mediaId === undefined ? {} : { mediaId };
    const detail = outcome.kind === 'accepted' ? { wamid: outcome.wamid, ...media } : media;
    const why = 'reason' in outcome ? { reason: outcome.reason } : {};
    const code = 'code' in outcome && outcome.code !== undefined ? { code: outcome.code } : {};
    await tx.outbox.settle(item.outboxId, { state, ...detail, ...why, ...code }, now);
    // However it went: whoever did not get it is given another one.
    if (item.purpose === NEW_PIN) await tx.outbox.strikeOutCode(item.outboxId);
    await tx.notify(`contact/${item.contactId}`);
    if (isTroubled(state)) await tx.notify('unsettled');
  };
  await app.storage.transact(wholeOffice(app), store, { patienceMs: STORING_PATIENCE_MS });
}

type Next = { item: OutboxItem; contact: Contact } | { waitMs: number } | undefined;

/** A message that was taken, and when. */
interface Taken {
  outboxId: string;
  startedAt: Date;
}

/** Takes the next message and writes down that it is about to leave; `onTaken` hears of it before that is certain. */
async function takeNext(
  app: App,
  sending: Sending,
  contactId: string,
  onTaken: (taken: Taken) => void,
): Promise<Next> {
  return app.storage.transact(wholeOffice(app), async (tx): Promise<Next> => {
    const contact = await tx.contacts.get(contactId);
    const item = await tx.outbox.lockNext(contactId);
    if (contact === undefined || item === undefined) return undefined;
    const now = app.clock.now();
    // BERHENTI: whoever asked for silence hears only answers to what they write.
    if (contact.stoppedAt !== undefined && item.purpose !== 'reply') {
      await tx.outbox.settle(item.outboxId, { state: 'dropped', reason: STOPPED }, now);
      if (item.purpose === NEW_PIN) await tx.outbox.strikeOutCode(item.outboxId);
      await tx.jobs.add('send-outbox', { contactId }, { key: contactId });
      return undefined;
    }
    const early = Date.parse(item.notBefore) - now.getTime();
    const turn = early > 0 ? { ok: false as const, waitMs: early } : sending.pace.take(contactId, Date.now());
    if (!turn.ok) {
      await tx.jobs.add('send-outbox', { contactId }, { key: `${contactId}/later`, afterMs: turn.waitMs });
      return { waitMs: turn.waitMs };
    }
    await tx.outbox.markSending(item.outboxId, now);
    onTaken({ outboxId: item.outboxId, startedAt: now });
    return { item, contact };
  });
}

/** Nobody knows whether the intent was kept, but we know that nothing left: it waits as if it was never taken. */
async function layBack(app: App, { outboxId, startedAt }: Taken): Promise<void> {
  await app.storage.transact(wholeOffice(app), (tx) => tx.outbox.takeBack(outboxId, startedAt), {
    patienceMs: STORING_PATIENCE_MS,
  });
}

/** Sends until nothing is left, or must wait. The next goes only after Meta has taken the one before. */
export async function sendOutbox(app: App, sending: Sending, contactId: string): Promise<void> {
  for (;;) {
    let taken: Taken | undefined;
    const next = await takeNext(app, sending, contactId, (one) => {
      taken = one;
    }).catch(async (error: unknown) => {
      if (taken !== undefined) await layBack(app, taken);
      throw error;
    });
    if (next === undefined || 'waitMs' in next) return;
    const sent = await send(app, next.contact, next.item);
    await settle(app, sending, next.item, sent);
    if (sent.outcome.kind === 'retry') return;
  }
}
