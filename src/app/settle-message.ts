/** An officer settles a message that did not surely arrive: taken care of in another way, or said once more. */
import { isTroubled, whyNotAgain } from '../domain/message/trouble.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { findContact } from './conversations.ts';
import { orRefusal, orThrow, Refused } from './do-officer-act.ts';
import { once, type Repeat } from './once.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { HeldMessage, Officer, Transaction } from './ports.ts';
import { isWindowOpen } from './send-outbox.ts';

/** Duties that may settle messages. */
export const settlers = ['petugas-layanan', 'admin'] as const;

/** Whether settling messages is among the officer's duties. */
export function maySettleMessages(officer: Officer): boolean {
  return settlers.some((role) => officer.roles.includes(role));
}

/** What the officer wants. With `isNotReceived` they say that they found out that it did not arrive. */
export interface MessageSettling {
  outboxId: string;
  how: 'handled' | 'send-again';
  isNotReceived?: boolean;
}

/** Whether the message lies in the officer's areas: by its case, or without one by the cases of its resident. */
async function isVisible(app: App, officer: Officer, outboxId: string): Promise<boolean> {
  const message = await app.storage.transact(scopeOf(app, asOfficer(officer)), (tx) =>
    tx.troubled.find(outboxId),
  );
  if (message === undefined) return false;
  // Row-level security has seen to the messages of cases.
  return message.caseId !== undefined || (await findContact(app, officer, message.contactId)) !== undefined;
}

async function sayAgain(
  app: App,
  tx: Transaction,
  message: HeldMessage,
  isConfirmed: boolean,
): Promise<void> {
  if (message.isErased) throw new Refused(refuse('content-erased'));
  const now = app.clock.now();
  const contact = await tx.contacts.get(message.contactId);
  const why = whyNotAgain({
    ...message,
    isWindowOpen: contact !== undefined && isWindowOpen(contact, now),
    isStopped: contact?.stoppedAt !== undefined,
    isConfirmed,
  });
  if (why !== undefined) throw new Refused(why);
  await tx.troubled.queueAgain(message.outboxId, now);
  const { contactId } = message;
  await tx.jobs.add('send-outbox', { contactId }, { key: contactId });
}

/**
 * Settles one message, in the officer's name and for good. Of two who do it at once the second is refused. Saying it
 * again is a fresh row of the outbox with the same content; the old one stays as it was. Who did what and when stands
 * in the access log, in the same transaction.
 */
export async function settleMessage(
  app: App,
  officer: Officer,
  { outboxId, how, isNotReceived = false }: MessageSettling,
  repeat?: Repeat,
): Promise<{ done: true } | Refusal> {
  if (!maySettleMessages(officer)) return refuse('not-your-duty');
  if (!(await isVisible(app, officer, outboxId))) return refuse('not-found');
  const { actor } = asOfficer(officer);
  const settle = async (tx: Transaction) => {
    const now = app.clock.now();
    const message = orThrow((await tx.troubled.lock(outboxId)) ?? refuse('not-found'));
    if (message.isClosed || !isTroubled(message.state)) throw new Refused(refuse('message-settled'));
    if (how === 'send-again') await sayAgain(app, tx, message, isNotReceived);
    await tx.troubled.close(outboxId, how === 'handled' ? 'handled' : 'sent-again', actor, now);
    const about = message.caseId === undefined ? {} : { caseId: message.caseId };
    await tx.accessLog.add({ actor, purpose: 'settle-message', what: `${how}/${outboxId}`, ...about }, now);
    await tx.notify('unsettled');
    await tx.notify(`contact/${message.contactId}`);
    return { done: true } as const;
  };
  return orRefusal(() =>
    app.storage.transact(scopeOf(app, asOfficer(officer)), (tx) =>
      once(app, tx, officer, repeat, () => settle(tx)),
    ),
  );
}

/**
 * Whoever gave the resident a new code or PIN has taken care of the messages that were to bring the old one: none of
 * them leaves any more, and none is listed, should Meta report later that it failed.
 */
export async function closeMessagesOf(
  app: App,
  tx: Transaction,
  officer: Officer,
  { caseId, purpose }: { caseId: string; purpose: string },
): Promise<void> {
  const { actor } = asOfficer(officer);
  const now = app.clock.now();
  await tx.outbox.retireCodes(caseId, purpose, now);
  for (const outboxId of await tx.troubled.closeOf(caseId, purpose, actor, now))
    await tx.accessLog.add({ actor, purpose: 'settle-message', what: `handled/${outboxId}`, caseId }, now);
}
