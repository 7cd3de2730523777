/** Writes what an act left of a case: its row, its new events and the read tables, in as few statements as can be. */
import type { CaseFacts } from '../../app/ports.ts';
import { type CaseState, isForCounter, unassignedPapers } from '../../domain/case/state.ts';
import { blindIndex, numberIndex } from '../keys/office-keys.ts';
import { sealJson } from '../keys/seal.ts';
import { documentRow, personRows } from './case-projection.ts';
import type { ChainedEvent } from './event-chain.ts';
import type { DataKey } from './key-ring.ts';
import type { Schema } from './schema.ts';
import type { StoreContext } from './store-context.ts';

/** An event with its place in the chain. */
export type EventRow = ChainedEvent & { prev: Buffer; hash: Buffer };

/** A case before and after an act; `before` is missing when the act opened it. */
export interface CaseChange {
  before: CaseState | undefined;
  after: CaseState;
  facts: CaseFacts;
  dataKey: DataKey;
  /** At least one. */
  events: readonly EventRow[];
}

/** Writes the change. Throws when the row is no longer what `before` says: it must be locked. */
export async function writeCase(context: StoreContext, change: CaseChange): Promise<void> {
  if (change.before === undefined) await insertCase(context, change);
  else await updateCase(context, change, change.before);
  await writeDocuments(context, change);
  await writePersons(context, change);
}

/** Columns of `cases` that change over the life of a case. */
const CHANGING = [
  'number',
  'status',
  'area_code',
  'subject_name',
  'applicant_name',
  'version',
  'state_sealed',
  'submitted_at',
  'accepted_at',
  'ended_at',
  'due_at',
  'clock_stopped',
  'taken_by',
  'tray_count',
  'for_counter',
  'last_event_hash',
] as const satisfies readonly (keyof Schema['cases'])[];

function changingValues({ after, facts, dataKey, events }: CaseChange): unknown[] {
  const { service } = facts;
  const subject = Object.values(service.persons)[0];
  const applicant = service.persons[service.applicant];
  const text = (field: string | undefined) =>
    field === undefined ? null : ((after.answers[field] as string) ?? null);
  const row: Record<(typeof CHANGING)[number], unknown> = {
    number: after.number,
    status: after.status,
    area_code: text(service.area),
    subject_name: text(subject?.name),
    applicant_name: text(applicant?.name),
    version: after.version,
    state_sealed: sealJson(dataKey.key, after, `cases/${after.id}/state`),
    submitted_at: after.submittedAt ?? null,
    accepted_at: after.acceptedAt ?? null,
    ended_at: after.endedAt ?? null,
    due_at: facts.dueAt ?? null,
    clock_stopped: facts.isClockStopped,
    taken_by: after.takenBy ?? null,
    tray_count: unassignedPapers(after).length,
    for_counter: isForCounter(after),
    last_event_hash: events.at(-1)!.hash,
  };
  return CHANGING.map((column) => row[column]);
}

/** `count` parameters, the first of them `$first`. */
const parameters = (count: number, first: number) =>
  Array.from({ length: count }, (_, index) => `$${first + index}`).join(', ');

const INSERT_CASE = `
  insert into cases (office_id, case_id, service_id, service_version, channel, contact_id, key_id, opened_at,
                     ${CHANGING.join(', ')})
  values (${parameters(8 + CHANGING.length, 1)})`;

/** Parameters 1 to 13; the events go into the log and wait for the sequencer. */
const APPEND_EVENTS = `
  appended as (
    insert into case_events (office_id, case_id, seq, event_id, type, at, actor_kind, actor_id, document_job_id, key_id,
                             data_sealed, prev_hash, hash)
    select $1, * from unnest($2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::timestamptz[], $7::text[], $8::text[],
                             $9::uuid[], $10::uuid[], $11::bytea[], $12::bytea[], $13::bytea[])
    returning event_id, case_id, seq, hash),
  waiting as (
    insert into unsealed_events (office_id, event_id, case_id, seq, hash)
    select $1, event_id, case_id, seq, hash from appended returning event_id)`;

const INSERT_EVENTS = `with ${APPEND_EVENTS} select count(*)::int as count from waiting`;

const UPDATE_CASE = `
  with ${APPEND_EVENTS},
  changed as (
    update cases set ${CHANGING.map((column, index) => `${column} = $${16 + index}`).join(', ')}
     where office_id = $1 and case_id = $14 and version = $15 returning case_id)
  select count(*)::int as count from changed`;

function eventValues(officeId: string, events: readonly EventRow[]): unknown[] {
  return [
    officeId,
    events.map((event) => event.caseId),
    events.map((event) => event.seq),
    events.map((event) => event.eventId),
    events.map((event) => event.type),
    events.map((event) => event.at),
    events.map((event) => event.actorKind),
    events.map((event) => event.actorId),
    events.map((event) => event.documentJobId),
    events.map((event) => event.keyId),
    events.map((event) => event.sealed),
    events.map((event) => event.prev),
    events.map((event) => event.hash),
  ];
}

