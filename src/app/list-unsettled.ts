/** The Tak pasti tray: signatures and messages of which nobody knows whether they happened, and what is not for us. */
import { type CaseState, findDocument } from '../domain/case/state.ts';
import { type Subject, subjectOf, type Trouble, troubleOf, whyNotAgain } from '../domain/message/trouble.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { findContact, labelOf } from './conversations.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Misdirected, Officer, Transaction, TroubledMessage, UnsettledSigning } from './ports.ts';
import { isWindowOpen } from './send-outbox.ts';
import { maySettleMessages } from './settle-message.ts';

/** A signing without a known outcome. */
export interface UnsettledSigningView extends UnsettledSigning {
  caseNumber: string;
  documentId: string;
  /** Kind of document in the catalogue, and its name in Indonesian. */
  kind: string;
  kindName: string;
  signerName: string;
}

/** A message that did not surely arrive. Neither its words nor the resident's number are in it. */
export interface TroubledMessageView extends Pick<TroubledMessage, 'outboxId' | 'caseId' | 'startedAt'> {
  subject: Subject;
  trouble: Trouble;
  /** Whether it may have arrived all the same. */
  isUncertain: boolean;
  /** The applicant of the case, if the message is about one. */
  name?: string;
  /** The resident's WhatsApp name or masked number, if they have one. */
  label?: string;
  caseNumber?: string;
  /** Why it may not be said again now; absent when it may. */
  whyNotAgain?: RefusalCode;
}

/** All unknowns, oldest first, and what Meta delivered in the last week that nobody answers. */
export interface Unsettled {
  signings: UnsettledSigningView[];
  messages: TroubledMessageView[];
  misdirected: Misdirected;
}

/** After so long what came for another number is old news. */
const MISDIRECTED_MS = 7 * 86_400_000;

async function view(
  app: App,
  tx: Transaction,
  one: UnsettledSigning,
): Promise<UnsettledSigningView | undefined> {
  const state = await tx.cases.get(one.caseId);
  const job = state && findDocument(state, one.documentJobId);
  // Outside this officer's areas, or settled by a later attempt.
  if (state === undefined || job === undefined) return undefined;
  const service = app.catalogue.at(state.serviceId, state.serviceVersion);
  const kind = service.produces.find((each) => each.document.id === job.documentId)?.document;
  return {
    ...one,
    caseNumber: state.number,
    documentId: job.id,
    kind: job.documentId,
    kindName: kind?.words.id.name ?? job.documentId,
    signerName: (await tx.directory.findOfficer(one.signerId))?.name ?? 'Penanda tangan',
  };
}

function applicantOf(app: App, state: CaseState): string | undefined {
  const { persons, applicant } = app.catalogue.at(state.serviceId, state.serviceVersion);
  const field = persons[applicant]?.name;
  const name = field === undefined ? undefined : state.answers[field];
  return typeof name === 'string' ? name : undefined;
}

async function messageView(
  app: App,
  tx: Transaction,
  message: TroubledMessage,
): Promise<TroubledMessageView | undefined> {
  const contact = await tx.contacts.get(message.contactId);
  if (contact === undefined) return undefined;
  const state = message.caseId === undefined ? undefined : await tx.cases.get(message.caseId);
  const name = state && applicantOf(app, state);
  const why = whyNotAgain({
    ...message,
    isClosed: false,
    isWindowOpen: isWindowOpen(contact, app.clock.now()),
    isStopped: contact.stoppedAt !== undefined,
    // The officer is asked when they press the button.
    isConfirmed: true,
  });
  const { outboxId, caseId, startedAt } = message;
  const label = labelOf(contact);
  return {
    ...{ outboxId, startedAt },
    ...(label !== undefined && { label }),
    subject: subjectOf(message.purpose),
    trouble: troubleOf(message.state, message.code),
    isUncertain: message.state === 'uncertain',
    ...(caseId !== undefined && { caseId }),
    ...(state !== undefined && { caseNumber: state.number }),
    ...(name !== undefined && { name }),
    ...(why !== undefined && { whyNotAgain: why.refused }),
  };
}

/**
 * The messages that wait for a person and that this officer may see. Those without a case lie in the areas of their
 * resident's cases; row-level security knows only the others.
 */
export async function findTroubled(app: App, officer: Officer): Promise<TroubledMessage[]> {
  const scope = scopeOf(app, asOfficer(officer));
  const messages = await app.storage.transact(scope, (tx) => tx.troubled.list());
  if (officer.areas === '*') return messages;
  const kept: TroubledMessage[] = [];
  for (const one of messages)
    if (one.caseId !== undefined || (await findContact(app, officer, one.contactId)) !== undefined)
      kept.push(one);
  return kept;
}

/** Lists everything unsettled that this officer may see: messages are for those alone who may settle them. */
export async function listUnsettled(app: App, officer: Officer): Promise<Unsettled> {
  const performer = asOfficer(officer);
  const visible = maySettleMessages(officer) ? await findTroubled(app, officer) : [];
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const now = app.clock.now();
    const signings: UnsettledSigningView[] = [];
    for (const one of await tx.signing.unsettled({ now, timeoutMs: app.settings.signingTimeoutMs })) {
      const seen = await view(app, tx, one);
      if (seen !== undefined) signings.push(seen);
    }
    const messages: TroubledMessageView[] = [];
    for (const one of visible) {
      const seen = await messageView(app, tx, one);
      if (seen !== undefined) messages.push(seen);
    }
    await tx.accessLog.addOnce({ actor: performer.actor, purpose: 'queue', what: 'desk/unsettled' }, now);
    const misdirected = await tx.inbox.misdirected(new Date(now.getTime() - MISDIRECTED_MS));
    return { signings, messages, misdirected };
  });
}
