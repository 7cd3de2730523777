/** Tells that whatever somebody with all rights changes in the log of an office is found, and where. */
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bring, hire } from '../../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import { makeCheckpoint } from './checkpoints.ts';
import { inOffice, OfficeTransaction } from './office-transaction.ts';
import { type KnownCheckpoint, verifyLog, verifyOfficeLog } from './verify-log.ts';

const seed = Number(process.env.SAMPAI_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
const rounds = process.env.SAMPAI_TEST_ALL === '1' ? 1_500 : 60;

let office: TestApp;
let caseId: string;
let client: pg.PoolClient;
const seal = () =>
  inOffice(office.pool, { officeId: office.officeId, areas: '*' }, (tx) =>
    makeCheckpoint(tx, office.keys, office.clock.now()),
  );

beforeAll(async () => {
  office = await openTestApp();
  const people = await hire(office);
  caseId = (await bring(office, people, 'issued')).id;
  await seal();
  await bring(office, people, 'drafted', { number: 'PUS-2026-0002' });
  await seal();
  await bring(office, people, 'submitted');
});
afterAll(() => office.close());

// Every change is made by the administrator, looked at, and undone.
beforeEach(async () => {
  client = await office.admin.connect();
  await client.query('begin');
});
afterEach(async () => {
  await client.query('rollback');
  client.release();
});

const look = (known?: KnownCheckpoint) =>
  verifyLog(new OfficeTransaction(client, office.officeId), office.keys, known);
/** The fault that is found after these statements. */
const faultAfter = async (...statements: string[]) => {
  for (const statement of statements) await client.query(statement);
  return (await look()).fault;
};

describe('a log that nobody touched', () => {
  it('is whole, and names its last checkpoint to be kept outside', async () => {
    const report = await verifyOfficeLog(office.pool, office.officeId, office.keys);
    expect(report).toMatchObject({ cases: 3, checkpoints: 2 });
    expect(report.fault).toBeUndefined();
    expect(report.events).toBeGreaterThan(20);
    expect(report.unsealed).toBeGreaterThan(0);
    expect(report.last).toMatchObject({ number: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/u) });
    expect((await look(report.last)).fault).toBeUndefined();
  });

  it('is not whole for the keys of another office', async () => {
    const other = await openTestApp(office);
    const report = await verifyLog(new OfficeTransaction(client, office.officeId), other.keys);
    expect(report.fault).toEqual({ table: 'checkpoints', number: 1, problem: 'changed' });
    await other.close();
  });
});

describe('an event', () => {
  const third = (change: string) =>
    `update case_events set ${change} where case_id = '${caseId}' and seq = 3`;

  it.each([
    ["type = 'case-closed'"],
    ["at = at + interval '1 hour'"],
    ["actor_id = 'orang-lain'"],
    ["actor_kind = 'system'"],
    ["document_job_id = '01a20024-ba63-7456-89d2-80ee4b8b18d3'"],
    ["key_id = '01a20024-ba63-7456-89d2-80ee4b8b18d3'"],
    ["event_id = '01a20024-ba63-7456-89d2-80ee4b8b18d3'"],
    ["data_sealed = data_sealed || '\\x00'"],
    ["hash = '\\x00'"],
    ["prev_hash = '\\x00'"],
  ])('whose column is changed is named: %s', async (change) => {
    expect(await faultAfter(third(change))).toEqual({
      table: 'case_events',
      caseId,
      seq: 3,
      problem: 'changed',
    });
  });

  it('that is gone is named', async () => {
    expect(await faultAfter(`delete from case_events where case_id = '${caseId}' and seq = 3`)).toEqual({
      table: 'case_events',
      caseId,
      seq: 3,
      problem: 'missing',
    });
  });

  it('cut off at the end of its case is missed by the case', async () => {
    const last = `delete from case_events e where case_id = '${caseId}'
                    and seq = (select max(seq) from case_events where case_id = e.case_id)`;
    expect(await faultAfter(last)).toEqual({ table: 'cases', caseId, problem: 'not-the-last-event' });
  });

  it('cut off with the case wound back is missed by its checkpoint', async () => {
    const fault = await faultAfter(
      `delete from case_events where case_id = '${caseId}' and seq = (select version from cases where case_id = '${caseId}')`,
      `update cases set version = version - 1, last_event_hash =
         (select hash from case_events e where e.case_id = cases.case_id and e.seq = cases.version - 1)
        where case_id = '${caseId}'`,
    );
    expect(fault).toMatchObject({ table: 'case_events', caseId, problem: 'missing' });
  });

  it('that waits for its checkpoint may not be taken off the list', async () => {
    expect(await faultAfter('delete from unsealed_events')).toMatchObject({
      table: 'case_events',
      problem: 'not-sealed',
    });
  });
});