/** The row first, by itself: what hangs on a case can be written by those alone who see the case. */
async function insertCase({ tx, officeId }: StoreContext, change: CaseChange): Promise<void> {
  const { id, serviceId, serviceVersion, channel, contactId, openedAt } = change.after;
  const { keyId } = change.dataKey;
  const born = [officeId, id, serviceId, serviceVersion, channel, contactId ?? null, keyId, openedAt];
  await tx.rows(INSERT_CASE, [...born, ...changingValues(change)]);
  await tx.rows(INSERT_EVENTS, eventValues(officeId, change.events));
}

async function updateCase(
  { tx, officeId }: StoreContext,
  change: CaseChange,
  before: CaseState,
): Promise<void> {
  const events = eventValues(officeId, change.events);
  const [changed] = await tx.rows<{ count: number }>(UPDATE_CASE, [
    ...events,
    before.id,
    before.version,
    ...changingValues(change),
  ]);
  if (changed!.count !== 1) throw new Error('a case changed under its lock');
}

/** Makes the statement that writes several rows of one case at once, new ones and known ones. */
function upsertRows(table: string, key: readonly string[], types: Readonly<Record<string, string>>): string {
  const columns = Object.keys(types);
  const lists = columns.map((column, index) => `$${index + 3}::${types[column]}[]`);
  const renewed = columns.filter((column) => !key.includes(column));
  return `
    insert into ${table} (office_id, case_id, ${columns.join(', ')})
    select $1, $2, * from unnest(${lists.join(', ')})
    on conflict (${key.join(', ')}) do update set ${renewed.map((column) => `${column} = excluded.${column}`).join(', ')}`;
}

type ColumnTypes<Table extends keyof Schema> = Record<
  Exclude<keyof Schema[Table], 'office_id' | 'case_id'>,
  string
>;

/** All columns but the code's index, which is set when the document gets its code. */
const DOCUMENT_COLUMNS: Omit<ColumnTypes<'document_jobs'>, 'code_index'> = {
  document_job_id: 'uuid',
  document_id: 'text',
  subject: 'text',
  form: 'text',
  status: 'text',
  number_index: 'bytea',
  standing_number_index: 'bytea',
  replaced_at: 'timestamptz',
  draft_sha256: 'text',
  entered_by: 'uuid',
  verified_by: 'uuid',
  signed_by: 'uuid',
  signed_sha256: 'text',
  signed_at: 'timestamptz',
  attempt_id: 'uuid',
  attempt_at: 'timestamptz',
  blank_serial: 'text',
  issued_at: 'timestamptz',
  received_at: 'timestamptz',
};
const UPSERT_DOCUMENTS = upsertRows('document_jobs', ['office_id', 'document_job_id'], DOCUMENT_COLUMNS);

const PERSON_COLUMNS: ColumnTypes<'case_persons'> = {
  role: 'text',
  name: 'text',
  key_id: 'uuid',
  nik_sealed: 'bytea',
  nik_index: 'bytea',
  kk_sealed: 'bytea',
  kk_index: 'bytea',
  born_on: 'date',
};
const UPSERT_PERSONS = upsertRows('case_persons', ['office_id', 'case_id', 'role'], PERSON_COLUMNS);

/** Rows as one list for each column, in the order of the statement. */
function listsOf<Column extends string>(
  columns: Record<Column, string>,
  rows: readonly Record<Column, unknown>[],
): unknown[][] {
  return (Object.keys(columns) as Column[]).map((column) => rows.map((row) => row[column]));
}

const isSame = (one: unknown, other: unknown) =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

async function writeDocuments(
  { tx, officeId, keys }: StoreContext,
  { before, after, facts }: CaseChange,
): Promise<void> {
  const old = new Map(before?.documents.map((job) => [job.id, job]));
  const changed = after.documents.filter((job) => !isSame(old.get(job.id), job));
  if (changed.length === 0) return;
  const rows = changed.map((job) => ({
    document_job_id: job.id,
    document_id: job.documentId,
    subject: job.subject,
    form: job.form,
    ...documentRow(job, facts.service, (number) => numberIndex(keys, job.documentId, number)),
  }));
  await tx.rows(UPSERT_DOCUMENTS, [officeId, after.id, ...listsOf(DOCUMENT_COLUMNS, rows)]);
}

async function writePersons(
  { tx, officeId, keys }: StoreContext,
  { before, after, facts, dataKey }: CaseChange,
): Promise<void> {
  if (before !== undefined && isSame(before.answers, after.answers)) return;
  const rows = personRows(after, facts.service, {
    ...dataKey,
    index: (kind, value) => blindIndex(keys, kind, value),
  });
  const roles = rows.map((row) => row.role);
  if (before !== undefined)
    await tx.rows('delete from case_persons where office_id = $1 and case_id = $2 and not role = any ($3)', [
      officeId,
      after.id,
      roles,
    ]);
  if (rows.length > 0) await tx.rows(UPSERT_PERSONS, [officeId, after.id, ...listsOf(PERSON_COLUMNS, rows)]);
}
