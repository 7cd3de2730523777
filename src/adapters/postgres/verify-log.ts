/** Walks the whole event log of an office and its checkpoints, and names the first row that is not as it was written. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { OfficeKeys } from '../keys/office-keys.ts';
import { isGenuineCheckpoint } from './checkpoints.ts';
import { type ChainedEvent, eventHash, NO_HASH } from './event-chain.ts';
import { inOffice, type OfficeTransaction, sqlFor } from './office-transaction.ts';

/** A row that is wrong, or that ought to be there. */
export type LogFault =
  | { table: 'case_events'; caseId: string; seq: number; problem: 'changed' | 'missing' | 'not-sealed' }
  | { table: 'cases'; caseId: string; problem: 'not-the-last-event' | 'missing' }
  | {
      table: 'checkpoints';
      number: number;
      problem: 'changed' | 'missing' | 'events-differ' | 'not-the-known';
    };

/** A checkpoint as somebody noted it outside. */
export interface KnownCheckpoint {
  number: number;
  /** Hexadecimal. */
  hash: string;
}

/** What was walked. `last` is the newest checkpoint, worth keeping outside; `fault` is the first bad row. */
export interface LogReport {
  cases: number;
  events: number;
  checkpoints: number;
  /** Events that wait for the next checkpoint. */
  unsealed: number;
  last?: KnownCheckpoint;
  fault?: LogFault;
}

const PAGE = 2_000;

interface EventRow {
  case_id: string;
  seq: number;
  event_id: string;
  type: string;
  at: Date;
  actor_kind: string;
  actor_id: string;
  document_job_id: string | null;
  key_id: string;
  data_sealed: Buffer;
  prev_hash: Buffer;
  hash: Buffer;
}

function chained(row: EventRow): ChainedEvent {
  return {
    caseId: row.case_id,
    seq: row.seq,
    eventId: row.event_id,
    type: row.type,
    at: row.at.toISOString(),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    documentJobId: row.document_job_id,
    keyId: row.key_id,
    sealed: row.data_sealed,
  };
}

const EVENTS = `
  select case_id, seq, event_id, type, at, actor_kind, actor_id, document_job_id, key_id, data_sealed, prev_hash, hash
    from case_events where office_id = $1 and (case_id, seq) > ($2, $3) order by case_id, seq limit ${PAGE}`;

/** Follows the chain of every case from its first event, and compares its end with what the case itself says. */
async function walkChains(tx: OfficeTransaction, report: LogReport): Promise<LogFault | undefined> {
  let at = { caseId: '00000000-0000-0000-0000-000000000000', seq: 0, hash: NO_HASH };
  for (;;) {
    const rows = await tx.rows<EventRow>(EVENTS, [tx.officeId, at.caseId, at.seq]);
    for (const row of rows) {
      if (row.case_id !== at.caseId) at = { caseId: row.case_id, seq: 0, hash: NO_HASH };
      const place = { table: 'case_events', caseId: row.case_id, seq: at.seq + 1 } as const;
      if (row.seq !== at.seq + 1) return { ...place, problem: 'missing' };
      const isWhole = row.prev_hash.equals(at.hash) && eventHash(at.hash, chained(row)).equals(row.hash);
      if (!isWhole) return { ...place, problem: 'changed' };
      at = { ...at, seq: row.seq, hash: row.hash };
      report.events += 1;
    }
    if (rows.length < PAGE) break;
  }
  const [odd] = await tx.rows<{ case_id: string }>(
    `select c.case_id from cases c
       left join case_events e on e.office_id = c.office_id and e.case_id = c.case_id and e.seq = c.version
      where c.office_id = $1 and (e.hash is distinct from c.last_event_hash
            or exists (select from case_events l where l.office_id = c.office_id and l.case_id = c.case_id
                          and l.seq > c.version))
      order by c.case_id limit 1`,
    [tx.officeId],
  );
  return odd && { table: 'cases', caseId: odd.case_id, problem: 'not-the-last-event' };
}

/** The events of one checkpoint, in its own order, must be there and fold to what was signed. */
async function checkLeaves(
  tx: OfficeTransaction,
  checkpoint: {
    checkpoint_no: number;
    event_count: number;
    first_event_id: string;
    last_event_id: string;
    leaves_hash: Buffer;
  },
): Promise<LogFault | undefined> {
  const rows = await tx.rows<{ event_id: string; case_id: string; seq: number; hash: Buffer | null }>(
    `select l.event_id, l.case_id, l.seq, e.hash from checkpoint_events l
       left join case_events e on e.office_id = l.office_id and e.event_id = l.event_id
              and e.case_id = l.case_id and e.seq = l.seq
      where l.office_id = $1 and l.checkpoint_no = $2 order by l.position`,
    [tx.officeId, checkpoint.checkpoint_no],
  );
  const leaves = createHash('sha256');
  for (const { case_id: caseId, seq, hash } of rows) {
    if (hash === null) return { table: 'case_events', caseId, seq, problem: 'missing' };
    leaves.update(hash);
  }
  const isWhole =
    rows.length === checkpoint.event_count &&
    rows[0]?.event_id === checkpoint.first_event_id &&
    rows.at(-1)?.event_id === checkpoint.last_event_id &&
    leaves.digest().equals(checkpoint.leaves_hash);
  return isWhole
    ? undefined
    : { table: 'checkpoints', number: checkpoint.checkpoint_no, problem: 'events-differ' };
}

