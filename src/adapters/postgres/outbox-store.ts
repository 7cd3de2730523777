/** Keeps what Sampai says until Meta has it, and follows each message up the ladder of its statuses. */
import { v7 } from 'uuid';
import type { DeliveryStatus, OutboxContent, OutboxItem, OutboxState, OutboxStore } from '../../app/ports.ts';
import { NEW_PIN } from '../../domain/message/codes.ts';
import { isTroubled } from '../../domain/message/trouble.ts';
import { sealJson, unsealJson } from '../keys/seal.ts';
import { sqlFor } from './office-transaction.ts';
import { retireCodes, strikeOutCode } from './outbox-codes.ts';
import { given, type StoreContext } from './store-context.ts';

/** Rungs of the ladder: a status never moves a message down. `failed` ends unless delivery is seen later. */
const RANK: Record<string, number> = {
  queued: 0,
  sending: 0,
  uncertain: 1,
  accepted: 1,
  sent: 2,
  failed: 3,
  delivered: 4,
  read: 5,
  played: 5,
};

/** The state after a status: monotone, so that reordered and repeated statuses end the same. */
export function climb(state: string, status: DeliveryStatus['status']): OutboxState {
  const next = status === 'played' ? 'read' : status;
  return (RANK[next] ?? 0) > (RANK[state] ?? 0) ? next : (state as OutboxState);
}

/** What was erased, or lost its code, while it was on its way does not wait to be sent again. */
const WAITING_AGAIN =
  "case when content_sealed is null then 'dropped' when is_code_gone then 'failed' else 'queued' end";

interface StatusRow {
  outbox_id: string;
  state: string;
  contact_id: string;
  case_id: string | null;
  purpose: string;
  media_id: string | null;
  is_erased: boolean;
}

