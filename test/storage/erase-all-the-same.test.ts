/** Tells that the nightly erasing reaches what lies beside the way: dead cases, foreign messages, rows that are broken. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../src/app/app.ts';
import { eraseExpired } from '../../src/app/erase-expired.ts';
import { expireDraft } from '../../src/app/old-drafts.ts';
import { whereReadable } from '../support/everything-readable.ts';
import { metaWamid } from '../support/meta-wamid.ts';
import { openTestApp, type TestApp } from '../support/open-test-app.ts';
import { eraseRemoved, Resident } from '../support/resident.ts';

const DAY_MS = 86_400_000;
let office: TestApp;
let siti: Resident;
beforeEach(async () => {
  office = await openTestApp();
  siti = new Resident(office, 'ID.siti');
});
afterEach(() => office.close());

const after = (days: number) => office.clock.move(days * DAY_MS);
const run = async (app: App = office.app) => {
  const counts = await eraseExpired(app, async () => 0);
  await eraseRemoved(office);
  return counts;
};
const dayKeys = async () =>
  (await office.admin.query("select from data_keys where purpose = 'day' and wrapped is not null")).rowCount;

/** Begins a draft and lets it expire; answers the dead case. */
async function leaveDraft(): Promise<string> {
  await siti.type('halo');
  for (const title of ['Setuju', 'Kartu perpustakaan', 'Saya']) await siti.tap(title);
  const { rows } = await office.admin.query<{ case_id: string }>('select case_id from cases');
  after(15);
  await expireDraft(office.app, rows[0]!.case_id);
  return rows[0]!.case_id;
}

describe('what is said after a case was erased', () => {
  it('belongs to no case, and goes when its own time is over, with the keys of those days', async () => {
    await leaveDraft();
    await siti.type('kata sesudahnya');
    const { rows } = await office.admin.query(
      'select case_id from inbound_messages where message_sealed is not null union all ' +
        'select case_id from outbox where content_sealed is not null',
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { case_id } of rows) expect(case_id).toBe(null);
    after(366);
    await run();
    after(3);
    await run();
    expect(await whereReadable(office, 'kata sesudahnya')).toEqual([]);
    expect(await dayKeys()).toBe(0);
  });

  it('goes even if it was put down to that case', async () => {
    const caseId = await leaveDraft();
    await siti.type('kata sesudahnya');
    const said = office.whatsapp.texts().at(-1)!.slice(0, 40);
    expect(await whereReadable(office, said)).toEqual(['public.outbox.content_sealed']);
    for (const table of ['inbound_messages', 'outbox'])
      await office.admin.query(`update ${table} set case_id = $1`, [caseId]);
    after(366);
    await run();
    for (const text of ['kata sesudahnya', said]) expect(await whereReadable(office, text)).toEqual([]);
  });
});

describe('a message to another number', () => {
  it('is kept for thirty days, however long the office keeps its own', async () => {
    const content = { kind: 'text', body: 'salah alamat' } as const;
    const identity = { waId: '628009900099' };
    const message = { phoneNumberId: '999', wamid: metaWamid(identity.waId), identity, content };
    const receivedAt = office.clock.now();
    await office.intake.receive({
      officeId: office.officeId,
      raw: Buffer.from('{}'),
      receivedAt,
      messages: [{ ...message, sentAt: receivedAt, isForeign: true }],
      statuses: [],
    });
    await siti.type('benar alamat');
    after(29);
    expect(await run()).toMatchObject({ 'foreign-messages': 0 });
    after(2);
    expect(await run()).toMatchObject({ 'foreign-messages': 1, messages: 0 });
    for (const text of ['salah alamat', identity.waId]) expect(await whereReadable(office, text)).toEqual([]);
    expect(await whereReadable(office, 'benar alamat')).not.toEqual([]);
  });
});

describe('a kind that cannot be erased', () => {
  it('keeps no other back: the others go, the log says so, and the night is not called done', async () => {
    await siti.type('kata pertama');
    after(400);
    const { storage } = office.app;
    const failing: App = {
      ...office.app,
      storage: {
        transact: (scope, work) =>
          storage.transact(scope, (tx) => {
            const { retention } = tx;
            const erase: typeof retention.erase = (what, ...rest) => {
              if (what === 'requests') throw new Error('a broken row');
              return retention.erase(what, ...rest);
            };
            const silentCases = retention.silentCases.bind(retention);
            return work({ ...tx, retention: { erase, silentCases } });
          }),
      },
    };
    office.log.length = 0;
    await expect(run(failing)).rejects.toThrow('a broken row');
    expect(office.log.map(({ level, what }) => [level, what])).toEqual([
      ['incident', 'what is over its time could not be erased: requests'],
    ]);
    expect(await whereReadable(office, 'ID.siti')).toEqual([]);
    await run();
    expect(office.log.at(-1)).toMatchObject({ what: 'what was over its time is erased' });
  });
});

describe('a row that cannot be read', () => {
  it('goes all the same, and the files that only it could name', async () => {
    await siti.type('halo');
    await siti.tap('Setuju');
    await siti.photo('tersesat', 'keterangan tersesat');
    await siti.fetched();
    await siti.photo('terbaca', 'keterangan terbaca');
    await siti.fetched();
    expect(await whereReadable(office, 'photo:tersesat')).not.toEqual([]);
    await office.admin.query(
      `update inbound_media set stored_sealed = '\\x00'
        where media_key = (select min(media_key::text)::uuid from inbound_media)`,
    );
    after(15);
    await run();
    expect(office.files.files.size).toBe(0);
    expect((await office.admin.query('select from inbound_media')).rowCount).toBe(0);
  });

  it('is no obstacle when it is a case that has ended', async () => {
    await siti.type('halo');
    for (const title of ['Setuju', 'Kartu perpustakaan', 'Saya']) await siti.tap(title);
    await siti.type('Kenanga Contoh');
    await siti.type('batal');
    await siti.tap('Ya, batalkan');
    await office.admin.query(`update cases set state_sealed = '\\x00'`);
    after(15);
    expect(await run()).toMatchObject({ drafts: 1 });
    const { rows } = await office.admin.query(
      "select from data_keys where purpose = 'case' and wrapped is not null",
    );
    expect(rows).toEqual([]);
  });
});
