/** Keeps what residents sent until it is handled, one ordered queue per sender. */
import type {
  DeliveryStatus,
  InboxStore,
  Misdirected,
  OpenStatus,
  ThreadMessage,
  UnreadableWebhook,
  WaitingMessage,
} from '../../app/ports.ts';
import { sealJson, unsealJson } from '../keys/seal.ts';
import { readMisdirected } from './misdirected.ts';
import { sqlFor } from './office-transaction.ts';
import { given, type StoreContext } from './store-context.ts';
import { readThread } from './thread.ts';
import { listUnreadable, openUnreadable } from './unreadable-webhooks.ts';
import { wamidIndex } from './wamid-index.ts';

/** What is sealed of an inbound message. */
export type SealedMessage = Pick<WaitingMessage, 'identity' | 'quotedWamid' | 'content'>;

/** Place to which a sealed inbound message is bound. */
export const messagePlace = (phoneNumberId: string, wamid: string) =>
  `inbound_messages/${phoneNumberId}/${wamid}`;

/** The inbox store of one transaction. */
export class PostgresInboxStore implements InboxStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async waitingSenders(limit: number): Promise<Buffer[]> {
    const { tx, officeId } = this.#context;
    const rows = await tx.rows<{ sender_index: Buffer }>(
      `select sender_index from inbound_messages where office_id = $1 and state = 'waiting'
        group by sender_index order by min(message_id::text) limit $2`,
      [officeId, limit],
    );
    return rows.map((row) => row.sender_index);
  }

  async takeSender(senderIndex: Buffer): Promise<boolean> {
    const [row] = await this.#context.tx.rows<{ taken: boolean }>(
      'select pg_try_advisory_xact_lock($1::bigint) as taken',
      [senderIndex.readBigInt64BE(0).toString()],
    );
    return row!.taken;
  }

  async waitingOf(senderIndex: Buffer, limit: number): Promise<WaitingMessage[]> {
    const { tx, officeId, ring } = this.#context;
    const rows = await tx.all(
      sqlFor
        .selectFrom('inbound_messages')
        .select([
          'message_id',
          'phone_number_id',
          'wamid',
          'sent_at',
          'received_at',
          'key_id',
          'message_sealed',
          'tries',
        ])
        .where('office_id', '=', officeId)
        .where('sender_index', '=', senderIndex)
        .where('state', '=', 'waiting')
        // Meta does not keep the order; its second-grained time does better, our arrival order breaks ties.
        .orderBy('sent_at')
        .orderBy('message_id')
        .limit(limit),
    );
    const messages: WaitingMessage[] = [];
    for (const row of rows) {
      const key = await ring.get(tx, row.key_id);
      const wamid = row.wamid!;
      const place = messagePlace(row.phone_number_id, wamid);
      messages.push({
        messageId: row.message_id,
        phoneNumberId: row.phone_number_id,
        wamid,
        sentAt: row.sent_at.toISOString(),
        receivedAt: row.received_at.toISOString(),
        tries: row.tries,
        ...unsealJson<SealedMessage>(key, row.message_sealed!, place),
      });
    }
    return messages;
  }

  #indexOf(phoneNumberId: string, wamid: string): Buffer {
    return wamidIndex(this.#context.keys, phoneNumberId, wamid);
  }

  async #set(message: WaitingMessage, change: Record<string, unknown>): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.run(
      sqlFor
        .updateTable('inbound_messages')
        .set(change)
        .where('office_id', '=', officeId)
        .where('phone_number_id', '=', message.phoneNumberId)
        .where('wamid_index', '=', this.#indexOf(message.phoneNumberId, message.wamid)),
    );
  }

  markHandled(
    message: WaitingMessage,
    { contactId, caseId }: Parameters<InboxStore['markHandled']>[1],
    now: Date,
  ): Promise<void> {
    const about = { contact_id: contactId, case_id: caseId ?? null };
    return this.#set(message, { state: 'handled', handled_at: now, ...about });
  }

  noteTry(message: WaitingMessage): Promise<void> {
    return this.#set(message, { tries: message.tries + 1 });
  }

  async hideText(message: WaitingMessage): Promise<void> {
    const { tx, ring } = this.#context;
    const { identity, quotedWamid } = message;
    const blank: SealedMessage = { identity, content: { kind: 'text', body: '' }, ...given({ quotedWamid }) };
    const keyId = await this.#emptyWebhook(message);
    const place = messagePlace(message.phoneNumberId, message.wamid);
    const sealed = sealJson(await ring.get(tx, keyId), blank, place);
    await this.#set(message, { kind: 'pin', message_sealed: sealed });
  }

  async erase(message: WaitingMessage): Promise<void> {
    await this.#emptyWebhook(message);
    await this.#set(message, { message_sealed: null, wamid: null });
  }

  async takeBack(revoke: WaitingMessage, targetWamid: string, messageId: string): Promise<void> {
    const { tx, officeId } = this.#context;
    const target = this.#indexOf(revoke.phoneNumberId, targetWamid);
    const source = [
      officeId,
      revoke.phoneNumberId,
      this.#indexOf(revoke.phoneNumberId, revoke.wamid),
      target,
    ];
    // Meta's times are whole seconds: what was taken back at once may stand behind the news of it, still waiting. Only
    // the sender's own, and nothing that belongs to a case that was handed in, or brought one of its papers.
    await tx.rows(
      `with taken_back as (
         update inbound_messages t set message_sealed = null, wamid = null,
                kind = case when t.state = 'waiting' then 'revoked' else t.kind end,
                handled_at = coalesce(t.handled_at, r.received_at),
                state = case when t.state = 'waiting' then 'handled' else t.state end
           from inbound_messages r
          where r.office_id = $1 and r.phone_number_id = $2 and r.wamid_index = $3
            and t.office_id = $1 and t.phone_number_id = $2 and t.wamid_index = $4
            and t.sender_index = r.sender_index and t.state <> 'foreign' and t.message_sealed is not null
            and not exists (
              select from cases c where c.office_id = $1 and c.submitted_at is not null
                 and (c.case_id = t.case_id or c.case_id in (
                   select f.case_id from inbound_media f
                    where f.office_id = $1 and f.contact_id = t.contact_id and f.wamid = t.wamid
                      and f.stored_sealed is null)))
         returning t.webhook_id)
       update raw_webhooks set body_sealed = null
        where office_id = $1 and body_sealed is not null and webhook_id in (select webhook_id from taken_back)`,
      source,
    );
    // A row under its name makes it a repetition of something known, of which nothing is kept.
    await tx.rows(
      `insert into inbound_messages (office_id, phone_number_id, wamid_index, message_id, sender_index, sent_at, received_at,
                                     kind, key_id, webhook_id, state, handled_at)
        select office_id, phone_number_id, $4, $5, sender_index, sent_at, received_at,
               'revoked', key_id, webhook_id, 'handled', received_at
        from inbound_messages where office_id = $1 and phone_number_id = $2 and wamid_index = $3
        on conflict do nothing`,
      [...source, messageId],
    );
  }

  /** Empties the raw body that brought the message; answers the key that sealed both. */
  async #emptyWebhook({ phoneNumberId, wamid }: WaitingMessage): Promise<string> {
    const { tx, officeId } = this.#context;
    const [row] = await tx.rows<{ key_id: string; webhook_id: string }>(
      'select key_id, webhook_id from inbound_messages where office_id = $1 and phone_number_id = $2 and wamid_index = $3',
      [officeId, phoneNumberId, this.#indexOf(phoneNumberId, wamid)],
    );
    await tx.rows(
      'update raw_webhooks set body_sealed = null where office_id = $1 and webhook_id = $2 and body_sealed is not null',
      [officeId, row!.webhook_id],
    );
    return row!.key_id;
  }

  park(message: WaitingMessage, contactId: string, reason: string, now: Date): Promise<void> {
    return this.#set(message, {
      state: 'parked',
      parked_reason: reason,
      handled_at: now,
      contact_id: contactId,
    });
  }

  async wasPin(phoneNumberId: string, wamid: string): Promise<boolean> {
    const rows = await this.#context.tx.rows(
      "select from inbound_messages where office_id = $1 and phone_number_id = $2 and wamid_index = $3 and kind = 'pin'",
      [this.#context.officeId, phoneNumberId, this.#indexOf(phoneNumberId, wamid)],
    );
    return rows.length > 0;
  }

  thread(contactId: string, limit: number): Promise<ThreadMessage[]> {
    return readThread(this.#context, contactId, limit);
  }

  caseThread(
    contactId: string,
    about: { caseId: string; wamids: readonly string[] },
    limit: number,
  ): Promise<ThreadMessage[]> {
    return readThread(this.#context, contactId, limit, about);
  }

  async newestWamid(contactId: string): Promise<string | undefined> {
    const { tx, officeId } = this.#context;
    const [row] = await tx.rows<{ wamid: string }>(
      `select wamid from inbound_messages where office_id = $1 and contact_id = $2 and wamid is not null
        order by sent_at desc, message_id desc limit 1`,
      [officeId, contactId],
    );
    return row?.wamid;
  }

  async profileNameOf(contactId: string): Promise<string | undefined> {
    const { tx, officeId, ring } = this.#context;
    const [row] = await tx.rows<Record<'phone_number_id' | 'wamid' | 'key_id', string> & { sealed: Buffer }>(
      `select phone_number_id, wamid, key_id, message_sealed as sealed from inbound_messages
        where office_id = $1 and contact_id = $2 and message_sealed is not null and wamid is not null
        order by sent_at desc, message_id desc limit 1`,
      [officeId, contactId],
    );
    if (row === undefined) return undefined;
    const key = await ring.get(tx, row.key_id);
    const place = messagePlace(row.phone_number_id, row.wamid);
    return unsealJson<SealedMessage>(key, row.sealed, place).identity.profileName;
  }

  unreadableWebhooks(): Promise<UnreadableWebhook[]> {
    return listUnreadable(this.#context);
  }

  openUnreadable(webhookId: string): Promise<Uint8Array | undefined> {
    return openUnreadable(this.#context, webhookId);
  }

  misdirected(since: Date): Promise<Misdirected> {
    return readMisdirected(this.#context, since);
  }

  async openStatuses(limit: number, after?: string): Promise<OpenStatus[]> {
    const { tx, officeId } = this.#context;
    // One worker at a time: two that met each other's messages in different order would block each other.
    await tx.rows("select pg_advisory_xact_lock(hashtextextended('statuses/' || $1, 0))", [officeId]);
    const open = sqlFor
      .selectFrom('delivery_statuses')
      .selectAll()
      .where('office_id', '=', officeId)
      .where('applied_at', 'is', null)
      .orderBy('status_id')
      .limit(limit);
    const rows = await tx.all(after === undefined ? open : open.where('status_id', '>', after));
    return rows.map((row) => ({
      statusId: row.status_id,
      receivedAt: row.received_at.toISOString(),
      phoneNumberId: row.phone_number_id,
      wamid: row.wamid!,
      status: row.status as DeliveryStatus['status'],
      at: row.at,
      recipient: {},
      errorCodes: row.error_codes,
      ...(row.callback_id !== null && { callbackData: row.callback_id }),
      ...(row.category !== null && { pricing: { billable: row.billable ?? false, category: row.category } }),
    }));
  }

  async closeStatus(statusId: string, now: Date): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.run(
      sqlFor
        .updateTable('delivery_statuses')
        .set({ applied_at: now, wamid: null })
        .where('office_id', '=', officeId)
        .where('status_id', '=', statusId),
    );
  }
}
