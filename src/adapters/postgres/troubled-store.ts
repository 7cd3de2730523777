/** Keeps messages that did not surely arrive in view until a person closes each, once. */
import { v7 } from 'uuid';
import type { HeldMessage, TroubledMessage, TroubledMessageStore } from '../../app/ports.ts';
import type { Actor } from '../../domain/case/events.ts';
import { type TroubledState, troubledStates } from '../../domain/message/trouble.ts';
import { seal, unseal } from '../keys/seal.ts';
import { sqlFor } from './office-transaction.ts';
import { given, type StoreContext } from './store-context.ts';

const columns = [
  'outbox_id',
  'contact_id',
  'case_id',
  'purpose',
  'state',
  'is_notice',
  'is_code_gone',
  'created_at',
  'started_at',
  'error_code',
] as const;

interface Row {
  outbox_id: string;
  contact_id: string;
  case_id: string | null;
  purpose: string;
  state: string;
  is_notice: boolean;
  is_code_gone: boolean;
  created_at: Date;
  started_at: Date | null;
  error_code: number | null;
}

function toMessage(row: Row): Omit<TroubledMessage, 'state'> {
  return {
    outboxId: row.outbox_id,
    contactId: row.contact_id,
    purpose: row.purpose,
    isNotice: row.is_notice,
    isCodeGone: row.is_code_gone,
    startedAt: (row.started_at ?? row.created_at).toISOString(),
    ...given({ caseId: row.case_id, code: row.error_code }),
  };
}

/** The troubled messages of one transaction. */
export class PostgresTroubledMessageStore implements TroubledMessageStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  #open() {
    return (
      sqlFor
        .selectFrom('outbox')
        .select(columns)
        .where('office_id', '=', this.#context.officeId)
        .where('state', 'in', [...troubledStates])
        .where('closed_at', 'is', null)
        // What was erased at the resident's wish waits for nobody.
        .where('content_sealed', 'is not', null)
    );
  }

  async list(): Promise<TroubledMessage[]> {
    const rows = await this.#context.tx.all(this.#open().orderBy('outbox_id'));
    return rows.map((row) => ({ ...toMessage(row), state: row.state as TroubledState }));
  }

  async find(outboxId: string): Promise<{ contactId: string; caseId?: string } | undefined> {
    const { tx, officeId } = this.#context;
    const row = await tx.find(
      sqlFor
        .selectFrom('outbox')
        .select(['contact_id', 'case_id'])
        .where('office_id', '=', officeId)
        .where('outbox_id', '=', outboxId),
    );
    return row && { contactId: row.contact_id, ...given({ caseId: row.case_id }) };
  }

  async lock(outboxId: string): Promise<HeldMessage | undefined> {
    const { tx, officeId } = this.#context;
    const row = await tx.find(
      sqlFor
        .selectFrom('outbox')
        .select([...columns, 'closed_at'])
        .select((one) => one('content_sealed', 'is', null).as('is_erased'))
        .where('office_id', '=', officeId)
        .where('outbox_id', '=', outboxId)
        .forUpdate(),
    );
    if (row === undefined) return undefined;
    const isClosed = row.closed_at !== null;
    return { ...toMessage(row), state: row.state, isClosed, isErased: row.is_erased === true };
  }

  async close(outboxId: string, how: 'handled' | 'sent-again', by: Actor, now: Date): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.run(
      sqlFor
        .updateTable('outbox')
        .set({ closed_at: now, closed_by: by.id, closed_how: how })
        .where('office_id', '=', officeId)
        .where('outbox_id', '=', outboxId)
        .where('closed_at', 'is', null),
    );
  }

  async queueAgain(outboxId: string, now: Date): Promise<string> {
    const { tx, officeId, ring } = this.#context;
    const row = await tx.find(
      sqlFor
        .selectFrom('outbox')
        .select(['contact_id', 'case_id', 'key_id', 'content_sealed', 'purpose', 'is_notice'])
        .where('office_id', '=', officeId)
        .where('outbox_id', '=', outboxId),
    );
    if (row?.content_sealed == null) throw new Error('the content of this message was erased');
    const freshId = v7();
    const key = await ring.get(tx, row.key_id);
    const content = unseal(key, row.content_sealed, `outbox/${outboxId}`);
    await tx.run(
      sqlFor.insertInto('outbox').values({
        ...row,
        office_id: officeId,
        outbox_id: freshId,
        content_sealed: seal(key, content, `outbox/${freshId}`),
        replaces: outboxId,
        state: 'queued',
        created_at: now,
        not_before: now,
      }),
    );
    return freshId;
  }

  async closeOf(caseId: string, purpose: string, by: Actor, now: Date): Promise<string[]> {
    const { tx, officeId } = this.#context;
    const rows = await tx.all(
      sqlFor
        .selectFrom('outbox')
        .select('outbox_id')
        .where('office_id', '=', officeId)
        .where('case_id', '=', caseId)
        .where('purpose', '=', purpose)
        // Also what Meta has not delivered yet: should it fail later, nobody has to care.
        .where('state', 'in', [...troubledStates, 'sending', 'accepted', 'sent'])
        .where('closed_at', 'is', null)
        .where('content_sealed', 'is not', null)
        .orderBy('outbox_id')
        .forUpdate(),
    );
    for (const row of rows) await this.close(row.outbox_id, 'handled', by, now);
    return rows.map((row) => row.outbox_id);
  }
}
