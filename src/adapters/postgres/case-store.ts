/** Keeps cases: events appended in a hash chain, the folded state and the read tables renewed beside them. */
import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { CaseFacts, CaseFilter, CaseListItem, CaseStore } from '../../app/ports.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { blindIndex } from '../keys/office-keys.ts';
import { sealJson, unsealJson } from '../keys/seal.ts';
import { countCases, listCases } from './case-list.ts';
import { findSigned, findStanding, replaceErased } from './document-look-up.ts';
import { eraseCase } from './erase-case.ts';
import { type ChainedEvent, eventHash, NO_HASH } from './event-chain.ts';
import type { DataKey } from './key-ring.ts';
import { sqlFor } from './office-transaction.ts';
import { iso, type StoreContext } from './store-context.ts';
import { type EventRow, writeCase } from './write-case.ts';

interface CaseRow {
  case_id: string;
  version: number;
  key_id: string;
  state_sealed: Buffer;
  last_event_hash: Buffer;
}

/** 16 bytes as `XXXXX-XXXXX-…`: letters and digits that are not mistaken for each other when read aloud. */
function toCode(bytes: Buffer): string {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  let bits = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let index = 0; index < 26; index += 1) {
    text += alphabet[Number(bits & 31n)];
    bits >>= 5n;
  }
  return text.match(/.{1,5}/gu)!.join('-');
}

