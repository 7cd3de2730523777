/** A message as a phone page or a test sees it. */
import type { Message, MessageState } from '../store/messages.ts';

/** One message on a handset's screen. Times are virtual milliseconds. */
export interface MessageView {
  wamid: string;
  position: number;
  /** `sent` from the handset or `received` by it. */
  direction: 'sent' | 'received';
  type: string;
  /** Content in Meta's wire format; a template also has `rendered`. */
  payload: Record<string, unknown>;
  quotedWamid?: string;
  state: MessageState;
  errorCode?: number;
  /** What the business pays for it. */
  costRp?: number;
  category?: string;
  at: number;
  editedAt?: number;
  revokedAt?: number;
  reactions: Message['reactions'];
}

/** Shapes a message for the screen. */
export function viewOf(message: Message): MessageView {
  const { wamid, position, type, payload, state, errorCode, editedAt, revokedAt, reactions } = message;
  return {
    wamid,
    position,
    direction: message.author === 'handset' ? 'sent' : 'received',
    type,
    payload: revokedAt === undefined ? payload : {},
    state,
    at: message.author === 'business' ? (message.deliveredAt ?? message.at) : message.at,
    reactions,
    ...(message.contextWamid ? { quotedWamid: message.contextWamid } : {}),
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(message.pricing ? { costRp: message.pricing.costRp, category: message.pricing.category } : {}),
    ...(editedAt === undefined ? {} : { editedAt }),
    ...(revokedAt === undefined ? {} : { revokedAt }),
  };
}

/** Whether a handset shows this message: its own ones, and what was delivered to it. Reactions stand on others. */
export function isOnScreen(message: Message): boolean {
  return message.type !== 'reaction' && (message.author === 'handset' || message.deliveredAt !== undefined);
}
