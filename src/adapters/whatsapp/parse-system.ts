/** Reads system messages: a person changed their number, their user id or their phone's keys. */
import type { InboundContent, WhatsAppIdentity } from '../../app/ports.ts';
import { withoutGaps } from './identity.ts';
import { isObject, optionalId, optionalWaId, type Wire } from './wire.ts';
import { systemShape } from './wire-schemas.ts';

/** Old and new names that Meta has given to the same three events. */
const CHANGES: Readonly<Record<string, 'number' | 'user-id' | 'key'>> = {
  user_changed_number: 'number',
  customer_changed_number: 'number',
  user_changed_user_id: 'user-id',
  customer_identity_changed: 'key',
  user_identity_changed: 'key',
};

/**
 * Reads `system` (Meta Cloud API, webhooks reference, "System messages"; previous ids since 11 August 2026).
 * `next` is who the person is from now on. After a changed key they are who they were: the number may have been
 * given to somebody else, so the app asks them to prove themselves again.
 */
export function parseSystemChange(part: unknown, message: Wire): InboundContent | undefined {
  if (!systemShape.Check(part) || !Object.hasOwn(CHANGES, part.type)) return undefined;
  const change = CHANGES[part.type]!;
  const system: Wire = part;
  if (change === 'key') return { kind: 'identity-changed', change, next: writtenIdentityOf(message) };
  const next = withoutGaps({
    // `new_wa_id` was the name before v12; it came as a number or as text.
    waId: optionalWaId(system.wa_id) ?? optionalWaId(digitsOf(system.new_wa_id)),
    bsuid: optionalId(system.user_id),
    parentBsuid: optionalId(system.parent_user_id),
  });
  return Object.keys(next).length === 0 ? undefined : { kind: 'identity-changed', change, next };
}

/**
 * Who a system message speaks of, as they were known before; `undefined` when it names nobody. Meta sends the old
 * number in `from`; the user id beside it may already be the new one, so `previous_user_id` goes first.
 */
export function previousIdentityOf(message: Wire): WhatsAppIdentity | undefined {
  const system = isObject(message.system) ? message.system : {};
  const written = writtenIdentityOf(message);
  const isOld = (id: string | undefined, next: unknown) => (id === next ? undefined : id);
  const before = withoutGaps({
    waId: written.waId ?? optionalWaId(system.customer),
    bsuid: optionalId(system.previous_user_id) ?? isOld(written.bsuid, system.user_id),
    parentBsuid:
      optionalId(system.previous_parent_user_id) ?? isOld(written.parentBsuid, system.parent_user_id),
  });
  const isKeyChange = typeof system.type === 'string' && CHANGES[system.type] === 'key';
  const identity = isKeyChange ? { ...before, ...written } : before;
  return Object.keys(identity).length === 0 ? undefined : identity;
}

/** The ids beside the system part, as they stand. */
function writtenIdentityOf(message: Wire): WhatsAppIdentity {
  return withoutGaps({
    waId: optionalWaId(message.from),
    bsuid: optionalId(message.from_user_id),
    parentBsuid: optionalId(message.from_parent_user_id),
  });
}

function digitsOf(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}
