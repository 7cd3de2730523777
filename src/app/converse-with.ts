/** One turn of a conversation: ask the domain what to do and say, do it, and put the words into the outbox. */

import { officeClock } from '../domain/case/clocks.ts';
import { isEndedCase } from '../domain/case/evolve.ts';
import type { CaseState } from '../domain/case/state.ts';
import { converse, startConversation } from '../domain/conversation/converse.ts';
import type {
  ConversationContext,
  ConversationInput,
  ConversationState,
  Effect,
  Reply,
} from '../domain/conversation/types.ts';
import { isOpen, officeDay } from '../domain/office/calendar.ts';
import { fillSlots, isRefusal, type Refusal, refusals } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { asResident, openIn, performIn } from './perform-act.ts';
import type { Contact, OutboundContent, Transaction } from './ports.ts';
import { queueDocuments } from './queue-documents.ts';

const THIRTY_DAYS_MS = 30 * 86_400_000;
/** A conversation that wants more rounds than this within one message has lost its way. */
const MAX_ROUNDS = 4;

/** Puts a reply into WhatsApp's shapes: up to three options are buttons, more are a list. */
export function toOutbound(reply: Reply): OutboundContent {
  const { body, options } = reply;
  if (options === undefined || options.length === 0) return { kind: 'text', body };
  if (options.length <= 3 && options.every((one) => one.description === undefined)) {
    return { kind: 'buttons', body, buttons: options.map(({ id, title }) => ({ id, title })) };
  }
  return { kind: 'list', body, button: reply.listButton ?? 'Pilih', sections: [{ rows: options }] };
}

async function contextFor(
  app: App,
  tx: Transaction,
  contact: Contact,
  state: ConversationState | undefined,
): Promise<ConversationContext> {
  const now = app.clock.now();
  const office = app.office();
  const all = await tx.cases.ofContact(contact.contactId);
  const known = (one: CaseState) => {
    const service = app.catalogue.at(one.serviceId, one.serviceVersion);
    const { dueAt } = officeClock(one, app.calendar(), now.toISOString(), service.target);
    return {
      state: one,
      service,
      ...(dueAt !== undefined && { expectedOn: officeDay(dueAt, office.utcOffsetMinutes) }),
    };
  };
  const isRecent = (one: CaseState) =>
    !isEndedCase(one) || Date.parse(one.endedAt ?? '') > now.getTime() - THIRTY_DAYS_MS;
  const current = all.find((one) => one.id === state?.currentCaseId);
  return {
    now: now.toISOString(),
    today: officeDay(now.toISOString(), office.utcOffsetMinutes),
    newNonce: app.randomCode().slice(0, 6),
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
    hasPhone: contact.identity.waId !== undefined,
    ...(current !== undefined && { current: known(current) }),
  };
}

/** What an effect leads to: a further input for the conversation, or a change of its memory. */
interface Consequence {
  input?: ConversationInput;
  currentCaseId?: string;
}

function refusedInput(refusal: Refusal): ConversationInput {
  const words = refusals[refusal.refused];
  return {
    kind: 'refused',
    sentence: fillSlots(words.sentence, refusal.slots),
    next: fillSlots(words.next, refusal.slots),
  };
}

