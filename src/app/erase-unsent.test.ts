/** Tells what HAPUS DATA leaves behind: of what was not handed in nothing that any key could open. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whereReadable } from '../../test/support/everything-readable.ts';
import { handInMore } from '../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../test/support/open-test-app.ts';
import { Resident } from '../../test/support/resident.ts';
import { eraseUnsent } from './erase-unsent.ts';
import { fetchMedia } from './fetch-media.ts';

let office: TestApp;
let siti: Resident;
beforeEach(async () => {
  office = await openTestApp();
  siti = new Resident(office, 'ID.siti');
});
afterEach(() => office.close());

async function begin(name: string): Promise<void> {
  await siti.type('halo');
  await siti.tap('Setuju');
  await siti.tap('Kartu perpustakaan');
  await siti.tap('Saya');
  await siti.type(name);
}

const eraseAll = async () => {
  await siti.type('hapus data');
  await siti.tap('Ya, hapus');
};
const lastSaid = () => office.whatsapp.texts().at(-1)!;

describe('HAPUS DATA of somebody with a draft', () => {
  it('erases answers, photos, words and consent everywhere, and keeps that it was withdrawn', async () => {
    await siti.type('sebelum semuanya: rahasia-awal');
    await begin('Melati Contoh');
    await siti.photo('kk-melati', 'keterangan foto melati');
    await siti.fetched();
    // The words must be there first, or their absence would prove nothing.
    for (const text of ['rahasia-awal', 'Melati Contoh', 'photo:kk-melati', 'keterangan foto melati'])
      expect(await whereReadable(office, text), text).not.toEqual([]);

    await eraseAll();

    for (const text of ['rahasia-awal', 'Melati', 'kk-melati', 'foto melati', 'Ya, hapus'])
      expect(await whereReadable(office, text), text).toEqual([]);
    expect(office.files.files.size).toBe(0);
    // Meta's ids of messages spell out whose they are.
    expect(await whereReadable(office, siti.bsuid)).not.toContain('public.inbound_messages.wamid');
    const { rows } = await office.admin.query(
      'select consent_version, consent_at, consent_withdrawn_at is not null as withdrawn from contacts',
    );
    expect(rows).toEqual([{ consent_version: null, consent_at: null, withdrawn: true }]);
    expect(lastSaid()).toContain('Sudah dihapus');
  });

  it('erases photos that are in no case yet, fetched or not, and those being fetched at that moment', async () => {
    await siti.type('halo');
    await siti.tap('Setuju');
    await siti.photo('sudah-diambil', 'keterangan satu');
    await siti.fetched();
    await siti.photo('belum-diambil', 'keterangan dua');
    // Downloaded already, about to be kept, when the word comes.
    const download = office.whatsapp.download.bind(office.whatsapp);
    office.whatsapp.download = async (mediaId) => {
      const file = await download(mediaId);
      await eraseAll();
      return file;
    };
    const { rows } = await office.admin.query("select media_key from inbound_media where state = 'waiting'");
    await fetchMedia(office.app, rows[0].media_key);
    await siti.answered();
    for (const text of ['diambil', 'keterangan satu', 'keterangan dua'])
      expect(await whereReadable(office, text), text).toEqual([]);
    expect(office.files.files.size).toBe(0);
    expect((await office.admin.query('select from inbound_media')).rowCount).toBe(0);
  });

  it('asks for consent again afterwards, and takes a repeated webhook for what it is', async () => {
    await begin('Melati Contoh');
    const wamid = await siti.type('14-05-2010');
    await eraseAll();
    const said = office.whatsapp.sent.length;
    await office.intake.receive({
      officeId: office.officeId,
      raw: Buffer.from('{"repeated":"14-05-2010"}'),
      receivedAt: office.clock.now(),
      messages: [
        {
          phoneNumberId: '111',
          wamid,
          identity: { bsuid: siti.bsuid },
          sentAt: office.clock.now(),
          content: { kind: 'text', body: '14-05-2010' },
        },
      ],
      statuses: [],
    });
    await siti.answered();
    expect(office.whatsapp.sent).toHaveLength(said);
    expect(await whereReadable(office, '14-05-2010')).toEqual([]);
    await siti.type('halo');
    expect(lastSaid()).toContain('Setuju?');
  });

  it('drops what still waits to be sent, and shows nothing of it to officers', async () => {
    await begin('Melati Contoh');
    const contactId = await siti.contactId();
    await office.whole((tx) =>
      tx.outbox.add(
        {
          contactId,
          purpose: 'nudge',
          content: { kind: 'message', content: { kind: 'text', body: 'Berkas Melati menunggu' } },
        },
        office.clock.now(),
      ),
    );
    await eraseAll();
    expect(await whereReadable(office, 'Melati')).toEqual([]);
    const thread = await office.whole((tx) => tx.inbox.thread(contactId, 50));
    expect(thread.map(({ text }) => text)).toEqual([expect.stringContaining('Sudah dihapus')]);
  });
});

describe('HAPUS DATA of somebody who has handed a case in', () => {
  async function handIn(name: string): Promise<string> {
    await begin(name);
    await siti.type('14-05-1990');
    await siti.tap('Tidak');
    await siti.type('lewati');
    await siti.tap('Tidak');
    await siti.photo('kk', 'keterangan kk');
    await siti.fetched();
    await siti.photo('surat-kerja', 'keterangan surat');
    await siti.fetched();
    await siti.type('483915');
    const [state] = await office.whole(async (tx) => tx.cases.ofContact(await siti.contactId()));
    expect(state?.status).toBe('submitted');
    return state!.id;
  }

  it('keeps that case with its papers and its talk, says so by its number, and erases a new draft', async () => {
    const caseId = await handIn('Melati Contoh');
    await siti.type('menu');
    await siti.tap('Kartu perpustakaan');
    await siti.tap('Keluarga serumah');
    await siti.type('Kenanga Contoh');
    expect(await whereReadable(office, 'Kenanga')).not.toEqual([]);

    await eraseAll();

    expect(await whereReadable(office, 'Kenanga')).toEqual([]);
    const state = (await office.whole((tx) => tx.cases.get(caseId)))!;
    expect(state.answers).toMatchObject({ namaAnggota: 'Melati Contoh' });
    const files = state.attachments.flatMap((paper) => paper.pages.map(({ fileId }) => fileId));
    for (const fileId of files) expect(await office.whole((tx) => tx.files.read(fileId))).toBeDefined();
    const thread = await office.whole(async (tx) => tx.inbox.thread(await siti.contactId(), 100));
    expect(thread.some(({ text }) => text === 'Melati Contoh')).toBe(true);
    expect(lastSaid()).toContain(`Berkas Anda yang disimpan: *${state.number}*`);
    expect(await office.whole(async (tx) => tx.cases.ofContact(await siti.contactId()))).toHaveLength(1);
  });

  it('keeps the talk and papers of that case, also the one from before it, when 200 younger ones were handed in', async () => {
    await siti.type('halo');
    await siti.tap('Setuju');
    await siti.photo('kk', 'keterangan lama');
    await siti.fetched();
    const caseId = await handIn('Melati Contoh');
    const contactId = await siti.contactId();
    const talk = () =>
      office.whole(async (tx) => (await tx.inbox.thread(contactId, 100)).map(({ text }) => text));
    expect(await talk()).toContain('keterangan lama');
    await handInMore(office, caseId, 201);
    await office.whole(async (tx) => eraseUnsent(office.app, tx, (await tx.contacts.get(contactId))!));
    expect(await talk()).toEqual(expect.arrayContaining(['Melati Contoh', 'keterangan surat']));
    expect(await talk()).toContain('keterangan lama');
  });
});
