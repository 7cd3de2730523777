/** Erases what is over its time, in batches; each kind in its own way. */
import type { RetentionStore } from '../../app/ports.ts';
import type { Retained } from '../../domain/office/retention.ts';
import { eraseCase } from './erase-case.ts';
import { eraseMedia, eraseUnnamed } from './erase-media.ts';
import type { StoreContext } from './store-context.ts';

/** Statements that erase by themselves. Parameters: office, instant, limit. */
const STATEMENTS = {
  'raw-webhooks': `
    update raw_webhooks set body_sealed = null where office_id = $1 and webhook_id in (
      select webhook_id from raw_webhooks where office_id = $1 and body_sealed is not null and received_at < $2
       order by webhook_id limit $3)
    returning webhook_id`,
  statuses: `
    delete from delivery_statuses where office_id = $1 and status_id in (
      select status_id from delivery_statuses
       where office_id = $1 and applied_at is not null and received_at < $2 order by status_id limit $3)
    returning status_id`,
  requests: `
    delete from idempotency_keys where office_id = $1 and (actor_id, key) in (
      select actor_id, key from idempotency_keys where office_id = $1 and made_at < $2 order by made_at limit $3)
    returning key`,
  'due-items': `
    delete from due_items where office_id = $1 and due_id in (
      select due_id from due_items where office_id = $1 and done_at < $2 order by due_id limit $3)
    returning due_id`,
} as const;

/** The case of a row was erased: what was said about it later has no other term than its own. */
const isOfNoCase = (row: string) => `
  (${row}.case_id is null or exists (
     select from cases c join data_keys k on k.office_id = c.office_id and k.key_id = c.key_id
      where c.office_id = ${row}.office_id and c.case_id = ${row}.case_id and k.destroyed_at is not null))`;

const received = (which: string) => `
  with gone as (
    update inbound_messages set message_sealed = null, wamid = null where office_id = $1 and (phone_number_id, wamid_index) in (
      select phone_number_id, wamid_index from inbound_messages m
       where office_id = $1 and message_sealed is not null and ${which}
         and received_at < $2 order by message_id limit $3)
    returning webhook_id),
  emptied as (
    update raw_webhooks set body_sealed = null
     where office_id = $1 and body_sealed is not null and webhook_id in (select webhook_id from gone))
  select webhook_id from gone`;
const RECEIVED = received(`state <> 'waiting' and ${isOfNoCase('m')}`);
const FOREIGN = received("state = 'foreign'");

const SENT = `
  update outbox set content_sealed = null, wamid = null where office_id = $1 and outbox_id in (
    select outbox_id from outbox o
     where office_id = $1 and content_sealed is not null and ${isOfNoCase('o')}
       and state not in ('queued', 'sending') and created_at < $2 order by outbox_id limit $3)
  returning outbox_id`;

const ENDED_CASES = `
  select c.case_id, c.key_id from cases c
    join data_keys k on k.office_id = c.office_id and k.key_id = c.key_id and k.destroyed_at is null
   where c.office_id = $1 and c.ended_at < $2 and (c.submitted_at is null) = $4
   order by c.ended_at limit $3 for update of c`;

/** Handed in, in the hands of the resident alone (domain/case/decide-intake.ts, lapseCase), and no word of it since. */
const SILENT_CASES = `
  select c.case_id from cases c
    join data_keys k on k.office_id = c.office_id and k.key_id = c.key_id and k.destroyed_at is null
   where c.office_id = $1 and c.submitted_at < $2 and c.ended_at is null
     and (c.status = 'incomplete' or (c.status = 'accepted' and not exists (
       select from document_jobs d where d.office_id = $1 and d.case_id = c.case_id
          and d.status not in ('issued', 'waiting', 'received', 'withdrawn', 'superseded'))))
     and not exists (select from case_events e where e.office_id = $1 and e.case_id = c.case_id and e.at >= $2)
     and not exists (select from inbound_messages m where m.office_id = $1 and m.contact_id = c.contact_id
                        and m.case_id = c.case_id and m.received_at >= $2)
   order by c.submitted_at limit $3`;

const LONE_CONTACTS = `
  select c.contact_id, c.key_id from contacts c
    join data_keys k on k.office_id = c.office_id and k.key_id = c.key_id and k.destroyed_at is null
   where c.office_id = $1 and greatest(c.last_inbound_at, c.opened_at, c.consent_withdrawn_at) < $2
     and not exists (select from cases where cases.office_id = $1 and cases.contact_id = c.contact_id)
     and not exists (select from inbound_media m where m.office_id = $1 and m.contact_id = c.contact_id)
   order by c.contact_id limit $3 for update of c`;

