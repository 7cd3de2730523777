/** Keeps residents on WhatsApp: who they are to Meta, their consent, and where the conversation stands. */
import { v7 } from 'uuid';
import type { Contact, ContactStore, WhatsAppIdentity } from '../../app/ports.ts';
import type { ConversationState, HandOverReason, Language } from '../../domain/conversation/types.ts';
import { blindIndex } from '../keys/office-keys.ts';
import { seal, sealJson, unseal, unsealJson } from '../keys/seal.ts';
import { eraseConversation } from './erase-conversation.ts';
import { sqlFor } from './office-transaction.ts';
import type { Schema } from './schema.ts';
import { given, iso, type StoreContext } from './store-context.ts';

type IdentityKind = Schema['contact_identities']['kind'];
interface IdentityValue {
  kind: IdentityKind;
  value: string;
}

/** The parts of an identity that lead to a contact, strongest first. Names and usernames do not. */
function keysOf(identity: WhatsAppIdentity): IdentityValue[] {
  const all: [IdentityKind, string | undefined][] = [
    ['bsuid', identity.bsuid],
    ['wa-id', identity.waId],
  ];
  return all.flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value }]));
}

function allOf(identity: WhatsAppIdentity): IdentityValue[] {
  const more: [IdentityKind, string | undefined][] = [
    ['parent-bsuid', identity.parentBsuid],
    ['username', identity.username],
  ];
  return [
    ...keysOf(identity),
    ...more.flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value }])),
  ];
}

