/** The sequencer: folds new events of an office into signed checkpoints, so that nothing can be removed unseen. */
import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import type { OfficeKeys } from '../keys/office-keys.ts';
import { NO_HASH } from './event-chain.ts';
import { type OfficeTransaction, sqlFor } from './office-transaction.ts';

/** What a checkpoint's hash and signature cover. */
function checkpointHash(checkpoint: {
  number: number;
  madeAt: string;
  count: number;
  leaves: Buffer;
  prev: Buffer;
  officeId: string;
}): Buffer {
  const head = JSON.stringify([checkpoint.officeId, checkpoint.number, checkpoint.madeAt, checkpoint.count]);
  return createHash('sha256')
    .update(checkpoint.prev)
    .update(head)
    .update('\0')
    .update(checkpoint.leaves)
    .digest();
}

/** Makes one checkpoint of the events that wait; returns how many it took. At most one runs per office. */
export async function makeCheckpoint(tx: OfficeTransaction, keys: OfficeKeys, now: Date): Promise<number> {
  const { officeId } = tx;
  const [lock] = await tx.rows<{ taken: boolean }>(
    "select pg_try_advisory_xact_lock(hashtextextended('checkpoint/' || $1, 0)) as taken",
    [officeId],
  );
  if (!lock!.taken) return 0;
  const events = await tx.rows<{ event_id: string; case_id: string; seq: number; hash: Buffer }>(
    'select event_id, case_id, seq, hash from unsealed_events where office_id = $1 order by event_id limit 5000',
    [officeId],
  );
  if (events.length === 0) return 0;
  const last = await tx.find(
    sqlFor
      .selectFrom('checkpoints')
      .select(['checkpoint_no', 'hash'])
      .where('office_id', '=', officeId)
      .orderBy('checkpoint_no', 'desc')
      .limit(1),
  );
  const number = (last?.checkpoint_no ?? 0) + 1;
  const prev = last?.hash ?? NO_HASH;
  const leaves = createHash('sha256');
  for (const event of events) leaves.update(event.hash);
  const leavesHash = leaves.digest();
  const hash = checkpointHash({
    officeId,
    number,
    madeAt: now.toISOString(),
    count: events.length,
    leaves: leavesHash,
    prev,
  });
  await tx.run(
    sqlFor.insertInto('checkpoints').values({
      office_id: officeId,
      checkpoint_no: number,
      made_at: now,
      event_count: events.length,
      first_event_id: events[0]!.event_id,
      last_event_id: events.at(-1)!.event_id,
      leaves_hash: leavesHash,
      prev_hash: prev,
      hash,
      signature: sign(null, hash, keys.checkpoint),
    }),
  );
  await tx.rows(
    `insert into checkpoint_events (office_id, checkpoint_no, position, event_id, case_id, seq)
     select $1, $2, position - 1, event_id, case_id, seq
       from unnest($3::uuid[], $4::uuid[], $5::int[]) with ordinality as e(event_id, case_id, seq, position)`,
    [
      officeId,
      number,
      events.map((event) => event.event_id),
      events.map((event) => event.case_id),
      events.map((event) => event.seq),
    ],
  );
  await tx.rows('delete from unsealed_events where office_id = $1 and event_id = any ($2)', [
    officeId,
    events.map((event) => event.event_id),
  ]);
  return events.length;
}

/** Checks one stored checkpoint against its signature and the checkpoint before it. */
export function isGenuineCheckpoint(
  row: {
    office_id: string;
    checkpoint_no: number;
    made_at: Date;
    event_count: number;
    leaves_hash: Buffer;
    prev_hash: Buffer;
    hash: Buffer;
    signature: Buffer;
  },
  previousHash: Buffer | undefined,
  keys: OfficeKeys,
): boolean {
  const hash = checkpointHash({
    officeId: row.office_id,
    number: row.checkpoint_no,
    madeAt: row.made_at.toISOString(),
    count: row.event_count,
    leaves: row.leaves_hash,
    prev: row.prev_hash,
  });
  return (
    row.prev_hash.equals(previousHash ?? NO_HASH) &&
    hash.equals(row.hash) &&
    verify(null, hash, createPublicKey(keys.checkpoint), row.signature)
  );
}
