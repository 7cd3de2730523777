/** Tells what officers see of a chat: both sides in order, and nothing that is the resident's secret. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import type { InboundContent } from '../../app/ports.ts';
import { STOPPED } from '../../domain/message/thread-reason.ts';

let office: TestApp;
let contactId: string;
beforeAll(async () => {
  office = await openTestApp();
  const contact = await office.whole((tx) =>
    tx.contacts.findOrMake('111', { bsuid: 'ID.1' }, office.clock.now()),
  );
  contactId = contact.contactId;
});
afterAll(() => office.close());

async function hear(wamid: string, content: InboundContent, isPin = false, caseId?: string): Promise<void> {
  const { officeId, intake, clock } = office;
  clock.move(1_000);
  const sentAt = clock.now();
  const message = { phoneNumberId: '111', wamid, identity: { bsuid: 'ID.1' }, sentAt, content };
  await intake.receive({
    officeId,
    raw: Buffer.from('{}'),
    receivedAt: sentAt,
    messages: [message],
    statuses: [],
  });
  await office.whole(async (tx) => {
    const [sender] = await tx.inbox.waitingSenders(1);
    const [waiting] = await tx.inbox.waitingOf(sender!, 1);
    if (isPin) await tx.inbox.hideText(waiting!);
    await tx.inbox.markHandled(waiting!, { contactId, ...(caseId && { caseId }) }, sentAt);
  });
}

function say(body: string, purpose = 'reply', caseId?: string): Promise<string> {
  office.clock.move(1_000);
  const content = { kind: 'message' as const, content: { kind: 'text' as const, body } };
  const item = { contactId, content, purpose, ...(caseId && { caseId }) };
  return office.whole((tx) => tx.outbox.add(item, office.clock.now()));
}

it('shows both sides in order, the newest at the end', async () => {
  await hear('w.1', { kind: 'text', body: 'halo' });
  await say('Silakan tik PIN');
  await hear('w.2', { kind: 'text', body: '482916' }, true);
  await hear('w.3', {
    kind: 'media',
    mediaKind: 'image',
    mediaId: 'm',
    mime: 'image/jpeg',
    caption: 'KTP',
    voice: false,
  });
  await say('Siap diambil dengan kode ambil *738201* di Jl. Contoh', 'card-waiting');
  const thread = await office.whole((tx) => tx.inbox.thread(contactId, 10));
  expect(thread.map(({ direction, text }) => [direction, text])).toEqual([
    ['in', 'halo'],
    ['out', 'Silakan tik PIN'],
    ['in', '••••••'],
    ['in', 'KTP'],
    ['out', 'Siap diambil dengan kode ambil *••••••* di Jl. Contoh'],
  ]);
  expect(thread[1]).toMatchObject({ state: 'queued' });
  const last = await office.whole((tx) => tx.inbox.thread(contactId, 2));
  expect(last.map(({ text }) => text)).toEqual([
    'KTP',
    'Siap diambil dengan kode ambil *••••••* di Jl. Contoh',
  ]);
});

it('says in codes why a message did not get further, and of no other', async () => {
  const outboxId = await say('Dokumen terbit', 'documents-issued');
  const asked = await say('Kartu siap diambil', 'card-waiting');
  const { clock, whole } = office;
  await whole((tx) =>
    tx.outbox.settle(outboxId, { state: 'failed', code: 131_026, reason: 'Meta 131026' }, clock.now()),
  );
  await whole((tx) => tx.outbox.settle(asked, { state: 'dropped', reason: STOPPED }, clock.now()));
  clock.move(1_000);
  const sentAt = clock.now();
  const content = { kind: 'text' as const, body: 'yang ini gagal diolah' };
  const message = { phoneNumberId: '111', wamid: 'w.parked', identity: { bsuid: 'ID.1' }, sentAt, content };
  const { officeId, intake } = office;
  await intake.receive({
    ...{ officeId, raw: Buffer.from('{}'), receivedAt: sentAt },
    ...{ messages: [message], statuses: [] },
  });
  await whole(async (tx) => {
    const [waiting] = await tx.inbox.waitingOf((await tx.inbox.waitingSenders(1))[0]!, 1);
    await tx.inbox.park(waiting!, contactId, 'Kejadian 0190', sentAt);
  });
  const thread = await whole((tx) => tx.inbox.thread(contactId, 3));
  expect(thread).toMatchObject([
    { state: 'failed', reason: 'not-on-whatsapp' },
    { state: 'dropped', reason: 'resident-stopped' },
    { direction: 'in', text: 'yang ini gagal diolah', reason: 'not-handled' },
  ]);
  const fine = await say('Baik');
  const after = await whole((tx) => tx.inbox.thread(contactId, 1));
  expect(after.map(({ id, reason }) => [id, reason])).toEqual([[fine, undefined]]);
});

it('shows of a case only what belongs to it: sent for it, said while it was talked about, and its papers', async () => {
  const [one, other] = [office.app.newId(), office.app.newId()];
  await hear('w.before', { kind: 'text', body: 'sebelum ada berkas' });
  const photo = {
    kind: 'media',
    mediaKind: 'image',
    mediaId: 'm',
    mime: 'image/jpeg',
    voice: false,
  } as const;
  await hear('w.paper', { ...photo, caption: 'KK yang datang lebih dulu' });
  await hear('w.one', { kind: 'text', body: 'tentang yang satu' }, false, one);
  await say('jawaban yang satu', 'reply', one);
  await hear('w.other', { kind: 'text', body: 'tentang yang lain' }, false, other);
  await say('jawaban yang lain', 'reply', other);
  await say('menu');
  const about = { caseId: one, wamids: ['w.paper'] };
  const thread = await office.whole((tx) => tx.inbox.caseThread(contactId, about, 10));
  expect(thread.map(({ text }) => text)).toEqual([
    'KK yang datang lebih dulu',
    'tentang yang satu',
    'jawaban yang satu',
  ]);
  const ofOther = { caseId: other, wamids: [] };
  expect(await office.whole((tx) => tx.inbox.caseThread(contactId, ofOther, 10))).toHaveLength(2);
});
