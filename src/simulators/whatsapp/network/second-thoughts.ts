/** What people do to messages already sent: edit, delete for everyone, react. */
import type { Handset } from '../store/handsets.ts';
import type { Message } from '../store/messages.ts';
import { mediaTypes, newWamid, reportInbound, wireContent } from './inbound.ts';
import { isOnScreen, viewOf } from './message-view.ts';
import type { Network } from './network.ts';

/** Why a handset could not do it. */
export type Refusal = 'no-network' | 'not-own-message' | 'not-on-screen' | 'too-late' | 'not-editable';

/** A message may be edited for a quarter of an hour (Meta, "edit" webhook). */
const editWindowMs = 15 * 60_000;

function show(network: Network, message: Message): void {
  network.screens.show(message.handsetId!, { event: 'message', data: viewOf(message) });
}

function findOwn(network: Network, handset: Handset, wamid: string): Message | Refusal {
  if (handset.switches.airplane) return 'no-network';
  const message = network.messages.find(wamid);
  const isOwn = message?.author === 'handset' && message.handsetId === handset.id;
  return isOwn && !message.revokedAt ? message : 'not-own-message';
}

/** Replaces the text or the caption of an own message and reports it as `edit`. */
export function editMessage(
  network: Network,
  handset: Handset,
  wamid: string,
  body: string,
): Message | Refusal {
  const message = findOwn(network, handset, wamid);
  if (typeof message === 'string') return message;
  if (network.clock.now() > message.at + editWindowMs) return 'too-late';
  const isMedia = mediaTypes.includes(message.type);
  if (!isMedia && message.type !== 'text') return 'not-editable';
  return network.db.transaction(() => {
    const payload = isMedia ? { ...message.payload, caption: body } : { body };
    const edited = network.messages.change(wamid, { payload, editedAt: network.clock.now() });
    reportInbound(network, handset, newWamid(network, handset), {
      type: 'edit',
      edit: {
        original_message_id: wamid,
        message: { type: message.type, ...wireContent(network, message.type, payload) },
      },
    });
    show(network, edited);
    return edited;
  });
}

/** Deletes an own message for everyone and reports it as `revoke`. */
export function revokeMessage(network: Network, handset: Handset, wamid: string): Message | Refusal {
  const message = findOwn(network, handset, wamid);
  if (typeof message === 'string') return message;
  return network.db.transaction(() => {
    const revoked = network.messages.change(wamid, { revokedAt: network.clock.now() });
    reportInbound(network, handset, newWamid(network, handset), {
      type: 'revoke',
      revoke: { original_message_id: wamid },
    });
    show(network, revoked);
    return revoked;
  });
}

/** Reacts to any message on the screen. An empty emoji takes the reaction back and is left out of the webhook. */
export function reactToMessage(
  network: Network,
  handset: Handset,
  wamid: string,
  emoji: string,
): Message | Refusal {
  if (handset.switches.airplane) return 'no-network';
  const message = network.messages.find(wamid);
  if (!message || message.handsetId !== handset.id || !isOnScreen(message)) return 'not-on-screen';
  return network.db.transaction(() => {
    const { handset: _, ...others } = message.reactions;
    const reactions = emoji ? { ...others, handset: emoji } : others;
    const reacted = network.messages.change(wamid, { reactions });
    reportInbound(network, handset, newWamid(network, handset), {
      type: 'reaction',
      reaction: { message_id: wamid, ...(emoji ? { emoji } : {}) },
    });
    network.handsets.noteInbound(handset.id, network.clock.now());
    show(network, reacted);
    return reacted;
  });
}