/** The contact store of one transaction. */
export class PostgresContactStore implements ContactStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  #index({ kind, value }: IdentityValue): Buffer {
    return blindIndex(this.#context.keys, `contact/${kind}`, value);
  }

  /** The contact that this identity leads to, if it leads to one beyond doubt. */
  async #find(phoneNumberId: string, identity: WhatsAppIdentity): Promise<string | undefined> {
    const { tx, officeId } = this.#context;
    const keys = keysOf(identity);
    const rows = await tx.rows<{ kind: IdentityKind; contact_id: string; has_user_id: boolean }>(
      `select i.kind, i.contact_id,
              exists (select from contact_identities u where u.office_id = $1 and u.contact_id = i.contact_id and u.kind = 'bsuid') as has_user_id
         from unnest($3::text[], $4::bytea[]) as k(kind, value_index)
         join contact_identities i on i.office_id = $1 and i.phone_number_id = $2 and i.kind = k.kind and i.value_index = k.value_index`,
      [officeId, phoneNumberId, keys.map((one) => one.kind), keys.map((one) => this.#index(one))],
    );
    const byUserId = rows.find((row) => row.kind === 'bsuid');
    if (byUserId !== undefined) return byUserId.contact_id;
    const byNumber = rows.find((row) => row.kind === 'wa-id');
    // The number belongs to somebody with another user id: it was given to a new owner, who must not get into the
    // chat and the cases of the old one.
    if (byNumber?.has_user_id === true && identity.bsuid !== undefined) return undefined;
    return byNumber?.contact_id;
  }

  async findOrMake(phoneNumberId: string, identity: WhatsAppIdentity, now: Date): Promise<Contact> {
    const contactId = (await this.#find(phoneNumberId, identity)) ?? (await this.#make(phoneNumberId, now));
    await this.linkIdentity(contactId, identity, now);
    return (await this.get(contactId))!;
  }

  async #make(phoneNumberId: string, now: Date): Promise<string> {
    const { tx, officeId, ring } = this.#context;
    const contactId = v7();
    const { keyId } = await ring.make(tx, 'contact', now);
    await tx.run(
      sqlFor.insertInto('contacts').values({
        office_id: officeId,
        contact_id: contactId,
        key_id: keyId,
        phone_number_id: phoneNumberId,
        opened_at: now,
      }),
    );
    return contactId;
  }

  async #row(contactId: string) {
    const { tx, officeId } = this.#context;
    return tx.find(
      sqlFor
        .selectFrom('contacts')
        .selectAll()
        .where('office_id', '=', officeId)
        .where('contact_id', '=', contactId),
    );
  }

  async linkIdentity(contactId: string, identity: WhatsAppIdentity, now: Date): Promise<void> {
    const { tx, officeId, ring } = this.#context;
    const row = await this.#row(contactId);
    if (row === undefined) throw new Error('no such contact');
    const known = await this.#identities(contactId);
    // Always later than what was seen before, also in the same moment: the last of a kind is where answers go.
    const seenAt = new Date(Math.max(now.getTime(), ...known.map((one) => one.seenAt.getTime() + 1)));
    const key = await ring.get(tx, row.key_id);
    for (const one of allOf(identity)) {
      if (known.findLast(({ kind }) => kind === one.kind)?.value === one.value) continue;
      const columns = {
        value_sealed: seal(key, Buffer.from(one.value), `contact_identities/${contactId}/${one.kind}`),
        key_id: row.key_id,
        contact_id: contactId,
        seen_at: seenAt,
      };
      await tx.run(
        sqlFor
          .insertInto('contact_identities')
          .values({
            office_id: officeId,
            phone_number_id: row.phone_number_id,
            kind: one.kind,
            value_index: this.#index(one),
            ...columns,
          })
          .onConflict((conflict) =>
            conflict.columns(['office_id', 'phone_number_id', 'kind', 'value_index']).doUpdateSet(columns),
          ),
      );
    }
  }

  /** The identities of a contact, the one seen last at the end. */
  async #identities(contactId: string): Promise<(IdentityValue & { seenAt: Date })[]> {
    const { tx, officeId, ring } = this.#context;
    const rows = await tx.all(
      sqlFor
        .selectFrom('contact_identities')
        .select(['kind', 'value_sealed', 'key_id', 'seen_at'])
        .where('office_id', '=', officeId)
        .where('contact_id', '=', contactId)
        .orderBy('seen_at'),
    );
    const identities: (IdentityValue & { seenAt: Date })[] = [];
    for (const { kind, value_sealed, key_id, seen_at: seenAt } of rows) {
      const key = await ring.get(tx, key_id);
      const value = unseal(key, value_sealed, `contact_identities/${contactId}/${kind}`).toString();
      identities.push({ kind, value, seenAt });
    }
    return identities;
  }

  async get(contactId: string): Promise<Contact | undefined> {
    const row = await this.#row(contactId);
    if (row === undefined) return undefined;
    const identities = await this.#identities(contactId);
    const last = (kind: IdentityKind) => identities.findLast((one) => one.kind === kind)?.value;
    const identity: WhatsAppIdentity = given({
      bsuid: last('bsuid'),
      parentBsuid: last('parent-bsuid'),
      waId: last('wa-id'),
      username: last('username'),
    });
    return {
      contactId,
      phoneNumberId: row.phone_number_id,
      identity,
      recipient: identity.waId === undefined ? { bsuid: identity.bsuid ?? '' } : { phone: identity.waId },
      ...given({
        lastInboundAt: iso(row.last_inbound_at),
        consentVersion: row.consent_version,
        stoppedAt: iso(row.stopped_at),
        handedOverAt: iso(row.handed_over_at),
        handoverReason: row.handover_reason as HandOverReason | null,
      }),
    };
  }

  async #set(
    contactId: string,
    change: Partial<Parameters<ReturnType<typeof sqlFor.updateTable<'contacts'>>['set']>[0]>,
  ) {
    const { tx, officeId } = this.#context;
    await tx.run(
      sqlFor
        .updateTable('contacts')
        .set(change as never)
        .where('office_id', '=', officeId)
        .where('contact_id', '=', contactId),
    );
  }

  async noteInbound(contactId: string, sentAt: Date): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.rows(
      'update contacts set last_inbound_at = greatest(last_inbound_at, $3) where office_id = $1 and contact_id = $2',
      [officeId, contactId, sentAt],
    );
  }

  async loadConversation(contactId: string): Promise<ConversationState | undefined> {
    const { tx, officeId } = this.#context;
    // Locked until the turn is over: a text and an album that settles may want to speak at the same moment.
    await tx.rows('select from contacts where office_id = $1 and contact_id = $2 for update', [
      officeId,
      contactId,
    ]);
    return this.#conversation(contactId);
  }

  async #conversation(contactId: string): Promise<ConversationState | undefined> {
    const row = await this.#row(contactId);
    if (row?.conversation_sealed == null) return undefined;
    const key = await this.#context.ring.get(this.#context.tx, row.key_id);
    return unsealJson(key, row.conversation_sealed, `contacts/${contactId}/conversation`);
  }

  async languageOf(contactId: string): Promise<Language> {
    return (await this.#conversation(contactId))?.language ?? 'id';
  }

  async saveConversation(contactId: string, state: ConversationState): Promise<void> {
    const row = await this.#row(contactId);
    if (row === undefined) throw new Error('no such contact');
    const key = await this.#context.ring.get(this.#context.tx, row.key_id);
    await this.#set(contactId, {
      conversation_sealed: sealJson(key, state, `contacts/${contactId}/conversation`),
    });
  }

  recordConsent(contactId: string, version: string, now: Date): Promise<void> {
    return this.#set(contactId, { consent_version: version, consent_at: now });
  }

  eraseConversation(contactId: string, now: Date): Promise<void> {
    return eraseConversation(this.#context, contactId, now);
  }

  setStopped(contactId: string, stoppedAt: Date | null): Promise<void> {
    return this.#set(contactId, { stopped_at: stoppedAt });
  }

  handOver(contactId: string, reason: HandOverReason, now: Date): Promise<void> {
    return this.#set(contactId, { handed_over_at: now, handover_reason: reason });
  }

  release(contactId: string): Promise<void> {
    return this.#set(contactId, { handed_over_at: null, handover_reason: null });
  }

  async listHandedOver(): Promise<string[]> {
    const { tx, officeId } = this.#context;
    const rows = await tx.all(
      sqlFor
        .selectFrom('contacts')
        .select('contact_id')
        .where('office_id', '=', officeId)
        .where('handed_over_at', 'is not', null)
        .orderBy('handed_over_at'),
    );
    return rows.map((row) => row.contact_id);
  }
}
