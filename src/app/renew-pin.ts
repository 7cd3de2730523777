/** A new PIN for an applicant who forgot theirs: after an officer made sure who asks, shown once or sent to the chat. */
import type { Service } from '../catalogue/define-service.ts';
import type { CaseState, IdentityProof } from '../domain/case/state.ts';
import { pinFault } from '../domain/conversation/pin.ts';
import { speak } from '../domain/conversation/words.ts';
import { NEW_PIN } from '../domain/message/codes.ts';
import { fillSlots, type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { orRefusal, orThrow, Refused } from './do-officer-act.ts';
import { asOfficer, performIn, scopeOf } from './perform-act.ts';
import type { Officer, Transaction } from './ports.ts';
import { isWindowOpen } from './send-outbox.ts';
import { closeMessagesOf } from './settle-message.ts';

/** How the officer made sure, and how the new PIN reaches the applicant. */
export interface PinRenewal {
  caseId: string;
  proof: IdentityProof;
  via: 'counter' | 'whatsapp';
}

function drawPin(app: App, service: Service, state: CaseState): string {
  for (;;) {
    const pin = app.randomDigits(6);
    if (pinFault(pin, service, state.answers) === undefined) return pin;
  }
}

/** To the very contact that handed the case in, and only while Meta lets us speak freely: no template holds a PIN. */
async function sendPin(app: App, tx: Transaction, state: CaseState, pin: string): Promise<void> {
  const { contactId } = state;
  const contact = contactId === undefined ? undefined : await tx.contacts.get(contactId);
  if (contactId === undefined || contact === undefined) throw new Refused(refuse('not-now'));
  const now = app.clock.now();
  if (contact.stoppedAt !== undefined || !isWindowOpen(contact, now))
    throw new Refused(refuse('chat-window-closed'));
  const language = await tx.contacts.languageOf(contactId);
  const body = fillSlots(speak(language).newPin, { number: state.number, pin });
  const content = { kind: 'message', content: { kind: 'text', body } } as const;
  await tx.outbox.add({ contactId, caseId: state.id, purpose: NEW_PIN, content }, now);
  await tx.jobs.add('send-outbox', { contactId }, { key: contactId });
}

/**
 * Sets a new PIN; the old one and its wrong tries no longer count. At the counter it is answered once, for the
 * officer to hand over; sent to the chat it is shown to nobody else. Kept is only its digest, and in the history
 * who renewed it and by what proof.
 */
export function renewPin(
  app: App,
  officer: Officer,
  { caseId, proof, via }: PinRenewal,
): Promise<{ pin?: string } | Refusal> {
  const performer = asOfficer(officer);
  return orRefusal(() =>
    app.storage.transact(scopeOf(app, performer), async (tx) => {
      const act = { act: 'renew-pin', proof, via } as const;
      const { state, service } = orThrow(await performIn(app, tx, performer, caseId, act));
      const pin = drawPin(app, service, state);
      await tx.secrets.setPin(caseId, tx.secrets.digestPin(pin));
      await closeMessagesOf(app, tx, officer, { caseId, purpose: NEW_PIN });
      const log = { actor: performer.actor, purpose: 'hand-over', what: 'pin/renewed', caseId };
      await tx.accessLog.add(log, app.clock.now());
      if (via === 'counter') return { pin };
      await sendPin(app, tx, state, pin);
      return {};
    }),
  );
}