/** The case store of one transaction. */
export class PostgresCaseStore implements CaseStore {
  readonly #context: StoreContext;
  /** Rows read in this transaction: `save` continues their chain. */
  readonly #rows = new Map<string, Pick<CaseRow, 'key_id' | 'last_event_hash'>>();

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async #read(caseId: string, suffix: '' | ' for update'): Promise<CaseState | undefined> {
    const { tx, officeId } = this.#context;
    const [row] = await tx.rows<CaseRow>(
      `select case_id, version, key_id, state_sealed, last_event_hash from cases where office_id = $1 and case_id = $2${suffix}`,
      [officeId, caseId],
    );
    if (row === undefined) return undefined;
    this.#rows.set(caseId, row);
    return this.#open(row);
  }

  async #open(row: Pick<CaseRow, 'case_id' | 'key_id' | 'state_sealed'>): Promise<CaseState> {
    const key = await this.#context.ring.get(this.#context.tx, row.key_id);
    return unsealJson<CaseState>(key, row.state_sealed, `cases/${row.case_id}/state`);
  }

  get(caseId: string): Promise<CaseState | undefined> {
    return this.#read(caseId, '');
  }

  lock(caseId: string): Promise<CaseState | undefined> {
    return this.#read(caseId, ' for update');
  }

  async isVisible(caseId: string): Promise<boolean> {
    const { tx, officeId } = this.#context;
    const rows = await tx.rows('select from cases where office_id = $1 and case_id = $2', [officeId, caseId]);
    return rows.length === 1;
  }

  async findIdByNumber(number: string): Promise<string | undefined> {
    const { tx, officeId } = this.#context;
    const row = await tx.find(
      sqlFor
        .selectFrom('cases')
        .select('case_id')
        .where('office_id', '=', officeId)
        .where('number', '=', number),
    );
    return row?.case_id;
  }

  async nextNumber(today: string): Promise<string> {
    const { tx, officeId } = this.#context;
    const month = `${today.slice(2, 4)}${today.slice(5, 7)}`;
    const [row] = await tx.rows<{ value: number }>(
      `insert into counters as c (office_id, name, value) values ($1, $2, 1)
       on conflict (office_id, name) do update set value = c.value + 1 returning value`,
      [officeId, `case-number-${month}`],
    );
    return `B-${month}-${String(row!.value).padStart(5, '0')}`;
  }

  async prepare(caseId: string, now: Date): Promise<void> {
    const { tx, ring, unborn } = this.#context;
    unborn.set(caseId, { dataKey: await ring.make(tx, 'case', now), waiting: [] });
  }

  async save(
    before: CaseState | undefined,
    after: CaseState,
    events: readonly CaseEvent[],
    facts: CaseFacts,
  ): Promise<void> {
    if (events.length === 0) return;
    const { unborn } = this.#context;
    if (before === undefined && !unborn.has(after.id)) await this.prepare(after.id, new Date(events[0]!.at));
    const dataKey = before === undefined ? unborn.get(after.id)!.dataKey : await this.#keyOf(before.id);
    const rows = this.#eventRows(after.id, before?.version ?? 0, events, dataKey);
    const lastHash = rows.at(-1)!.hash;
    await writeCase(this.#context, { before, after, facts, dataKey, events: rows });
    for (const write of unborn.get(after.id)?.waiting ?? []) await write();
    unborn.delete(after.id);
    // A further act in this transaction goes on from here.
    this.#rows.set(after.id, { key_id: dataKey.keyId, last_event_hash: lastHash });
  }

  async #keyOf(caseId: string): Promise<DataKey> {
    const row = this.#rows.get(caseId);
    if (row === undefined) throw new Error('a case must be locked in the transaction that saves it');
    return { keyId: row.key_id, key: await this.#context.ring.get(this.#context.tx, row.key_id) };
  }

  #eventRows(caseId: string, version: number, events: readonly CaseEvent[], dataKey: DataKey): EventRow[] {
    let prev = version === 0 ? NO_HASH : this.#rows.get(caseId)!.last_event_hash;
    return events.map((event, index) => {
      const { type, at, actor, ...data } = event;
      const seq = version + index + 1;
      const sealed = sealJson(dataKey.key, data, `case_events/${caseId}/${seq}`);
      const eventId = v7();
      const chained: ChainedEvent = {
        caseId,
        seq,
        eventId,
        type,
        at,
        actorKind: actor.kind,
        actorId: actor.id,
        documentJobId: 'documentId' in event ? event.documentId : null,
        keyId: dataKey.keyId,
        sealed,
      };
      const hash = eventHash(prev, chained);
      const row = { ...chained, prev, hash };
      prev = hash;
      return row;
    });
  }

  async erase(caseId: string, now: Date): Promise<void> {
    const { keyId } = await this.#keyOf(caseId);
    await eraseCase(this.#context, caseId, keyId, now);
  }

  async ofContact(contactId: string): Promise<CaseState[]> {
    const { tx, officeId } = this.#context;
    const rows = await tx.all(
      sqlFor
        .selectFrom('cases')
        .select(['case_id', 'key_id', 'state_sealed'])
        .where('office_id', '=', officeId)
        .where('contact_id', '=', contactId)
        // Open ones first: a village officer may have many, and none of them may be forgotten.
        .orderBy(sql`(ended_at is null)`, 'desc')
        .orderBy('opened_at', 'desc')
        .limit(200),
    );
    const cases: CaseState[] = [];
    for (const row of rows) cases.push(await this.#open(row));
    return cases;
  }

  async heldBy(officerId: string): Promise<string[]> {
    const { tx, officeId } = this.#context;
    const rows = await tx.rows<{ case_id: string }>(
      `select case_id from cases where office_id = $1 and taken_by = $2 and status in ('submitted', 'incomplete')
        order by case_id`,
      [officeId, officerId],
    );
    return rows.map((row) => row.case_id);
  }

  async unsentOf(contactId: string): Promise<string[]> {
    const { tx, officeId } = this.#context;
    const rows = await tx.rows<{ case_id: string }>(
      'select case_id from cases where office_id = $1 and contact_id = $2 and submitted_at is null order by case_id',
      [officeId, contactId],
    );
    return rows.map((row) => row.case_id);
  }

  list(filter: CaseFilter): Promise<CaseListItem[]> {
    return listCases(this.#context.tx, this.#context.officeId, filter);
  }

  count(filter: Omit<CaseFilter, 'limit'>): Promise<number> {
    return countCases(this.#context.tx, this.#context.officeId, filter);
  }

  async events(caseId: string): Promise<CaseEvent[]> {
    const { tx, officeId, ring } = this.#context;
    const rows = await tx.all(
      sqlFor
        .selectFrom('case_events')
        .select(['seq', 'type', 'at', 'actor_kind', 'actor_id', 'key_id', 'data_sealed'])
        .where('office_id', '=', officeId)
        .where('case_id', '=', caseId)
        .orderBy('seq'),
    );
    const events: CaseEvent[] = [];
    for (const row of rows) {
      const key = await ring.get(tx, row.key_id);
      const data = unsealJson<object>(key, row.data_sealed, `case_events/${caseId}/${row.seq}`);
      const actor = { kind: row.actor_kind, id: row.actor_id };
      events.push({ ...data, type: row.type, at: iso(row.at), actor } as CaseEvent);
    }
    return events;
  }

  findDocument(by: { signedSha256: string } | { code: string }) {
    return findSigned(this.#context, by);
  }

  findStanding(documentId: string, number: string) {
    return findStanding(this.#context, documentId, number);
  }

  replaceErased(documentJobId: string, at: Date): Promise<void> {
    return replaceErased(this.#context, documentJobId, at);
  }

  async documentCode(documentJobId: string): Promise<string> {
    const { tx, officeId, keys } = this.#context;
    // Made from the office's key: nothing to store, nothing to guess; only its index is kept for look-up.
    const code = toCode(blindIndex(keys, 'document-code-of', documentJobId).subarray(0, 16));
    await tx.run(
      sqlFor
        .updateTable('document_jobs')
        .set({ code_index: blindIndex(keys, 'document-code', code) })
        .where('office_id', '=', officeId)
        .where('document_job_id', '=', documentJobId)
        .where('code_index', 'is', null),
    );
    return code;
  }
}
