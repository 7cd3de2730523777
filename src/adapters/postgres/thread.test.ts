/** Tells what officers see of a chat: both sides in order, and nothing that is the resident's secret. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import type { InboundContent } from '../../app/ports.ts';

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

async function hear(wamid: string, content: InboundContent, isPin = false): Promise<void> {
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
    await tx.inbox.markHandled(waiting!, contactId, sentAt);
  });
}

function say(body: string, purpose = 'reply'): Promise<string> {
  office.clock.move(1_000);
  const content = { kind: 'message' as const, content: { kind: 'text' as const, body } };
  return office.whole((tx) => tx.outbox.add({ contactId, content, purpose }, office.clock.now()));
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
