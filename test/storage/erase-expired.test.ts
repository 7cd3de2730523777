/** Tells what the nightly erasing takes and leaves, on a moved clock, and that it may be broken off anywhere. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyOfficeLog } from '../../src/adapters/postgres/verify-log.ts';
import type { App } from '../../src/app/app.ts';
import { applyStatuses } from '../../src/app/apply-statuses.ts';
import { checkByCode } from '../../src/app/check-document.ts';
import { eraseExpired } from '../../src/app/erase-expired.ts';
import { asOfficer, asSystem, type Performer, performIn } from '../../src/app/perform-act.ts';
import type { CaseAct } from '../../src/domain/case/acts.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import { everythingReadable, whereReadable } from '../support/everything-readable.ts';
import { apply, bring, done, hire, letterOf, type People } from '../support/library-office.ts';
import { openTestApp, type TestApp } from '../support/open-test-app.ts';
import { eraseRemoved, Resident } from '../support/resident.ts';

const DAY_MS = 86_400_000;
let office: TestApp;
let people: People;
let sessions: number;
beforeEach(async () => {
  office = await openTestApp();
  people = await hire(office);
  sessions = 0;
});
afterEach(() => office.close());

const after = (days: number) => office.clock.move(days * DAY_MS);
const run = async (app: App = office.app) => {
  const counts = await eraseExpired(app, async () => sessions);
  await eraseRemoved(office);
  return counts;
};
const perform = (who: Performer, state: CaseState, act: CaseAct) =>
  office.whole(async (tx) => done(await performIn(office.app, tx, who, state.id, act)));

/** A case whose letter and card have reached their person. */
async function close(name: string, number: string): Promise<CaseState> {
  const state = await bring(office, people, 'issued', { answers: { namaAnggota: name }, number });
  const card = state.documents.find((job) => job.form === 'card')!;
  await perform(asOfficer(people.operator), state, {
    act: 'print-card',
    documentId: card.id,
    blankSerial: `B-${number}`,
  });
  await perform(asSystem, state, { act: 'offer-card', documentId: card.id });
  for (const { id: documentId } of [card, letterOf(state)])
    await perform(asSystem, state, { act: 'receive-document', documentId, how: 'whatsapp' });
  const closed = (await office.whole((tx) => tx.cases.get(state.id)))!;
  expect(closed.status).toBe('closed');
  return closed;
}

/** Meta tells what became of a message of ours. */
async function tellStatus(about: {
  wamid: string;
  callbackData: string;
  status?: 'delivered' | 'read';
}): Promise<void> {
  const at = office.clock.now();
  const status = {
    phoneNumberId: '111',
    status: 'delivered' as const,
    at,
    recipient: {},
    errorCodes: [],
    ...about,
  };
  const raw = Buffer.from('{}');
  await office.intake.receive({
    officeId: office.officeId,
    raw,
    receivedAt: at,
    messages: [],
    statuses: [status],
  });
  await applyStatuses(office.app);
}

const isErased = async (state: CaseState) =>
  office
    .whole((tx) => tx.cases.get(state.id))
    .then(
      () => false,
      (error: { reason?: string }) => error.reason === 'content-erased',
    );

describe('raw webhooks', () => {
  it('lose their bodies after thirty days; what was said is kept longer', async () => {
    const siti = new Resident(office, 'ID.siti');
    await siti.type('kata pertama');
    after(29);
    await siti.type('kata kedua');
    expect((await run())['raw-webhooks']).toBe(0);
    after(2);
    expect((await run())['raw-webhooks']).toBe(1);
    expect(await whereReadable(office, 'kata pertama')).toEqual(['public.inbound_messages.message_sealed']);
    expect(await whereReadable(office, 'kata kedua')).toContain('public.raw_webhooks.body_sealed');
  });

  it('in their hundreds go in several transactions', async () => {
    const raw = Buffer.from('{}');
    const webhook = { officeId: office.officeId, raw, receivedAt: office.clock.now() };
    await Promise.all(
      Array.from({ length: 450 }, () => office.intake.receive({ ...webhook, messages: [], statuses: [] })),
    );
    after(31);
    expect((await run())['raw-webhooks']).toBe(450);
  });
});

