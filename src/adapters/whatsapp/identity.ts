/** Finds out who a webhook speaks of, by `wa_id` and `user_id`, never by the position in a list. */
import type { WhatsAppIdentity } from '../../app/ports.ts';
import { isObject, optionalId, optionalText, optionalWaId, type Wire } from './wire.ts';

const NAME_LIMIT = 256;

/** The `contacts[]` of one change, ready for look-up. */
export interface ContactIndex {
  byWaId: ReadonlyMap<string, WhatsAppIdentity>;
  byBsuid: ReadonlyMap<string, WhatsAppIdentity>;
}

/** Indexes `contacts[]`; entries that carry no id are of no use and are passed over. */
export function indexContacts(contacts: readonly unknown[]): ContactIndex {
  const byWaId = new Map<string, WhatsAppIdentity>();
  const byBsuid = new Map<string, WhatsAppIdentity>();
  for (const contact of contacts) {
    if (!isObject(contact)) continue;
    const profile = isObject(contact.profile) ? contact.profile : {};
    const identity = withoutGaps({
      waId: optionalWaId(contact.wa_id),
      bsuid: optionalId(contact.user_id),
      parentBsuid: optionalId(contact.parent_user_id),
      username: optionalText(profile.username, NAME_LIMIT),
      profileName: optionalText(profile.name, NAME_LIMIT),
    });
    if (identity.waId !== undefined) byWaId.set(identity.waId, identity);
    if (identity.bsuid !== undefined) byBsuid.set(identity.bsuid, identity);
  }
  return { byWaId, byBsuid };
}

/**
 * The sender of a message, or `undefined` when it names nobody. A user with a username may come without a phone
 * number (`from`), and an old message without a `from_user_id` (Meta, "Business-scoped user IDs").
 */
export function senderOf(message: Wire, contacts: ContactIndex): WhatsAppIdentity | undefined {
  const waId = optionalWaId(message.from);
  const bsuid = optionalId(message.from_user_id);
  return complete({ waId, bsuid, parentBsuid: optionalId(message.from_parent_user_id) }, contacts);
}

/** The recipient of a status. A failed one may name nobody at all: then the object is empty. */
export function recipientOf(status: Wire, contacts: ContactIndex): WhatsAppIdentity {
  // In a group the recipient is the group, which is nobody's phone number.
  const waId = status.recipient_type === 'group' ? undefined : optionalWaId(status.recipient_id);
  const bsuid = optionalId(status.recipient_user_id);
  const parentBsuid = optionalId(status.recipient_parent_user_id);
  return complete({ waId, bsuid, parentBsuid }, contacts) ?? {};
}

/** Adds what a matching contact knows; a contact that contradicts the message is not a match. */
function complete(known: WhatsAppIdentity, contacts: ContactIndex): WhatsAppIdentity | undefined {
  const { waId, bsuid, parentBsuid } = known;
  if (waId === undefined && bsuid === undefined && parentBsuid === undefined) return undefined;
  const byBsuid = bsuid === undefined ? undefined : contacts.byBsuid.get(bsuid);
  const byWaId = waId === undefined ? undefined : contacts.byWaId.get(waId);
  const contact = [byBsuid, byWaId].find((found) => found !== undefined && agrees(found, known));
  return withoutGaps({
    waId: waId ?? contact?.waId,
    bsuid: bsuid ?? contact?.bsuid,
    parentBsuid: parentBsuid ?? contact?.parentBsuid,
    username: contact?.username,
    profileName: contact?.profileName,
  });
}

function agrees(contact: WhatsAppIdentity, known: WhatsAppIdentity): boolean {
  const same = (a: string | undefined, b: string | undefined) =>
    a === undefined || b === undefined || a === b;
  return same(contact.waId, known.waId) && same(contact.bsuid, known.bsuid);
}

/** Drops undefined members, so that an identity lists only what is known. */
export function withoutGaps(identity: WhatsAppIdentity): WhatsAppIdentity {
  return Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== undefined));
}