/** Everything that is sealed under the key of a day. */
const IDLE_DAY_KEYS = `
  select k.key_id from data_keys k
   where k.office_id = $1 and k.day < ($2::timestamptz at time zone 'utc')::date and k.destroyed_at is null
     and not exists (select from raw_webhooks r where r.office_id = $1 and r.key_id = k.key_id and r.body_sealed is not null)
     and not exists (select from inbound_messages m
                      where m.office_id = $1 and m.key_id = k.key_id and m.message_sealed is not null)
     and not exists (select from inbound_media m where m.office_id = $1 and m.key_id = k.key_id)
     and not exists (select from files f where f.office_id = $1 and f.key_id = k.key_id and f.removed_at is null)
     and not exists (select from idempotency_keys i where i.office_id = $1 and i.key_id = k.key_id)
   order by k.day limit $3`;

/** The retention store of one transaction. */
export class PostgresRetentionStore implements RetentionStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  erase(what: Retained, before: Date, limit: number, now: Date): Promise<number> {
    switch (what) {
      case 'raw-webhooks':
      case 'statuses':
      case 'requests':
      case 'due-items':
        return this.#count(STATEMENTS[what], before, limit);
      case 'loose-files':
        return this.#looseFiles(before, limit, now);
      case 'foreign-messages':
        return this.#count(FOREIGN, before, limit);
      case 'messages':
        return this.#messages(before, limit);
      case 'drafts':
        return this.#cases(true, before, limit, now);
      case 'cases':
        return this.#cases(false, before, limit, now);
      case 'contacts':
        return this.#contacts(before, limit, now);
      case 'day-keys':
        return this.#dayKeys(before, limit, now);
    }
  }

  async silentCases(before: Date, limit: number): Promise<string[]> {
    const { tx, officeId } = this.#context;
    const rows = await tx.rows<{ case_id: string }>(SILENT_CASES, [officeId, before, limit]);
    return rows.map((row) => row.case_id);
  }

  async #count(statement: string, before: Date, limit: number): Promise<number> {
    const { tx, officeId } = this.#context;
    return (await tx.rows(statement, [officeId, before, limit])).length;
  }

  /** What can be read, named or not: a file is in a case, or a row names it, or its time is over. */
  async #looseFiles(before: Date, limit: number, now: Date): Promise<number> {
    const count = await eraseMedia(this.#context, { before, limit }, now);
    if (count === limit) return limit;
    return count + (await eraseUnnamed(this.#context, { before, limit: limit - count }, now));
  }

  async #messages(before: Date, limit: number): Promise<number> {
    const received = await this.#count(RECEIVED, before, limit);
    return received === limit ? limit : received + (await this.#count(SENT, before, limit - received));
  }

  async #cases(isDraft: boolean, before: Date, limit: number, now: Date): Promise<number> {
    const { tx, officeId } = this.#context;
    const values = [officeId, before, limit, isDraft];
    // Not opened: one that cannot be read must go as well.
    const rows = await tx.rows<{ case_id: string; key_id: string }>(ENDED_CASES, values);
    for (const { case_id, key_id } of rows) await eraseCase(this.#context, case_id, key_id, now);
    return rows.length;
  }

  /** The contact's row stays, so that what refers to it is not torn; nobody can say any more whose it was. */
  async #contacts(before: Date, limit: number, now: Date): Promise<number> {
    const { tx, officeId, ring } = this.#context;
    const values = [officeId, before, limit];
    const rows = await tx.rows<{ contact_id: string; key_id: string }>(LONE_CONTACTS, values);
    for (const { contact_id, key_id } of rows) {
      const about = [officeId, contact_id];
      await tx.rows(
        `update outbox set content_sealed = null, wamid = null, state = case when state = 'queued' then 'dropped' else state end
          where office_id = $1 and contact_id = $2 and content_sealed is not null`,
        about,
      );
      await tx.rows('delete from contact_identities where office_id = $1 and contact_id = $2', about);
      await tx.rows(
        `update contacts set conversation_sealed = null, handed_over_at = null, handover_reason = null
          where office_id = $1 and contact_id = $2`,
        about,
      );
      await ring.destroy(tx, key_id, now);
    }
    return rows.length;
  }

  async #dayKeys(before: Date, limit: number, now: Date): Promise<number> {
    const { tx, officeId, ring } = this.#context;
    const rows = await tx.rows<{ key_id: string }>(IDLE_DAY_KEYS, [officeId, before, limit]);
    for (const { key_id } of rows) await ring.destroy(tx, key_id, now);
    return rows.length;
  }
}