describe('what the machine needs for a while', () => {
  it('goes: answers to requests, deadlines that are done; open ones stay', async () => {
    const hash = Buffer.alloc(32);
    const at = office.clock.now();
    await office.whole(async (tx) => {
      await tx.idempotency.remember('lina', 'k1', hash, 200, { name: 'Melati Contoh' }, at);
      await tx.due.set('contoh', people.intake.officerId, at);
      await tx.due.takeDue(at, 10);
      await tx.due.set('contoh', people.operator.officerId, new Date(at.getTime() + 90 * DAY_MS));
    });
    after(2);
    expect(await run()).toMatchObject({ requests: 0, 'due-items': 0 });
    after(2);
    expect(await run()).toMatchObject({ requests: 1, 'due-items': 0 });
    expect(await whereReadable(office, 'Melati')).toEqual([]);
    after(27);
    expect(await run()).toMatchObject({ 'due-items': 1 });
    const { rows } = await office.admin.query("select about from due_items where kind = 'contoh'");
    expect(rows).toEqual([{ about: people.operator.officerId }]);
  });

  it('counts the sessions that have ended, and writes one line of counts', async () => {
    sessions = 7;
    const siti = new Resident(office, 'ID.siti');
    await siti.type('kata pertama');
    after(31);
    office.log.length = 0;
    const counts = await run();
    expect(counts.sessions).toBe(7);
    expect(office.log).toEqual([{ level: 'info', what: 'what was over its time is erased', facts: counts }]);
    expect(Object.values(counts).every(Number.isInteger)).toBe(true);
  });
});

describe('what a resident began and left', () => {
  it('goes two weeks after it was withdrawn, with photos that found no case', async () => {
    const siti = new Resident(office, 'ID.siti');
    for (const [word, tap] of [['halo', 'Setuju']] as const) {
      await siti.type(word);
      await siti.tap(tap);
    }
    await siti.photo('tersesat', 'keterangan tersesat');
    await siti.fetched();
    const begun = await apply(office, people.intake, { namaAnggota: 'Seruni Contoh' });
    await siti.tap('Kartu perpustakaan');
    await siti.tap('Saya');
    await siti.type('Kenanga Contoh');
    await siti.type('batal');
    await siti.tap('Ya, batalkan');
    after(13);
    expect(await run()).toMatchObject({ drafts: 0 });
    expect(await whereReadable(office, 'Kenanga')).not.toEqual([]);
    after(2);
    expect(await run()).toMatchObject({ drafts: 1, cases: 0 });
    after(30);
    await run();
    expect(await whereReadable(office, 'Kenanga')).toEqual([]);
    expect(await whereReadable(office, 'photo:tersesat')).toEqual([]);
    expect(await isErased(begun)).toBe(false);
  });
});