async function walkCheckpoints(
  tx: OfficeTransaction,
  keys: OfficeKeys,
  report: LogReport,
  known: KnownCheckpoint | undefined,
): Promise<LogFault | undefined> {
  let previous: Buffer | undefined;
  for (;;) {
    const rows = await tx.all(
      sqlFor
        .selectFrom('checkpoints')
        .selectAll()
        .where('office_id', '=', tx.officeId)
        .where('checkpoint_no', '>', report.checkpoints)
        .orderBy('checkpoint_no')
        .limit(PAGE),
    );
    for (const row of rows) {
      const number = report.checkpoints + 1;
      if (row.checkpoint_no !== number) return { table: 'checkpoints', number, problem: 'missing' };
      if (!isGenuineCheckpoint(row, previous, keys))
        return { table: 'checkpoints', number, problem: 'changed' };
      const hash = row.hash.toString('hex');
      if (known?.number === number && known.hash !== hash)
        return { table: 'checkpoints', number, problem: 'not-the-known' };
      const fault = await checkLeaves(tx, row);
      if (fault) return fault;
      report.checkpoints = number;
      report.last = { number, hash };
      previous = row.hash;
    }
    if (rows.length < PAGE) break;
  }
  // Who cuts the end off cuts events and checkpoints alike: only what was noted outside tells.
  if (known !== undefined && known.number > report.checkpoints)
    return { table: 'checkpoints', number: report.checkpoints + 1, problem: 'missing' };
  return undefined;
}

/** Every event lies under a checkpoint or waits for the next one; what waits is an event as it stands. */
async function checkSealing(tx: OfficeTransaction, report: LogReport): Promise<LogFault | undefined> {
  const [loose] = await tx.rows<{ case_id: string; seq: number }>(
    `select e.case_id, e.seq from case_events e
       left join checkpoint_events l on l.office_id = e.office_id and l.event_id = e.event_id
       left join unsealed_events u on u.office_id = e.office_id and u.event_id = e.event_id and u.hash = e.hash
      where e.office_id = $1 and l.event_id is null and u.event_id is null order by e.case_id, e.seq limit 1`,
    [tx.officeId],
  );
  if (loose) return { table: 'case_events', caseId: loose.case_id, seq: loose.seq, problem: 'not-sealed' };
  const [orphan] = await tx.rows<{ case_id: string }>(
    `select e.case_id from case_events e
       left join cases c on c.office_id = e.office_id and c.case_id = e.case_id
      where e.office_id = $1 and c.case_id is null order by e.case_id limit 1`,
    [tx.officeId],
  );
  if (orphan) return { table: 'cases', caseId: orphan.case_id, problem: 'missing' };
  const [gone] = await tx.rows<{ case_id: string; seq: number }>(
    `select u.case_id, u.seq from unsealed_events u
       left join case_events e on e.office_id = u.office_id and e.event_id = u.event_id
      where u.office_id = $1 and e.event_id is null order by u.case_id, u.seq limit 1`,
    [tx.officeId],
  );
  if (gone) return { table: 'case_events', caseId: gone.case_id, seq: gone.seq, problem: 'missing' };
  const [row] = await tx.rows<{ n: number }>(
    'select count(*)::int as n from unsealed_events where office_id = $1',
    [tx.officeId],
  );
  report.unsealed = row!.n;
  return undefined;
}

/** Verifies the whole log of an office as it is at one moment, so that a running office does not disturb. */
export function verifyOfficeLog(
  pool: pg.Pool,
  officeId: string,
  keys: OfficeKeys,
  known?: KnownCheckpoint,
): Promise<LogReport> {
  return inOffice(pool, { officeId, areas: '*' }, async (tx) => {
    await tx.client.query('set transaction isolation level repeatable read, read only');
    return verifyLog(tx, keys, known);
  });
}

/**
 * Checks everything the transaction sees, which must be the whole office. `known` is a checkpoint that was kept
 * outside: without it, an end that was cut off together with its checkpoints looks like a log that never went further.
 */
export async function verifyLog(
  tx: OfficeTransaction,
  keys: OfficeKeys,
  known?: KnownCheckpoint,
): Promise<LogReport> {
  const report: LogReport = { cases: 0, events: 0, checkpoints: 0, unsealed: 0 };
  const [row] = await tx.rows<{ n: number }>('select count(*)::int as n from cases where office_id = $1', [
    tx.officeId,
  ]);
  report.cases = row!.n;
  const fault =
    (await walkChains(tx, report)) ??
    (await walkCheckpoints(tx, keys, report, known)) ??
    (await checkSealing(tx, report));
  return fault === undefined ? report : { ...report, fault };
}
