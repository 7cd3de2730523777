/**
 * Lets random people do random things to real cases, and then holds everything that was stored together: the events
 * fold to the state, the chain has no gap, and the read tables say what the state says.
 */
import fc from 'fast-check';
import { v5 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Performer, performIn } from '../../src/app/perform-act.ts';
import type { CaseAct } from '../../src/domain/case/acts.ts';
import type { CaseEvent } from '../../src/domain/case/events.ts';
import { evolveAll } from '../../src/domain/case/evolve.ts';
import { type Dice, rollAct } from '../../src/domain/case/model.fixture.ts';
import { type CaseState, unassignedPapers } from '../../src/domain/case/state.ts';
import { beginByWhatsApp, codeOf } from '../support/library-office.ts';
import { openTestApp, type TestApp } from '../support/open-test-app.ts';

const isFull = process.env.SAMPAI_TEST_ALL === '1';
const seed = Number(process.env.SAMPAI_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
const die = fc.nat(999);
const dice: fc.Arbitrary<Dice> = fc.record({ mode: die, pick: die, who: die, a: die, b: die });

let office: TestApp;
beforeAll(async () => {
  office = await openTestApp();
});
afterAll(() => office.close());

/** The model has short names for people; the database has ids. */
const idOf = (name: string) => v5(name, '6ba7b810-9dad-11d1-80b4-00c04fd430c8');

function performerOf(who: { actor: Performer['actor']; by: Performer['by'] }): Performer {
  const { kind, id } = who.actor;
  return { actor: { kind, id: kind === 'system' ? id : idOf(id) }, by: who.by, areas: '*' };
}

/** The act with ids of the database, and with numbers and serials that no other case has. */
function ofThisCase(act: CaseAct, life: number): CaseAct {
  const file = <T extends { sha256: string }>(one: T): T => ({ ...one, sha256: `${one.sha256}/${life}` });
  switch (act.act) {
    case 'accept-case':
      return { ...act, documentIds: act.documentIds.map((id) => idOf(`${id}/${life}`)) };
    case 'attach-draft':
      return { ...act, draft: { ...act.draft, number: `${act.draft.number}/${life}` } };
    case 'print-card':
      return act.blankSerial.trim() === '' ? act : { ...act, blankSerial: `${act.blankSerial}/${life}` };
    case 'start-signing':
      return { ...act, attemptId: office.app.newId() };
    case 'take-in-signed':
      return { ...act, file: file(act.file), signerId: idOf(act.signerId) };
    case 'record-signed':
      return { ...act, file: file(act.file) };
    case 'settle-signing':
      return act.signed === undefined
        ? act
        : { ...act, signed: { ...act.signed, file: file(act.signed.file) } };
    default:
      return act;
  }
}

interface Stored {
  state: CaseState;
  events: CaseEvent[];
}

const load = (caseId: string): Promise<Stored> =>
  office.whole(async (tx) => ({
    state: (await tx.cases.get(caseId))!,
    events: await tx.cases.events(caseId),
  }));

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

async function checkChain(caseId: string, { state }: Stored): Promise<void> {
  const { rows: links } = await office.admin.query<{ seq: number; prev: string; hash: string }>(
    `select seq, encode(prev_hash, 'hex') as prev, encode(hash, 'hex') as hash from case_events where case_id = $1 order by seq`,
    [caseId],
  );
  expect(links.map((link) => link.seq)).toEqual(links.map((_, index) => index + 1));
  expect(links.map((link) => link.prev)).toEqual([
    '0'.repeat(64),
    ...links.slice(0, -1).map((link) => link.hash),
  ]);
  expect(new Set(links.map((link) => link.hash)).size).toBe(links.length);
  const { rows } = await office.admin.query<{ version: number; last: string }>(
    "select version, encode(last_event_hash, 'hex') as last from cases where case_id = $1",
    [caseId],
  );
  expect(rows).toEqual([{ version: links.length, last: links.at(-1)!.hash }]);
  expect(state.version).toBe(links.length);
}

async function checkReadTables(caseId: string, { state }: Stored): Promise<void> {
  const one = async (sql: string) => (await office.admin.query(sql, [caseId])).rows;
  expect(
    await one('select status, taken_by, tray_count, area_code, subject_name from cases where case_id = $1'),
  ).toEqual([
    {
      status: state.status,
      taken_by: state.takenBy ?? null,
      tray_count: unassignedPapers(state).length,
      area_code: state.answers.desa ?? null,
      subject_name: state.answers.namaAnggota ?? null,
    },
  ]);
  expect(
    await one(
      `select document_job_id as id, status, entered_by, verified_by, signed_by, draft_sha256, signed_sha256, attempt_id, blank_serial
         from document_jobs where case_id = $1 order by document_job_id`,
    ),
  ).toEqual(
    [...state.documents]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((job) => ({
        id: job.id,
        status: job.status,
        entered_by: job.enteredBy ?? null,
        verified_by: job.verifiedBy ?? null,
        signed_by: job.signedBy ?? null,
        draft_sha256: job.draft?.sha256 ?? null,
        signed_sha256: job.signed?.sha256 ?? null,
        attempt_id: job.attempt?.id ?? null,
        blank_serial: job.blankSerial ?? null,
      })),
  );
  const { namaAnggota: name, noKk, tanggalLahir: bornOn } = state.answers;
  expect(
    await one(
      'select name, born_on::text, kk_sealed is not null as has_kk, kk_index is not null as can_be_found from case_persons where case_id = $1',
    ),
  ).toEqual(
    name === undefined && noKk === undefined
      ? []
      : [
          {
            name: name ?? null,
            born_on: bornOn ?? null,
            has_kk: noKk !== undefined,
            can_be_found: noKk !== undefined,
          },
        ],
  );
}

it(`whatever is done to a case, everything stored agrees (seed ${seed})`, { timeout: 300_000 }, async () => {
  const seen = new Set<string>();
  let life = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(dice, { minLength: 60, maxLength: 60 }), async (rolls) => {
      life += 1;
      const { id } = await beginByWhatsApp(office, `ID.warga${life}`);
      for (const [step, roll] of rolls.entries()) {
        office.clock.move(60_000);
        const { state } = await load(id);
        const { who, act } = rollAct(state, roll, step);
        if (act.act === 'open-case') continue;
        const wanted = ofThisCase(act, life);
        const outcome = await office.whole((tx) => performIn(office.app, tx, performerOf(who), id, wanted));
        const after = await load(id);
        seen.add(`${act.act}: ${codeOf(outcome)}`);
        // A refusal, or an act that changed nothing, leaves no trace.
        if ('refused' in outcome || outcome.events.length === 0) expect(after.state).toEqual(state);
        else expect(after.state).toEqual(plain(outcome.state));
      }
      const stored = await load(id);
      expect(plain(evolveAll(undefined, stored.events))).toEqual(stored.state);
      await checkChain(id, stored);
      await checkReadTables(id, stored);
    }),
    { numRuns: isFull ? 60 : 6, seed, endOnFailure: true },
  );
  // The cases got somewhere, or nothing was tested.
  expect([...seen].filter((one) => one.endsWith(': done')).length).toBeGreaterThan(8);
});
