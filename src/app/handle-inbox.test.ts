/** Tells how what residents send is handled: once, in order, and never stopped for long by what cannot be handled. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { photo } from '../../test/support/fake-outside.ts';
import {
  act,
  beginByWhatsApp,
  done,
  handInMore,
  hire,
  type People,
} from '../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../test/support/open-test-app.ts';
import { addPaperIn, inspect } from './add-paper.ts';
import { findHandedOver, releaseConversation } from './conversations.ts';
import { handleInbox } from './handle-inbox.ts';
import { asResident } from './perform-act.ts';
import type { InboundContent, WhatsAppIdentity } from './ports.ts';

let office: TestApp;
let people: People;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
});
beforeEach(async () => {
  office.log.length = 0;
  await office.admin.query('delete from inbound_messages; delete from outbox; delete from inbound_media');
});
afterAll(() => office.close());

let messages = 0;
function hear(from: string | WhatsAppIdentity, content: InboundContent | string): Promise<void> {
  messages += 1;
  const { officeId, intake, clock } = office;
  const message = {
    phoneNumberId: '111',
    wamid: `wamid.${messages}`,
    identity: typeof from === 'string' ? { bsuid: from } : from,
    sentAt: new Date(clock.now().getTime() + messages * 1_000),
    content: typeof content === 'string' ? { kind: 'text' as const, body: content } : content,
  };
  return intake.receive({
    officeId,
    raw: Buffer.from('{}'),
    receivedAt: clock.now(),
    messages: [message],
    statuses: [],
  });
}
const handle = () => handleInbox(office.app);
const states = async () =>
  (
    await office.admin.query(
      "select wamid, state, tries from inbound_messages where kind <> 'revoked' order by sent_at",
    )
  ).rows;
const answers = async (bsuid: string) =>
  office.whole(async (tx) => {
    const { contactId } = await tx.contacts.findOrMake('111', { bsuid }, office.clock.now());
    return (await tx.inbox.thread(contactId, 100)).filter((one) => one.direction === 'out').length;
  });

describe('a message', () => {
  it('is answered once, however many workers look for it and however often', async () => {
    await hear('ID.sekali', 'halo');
    await Promise.all([handle(), handle(), handle()]);
    await handle();
    expect(await answers('ID.sekali')).toBe(1);
    expect(await states()).toMatchObject([{ state: 'handled' }]);
  });

  it('is shown to the resident as read once it is taken in, whether or not Meta listens', async () => {
    office.whatsapp.read.length = 0;
    office.whatsapp.isDeaf = true;
    await hear('ID.centang', 'halo');
    await handle();
    office.whatsapp.isDeaf = false;
    expect(office.whatsapp.read).toEqual([`wamid.${messages}`]);
    expect(await states()).toMatchObject([{ state: 'handled' }]);
  });

  it('while an officer has the chat is shown as read only when the officer gives it back', async () => {
    await hear('ID.petugas', 'petugas');
    await handle();
    office.whatsapp.read.length = 0;
    await hear('ID.petugas', 'apakah sudah selesai?');
    await handle();
    expect(office.whatsapp.read).toEqual([]);
    const { contactId } = await office.whole((tx) =>
      tx.contacts.findOrMake('111', { bsuid: 'ID.petugas' }, office.clock.now()),
    );
    done(await releaseConversation(office.app, people.intake, contactId));
    expect(office.whatsapp.read).toEqual([`wamid.${messages}`]);
  });

  it('waits for the one before it from the same person, not for those of others', async () => {
    await Promise.all(['ID.a', 'ID.b', 'ID.c'].flatMap((who) => [hear(who, 'halo'), hear(who, 'menu')]));
    await handle();
    const { rows } = await office.admin.query(
      'select wamid from inbound_messages order by handled_at, sent_at',
    );
    expect(rows).toHaveLength(6);
    expect((await states()).every((row) => row.state === 'handled')).toBe(true);
  });

  it.each<[string, InboundContent]>([
    ['a thumb', { kind: 'reaction', targetWamid: 'wamid.x', emoji: '👍' }],
    ['a sticker', { kind: 'media', mediaKind: 'sticker', mediaId: 'm', mime: 'image/webp', voice: false }],
    ['something unknown', { kind: 'unsupported', wireType: 'hologram', errorCodes: [] }],
    ['a changed word', { kind: 'edit', targetWamid: 'wamid.x', body: 'halo' }],
    ['a message taken back that never was', { kind: 'revoke', targetWamid: 'wamid.x' }],
    ['a contact', { kind: 'contact', phones: ['628009901111'], requested: false }],
    ['a place', { kind: 'location', latitude: -2.3, longitude: 115.6 }],
    ['a voice', { kind: 'media', mediaKind: 'audio', mediaId: 'm', mime: 'audio/ogg', voice: true }],
    ['a button of nowhere', { kind: 'choice', id: 'x:y:z', title: '\u0000', source: 'button' }],
  ])('that is %s is handled, and never costs more than one answer', async (what, content) => {
    await hear(`ID.${what}`, content);
    await handle();
    expect(await states()).toMatchObject([{ state: 'handled' }]);
    expect(await answers(`ID.${what}`)).toBeLessThanOrEqual(1);
    expect(office.log).toEqual([]);
  });

  it('from a number that now belongs to another user id begins a chat of its own', async () => {
    await hear({ bsuid: 'ID.lama', waId: '628009905555' }, 'halo');
    await handle();
    await hear({ bsuid: 'ID.baru', waId: '628009905555' }, 'halo');
    await handle();
    const { rows } = await office.admin.query(
      'select count(distinct contact_id)::int as people from inbound_messages',
    );
    expect(rows).toEqual([{ people: 2 }]);
  });

  it('that says where somebody can be found from now on moves the answers there', async () => {
    await hear({ bsuid: 'ID.pindah', waId: '628009906666' }, 'halo');
    const next = { waId: '628009907777' };
    await hear({ bsuid: 'ID.pindah' }, { kind: 'identity-changed', change: 'number', next });
    await handle();
    const { recipient } = await office.whole((tx) =>
      tx.contacts.findOrMake('111', { bsuid: 'ID.pindah' }, office.clock.now()),
    );
    expect(recipient).toEqual({ phone: '628009907777' });
  });
});

describe('a message that cannot be handled', () => {
  /** A conversation that nobody can read any more: every turn in it fails. */
  const breakChat = async (bsuid: string) => {
    const { contactId } = await office.whole((tx) =>
      tx.contacts.findOrMake('111', { bsuid }, office.clock.now()),
    );
    await office.admin.query("update contacts set conversation_sealed = '\\x00' where contact_id = $1", [
      contactId,
    ]);
    return contactId;
  };

  it('holds up nobody else, and leaves nothing half done', async () => {
    await breakChat('ID.rusak1');
    await hear('ID.rusak1', 'halo');
    await hear('ID.lain', 'halo');
    await expect(handle()).rejects.toThrow();
    expect(await states()).toMatchObject([{ state: 'waiting', tries: 1 }, { state: 'handled' }]);
    expect([await answers('ID.rusak1'), await answers('ID.lain')]).toEqual([0, 1]);
    expect(office.log).toMatchObject([{ level: 'incident' }]);
  });

  it('is laid aside for an officer after five tries, and the person is not left alone', async () => {
    const contactId = await breakChat('ID.rusak2');
    await hear('ID.rusak2', 'halo');
    for (let attempt = 0; attempt < 4; attempt += 1) await expect(handle()).rejects.toThrow();
    await handle();
    expect(await states()).toMatchObject([{ state: 'parked', tries: 5 }]);
    const waiting = await findHandedOver(office.app, people.intake);
    expect(waiting).toContainEqual(expect.objectContaining({ contactId, handoverReason: 'something-wrong' }));
    const thread = await office.whole((tx) => tx.inbox.thread(contactId, 10));
    expect(thread).toMatchObject([{ text: 'halo', reason: 'not-handled' }]);
    const incident = office.log.at(-1)!.facts as { id: string };
    const { rows } = await office.admin.query(
      'select parked_reason from inbound_messages where parked_reason is not null and office_id = $1',
      [office.officeId],
    );
    expect(rows.at(-1)!.parked_reason).toContain(incident.id);
    await handle();
    expect(await states()).toMatchObject([{ state: 'parked', tries: 5 }]);
  });
});

