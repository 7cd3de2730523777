/** One turn of a conversation: ask the domain what to do and say, do it, and put the words into the outbox. */

import { officeClock } from '../domain/case/clocks.ts';
import { isEndedCase } from '../domain/case/evolve.ts';
import type { CaseState } from '../domain/case/state.ts';
import { caseForPapers } from '../domain/conversation/case-view.ts';
import { converse, startConversation } from '../domain/conversation/converse.ts';
import { caseIdOfChoice } from '../domain/conversation/options.ts';
import type {
  ConversationContext,
  ConversationInput,
  ConversationState,
  Language,
  Reply,
  ReplyOption,
} from '../domain/conversation/types.ts';
import { speak } from '../domain/conversation/words.ts';
import { isOpen, officeDay } from '../domain/office/calendar.ts';
import { refusalsInEnglish } from '../domain/refusal.en.ts';
import { fillSlots, isRefusal, type Refusal, refusals } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { doEffects } from './conversation-effects.ts';
import { orRefusal } from './do-officer-act.ts';
import type { Contact, OutboundContent, Transaction } from './ports.ts';

const THIRTY_DAYS_MS = 30 * 86_400_000;
const TWELVE_HOURS_MS = 12 * 3_600_000;
/** A conversation that wants more rounds than this within one message has lost its way. */
const MAX_ROUNDS = 4;

/** Rows under their headings, in the order in which they come; without headings all rows are one section. */
function sectionsOf(options: readonly ReplyOption[]): Extract<OutboundContent, { kind: 'list' }>['sections'] {
  const sections: { title?: string; rows: Omit<ReplyOption, 'section'>[] }[] = [];
  for (const { section: title, ...row } of options) {
    const last = sections.at(-1);
    if (last !== undefined && last.title === title) last.rows.push(row);
    else sections.push({ rows: [row], ...(title !== undefined && { title }) });
  }
  return sections;
}

/** Puts a reply into WhatsApp's shapes: up to three options are buttons, more are a list. */
export function toOutbound(reply: Reply, language: Language): OutboundContent {
  const { body, options } = reply;
  if (reply.requestsPhone === true) return { kind: 'contact-request', body };
  if (options === undefined || options.length === 0) return { kind: 'text', body };
  const numberHint = speak(language).byNumber;
  if (options.length <= 3 && options.every((one) => one.description === undefined)) {
    return { kind: 'buttons', body, buttons: options.map(({ id, title }) => ({ id, title })), numberHint };
  }
  return {
    kind: 'list',
    body,
    button: reply.listButton ?? speak(language).choose,
    sections: sectionsOf(options),
    numberHint,
  };
}

/** An officer holds the chat until it is released, or nobody wrote for half a day. */
export function isWithOfficer(contact: Contact, now: Date): boolean {
  if (contact.handedOverAt === undefined) return false;
  const quietSince = Math.max(
    Date.parse(contact.handedOverAt),
    Date.parse(contact.lastInboundAt ?? contact.handedOverAt),
  );
  return now.getTime() - quietSince < TWELVE_HOURS_MS;
}

async function contextFor(
  app: App,
  tx: Transaction,
  contact: Contact,
  state: ConversationState | undefined,
  input?: ConversationInput,
): Promise<ConversationContext> {
  const now = app.clock.now();
  const office = app.office();
  const all = await tx.cases.ofContact(contact.contactId);
  const known = (one: CaseState) => {
    const service = app.catalogue.at(one.serviceId, one.serviceVersion);
    // For a draft: as if it were handed in now.
    const submitted = one.submittedAt === undefined ? { ...one, submittedAt: now.toISOString() } : one;
    const { dueAt } = officeClock(submitted, app.calendar(), now.toISOString(), service.target);
    return {
      state: one,
      service,
      ...(dueAt !== undefined && { expectedOn: officeDay(dueAt, office.utcOffsetMinutes) }),
    };
  };
  const named = input?.kind === 'choice' ? caseIdOfChoice(input.id) : undefined;
  const isRecent = (one: CaseState) =>
    one.id === named || !isEndedCase(one) || Date.parse(one.endedAt ?? '') > now.getTime() - THIRTY_DAYS_MS;
  const current = all.find((one) => one.id === state?.currentCaseId);
  return {
    now: now.toISOString(),
    today: officeDay(now.toISOString(), office.utcOffsetMinutes),
    newNonce: app.randomCode().slice(0, 6),
    newCaseId: app.newId(),
    office: {
      name: office.name,
      regency: office.regencyName,
      hours: office.profile.hoursText,
      isOpen: isOpen(app.calendar(), now.toISOString()),
      retentionDays: office.profile.retentionDays,
      consentVersion: office.profile.consentVersion,
      trackUrl: `${app.settings.publicUrl}/lacak`,
    },
    services: app.catalogue.offered.map(({ service }) => service),
    cases: all.filter(isRecent).map(known),
    loosePapers: (await tx.media.loose(contact.contactId)).map((file) => ({
      attachmentId: file.mediaKey,
      hint: file.hint,
    })),
    hasPhone: contact.identity.waId !== undefined,
    withOfficer: isWithOfficer(contact, now),
    isDesa: app.isDesa,
    desas: app.desas(),
    ...(current !== undefined && { current: known(current) }),
  };
}

