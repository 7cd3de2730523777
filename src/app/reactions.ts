/** What follows from an event without anybody asking: notices to the resident and things that fall due. */
import type { Service } from '../catalogue/define-service.ts';
import type { CaseEvent } from '../domain/case/events.ts';
import { reasonWords } from '../domain/case/reasons.ts';
import { type CaseState, findDocument } from '../domain/case/state.ts';
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

/** Drafts of residents are kept this long, then closed silently; a nudge comes while the window is still open. */
const NUDGE_AFTER_MS = 20 * 3_600_000;
const EXPIRE_AFTER_MS = 14 * 86_400_000;

function documentName(service: Service, documentId: string): string {
  return (
    service.produces.find((one) => one.document.id === documentId)?.document.words.id.short ?? documentId
  );
}

function notice(free: OutboundContent, template: OutboundContent) {
  return { kind: 'notice' as const, free, template };
}

/** One message for all documents that are out, sent when the last paper PDF of the case is issued. */
function issuedNotice(app: App, happening: Happening) {
  const { after, service } = happening;
  const issued = after.documents.filter((job) => job.status === 'issued');
  const names = issued.map((job) => documentName(service, job.documentId)).join(' dan ');
  const payload = `documents:${after.id}`;
  const { name, profile } = app.office();
  const where =
    after.delivery === 'office-pickup'
      ? ` Ambil cetakannya di ${name} (${profile.hoursText}), atau terima PDF-nya di sini.`
      : '';
  return notice(
    {
      kind: 'buttons',
      body: `✅ ${names} untuk berkas *${after.number}* sudah ditandatangani.${where}`,
      buttons: [{ id: payload, title: 'Kirim PDF' }],
    },
    {
      kind: 'template',
      name: 'dokumen_terbit',
      language: 'id',
      body: [names, after.number],
      buttonPayloads: [payload],
    },
  );
}

async function cardWaiting(
  app: App,
  tx: Transaction,
  happening: Happening,
  documentId: string,
): Promise<void> {
  const { after, service } = happening;
  const code = app.randomDigits(6);
  await tx.secrets.setPickupCode(after.id, code);
  if (after.contactId === undefined) return;
  const office = app.office();
  const name = documentName(service, documentId);
  const body = `${name} berkas *${after.number}* siap diambil di ${office.name}, ${office.profile.address} (${office.profile.hoursText}). Tunjukkan kode ambil *${code}* dan KTP-el Anda. Jangan beri kode ini kepada orang lain.`;
  await tx.outbox.add(
    {
      contactId: after.contactId,
      caseId: after.id,
      purpose: 'card-waiting',
      content: notice(
        { kind: 'text', body },
        {
          kind: 'template',
          name: 'kartu_siap',
          language: 'id',
          body: [name, after.number, code],
          buttonPayloads: [],
        },
      ),
    },
    app.clock.now(),
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
  if (after.contactId === undefined) return;
  const say = async (purpose: string, content: ReturnType<typeof notice>) => {
    await tx.outbox.add({ contactId: after.contactId!, caseId: after.id, purpose, content }, app.clock.now());
  };
  if (hasJustBeenIssued(happening)) await say('documents-issued', issuedNotice(app, happening));
  const rejected = events.find((event) => event.type === 'case-rejected');
  if (rejected !== undefined) {
    const reason = reasonWords[rejected.reason].id;
    await say(
      'case-rejected',
      notice(
        {
          kind: 'text',
          body: `Berkas *${after.number}* tidak dapat dilanjutkan: ${reason}. Balas PETUGAS bila ingin penjelasan.`,
        },
        {
          kind: 'template',
          name: 'berkas_ditolak',
          language: 'id',
          body: [after.number, reason],
          buttonPayloads: [],
        },
      ),
    );
  }
}

async function scheduleFor(app: App, tx: Transaction, { before, after, events }: Happening): Promise<void> {
  if (after.status === 'draft' && after.contactId !== undefined) {
    const now = app.clock.now().getTime();
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
    if (event.type === 'card-waiting') {
      const job = findDocument(happening.after, event.documentId);
      if (job !== undefined) await cardWaiting(app, tx, happening, job.documentId);
    }
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