describe('a message that is taken back', () => {
  it('takes the paper it brought out of the case, unless an officer accepted it', async () => {
    const { id, contactId } = await beginByWhatsApp(office, 'ID.tarik');
    const file = await inspect(office.app, photo('kk'));
    for (const [wamid, requirementId] of [
      ['wamid.kk', 'kk'],
      ['wamid.surat', 'suratSekolah'],
    ] as const) {
      const attachmentId = office.app.newId();
      const receivedAt = office.clock.now().toISOString();
      await office.whole(async (tx) => {
        const media = { mediaKey: attachmentId, caseId: id, contactId: contactId!, wamid, hint: '' };
        await tx.media.add({ ...media, mediaId: wamid, arrivedAt: receivedAt });
        await tx.media.setOutcome(attachmentId, { state: 'told', attachmentId });
        const paper = { caseId: id, attachmentId, file: done(file), requirementId, receivedAt, wamid };
        return addPaperIn(office.app, tx, asResident(contactId!), paper);
      });
    }
    const pupil = { namaAnggota: 'Rara Contoh', tanggalLahir: '2011-03-02', pelajar: true, kelas: 9 };
    done(await act(office, people.intake, id, 'record-answers', { answers: pupil }));
    done(await act(office, people.intake, id, 'submit-case'));
    done(await act(office, people.intake, id, 'take-case'));
    done(await act(office, people.intake, id, 'accept-paper', { requirementId: 'kk' }));
    await handInMore(office, id, 201);
    for (const targetWamid of ['wamid.kk', 'wamid.surat'])
      await hear('ID.tarik', { kind: 'revoke', targetWamid });
    await handle();
    const state = await office.whole((tx) => tx.cases.get(id));
    expect(state!.attachments.map((paper) => paper.status)).toEqual(['accepted', 'withdrawn']);
  });

  it('is erased with the raw body that brought it, unless it belongs to a case that was handed in', async () => {
    const { id, contactId } = await beginByWhatsApp(office, 'ID.hapus');
    const readable = async () =>
      office.whole(async (tx) => (await tx.inbox.thread(contactId!, 100)).map(({ text }) => text));
    const wamids = [0, 0, 0].map((_, index) => `wamid.${messages + index + 1}`);
    for (const words of ['lepas', 'rancangan', 'terkirim']) await hear('ID.hapus', words);
    await handle();
    const of = async (caseId: string | null, wamid: string) =>
      office.admin.query('update inbound_messages set case_id = $1 where wamid = $2', [caseId, wamid]);
    await of(null, wamids[0]!);
    await of(id, wamids[1]!);
    const sent = (await beginByWhatsApp(office, 'ID.hapus')).id;
    await office.admin.query('update cases set submitted_at = now() where case_id = $1', [sent]);
    await of(sent, wamids[2]!);
    expect(await readable()).toEqual(expect.arrayContaining(['lepas', 'rancangan', 'terkirim']));
    for (const targetWamid of wamids) await hear('ID.asing', { kind: 'revoke', targetWamid });
    await handle();
    expect(await readable()).toEqual(expect.arrayContaining(['lepas', 'rancangan', 'terkirim']));
    for (const targetWamid of wamids) await hear('ID.hapus', { kind: 'revoke', targetWamid });
    await handle();
    const left = await readable();
    expect(['lepas', 'rancangan', 'terkirim'].filter((words) => left.includes(words))).toEqual(['terkirim']);
    const { rows } = await office.admin.query(
      'select count(*)::int as emptied from raw_webhooks where body_sealed is null and webhook_id in (select webhook_id from inbound_messages where case_id = $1 or case_id is null)',
      [id],
    );
    expect(rows[0].emptied).toBeGreaterThanOrEqual(2);
  });

  it('is neither fetched nor kept when it waits behind the news that it was taken back', async () => {
    const photoOf = (mediaId: string): InboundContent => ({
      ...{ kind: 'media', mediaKind: 'image', mediaId, mime: 'image/jpeg', voice: false },
      caption: 'salah-kirim',
    });
    messages += 10;
    await hear('ID.salah', { kind: 'revoke', targetWamid: `wamid.${messages + 2}` });
    await hear('ID.salah', photoOf('foto-salah'));
    // A stranger takes back nothing of hers.
    await hear('ID.asing', { kind: 'revoke', targetWamid: `wamid.${messages + 2}` });
    await hear('ID.salah', photoOf('foto-benar'));
    await handle();
    const { rows } = await office.admin.query(
      `select m.kind, m.state, m.message_sealed is null as is_erased, w.body_sealed is null as is_emptied
         from inbound_messages m join raw_webhooks w using (office_id, webhook_id)
        where m.kind in ('media', 'revoked') order by m.sent_at`,
    );
    expect(rows).toEqual([
      { kind: 'revoked', state: 'handled', is_erased: true, is_emptied: true },
      { kind: 'media', state: 'handled', is_erased: false, is_emptied: false },
    ]);
    expect((await office.admin.query('select from inbound_media')).rowCount).toBe(1);
  });

  it('is not taken in when the network brings it after the news that it was taken back', async () => {
    const wamid = `wamid.${messages + 2}`;
    await hear('ID.terbalik', { kind: 'revoke', targetWamid: wamid });
    await handle();
    await hear('ID.terbalik', 'halo');
    await handle();
    expect(await answers('ID.terbalik')).toBe(0);
    const { rows } = await office.admin.query(
      "select kind, message_sealed, wamid from inbound_messages where kind = 'revoked'",
    );
    expect(rows).toEqual([{ kind: 'revoked', message_sealed: null, wamid: null }]);
  });
});
