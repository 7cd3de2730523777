/** What follows from an event without anybody asking: notices to the resident and things that fall due. */
import type { Service } from '../catalogue/define-service.ts';
import type { CaseEvent } from '../domain/case/events.ts';
import { type CaseReason, reasonWords } from '../domain/case/reasons.ts';
import type { CaseState } from '../domain/case/state.ts';
import { documentName } from '../domain/conversation/case-view.ts';
import { notice, TEMPLATE_LANGUAGE } from '../domain/conversation/notices.ts';
import { templateTapId } from '../domain/conversation/options.ts';
import type { Language } from '../domain/conversation/types.ts';
import { listed, speak } from '../domain/conversation/words.ts';
import { CARD_WAITING } from '../domain/message/codes.ts';
import type { App } from './app.ts';
import type { OutboundContent, Transaction } from './ports.ts';
import { ASK_AGAIN_QUIET_MS } from './tell-asked-again.ts';

/** A case before and after, and what happened in between. */
export interface Happening {
  before: CaseState | undefined;
  after: CaseState;
  service: Service;
  events: readonly CaseEvent[];
}

/** Drafts are kept this long, then closed silently; a nudge comes while the window is still open. */
const NUDGE_AFTER_MS = 20 * 3_600_000;
const EXPIRE_AFTER_MS = 14 * 86_400_000;

/** What is said freely in the language of the chat while the 24 hours run, and as the approved template after that. */
function asNotice(free: OutboundContent, template: { name: string; body: string[]; taps?: string[] }) {
  const { name, body, taps = [] } = template;
  const language = TEMPLATE_LANGUAGE;
  const approved = { kind: 'template', name, language, body, buttonPayloads: taps } as const;
  return { kind: 'notice' as const, free, template: approved };
}

/** One message for all documents that are out, sent when the last paper PDF of the case is issued. */
function issuedNotice(app: App, { after, service }: Happening, language: Language) {
  const issued = after.documents.filter((job) => job.status === 'issued');
  const names = (which: Language) =>
    listed(
      issued.map((job) => documentName(service, job, which)),
      speak(which),
    );
  const tap = templateTapId('documents', after.id);
  const { name: office, profile } = app.office();
  const isFetched = after.delivery === 'office-pickup';
  const { number } = after;
  const body = [
    notice(language, 'issued', { documents: names(language), number }),
    ...(isFetched ? [notice(language, 'issuedForPickup', { office, hours: profile.hoursText })] : []),
  ].join(' ');
  return asNotice(
    { kind: 'buttons', body, buttons: [{ id: tap, title: notice(language, 'sendPdf') }] },
    { name: 'dokumen_terbit', body: [names(TEMPLATE_LANGUAGE), number], taps: [tap] },
  );
}

/** The newest code fetches every card of the case: its message names them all, and those before it lead nowhere. */
async function cardWaiting(app: App, tx: Transaction, { after, service }: Happening): Promise<void> {
  const code = app.randomDigits(6);
  await tx.secrets.setPickupCode(after.id, code);
  await tx.outbox.retireCodes(after.id, CARD_WAITING, app.clock.now());
  const { contactId, number } = after;
  if (contactId === undefined) return;
  const { name: office, profile } = app.office();
  const language = await tx.contacts.languageOf(contactId);
  const slots = { number, office, code, address: profile.address, hours: profile.hoursText };
  const cards = after.documents.filter((job) => job.form === 'card' && job.status === 'waiting');
  const names = (which: Language) =>
    listed(
      cards.map((job) => documentName(service, job, which)),
      speak(which),
    );
  const document = names(language);
  const content = asNotice(
    { kind: 'text', body: notice(language, 'cardWaiting', { ...slots, document }) },
    { name: 'kartu_siap', body: [names(TEMPLATE_LANGUAGE), number, code] },
  );
  await tx.outbox.add({ contactId, caseId: after.id, purpose: CARD_WAITING, content }, app.clock.now());
}

function rejectedNotice({ number }: CaseState, reason: CaseReason, language: Language) {
  const slots = { number, reason: reasonWords[reason][language] };
  return asNotice(
    { kind: 'text', body: notice(language, 'rejected', slots) },
    { name: 'berkas_ditolak', body: [number, reasonWords[reason][TEMPLATE_LANGUAGE]] },
  );
}

function hasJustBeenIssued({ after, events }: Happening): boolean {
  const papers = after.documents.filter(
    (job) => job.form === 'paper' && job.status !== 'withdrawn' && job.status !== 'superseded',
  );
  return (
    events.some((event) => event.type === 'document-issued') &&
    papers.every((job) => job.status === 'issued' || job.status === 'received')
  );
}

async function tellResident(app: App, tx: Transaction, happening: Happening): Promise<void> {
  const { after, events } = happening;
  const { contactId, id: caseId } = after;
  if (contactId === undefined) return;
  const say = async (purpose: string, content: (language: Language) => ReturnType<typeof asNotice>) => {
    const said = content(await tx.contacts.languageOf(contactId));
    await tx.outbox.add({ contactId, caseId, purpose, content: said }, app.clock.now());
  };
  if (hasJustBeenIssued(happening))
    await say('documents-issued', (language) => issuedNotice(app, happening, language));
  const rejected = events.find((event) => event.type === 'case-rejected');
  if (rejected !== undefined)
    await say('case-rejected', (language) => rejectedNotice(after, rejected.reason, language));
}

async function scheduleFor(app: App, tx: Transaction, { before, after, events }: Happening): Promise<void> {
  if (after.status === 'draft') {
    const now = app.clock.now().getTime();
    if (after.contactId !== undefined)
      await tx.due.set('nudge-draft', after.id, new Date(now + NUDGE_AFTER_MS));
    await tx.due.set('expire-draft', after.id, new Date(now + EXPIRE_AFTER_MS));
  } else if (before?.status === 'draft') {
    await tx.due.clear('nudge-draft', after.id);
    await tx.due.clear('expire-draft', after.id);
  }
  for (const event of events) {
    if (event.type === 'paper-asked-again') {
      await tx.due.set(
        'tell-asked-again',
        after.id,
        new Date(app.clock.now().getTime() + ASK_AGAIN_QUIET_MS),
      );
    }
    if (event.type === 'signing-started') {
      const at = new Date(app.clock.now().getTime() + app.settings.signingTimeoutMs);
      await tx.due.set('signing-unsettled', event.attempt.id, at);
    }
  }
}

/** Follows up on what happened, in the transaction in which it happened. */
export async function react(app: App, tx: Transaction, happening: Happening): Promise<void> {
  await scheduleFor(app, tx, happening);
  await tellResident(app, tx, happening);
  for (const event of happening.events) {
    if (event.type === 'card-waiting') await cardWaiting(app, tx, happening);
    if (event.type === 'document-issued') {
      const payload = { caseId: happening.after.id, documentId: event.documentId };
      await tx.jobs.add('supersede-earlier', payload, { key: event.documentId });
    }
  }
  if (happening.after.contactId !== undefined && happening.events.length > 0) {
    await tx.jobs.add(
      'send-outbox',
      { contactId: happening.after.contactId },
      { key: happening.after.contactId },
    );
  }
}