/** The outbox of one transaction. */
export class PostgresOutboxStore implements OutboxStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async add(
    item: { contactId: string; caseId?: string; content: OutboxContent; purpose: string },
    now: Date,
  ): Promise<string> {
    const { tx, officeId, ring } = this.#context;
    const outboxId = v7();
    const [contact] = await tx.rows<{ key_id: string }>(
      'select key_id from contacts where office_id = $1 and contact_id = $2',
      [officeId, item.contactId],
    );
    const keyId = contact!.key_id;
    await tx.run(
      sqlFor.insertInto('outbox').values({
        office_id: officeId,
        outbox_id: outboxId,
        contact_id: item.contactId,
        case_id: item.caseId ?? null,
        key_id: keyId,
        content_sealed: sealJson(await ring.get(tx, keyId), item.content, `outbox/${outboxId}`),
        purpose: item.purpose,
        is_notice: item.content.kind === 'notice',
        state: 'queued',
        created_at: now,
        not_before: now,
      }),
    );
    return outboxId;
  }

  async lockNext(contactId: string): Promise<OutboxItem | undefined> {
    const { tx, officeId, ring } = this.#context;
    // One worker per contact: messages of a chat leave in order, each after the one before was taken.
    const [lock] = await tx.rows<{ taken: boolean }>(
      "select pg_try_advisory_xact_lock(hashtextextended('outbox/' || $1, 0)) as taken",
      [contactId],
    );
    if (!lock!.taken) return undefined;
    const row = await tx.find(
      sqlFor
        .selectFrom('outbox')
        .selectAll()
        .where('office_id', '=', officeId)
        .where('contact_id', '=', contactId)
        .where('state', 'in', ['queued', 'sending'])
        .orderBy('outbox_id')
        .limit(1)
        // Whoever drops it meanwhile waits until it is known to be leaving, or is waited for.
        .forUpdate(),
    );
    if (row === undefined || row.state === 'sending') return undefined;
    const key = await ring.get(tx, row.key_id);
    return {
      outboxId: row.outbox_id,
      contactId: row.contact_id,
      content: unsealJson(key, row.content_sealed!, `outbox/${row.outbox_id}`),
      purpose: row.purpose,
      state: row.state,
      tries: row.tries,
      createdAt: row.created_at.toISOString(),
      notBefore: row.not_before.toISOString(),
      ...given({ caseId: row.case_id }),
    };
  }

  async #set(outboxId: string, change: Record<string, unknown>): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.run(
      sqlFor
        .updateTable('outbox')
        .set(change)
        .where('office_id', '=', officeId)
        .where('outbox_id', '=', outboxId),
    );
  }

  async markSending(outboxId: string, now: Date): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.rows(
      "update outbox set state = 'sending', started_at = $3, tries = tries + 1 where office_id = $1 and outbox_id = $2",
      [officeId, outboxId, now],
    );
  }

  async takeBack(outboxId: string, startedAt: Date): Promise<void> {
    const { tx, officeId } = this.#context;
    // Another worker may have taken it since, if ours was not kept: then it began at another moment.
    await tx.rows(
      `update outbox set state = ${WAITING_AGAIN}, tries = tries - 1
        where office_id = $1 and outbox_id = $2 and state in ('sending', 'uncertain') and started_at = $3`,
      [officeId, outboxId, startedAt],
    );
  }

  async settle(outboxId: string, outcome: Parameters<OutboxStore['settle']>[1], now: Date): Promise<void> {
    const { tx, officeId } = this.#context;
    // A status may have arrived before our own answer: what it said must not be undone. Given up for uncertain is
    // another matter: whoever sent it knows best, however late.
    await tx.rows(
      `update outbox set state = case when state in ('queued', 'sending', 'uncertain') then $3 else state end,
              wamid = case when content_sealed is not null then coalesce(wamid, $4) end,
              error_code = case when state in ('queued', 'sending', 'uncertain') then $5 else error_code end,
              reason = case when state in ('queued', 'sending', 'uncertain') then $6 else reason end,
              settled_at = $7, media_id = coalesce($8, media_id)
        where office_id = $1 and outbox_id = $2`,
      [
        officeId,
        outboxId,
        outcome.state,
        outcome.wamid ?? null,
        outcome.code ?? null,
        outcome.reason ?? null,
        now,
        outcome.mediaId ?? null,
      ],
    );
  }

  strikeOutCode(outboxId: string): Promise<void> {
    return strikeOutCode(this.#context, outboxId);
  }

  retireCodes(caseId: string, purpose: string, now: Date): Promise<void> {
    return retireCodes(this.#context, { caseId, purpose }, now);
  }

  async putBack(outboxId: string, notBefore: Date, code: number | undefined, reason: string): Promise<void> {
    const { tx, officeId } = this.#context;
    // A status meanwhile proves that it did leave: then it must not leave again.
    await tx.rows(
      `update outbox set state = ${WAITING_AGAIN}, not_before = $3, error_code = $4, reason = $5
        where office_id = $1 and outbox_id = $2 and state in ('queued', 'sending', 'uncertain')`,
      [officeId, outboxId, notBefore, code ?? null, reason],
    );
  }

  /** Our own id comes back with the status; a message that lost it is found by Meta's. */
  async #ofStatus(status: DeliveryStatus): Promise<StatusRow | undefined> {
    const { tx, officeId } = this.#context;
    const columns = `select outbox_id, state, contact_id, case_id, purpose, media_id, content_sealed is null as is_erased
      from outbox where office_id = $1`;
    if (status.callbackData !== undefined) {
      const [row] = await tx.rows<StatusRow>(`${columns} and outbox_id = $2 for update`, [
        officeId,
        status.callbackData,
      ]);
      if (row !== undefined) return row;
    }
    const [row] = await tx.rows<StatusRow>(`${columns} and wamid = $2 for update`, [officeId, status.wamid]);
    return row;
  }

  async applyStatus(status: DeliveryStatus, now: Date) {
    const row = await this.#ofStatus(status);
    if (row === undefined) return undefined;
    const code = status.errorCodes[0];
    const state = climb(row.state, status.status);
    await this.#set(row.outbox_id, {
      state,
      // It spells out the resident's number: what was erased does not get it back.
      wamid: row.is_erased ? null : status.wamid,
      settled_at: now,
      ...(status.status === 'failed' && { error_code: code ?? null, reason: `Meta ${code ?? 'tanpa kode'}` }),
      ...(status.pricing !== undefined && {
        category: status.pricing.category,
        billable: status.pricing.billable,
      }),
    });
    // It has left, and whoever sent it may be dead.
    if (row.purpose === NEW_PIN) await this.strikeOutCode(row.outbox_id);
    return {
      contactId: row.contact_id,
      purpose: row.purpose,
      isTroubleChanged: isTroubled(row.state) !== isTroubled(state),
      ...given({ caseId: row.case_id, mediaId: row.media_id }),
    };
  }

  async contactsDue(now: Date, limit: number): Promise<string[]> {
    const { tx, officeId } = this.#context;
    // Only the first of a person counts: nothing overtakes it, and while it is on its way there is nothing to do.
    const rows = await tx.rows<{ contact_id: string }>(
      `select contact_id from (
         select distinct on (contact_id) contact_id, outbox_id, state, not_before from outbox
          where office_id = $1 and state in ('queued', 'sending') order by contact_id, outbox_id) as first
        where state = 'queued' and not_before <= $2 order by outbox_id limit $3`,
      [officeId, now, limit],
    );
    return rows.map((row) => row.contact_id);
  }

  async markStuckUncertain(now: Date): Promise<number> {
    const { tx, officeId } = this.#context;
    const rows = await tx.rows<{ outbox_id: string; purpose: string }>(
      `update outbox set state = 'uncertain', reason = 'Proses berhenti di tengah pengiriman', settled_at = $2
        where office_id = $1 and state = 'sending' returning outbox_id, purpose`,
      [officeId, now],
    );
    for (const row of rows) if (row.purpose === NEW_PIN) await this.strikeOutCode(row.outbox_id);
    return rows.length;
  }
}
