/** What a person can tap in a message of the business, and what a tap sends. */
import type { Handset } from '../store/handsets.ts';
import type { Message } from '../store/messages.ts';
import type { RenderedTemplate } from '../wire/check-template.ts';
import { asList, asObject, asText, type Shape } from '../wire/shape.ts';
import type { Outgoing } from './inbound.ts';

function findIn(list: unknown, id: string): Shape | undefined {
  return (asList(list) ?? []).map((item) => asObject(item) ?? {}).find((item) => item.id === id);
}

function tapInteractive(message: Message, id: string): Outgoing | undefined {
  const action = asObject(message.payload.action) ?? {};
  const replies = (asList(action.buttons) ?? []).map((button) => asObject(asObject(button)?.reply));
  const reply = findIn(replies, id);
  const rows = (asList(action.sections) ?? []).flatMap((section) => asList(asObject(section)?.rows) ?? []);
  const row = findIn(rows, id);
  if (reply)
    return {
      type: 'interactive',
      payload: { type: 'button_reply', button_reply: { id, title: reply.title } },
      contextWamid: message.wamid,
    };
  if (row)
    return {
      type: 'interactive',
      payload: {
        type: 'list_reply',
        list_reply: { id, title: row.title, ...(row.description ? { description: row.description } : {}) },
      },
      contextWamid: message.wamid,
    };
  return undefined;
}

function tapTemplate(message: Message, id: string): Outgoing | undefined {
  const rendered = message.payload.rendered as RenderedTemplate | undefined;
  const button = rendered?.buttons.find((candidate) => candidate.payload === id);
  return (
    button && {
      type: 'button',
      payload: { payload: asText(button.payload) ?? '', text: button.text },
      contextWamid: message.wamid,
    }
  );
}

/** What tapping the choice `id` (a button's or row's id, or a quick reply's payload) sends; undefined if none. */
export function tap(message: Message, id: string): Outgoing | undefined {
  if (message.author !== 'business' || message.deliveredAt === undefined) return undefined;
  if (message.type === 'interactive') return tapInteractive(message, id);
  return message.type === 'template' ? tapTemplate(message, id) : undefined;
}

/** The own number as a contact card. `origin` says whether the business had asked for it. */
export function shareContact(
  handset: Handset,
  contact: { name: string; phone: string },
  askedBy: Message | undefined,
): Outgoing {
  const isAsked = asText(askedBy?.payload.type) === 'request_contact_info';
  const isOwn = contact.phone === handset.phone;
  const phone = `+${contact.phone}`;
  const vcard = `BEGIN:VCARD\nVERSION:3.0\nFN:${contact.name}\nTEL;type=CELL:${phone}\nEND:VCARD`;
  return {
    type: 'contacts',
    payload: {
      origin: isAsked ? 'contact_request' : 'other',
      contacts: [
        {
          name: { formatted_name: contact.name, first_name: contact.name },
          phones: [{ phone, type: 'CELL', ...(isOwn ? { wa_id: contact.phone } : {}) }],
          vcard,
        },
      ],
    },
    ...(askedBy ? { contextWamid: askedBy.wamid } : {}),
  };
}
