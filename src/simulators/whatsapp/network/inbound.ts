/** What people send to the business: kept first, reported by webhook, held back while there is no network. */
import type { Handset } from '../store/handsets.ts';
import type { Message } from '../store/messages.ts';
import { openChat } from './delivery.ts';
import { downloadUrl } from './download-url.ts';
import { viewOf } from './message-view.ts';
import type { Network } from './network.ts';
import { changeValue, contactOf, queueWebhook, senderOf } from './people.ts';

/** Something a person sends. `payload` is the member named like `type` in Meta's wire format. */
export interface Outgoing {
  type: string;
  payload: Record<string, unknown>;
  /** The message of the business that is answered or tapped. */
  contextWamid?: string;
}

/** Message types that carry a file, in Meta's names. */
export const mediaTypes = ['image', 'document', 'audio', 'video', 'sticker'];

/** The content as it stands in a webhook: media get a download address that holds for five minutes. */
export function wireContent(network: Network, type: string, payload: Record<string, unknown>) {
  // These have members beside the one named like the type; `raw` is whatever a test made up.
  if (['contacts', 'unsupported', 'raw'].includes(type)) return payload;
  const url = mediaTypes.includes(type) ? { url: downloadUrl(network, String(payload.id)) } : {};
  return { [type]: { ...payload, ...url } };
}

/** The id of something that comes from a handset. */
export function newWamid(network: Network, { phone }: Handset): string {
  return network.dice.newWamid({ with: phone, author: 'handset' });
}

/** Reports one inbound message. The webhook and what it is about are written in one transaction by the caller. */
export function reportInbound(
  network: Network,
  handset: Handset,
  wamid: string,
  wire: Record<string, unknown>,
  options: { hasContact?: boolean; extraDelayMs?: number } = {},
): void {
  const message = { ...senderOf(handset), id: wamid, timestamp: String(network.clock.seconds()), ...wire };
  const contacts = options.hasContact === false ? {} : { contacts: [contactOf(handset)] };
  const value = changeValue(network, { ...contacts, messages: [message] });
  queueWebhook(network, 'message', wamid, value, options.extraDelayMs);
  network.limits.countInbound();
}

function release(network: Network, handset: Handset, message: Message, extraDelayMs: number): Message {
  const { payload, type, contextWamid } = message;
  const now = network.clock.now();
  const released = network.messages.change(message.wamid, { state: 'sent', at: now });
  network.handsets.noteInbound(handset.id, now);
  const context = contextWamid
    ? { context: { from: network.settings.displayPhoneNumber.replace(/\D/g, ''), id: contextWamid } }
    : {};
  const wire = { ...context, type, ...wireContent(network, type, payload) };
  reportInbound(network, handset, message.wamid, wire, { extraDelayMs });
  return released;
}

/** Sends something from a handset; it waits as `pending` while the handset is in airplane mode. */
export function sendFromHandset(
  network: Network,
  handset: Handset,
  outgoing: Outgoing,
  extraDelayMs = 0,
): Message {
  return network.db.transaction(() => {
    const message = network.messages.add({
      wamid: newWamid(network, handset),
      handsetId: handset.id,
      author: 'handset',
      type: outgoing.type,
      payload: outgoing.payload,
      state: 'pending',
      at: network.clock.now(),
      ...(outgoing.contextWamid ? { contextWamid: outgoing.contextWamid } : {}),
    });
    const isHeld = handset.switches.airplane;
    const latest = isHeld ? message : release(network, handset, message, extraDelayMs);
    // Whoever writes has the chat open, and so has read it.
    if (!isHeld) openChat(network, handset);
    network.screens.show(handset.id, { event: 'message', data: viewOf(latest) });
    return latest;
  });
}

/** The handset has network again: what was written meanwhile goes out in order. */
export function releasePending(network: Network, handset: Handset): void {
  const pending = network.messages
    .ofHandset(handset.id)
    .filter((message) => message.author === 'handset' && message.state === 'pending');
  for (const message of pending)
    network.screens.show(handset.id, {
      event: 'message',
      data: viewOf(release(network, handset, message, 0)),
    });
}

/** The business marked a message as read: it and everything before it get blue ticks. */
export function markReadByBusiness(network: Network, upTo: Message): void {
  if (!upTo.handsetId) return;
  for (const message of network.messages.ofHandset(upTo.handsetId)) {
    const isBefore = message.author === 'handset' && message.position <= upTo.position;
    if (!isBefore || message.state === 'read' || message.state === 'pending') continue;
    const read = network.messages.change(message.wamid, { state: 'read', readAt: network.clock.now() });
    network.screens.show(upTo.handsetId, { event: 'message', data: viewOf(read) });
  }
}
