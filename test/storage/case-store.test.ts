/** Tells how cases are kept: their numbers, the people in them, their documents, and what is left after erasure. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KeyRing } from '../../src/adapters/postgres/key-ring.ts';
import { createStorage } from '../../src/adapters/postgres/storage.ts';
import { asOfficer, asResident, openIn, performIn } from '../../src/app/perform-act.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import {
  act,
  apply,
  beginByWhatsApp,
  bring,
  done,
  hire,
  letterOf,
  type People,
} from '../support/library-office.ts';
import { openTestApp, type TestApp } from '../support/open-test-app.ts';

let office: TestApp;
let people: People;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
});
afterAll(() => office.close());

const rows = async (sql: string, values: unknown[] = []) => (await office.admin.query(sql, values)).rows;
const wanted = () => ({
  id: office.app.newId(),
  serviceId: 'kartu-perpustakaan',
  forWhom: 'self' as const,
  channel: 'desk' as const,
});
const open = async () =>
  done(await office.whole((tx) => openIn(office.app, tx, asOfficer(people.intake), wanted()))).state;

describe('the number of a case', () => {
  beforeEach(() => office.admin.query('delete from counters'));
  beforeEach(() => office.admin.query("update cases set number = 'lama-' || case_id"));

  it('counts the cases of the month without a gap, however many are opened at once', async () => {
    const opened = await Promise.all(Array.from({ length: 12 }, open));
    const numbers = opened.map((state) => state.number).sort();
    expect(numbers).toEqual(numbers.map((_, index) => `B-2611-${String(index + 1).padStart(5, '0')}`));
  });

  it('is given again when the case it was meant for was not kept', async () => {
    const undone = office.whole(async (tx) => {
      done(await openIn(office.app, tx, asOfficer(people.intake), wanted()));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect((await open()).number).toBe('B-2611-00001');
  });

  it('begins anew with the month in which the office lives, not that of Greenwich', async () => {
    await open();
    const untilDecember = Date.parse('2026-11-30T16:30:00Z') - office.clock.now().getTime();
    office.clock.move(untilDecember);
    expect((await open()).number).toBe('B-2612-00001');
    office.clock.move(-untilDecember);
  });
});

describe('the people in a case', () => {
  const persons = (state: CaseState) =>
    rows(
      'select role, name, born_on::text, kk_index is not null as can_be_found from case_persons where case_id = $1',
      [state.id],
    );
  const answer = async (state: CaseState, answers: object) =>
    done(await act(office, people.intake, state.id, 'record-answers', { answers }));

  it('follow the answers, and are forgotten when an answer is taken back', async () => {
    const state = await apply(office, people.intake);
    expect(await persons(state)).toEqual([
      { role: 'anggota', name: 'Rara Contoh Utami', born_on: '2011-03-02', can_be_found: true },
    ]);
    await answer(state, { noKk: null });
    expect(await persons(state)).toMatchObject([{ can_be_found: false }]);
    await answer(state, { namaAnggota: null });
    expect(await persons(state)).toEqual([]);
  });

  it('have their numbers nowhere in the database but sealed', async () => {
    const state = await bring(office, people, 'issued', { number: 'PUS-2026-0100' });
    const noKk = String(state.answers.noKk);
    const tables = await rows(
      "select table_name as name from information_schema.tables where table_schema in ('public', 'accounts', 'graphile_worker')",
    );
    for (const { name } of tables) {
      if (/^_private|^migrations$|^jobs$|^known_crontabs$/u.test(name)) continue;
      const schema = (
        await rows('select table_schema as s from information_schema.tables where table_name = $1', [name])
      )[0].s;
      const found = await rows(`select 1 from ${schema}.${name} t where t::text like $1`, [`%${noKk}%`]);
      expect(found, name).toEqual([]);
    }
    const jobs = await rows('select 1 from graphile_worker._private_jobs j where j::text like $1', [
      `%${noKk}%`,
    ]);
    expect(jobs).toEqual([]);
  });
});

describe('the number of a document', () => {
  it('is free again when the case ended without it', async () => {
    const first = await bring(office, people, 'drafted', { number: 'PUS-2026-0200' });
    done(await act(office, people.operator, first.id, 'return-to-intake', { reason: 'wrong-person' }));
    done(await act(office, people.intake, first.id, 'take-case'));
    done(await act(office, people.intake, first.id, 'reject-case', { reason: 'duplicate' }));
    const second = await bring(office, people, 'drafted', { number: 'PUS-2026-0200' });
    expect(letterOf(second).draft?.number).toBe('PUS-2026-0200');
  });

  it('belongs to one case only while that one lives', async () => {
    await bring(office, people, 'drafted', { number: 'PUS-2026-0201' });
    await expect(bring(office, people, 'drafted', { number: 'PUS-2026-0201' })).rejects.toThrow(
      'number-taken',
    );
  });
});

describe('the code of a document', () => {
  it('is always the same, hard to guess, and leads back to the document', async () => {
    const state = await bring(office, people, 'issued', { number: 'PUS-2026-0300' });
    const { id } = letterOf(state);
    const codes = await Promise.all([1, 2].map(() => office.whole((tx) => tx.cases.documentCode(id))));
    expect(codes[0]).toBe(codes[1]);
    expect(codes[0]).toMatch(/^(?:[2-9A-HJ-NP-Z]{5}-){5}[2-9A-HJ-NP-Z]$/u);
    const by = { code: codes[0]! };
    expect(await office.whole((tx) => tx.cases.findDocument(by))).toMatchObject({
      caseId: state.id,
      documentJobId: id,
    });
    expect(await office.whole((tx) => tx.cases.findDocument({ code: 'AAAAA' }))).toBeUndefined();
  });
});

describe('an erased case', () => {
  let state: CaseState;
  beforeAll(async () => {
    state = await beginByWhatsApp(office, 'ID.hapus');
    await office.whole(async (tx) => {
      const resident = asResident(state.contactId!);
      const answers = { namaAnggota: 'Rara Contoh Utami', noKk: '9901042311200001' };
      done(
        await performIn(office.app, tx, resident, state.id, {
          act: 'record-answers',
          answers,
          source: 'chat',
        }),
      );
      done(await performIn(office.app, tx, resident, state.id, { act: 'withdraw-case' }));
      await tx.cases.erase(state.id, office.clock.now());
    });
  });

  it('cannot be read any more, by nobody and not after a restart either', async () => {
    const { pool, keys, files: fileStore } = office;
    const restarted = createStorage({ pool, keys, ring: new KeyRing(keys), fileStore });
    for (const storage of [office.storage, restarted]) {
      const scope = { officeId: office.officeId, areas: '*' } as const;
      const gone = { reason: 'content-erased' };
      await expect(storage.transact(scope, (tx) => tx.cases.get(state.id))).rejects.toMatchObject(gone);
      await expect(storage.transact(scope, (tx) => tx.cases.events(state.id))).rejects.toMatchObject(gone);
    }
  });

  it('leaves its log whole: every event with its place in the chain', async () => {
    const events = await rows('select seq, type from case_events where case_id = $1 order by seq', [
      state.id,
    ]);
    expect(events).toEqual([
      { seq: 1, type: 'case-opened' },
      { seq: 2, type: 'answers-recorded' },
      { seq: 3, type: 'case-withdrawn' },
    ]);
  });

  it('leaves no name, no number and no way from the resident to it', async () => {
    expect(await rows('select 1 from case_persons where case_id = $1', [state.id])).toEqual([]);
    expect(
      await rows('select subject_name, applicant_name, contact_id from cases where case_id = $1', [state.id]),
    ).toEqual([{ subject_name: null, applicant_name: null, contact_id: null }]);
    expect(
      await rows('select wrapped from data_keys k join cases c using (key_id) where c.case_id = $1', [
        state.id,
      ]),
    ).toEqual([{ wrapped: null }]);
  });
});