/** The words of a refusal in the language of the chat, for the conversation to say. */
function refusedInput(refusal: Refusal, language: Language): ConversationInput {
  const words = (language === 'en' ? refusalsInEnglish : refusals)[refusal.refused];
  return {
    kind: 'refused',
    sentence: fillSlots(words.sentence, refusal.slots),
    next: fillSlots(words.next, refusal.slots),
  };
}

/** Into which case a file goes that arrives now; `undefined` when none is open yet. */
export async function caseForFiles(app: App, tx: Transaction, contact: Contact): Promise<string | undefined> {
  const state = await tx.contacts.loadConversation(contact.contactId);
  return caseForPapers(state ?? startConversation(), await contextFor(app, tx, contact, state));
}

/** What a turn leaves for whoever keeps the message: whether it held a PIN, and which case the talk was about. */
export interface Heard {
  heardPin: boolean;
  /** Everything that was not handed in has been erased: the message that asked for it goes too. */
  hasErased: boolean;
  /** The case that was being talked about after the turn; if none, the one before it. */
  caseId?: string;
}

/** Takes one input through the conversation; everything happens in the open transaction. */
export async function converseWith(
  app: App,
  tx: Transaction,
  contact: Contact,
  firstInput: ConversationInput,
): Promise<Heard> {
  let state = (await tx.contacts.loadConversation(contact.contactId)) ?? startConversation();
  const caseBefore = state.currentCaseId;
  let isKnown = true;
  let input: ConversationInput | undefined = firstInput;
  let replies: Reply[] = [];
  let heardPin = false;
  let hasErased = false;
  for (let round = 0; input !== undefined && round < MAX_ROUNDS; round += 1) {
    const context = await contextFor(app, tx, contact, state, input);
    // What was erased meanwhile has no thread any more.
    if (round === 0) isKnown = context.current !== undefined;
    const turn = converse(state, input, context);
    heardPin ||= turn.heardPin === true;
    // A turn is kept whole or not at all: after a refusal the conversation speaks anew from where it was.
    const outcome = await orRefusal(() => tx.attempt(() => doEffects(app, tx, contact, turn.effects)));
    if (outcome !== undefined && isRefusal(outcome)) {
      input = refusedInput(outcome, state.language);
      continue;
    }
    hasErased ||= turn.effects.some((effect) => effect.do === 'erase-unsent');
    state = turn.state;
    replies = [...replies, ...turn.replies];
    input = outcome;
  }
  await tx.contacts.saveConversation(contact.contactId, state);
  const living = (caseId: string | undefined) => (isKnown || caseId !== caseBefore ? caseId : undefined);
  const aboutNow = living(state.currentCaseId);
  for (const reply of replies) {
    await tx.outbox.add(
      {
        contactId: contact.contactId,
        purpose: 'reply',
        content: { kind: 'message', content: toOutbound(reply, state.language) },
        ...(aboutNow !== undefined && { caseId: aboutNow }),
      },
      app.clock.now(),
    );
  }
  if (replies.length > 0 || firstInput.kind === 'choice' || firstInput.kind === 'text') {
    await tx.jobs.add('send-outbox', { contactId: contact.contactId }, { key: contact.contactId });
  }
  const caseId = aboutNow ?? living(caseBefore);
  return { heardPin, hasErased, ...(caseId !== undefined && { caseId }) };
}
