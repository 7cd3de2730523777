/** Reads one entry of `messages[]`: who, when, which, and what. */
import type { InboundMessage } from '../../app/ports.ts';
import { type ContactIndex, senderOf } from './identity.ts';
import { parseContent } from './parse-content.ts';
import { previousIdentityOf } from './parse-system.ts';
import type { UnreadableParts } from './unreadable.ts';
import { isObject, optionalId, optionalTime, type Wire } from './wire.ts';

/** What the change around a message or status tells about it. */
export interface ChangeContext {
  phoneNumberId: string;
  contacts: ContactIndex;
  unreadable: UnreadableParts;
}

/** The message, or `undefined` when it cannot be filed: no id, no time, or nobody who sent it. */
export function parseMessage(
  message: Wire,
  path: string,
  context: ChangeContext,
): InboundMessage | undefined {
  const { phoneNumberId, contacts, unreadable } = context;
  const wamid = optionalId(message.id);
  const sentAt = optionalTime(message.timestamp);
  const sender = message.type === 'system' ? previousIdentityOf(message) : senderOf(message, contacts);
  if (wamid === undefined) unreadable.add(`${path}.id`, 'bad-id');
  else if (sentAt === undefined) unreadable.add(`${path}.timestamp`, 'bad-time');
  else if (sender === undefined) unreadable.add(`${path}.from`, 'no-sender');
  else {
    const { content, problem } = parseContent(message);
    if (problem !== undefined) unreadable.add(path, problem);
    const quotedWamid = isObject(message.context) ? optionalId(message.context.id) : undefined;
    return {
      phoneNumberId,
      wamid,
      sender,
      sentAt,
      ...(quotedWamid !== undefined && { quotedWamid }),
      content,
    };
  }
  return undefined;
}