async function doEffect(app: App, tx: Transaction, contact: Contact, effect: Effect): Promise<Consequence> {
  const resident = asResident(contact.contactId);
  const now = app.clock.now();
  const act = async (caseId: string, wanted: Parameters<typeof performIn>[4]): Promise<Consequence> => {
    const result = await performIn(app, tx, resident, caseId, wanted);
    return isRefusal(result) ? { input: refusedInput(result) } : {};
  };
  switch (effect.do) {
    case 'record-consent':
      await tx.contacts.recordConsent(contact.contactId, effect.version, now);
      return {};
    case 'open-case': {
      const { serviceId, forWhom } = effect;
      const opened = await openIn(app, tx, resident, {
        serviceId,
        forWhom,
        channel: 'whatsapp',
        contactId: contact.contactId,
      });
      return isRefusal(opened) ? { input: refusedInput(opened) } : { currentCaseId: opened.state.id };
    }
    case 'record-answers':
      return act(effect.caseId, { act: 'record-answers', answers: effect.answers, source: effect.source });
    case 'assign-attachment': {
      const { attachmentId, requirementId } = effect;
      return act(effect.caseId, { act: 'assign-attachment', attachmentId, requirementId });
    }
    case 'withdraw-case':
      return act(effect.caseId, { act: 'withdraw-case' });
    case 'submit-case':
      return act(effect.caseId, { act: 'submit-case' });
    case 'make-pin-digest': {
      const digest = tx.secrets.digestPin(effect.pin);
      await tx.secrets.setPin(effect.caseId, digest);
      return { input: { kind: 'pin-digest', digest, matches: true } };
    }
    case 'verify-pin':
      return {
        input: {
          kind: 'pin-verified',
          outcome: await tx.secrets.check(effect.caseId, 'pin', effect.pin, now),
        },
      };
    case 'send-documents':
      await queueDocuments(app, tx, contact, effect.caseId);
      return {};
    case 'confirm-received':
      return confirmReceived(app, tx, contact, effect.caseId);
    case 'report-fault':
    case 'hand-over':
      await tx.contacts.handOver(
        contact.contactId,
        effect.do === 'hand-over' ? effect.reason : 'something-wrong',
        now,
      );
      await tx.notify('handed-over');
      return {};
    case 'stop-messages':
      await tx.contacts.setStopped(contact.contactId, now);
      return {};
    case 'erase-drafts':
      for (const one of await tx.cases.ofContact(contact.contactId)) {
        if (one.status === 'draft') await performIn(app, tx, resident, one.id, { act: 'withdraw-case' });
      }
      return {};
  }
}

async function confirmReceived(
  app: App,
  tx: Transaction,
  contact: Contact,
  caseId: string,
): Promise<Consequence> {
  const state = await tx.cases.lock(caseId);
  for (const job of state?.documents.filter((one) => one.status === 'issued') ?? []) {
    await performIn(app, tx, asResident(contact.contactId), caseId, {
      act: 'receive-document',
      documentId: job.id,
      how: 'said-so',
    });
  }
  return {};
}

/** Takes one input through the conversation; everything happens in the open transaction. */
export async function converseWith(
  app: App,
  tx: Transaction,
  contact: Contact,
  firstInput: ConversationInput,
): Promise<void> {
  let state = await tx.contacts.loadConversation(contact.contactId);
  let input: ConversationInput | undefined = firstInput;
  let replies: Reply[] = [];
  for (let round = 0; input !== undefined && round < MAX_ROUNDS; round += 1) {
    const context = await contextFor(app, tx, contact, state);
    const turn = converse(state ?? startConversation(context), input, context);
    state = turn.state;
    input = undefined;
    for (const effect of turn.effects) {
      const consequence = await doEffect(app, tx, contact, effect);
      if (consequence.currentCaseId !== undefined)
        state = { ...state, currentCaseId: consequence.currentCaseId };
      input = consequence.input ?? input;
      // What was to be said assumed that the effect works; after a refusal the conversation speaks anew.
      if (consequence.input?.kind === 'refused') break;
    }
    replies = input?.kind === 'refused' ? [] : [...replies, ...turn.replies];
  }
  if (state !== undefined) await tx.contacts.saveConversation(contact.contactId, state);
  for (const reply of replies) {
    await tx.outbox.add(
      {
        contactId: contact.contactId,
        purpose: 'reply',
        content: { kind: 'message', content: toOutbound(reply) },
        ...(state?.currentCaseId !== undefined && { caseId: state.currentCaseId }),
      },
      app.clock.now(),
    );
  }
  await tx.jobs.add('send-outbox', { contactId: contact.contactId }, { key: contact.contactId });
}
