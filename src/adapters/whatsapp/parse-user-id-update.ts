/** Reads the older form of a changed user id, a webhook field of its own, as the system message it became. */
import type { InboundMessage } from '../../app/ports.ts';
import { withoutGaps } from './identity.ts';
import type { ChangeContext } from './parse-message.ts';
import { isObject, optionalId, optionalTime, optionalWaId, type Wire } from './wire.ts';

/**
 * Reads one entry of `user_id_update[]`: `{wa_id?, user_id: {previous, current}, parent_user_id?, timestamp}`.
 * Meta took the field back in August 2026; numbers served by a partner may still get it. It carries no message
 * id, so one is built from its content: the same update delivered twice gives the same id.
 */
export function parseUserIdUpdate(
  update: Wire,
  path: string,
  context: ChangeContext,
): InboundMessage | undefined {
  const { phoneNumberId, unreadable } = context;
  const user = isObject(update.user_id) ? update.user_id : {};
  const parent = isObject(update.parent_user_id) ? update.parent_user_id : {};
  const waId = optionalWaId(update.wa_id);
  const current = optionalId(user.current);
  const sentAt = optionalTime(update.timestamp);
  const sender = withoutGaps({
    waId,
    bsuid: optionalId(user.previous),
    parentBsuid: optionalId(parent.previous),
  });
  if (current === undefined) unreadable.add(`${path}.user_id`, 'bad-id');
  else if (sentAt === undefined) unreadable.add(`${path}.timestamp`, 'bad-time');
  else if (Object.keys(sender).length === 0) unreadable.add(path, 'no-sender');
  else {
    const next = withoutGaps({ waId, bsuid: current, parentBsuid: optionalId(parent.current) });
    const wamid = `user-id-update.${sentAt.getTime() / 1000}.${current}`.slice(0, 256);
    const content = { kind: 'identity-changed', change: 'user-id', next } as const;
    return { phoneNumberId, wamid, sender, sentAt, content };
  }
  return undefined;
}
