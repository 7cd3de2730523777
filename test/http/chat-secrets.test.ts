/** What of a chat officers see only on request, and in the log: numbers in it, the resident's own number, recordings. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchMedia } from '../../src/app/fetch-media.ts';
import { handleInbox } from '../../src/app/handle-inbox.ts';
import type { InboundContent, Officer } from '../../src/app/ports.ts';
import { beginByWhatsApp } from '../support/library-office.ts';
import { openTestHttp, type TestHttp } from '../support/open-test-http.ts';

const NIK = '9901015203720001';
const phone = '628115550199';

let http: TestHttp;
let officer: Officer;
let contactId: string;
beforeAll(async () => {
  http = await openTestHttp();
  officer = await http.office.addOfficer('Lia Contoh', ['petugas-layanan']);
  await hear('w.1', { kind: 'text', body: `nik nya ${NIK} ya` });
  const { rows } = await http.office.admin.query('select contact_id from contacts');
  contactId = rows[0].contact_id;
});
afterAll(() => http.close());

async function hear(wamid: string, content: InboundContent): Promise<void> {
  const { office } = http;
  office.clock.move(1_000);
  const sentAt = office.clock.now();
  const identity = { waId: phone, bsuid: 'ID.sandi', profileName: 'Mama Rara' };
  const message = { phoneNumberId: '111', wamid, identity, sentAt, content };
  const { officeId, intake } = office;
  await intake.receive({
    officeId,
    raw: Buffer.from('{}'),
    receivedAt: sentAt,
    messages: [message],
    statuses: [],
  });
  await handleInbox(office.app);
}

const read = async (more = '') =>
  (await http.ask('GET', `/api/conversations/${contactId}${more}`, { as: officer })).body;
const said = async (more = '') =>
  (await read(more)).thread.filter(({ direction }: { direction: string }) => direction === 'in');
const looks = async () =>
  (
    await http.office.admin.query('select what from access_log where actor_id = $1 order by access_id', [
      officer.officerId,
    ])
  ).rows.map(({ what }) => what.split('/')[0]);

describe('a NIK that a resident wrote', () => {
  it('is masked in the thread until the officer asks for it, and that is noted', async () => {
    expect(await said()).toMatchObject([{ text: 'nik nya 9901•• •••••• 0001 ya', hasMasked: true }]);
    expect(JSON.stringify(await read())).not.toContain(NIK);
    expect(await looks()).not.toContain('thread-numbers');
    expect(await said('?reveal=1')).toMatchObject([{ text: `nik nya ${NIK} ya` }]);
    expect(await looks()).toContain('thread-numbers');
  });
});

describe('the resident', () => {
  it('is shown with the name of their own choice; the number in full only on request, noted each time', async () => {
    const before = await read();
    expect(before).toMatchObject({ profileName: 'Mama Rara', label: '+6281•••0199' });
    expect(JSON.stringify(before)).not.toContain(phone);
    for (const _ of [1, 2]) {
      const { body } = await http.ask('POST', `/api/conversations/${contactId}/phone`, {
        as: officer,
        body: {},
      });
      expect(body).toEqual({ phone: `+${phone}` });
    }
    expect((await looks()).filter((what) => what === 'phone')).toHaveLength(2);
  });
});

describe('a message that was taken back', () => {
  it('says so at its place, and its words are gone from the thread', async () => {
    await hear('w.salah', { kind: 'text', body: 'salah kirim rahasia' });
    await hear('w.tarik', { kind: 'revoke', targetWamid: 'w.salah' });
    expect(JSON.stringify(await read())).not.toContain('rahasia');
    expect((await said()).map(({ kind }: { kind: string }) => kind)).toEqual(['text', 'revoke']);
  });

  it('stays with a remark when it belongs to a case that was handed in', async () => {
    const { admin } = http.office;
    await hear('w.berkas', { kind: 'text', body: 'alamat saya berubah' });
    const { id } = await beginByWhatsApp(http.office, 'ID.sandi');
    await admin.query('update cases set submitted_at = now() where case_id = $1', [id]);
    await admin.query("update inbound_messages set case_id = $1 where wamid = 'w.berkas'", [id]);
    await hear('w.tarik2', { kind: 'revoke', targetWamid: 'w.berkas' });
    expect((await said()).at(-1)).toMatchObject({ text: 'alamat saya berubah', isTakenBack: true });
  });
});

describe('a voice note', () => {
  const send = async (wamid: string, bytes: Buffer) => {
    const { office } = http;
    office.whatsapp.media.set(wamid, { kind: 'downloaded', bytes, mime: 'text/html' });
    await hear(wamid, { kind: 'media', mediaKind: 'audio', mediaId: wamid, mime: 'audio/ogg', voice: true });
    const { rows } = await office.admin.query('select media_key from inbound_media where wamid = $1', [
      wamid,
    ]);
    return rows[0].media_key as string;
  };
  const ask = (mediaKey: string) =>
    http.ask('GET', `/api/conversations/${contactId}/recordings/${mediaKey}`, { as: officer });

  it('waits, is fetched, and is played as what its bytes are; each look is noted and no paper comes of it', async () => {
    const { office } = http;
    const mediaKey = await send('w.suara', Buffer.from('OggS voice of a resident'));
    expect((await said()).at(-1)).toMatchObject({
      kind: 'recording',
      recording: { mediaKey, state: 'waiting' },
    });
    expect((await ask(mediaKey)).status).toBe(404);
    await fetchMedia(office.app, mediaKey);
    expect((await said()).at(-1)).toMatchObject({ recording: { mediaKey, state: 'kept' } });
    const heard = await ask(mediaKey);
    expect(heard.headers['content-type']).toBe('audio/ogg');
    expect(heard.headers['x-content-type-options']).toBe('nosniff');
    expect(heard.text).toBe('OggS voice of a resident');
    expect(await looks()).toContain('recording');
    // The page plays it from its own memory, which its content policy must allow.
    const { headers } = await http.ask('GET', '/api/office');
    expect(headers['content-security-policy']).toContain("media-src 'self' blob:");
    expect(await office.whole((tx) => tx.media.untold(contactId))).toEqual([]);
    expect(await office.whole((tx) => tx.media.loose(contactId))).toEqual([]);
  });

  it('that is something else is only saved, never shown', async () => {
    const mediaKey = await send('w.jahat', Buffer.from('<script>alert(1)</script>'));
    await fetchMedia(http.office.app, mediaKey);
    const { headers } = await ask(mediaKey);
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toContain('attachment');
  });

  it('that Meta no longer has is named as gone', async () => {
    const mediaKey = await send('w.hilang', Buffer.from('OggS'));
    http.office.whatsapp.media.delete('w.hilang');
    await fetchMedia(http.office.app, mediaKey);
    expect((await said()).at(-1)).toMatchObject({ recording: { state: 'gone' } });
  });

  it('of another resident is not found under this one', async () => {
    const mediaKey = await send('w.lain', Buffer.from('OggS'));
    await fetchMedia(http.office.app, mediaKey);
    const other = await http.office.whole((tx) =>
      tx.contacts.findOrMake('111', { bsuid: 'ID.lain' }, http.office.clock.now()),
    );
    const url = `/api/conversations/${other.contactId}/recordings/${mediaKey}`;
    expect((await http.ask('GET', url, { as: officer })).status).toBe(404);
  });
});
