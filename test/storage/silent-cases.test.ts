/** Tells what becomes of cases that nobody finishes: ended and erased after a long silence, if they wait for the resident. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyOfficeLog } from '../../src/adapters/postgres/verify-log.ts';
import { checkByCode } from '../../src/app/check-document.ts';
import { eraseExpired } from '../../src/app/erase-expired.ts';
import { listDesk } from '../../src/app/list-cases.ts';
import { asOfficer, asSystem, performIn } from '../../src/app/perform-act.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import { everythingReadable, whereReadable } from '../support/everything-readable.ts';
import { act, apply, bring, done, hire, letterOf, type People } from '../support/library-office.ts';
import { openTestApp, type TestApp } from '../support/open-test-app.ts';
import { eraseRemoved, Resident } from '../support/resident.ts';

const DAY_MS = 86_400_000;
let office: TestApp;
let people: People;
beforeEach(async () => {
  office = await openTestApp();
  people = await hire(office);
});
afterEach(() => office.close());

const after = (days: number) => office.clock.move(days * DAY_MS);
const run = async () => {
  const counts = await eraseExpired(office.app, async () => 0);
  await eraseRemoved(office);
  return counts;
};
const statusOf = async ({ id }: CaseState) =>
  (await office.admin.query('select status, subject_name as name from cases where case_id = $1', [id]))
    .rows[0];

/** A case that waits for one paper to be sent again. */
async function askedAgain(namaAnggota: string): Promise<CaseState> {
  const { id } = await apply(office, people.intake, { namaAnggota });
  done(await act(office, people.intake, id, 'take-case'));
  return done(await act(office, people.intake, id, 'ask-again', { requirementId: 'kk', reason: 'cut-off' }));
}

/** A case whose letter is issued; of its card it is still to be seen. */
const issued = (namaAnggota: string, number: string) =>
  bring(office, people, 'issued', { answers: { namaAnggota }, number });

async function print(state: CaseState, isOffered: boolean): Promise<void> {
  const { id: documentId } = state.documents.find((job) => job.form === 'card')!;
  const print = { act: 'print-card', documentId, blankSerial: `B-${state.number}` } as const;
  await office.whole(async (tx) =>
    done(await performIn(office.app, tx, asOfficer(people.operator), state.id, print)),
  );
  if (!isOffered) return;
  const offer = { act: 'offer-card', documentId } as const;
  await office.whole(async (tx) => done(await performIn(office.app, tx, asSystem, state.id, offer)));
}

describe('a case that waits for its resident', () => {
  it('who never sends the paper again, is ended and erased when the term is over since the last word', async () => {
    const state = await askedAgain('Melati Contoh');
    after(364);
    expect((await run()).cases).toBe(0);
    after(2);
    expect((await run()).cases).toBe(1);
    expect(await statusOf(state)).toEqual({ status: 'withdrawn', name: null });
    expect(await whereReadable(office, 'Melati')).toEqual([]);
    expect(await listDesk(office.app, people.intake, 'intake')).toEqual([]);
    const { rows } = await office.admin.query(
      'select type, actor_kind from case_events where case_id = $1 order by seq desc limit 1',
      [state.id],
    );
    expect(rows).toEqual([{ type: 'case-lapsed', actor_kind: 'system' }]);
  });

  it('who never asks for the PDF nor fetches the card, goes as well; what /cek answers stays', async () => {
    const state = await issued('Melati Contoh', 'PUS-2026-0001');
    await print(state, true);
    const code = await office.whole((tx) => tx.cases.documentCode(letterOf(state).id));
    after(366);
    expect((await run()).cases).toBe(1);
    expect(await statusOf(state)).toEqual({ status: 'closed', name: null });
    expect(await whereReadable(office, 'Melati')).toEqual([]);
    expect(await checkByCode(office.app, code)).toMatchObject({ standing: 'active' });
    expect((await verifyOfficeLog(office.pool, office.officeId, office.keys)).fault).toBeUndefined();
    const before = (await everythingReadable(office)).length;
    expect((await run()).cases).toBe(0);
    expect((await everythingReadable(office)).length).toBe(before);
  });

  it('is kept while somebody still writes about it', async () => {
    const state = await askedAgain('Melati Contoh');
    const siti = new Resident(office, 'ID.siti');
    after(300);
    await siti.type('masih saya cari');
    await office.admin.query('update cases set contact_id = $1 where case_id = $2', [
      await siti.contactId(),
      state.id,
    ]);
    await office.admin.query('update inbound_messages set case_id = $1', [state.id]);
    after(66);
    expect((await run()).cases).toBe(0);
    after(300);
    expect((await run()).cases).toBe(1);
  });

  it('and cannot be ended is told to the log, and keeps no other back', async () => {
    const broken = await askedAgain('Melati Contoh');
    const state = await askedAgain('Kenanga Contoh');
    await office.admin.query(`update cases set state_sealed = '\\x00' where case_id = $1`, [broken.id]);
    after(366);
    office.log.length = 0;
    expect((await run()).cases).toBe(1);
    expect(await statusOf(state)).toEqual({ status: 'withdrawn', name: null });
    expect(office.log.map(({ level }) => level)).toEqual(['incident', 'info']);
  });
});

describe('a case that waits for the office', () => {
  it('is never ended by silence: it stays on its desk', async () => {
    await apply(office, people.intake, { namaAnggota: 'Melati Contoh' });
    await bring(office, people, 'accepted', { answers: { namaAnggota: 'Kenanga Contoh' } });
    const printed = await issued('Seruni Contoh', 'PUS-2026-0001');
    await print(printed, false);
    after(800);
    expect((await run()).cases).toBe(0);
    for (const name of ['Melati', 'Kenanga', 'Seruni'])
      expect(await whereReadable(office, name), name).not.toEqual([]);
  });
});
