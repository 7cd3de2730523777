/** Does what a conversation wants done, through the same acts that every other channel uses. */
import type { ConversationInput, Effect, HandOverReason } from '../domain/conversation/types.ts';
import { adoptPapers } from './adopt-papers.ts';
import type { App } from './app.ts';
import { orThrow } from './do-officer-act.ts';
import { eraseUnsent } from './erase-unsent.ts';
import { asResident, openIn, performIn } from './perform-act.ts';
import type { Contact, Transaction } from './ports.ts';
import { queueDocuments } from './queue-documents.ts';

async function handOver(app: App, tx: Transaction, contact: Contact, reason: HandOverReason): Promise<void> {
  await tx.contacts.handOver(contact.contactId, reason, app.clock.now());
  await tx.notify('handed-over');
}

async function confirmReceived(app: App, tx: Transaction, contact: Contact, caseId: string): Promise<void> {
  const state = await tx.cases.get(caseId);
  for (const job of state?.documents.filter((one) => one.status === 'issued') ?? []) {
    const act = { act: 'receive-document', documentId: job.id, how: 'said-so' } as const;
    orThrow(await performIn(app, tx, asResident(contact.contactId), caseId, act));
  }
}

/** What about the case itself; returns whether the effect was one of these. */
async function doCaseEffect(app: App, tx: Transaction, contact: Contact, effect: Effect): Promise<boolean> {
  const resident = asResident(contact.contactId);
  const { contactId } = contact;
  const act = async (caseId: string, wanted: Parameters<typeof performIn>[4]) => {
    orThrow(await performIn(app, tx, resident, caseId, wanted));
    return true;
  };
  switch (effect.do) {
    case 'open-case': {
      const { caseId: id, serviceId, forWhom } = effect;
      orThrow(await openIn(app, tx, resident, { id, serviceId, forWhom, channel: 'whatsapp', contactId }));
      return true;
    }
    case 'adopt-papers':
      await adoptPapers(app, tx, contact, effect.caseId, effect.attachmentIds);
      return true;
    case 'record-answers':
      return act(effect.caseId, { act: 'record-answers', answers: effect.answers, source: effect.source });
    case 'assign-attachment': {
      const { attachmentId, requirementId } = effect;
      return act(effect.caseId, { act: 'assign-attachment', attachmentId, requirementId });
    }
    case 'withdraw-attachment':
      return act(effect.caseId, { act: 'withdraw-attachment', attachmentId: effect.attachmentId });
    case 'withdraw-case':
      return act(effect.caseId, { act: 'withdraw-case' });
    case 'submit-case':
      return act(effect.caseId, { act: 'submit-case', delivery: effect.delivery });
    case 'send-documents':
      await queueDocuments(app, tx, contact, effect.caseId);
      return true;
    case 'confirm-received':
      await confirmReceived(app, tx, contact, effect.caseId);
      return true;
    default:
      return false;
  }
}

async function doContactEffect(
  app: App,
  tx: Transaction,
  contact: Contact,
  effect: Effect,
): Promise<ConversationInput | undefined> {
  const { contactId } = contact;
  const now = app.clock.now();
  switch (effect.do) {
    case 'record-consent':
      await tx.contacts.recordConsent(contactId, effect.version, now);
      return undefined;
    case 'make-pin-digest':
      return { kind: 'pin-digest', digest: tx.secrets.digestPin(effect.pin) };
    case 'keep-pin':
      await tx.secrets.setPin(effect.caseId, effect.digest);
      return undefined;
    case 'verify-pin':
      return { kind: 'pin-verified', outcome: await tx.secrets.check(effect.caseId, 'pin', effect.pin, now) };
    case 'report-fault':
      await handOver(app, tx, contact, 'something-wrong');
      return undefined;
    case 'hand-over':
      await handOver(app, tx, contact, effect.reason);
      return undefined;
    case 'end-hand-over':
      await tx.contacts.release(contactId);
      await tx.notify('handed-over');
      return undefined;
    case 'stop-messages':
      await tx.contacts.setStopped(contactId, now);
      return undefined;
    case 'resume-messages':
      await tx.contacts.setStopped(contactId, null);
      return undefined;
    case 'erase-unsent':
      await eraseUnsent(app, tx, contact);
      return undefined;
    default:
      return undefined;
  }
}

/**
 * Does the effects in order. A refusal is thrown, so that the caller undoes all of them. Returns what the
 * conversation must hear next, if anything.
 */
export async function doEffects(
  app: App,
  tx: Transaction,
  contact: Contact,
  effects: readonly Effect[],
): Promise<ConversationInput | undefined> {
  let heard: ConversationInput | undefined;
  for (const effect of effects) {
    if (await doCaseEffect(app, tx, contact, effect)) continue;
    heard = (await doContactEffect(app, tx, contact, effect)) ?? heard;
  }
  return heard;
}
