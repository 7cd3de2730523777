/** What happens to a message of the business after it was accepted: sent, delivered, read, or failed. */
import type { Handset } from '../store/handsets.ts';
import type { Message } from '../store/messages.ts';
import { errorEntry, metaError } from '../wire/meta-error.ts';
import { isOnScreen, viewOf } from './message-view.ts';
import type { Network } from './network.ts';
import { changeValue, contactOf, queueWebhook } from './people.ts';

/** One step that is to happen at a moment (real milliseconds). Kept in the state, so that a kill skips none. */
export interface Plan {
  sequence: number;
  due_at: number;
  step: 'sent' | 'delivered' | 'read' | 'failed';
  wamid: string;
  error_code: number | null;
}

/** Plans a step. Call it inside the transaction that gives the reason for it. */
export function plan(
  network: Network,
  step: Plan['step'],
  wamid: string,
  afterMs: number,
  errorCode?: number,
): void {
  network.db.run(
    'INSERT INTO plans VALUES (?, ?, ?, ?, ?)',
    network.db.nextNumber(),
    Date.now() + afterMs,
    step,
    wamid,
    errorCode ?? null,
  );
  network.wake();
}

function handsetOf(network: Network, message: Message): Handset | undefined {
  if (message.handsetId) return network.handsets.find(message.handsetId);
  const address = message.address;
  if (!address) return undefined;
  return address.by === 'phone'
    ? network.handsets.findByPhone(address.value)
    : network.handsets.findByBsuid(address.value);
}

function isDropped(network: Network, status: string): boolean {
  const { knobs, dice } = network;
  if (status === 'failed') return false;
  return knobs.dropStatuses.includes(status) || dice.chance() * 100 < knobs.dropStatusPercent;
}

function reportStatus(network: Network, message: Message, status: Plan['step']): void {
  if (isDropped(network, status)) return;
  const handset = handsetOf(network, message);
  const { address, pricing } = message;
  const entry = {
    id: message.wamid,
    status,
    timestamp: String(network.clock.seconds()),
    ...(address?.by === 'phone' ? { recipient_id: address.value } : {}),
    ...(handset ? { recipient_user_id: handset.bsuid } : {}),
    ...(message.callbackData === undefined ? {} : { biz_opaque_callback_data: message.callbackData }),
    ...(pricing && status !== 'failed'
      ? {
          pricing: {
            billable: pricing.billable,
            pricing_model: 'PMP',
            category: pricing.category,
            type: pricing.type,
          },
        }
      : {}),
    ...(status === 'failed'
      ? { errors: [errorEntry(metaError(message.errorCode ?? 131000, 'The message was not delivered.'))] }
      : {}),
  };
  const hasContact = handset && (status === 'delivered' || status === 'read');
  const lists = { ...(hasContact ? { contacts: [contactOf(handset)] } : {}), statuses: [entry] };
  queueWebhook(network, 'status', message.wamid, changeValue(network, lists));
}

function markSent(network: Network, message: Message): void {
  if (message.state !== 'accepted') return;
  const sent = network.messages.change(message.wamid, { state: 'sent' });
  reportStatus(network, sent, 'sent');
  const handset = message.handsetId ? network.handsets.find(message.handsetId) : undefined;
  if (handset && !handset.switches.airplane)
    plan(network, 'delivered', message.wamid, network.knobs.deliveredAfterMs);
}

function markDelivered(network: Network, message: Message): void {
  const handset = message.handsetId ? network.handsets.find(message.handsetId) : undefined;
  // The airplane switch may have been flipped since the plan was made: then the message waits at `sent`.
  if (message.state !== 'sent' || !handset || handset.switches.airplane) return;
  const delivered = network.messages.change(message.wamid, {
    state: 'delivered',
    deliveredAt: network.clock.now(),
    position: network.db.nextNumber(),
  });
  reportStatus(network, delivered, 'delivered');
  if (isOnScreen(delivered)) network.screens.show(handset.id, { event: 'message', data: viewOf(delivered) });
  if (network.screens.isViewed(handset.id)) plan(network, 'read', message.wamid, network.knobs.readAfterMs);
}

function markRead(network: Network, message: Message): void {
  const handset = message.handsetId ? network.handsets.find(message.handsetId) : undefined;
  if (message.state !== 'delivered' || !handset || message.type === 'reaction') return;
  const read = network.messages.change(message.wamid, { readAt: network.clock.now() });
  if (!handset.switches.receipts) return;
  reportStatus(network, network.messages.change(read.wamid, { state: 'read' }), 'read');
}

function markFailed(network: Network, message: Message, errorCode: number): void {
  if (message.state === 'delivered' || message.state === 'read') return;
  reportStatus(network, network.messages.change(message.wamid, { state: 'failed', errorCode }), 'failed');
}

/** Carries out everything that is due, and answers when the next step is due (real milliseconds). */
export function carryOutPlans(network: Network): number | undefined {
  const { db, messages } = network;
  for (;;) {
    const due = db.get<Plan>(
      'SELECT * FROM plans WHERE due_at <= ? ORDER BY due_at, sequence LIMIT 1',
      Date.now(),
    );
    if (!due) break;
    db.transaction(() => {
      db.run('DELETE FROM plans WHERE sequence = ?', due.sequence);
      const message = messages.find(due.wamid);
      if (!message) return;
      if (due.step === 'sent') markSent(network, message);
      else if (due.step === 'delivered') markDelivered(network, message);
      else if (due.step === 'read') markRead(network, message);
      else markFailed(network, message, due.error_code ?? 131000);
    });
  }
  return db.get<{ at: number | null }>('SELECT min(due_at) AS at FROM plans')?.at ?? undefined;
}

/** The handset has network again: what waited for it is delivered in order. */
export function deliverWaiting(network: Network, handset: Handset): void {
  const waiting = network.messages
    .ofHandset(handset.id)
    .filter((message) => message.author === 'business' && message.state === 'sent');
  waiting.forEach((message, index) => {
    plan(network, 'delivered', message.wamid, network.knobs.deliveredAfterMs + index);
  });
}

/** The person opens the chat: everything delivered is read. */
export function openChat(network: Network, handset: Handset): void {
  if (handset.switches.airplane) return;
  const unread = network.messages
    .ofHandset(handset.id)
    .filter((message) => message.state === 'delivered' && message.author === 'business' && !message.readAt);
  for (const message of unread) plan(network, 'read', message.wamid, 0);
}