describe('a checkpoint', () => {
  it.each([
    ["made_at = made_at + interval '1 day'"],
    ['event_count = event_count + 1'],
    ["leaves_hash = '\\x00'"],
    ["hash = '\\x00'"],
    ['signature = set_byte(signature, 0, get_byte(signature, 0) # 1)'],
  ])('whose column is changed is named: %s', async (change) => {
    const fault = await faultAfter(`update checkpoints set ${change} where checkpoint_no = 2`);
    expect(fault).toEqual({ table: 'checkpoints', number: 2, problem: 'changed' });
  });

  it('whose events were exchanged is named', async () => {
    const fault = await faultAfter(
      `update checkpoint_events set position = position + 1000 where checkpoint_no = 1 and position < 2`,
      `update checkpoint_events set position = 1001 - position where checkpoint_no = 1 and position >= 1000`,
    );
    expect(fault).toEqual({ table: 'checkpoints', number: 1, problem: 'events-differ' });
  });

  it('that is gone is named', async () => {
    expect(await faultAfter('delete from checkpoints where checkpoint_no = 1')).toEqual({
      table: 'checkpoints',
      number: 1,
      problem: 'missing',
    });
  });

  it('cut off with everything since is known only to who noted it outside', async () => {
    const { last } = await look();
    await client.query('set session_replication_role = replica');
    const cut = `select case_id from checkpoint_events where checkpoint_no = 2 union select case_id from unsealed_events`;
    for (const table of ['case_events', 'document_jobs', 'cases'])
      await client.query(`delete from ${table} where case_id in (${cut})`);
    for (const table of ['checkpoint_events', 'checkpoints'])
      await client.query(`delete from ${table} where checkpoint_no = 2`);
    await client.query('delete from unsealed_events');
    await client.query('set session_replication_role = default');
    expect((await look()).fault).toBeUndefined();
    expect((await look(last)).fault).toEqual({ table: 'checkpoints', number: 2, problem: 'missing' });
    const other = { number: 1, hash: '00'.repeat(32) };
    expect((await look(other)).fault).toMatchObject({ number: 1, problem: 'not-the-known' });
  });
});

/** Numbers in [0, 1) that a seed repeats (Park and Miller's generator). */
function draws(start: number): () => number {
  let state = (start % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

it(`finds ${rounds} random changes (seed ${seed}; SAMPAI_TEST_SEED repeats it)`, {
  timeout: 300_000,
}, async () => {
  const draw = draws(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)]!;
  const { rows } = await client.query<{ case_id: string; seq: number }>(
    'select case_id, seq from case_events where office_id = $1 order by case_id, seq',
    [office.officeId],
  );
  const at = (row: { case_id: string; seq: number }) => `case_id = '${row.case_id}' and seq = ${row.seq}`;
  const changes = [
    () => `delete from case_events where ${at(pick(rows))}`,
    () => {
      const [place, bits] = [Math.floor(draw() * 20), 1 + Math.floor(draw() * 255)];
      const byte = `get_byte(data_sealed, ${place}) # ${bits}`;
      return `update case_events set data_sealed = set_byte(data_sealed, ${place}, ${byte}) where ${at(pick(rows))}`;
    },
    () =>
      `update case_events set at = at - interval '${1 + Math.floor(draw() * 999)} milliseconds' where ${at(pick(rows))}`,
    () => `update case_events set type = type || 'x' where ${at(pick(rows))}`,
    () => `delete from checkpoint_events where position = 0 and checkpoint_no = ${pick([1, 2])}`,
    () => `update cases set version = version - 1 where case_id = '${pick(rows).case_id}'`,
    () => `update checkpoints set prev_hash = hash where checkpoint_no = ${pick([1, 2])}`,
  ];
  for (let round = 0; round < rounds; round += 1) {
    await client.query('savepoint untouched');
    const change = pick(changes)();
    await client.query(change);
    const { fault } = await look();
    expect(fault, change).toBeDefined();
    await client.query('rollback to savepoint untouched');
  }
});