describe('a case that has ended', () => {
  it('is kept as long as residents were told; then only its log and the answer of /cek remain', async () => {
    const old = await close('Melati Contoh', 'PUS-2026-0001');
    after(200);
    const young = await close('Kenanga Contoh', 'PUS-2026-0002');
    const running = await apply(office, people.intake, { namaAnggota: 'Seruni Contoh' });
    after(164);
    expect((await run()).cases).toBe(0);
    after(2);
    expect((await run()).cases).toBe(1);
    expect([await isErased(old), await isErased(young), await isErased(running)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(await whereReadable(office, 'Melati')).toEqual([]);
    const names = [...office.files.files.keys()].length;
    const { rows } = await office.admin.query('select from files where removed_at is null');
    expect(names).toBe(rows.length);
    const code = await office.whole((tx) => tx.cases.documentCode(letterOf(old).id));
    expect(await checkByCode(office.app, code)).toMatchObject({
      standing: 'active',
      issuedAt: letterOf(old).issuedAt,
    });
    const report = await verifyOfficeLog(office.pool, office.officeId, office.keys);
    expect(report).toMatchObject({ cases: 3 });
    expect(report.fault).toBeUndefined();
    after(400);
    expect((await run()).cases).toBe(1);
    expect(await isErased(running)).toBe(false);
  });
});

describe('somebody without a case', () => {
  it('is forgotten in the end: words, number and the keys of those days', async () => {
    const siti = new Resident(office, 'ID.siti-melati');
    const heard = await siti.type('kata pertama');
    const { wamid, callbackData } = office.whatsapp.sent.at(-1)!;
    await tellStatus({ wamid, callbackData });
    expect(await whereReadable(office, 'siti-melati'), 'in the ids that Meta gave').toEqual(
      expect.arrayContaining(['public.inbound_messages.wamid', 'public.outbox.wamid']),
    );
    expect(await whereReadable(office, 'siti-melati')).not.toContain('public.delivery_statuses.wamid');
    after(364);
    expect(await run()).toMatchObject({ statuses: 1 });
    expect(await whereReadable(office, 'siti-melati')).not.toEqual([]);
    after(2);
    expect(await run()).toMatchObject({ messages: 2, contacts: 1 });
    after(3);
    await run();
    for (const text of ['kata pertama', 'siti-melati']) expect(await whereReadable(office, text)).toEqual([]);
    const { rows } = await office.admin.query(
      "select from data_keys where purpose = 'day' and wrapped is not null",
    );
    expect(rows).toEqual([]);
    // What Meta says late of a message that is erased does not bring its name back; nor is it taken in again.
    await tellStatus({ wamid, callbackData, status: 'read' });
    const again = { kind: 'text', body: 'kata pertama' } as const;
    await siti.deliver(again, 1, heard);
    await siti.answered();
    for (const text of ['kata pertama', 'siti-melati']) expect(await whereReadable(office, text)).toEqual([]);
    // Who writes again is somebody new.
    await siti.type('halo lagi');
    expect(await whereReadable(office, 'siti-melati')).not.toEqual([]);
  });
});

describe('a run that is broken off', () => {
  it('anywhere, is finished by the next one, and the third finds nothing', async () => {
    await close('Melati Contoh', 'PUS-2026-0001');
    const siti = new Resident(office, 'ID.siti');
    await siti.type('kata pertama');
    after(400);
    const { storage } = office.app;
    // One transaction more each time, and no commit for the one in which the process dies.
    for (let survived = 1; ; survived += 1) {
      let left = survived;
      const dying: App = {
        ...office.app,
        storage: {
          transact: (scope, work) =>
            storage.transact(scope, async (tx) => {
              const result = await work(tx);
              left -= 1;
              if (left < 0) throw new Error('killed');
              return result;
            }),
        },
      };
      const outcome = await run(dying).catch((error: Error) => error.message);
      if (outcome !== 'killed') break;
      const { rows } = await office.admin.query("select from due_items where kind = 'erase-expired'");
      expect(rows, 'the next night is planned whatever happens').toHaveLength(1);
    }
    for (const text of ['Melati', 'kata pertama'])
      expect(await whereReadable(office, text), text).toEqual([]);
    expect(office.files.files.size).toBe(0);
    const before = (await everythingReadable(office)).length;
    const counts = await run();
    expect(Object.values(counts).every((count) => count === 0)).toBe(true);
    expect((await everythingReadable(office)).length).toBe(before);
  });
});

describe('the nights', () => {
  it('follow each other, also when the machine was off at half past two', async () => {
    const due = async () =>
      (await office.admin.query("select due_at, done_at from due_items where kind = 'erase-expired'")).rows;
    await run();
    expect(await due()).toEqual([{ due_at: new Date('2026-11-23T18:30:00Z'), done_at: null }]);
    after(3);
    const taken = await office.whole((tx) => tx.due.takeDue(office.clock.now(), 10));
    expect(taken).toMatchObject([{ kind: 'erase-expired', about: office.officeId }]);
    await run();
    expect(await due()).toEqual([{ due_at: new Date('2026-11-26T18:30:00Z'), done_at: null }]);
  });
});
