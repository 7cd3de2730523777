/** Tells how messages leave: in order, at Meta's pace, within the 24 hours, and never twice when nobody knows. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../test/support/open-test-app.ts';
import { TOO_LATE } from '../domain/message/thread-reason.ts';
import type { OutboxContent } from './ports.ts';
import { type Sending, sendOutbox } from './send-outbox.ts';

let office: TestApp;
let contactId: string;
beforeAll(async () => {
  office = await openTestApp();
});
beforeEach(async () => {
  const { whatsapp, clock, whole, admin } = office;
  await admin.query('delete from outbox; delete from graphile_worker._private_jobs');
  for (const list of [whatsapp.sent, whatsapp.nextSends, whatsapp.nextUploads, whatsapp.uploads, office.log])
    list.length = 0;
  contactId = await whole(async (tx) => {
    const contact = await tx.contacts.findOrMake('111', { waId: '628009901111' }, clock.now());
    await tx.contacts.noteInbound(contact.contactId, clock.now());
    return contact.contactId;
  });
});
afterAll(() => office.close());

const sending: Sending = {
  pace: { take: () => ({ ok: true }) },
  backoffMs: (attempt, afterMs) => afterMs ?? attempt * 1_000,
};
const say = (body: string): OutboxContent => ({ kind: 'message', content: { kind: 'text', body } });
const notice: OutboxContent = {
  kind: 'notice',
  free: { kind: 'text', body: 'sudah jadi' },
  template: { kind: 'template', name: 'dokumen_terbit', language: 'id', body: ['Akta'], buttonPayloads: [] },
};
const queue = (content: OutboxContent) =>
  office.whole((tx) => tx.outbox.add({ contactId, content, purpose: 'reply' }, office.clock.now()));
const send = (how = sending) => sendOutbox(office.app, how, contactId);
const states = async () =>
  (await office.admin.query('select state, error_code, reason, tries from outbox order by outbox_id')).rows;
const jobs = async () =>
  (
    await office.admin.query(
      'select task_identifier as name, round(extract(epoch from run_at - now()))::int as seconds from graphile_worker.jobs',
    )
  ).rows;
const hours = (count: number) => office.clock.move(count * 3_600_000);

describe('what waits', () => {
  it('leaves in order, to the person, with its own id', async () => {
    const ids = [await queue(say('satu')), await queue(say('dua')), await queue(say('tiga'))];
    await send();
    expect(office.whatsapp.texts()).toEqual(['satu', 'dua', 'tiga']);
    expect(office.whatsapp.sent.map((one) => one.callbackData)).toEqual(ids);
    expect(office.whatsapp.sent[0]!.to).toEqual({ phone: '628009901111' });
    expect((await states()).map((row) => row.state)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('leaves once, even when two workers try', async () => {
    await queue(say('satu'));
    await queue(say('dua'));
    await Promise.all([send(), send(), send()]);
    expect(office.whatsapp.texts()).toEqual(['satu', 'dua']);
  });

  it('leaves as a file that is uploaded only now', async () => {
    const file = await office.whole((tx) =>
      tx.files.add(
        { bytes: Buffer.from('isi'), mime: 'application/pdf', purpose: 'signed' },
        office.clock.now(),
      ),
    );
    await queue({ kind: 'file', file, mime: 'application/pdf', filename: 'surat.pdf', caption: 'Surat' });
    await send();
    expect(office.whatsapp.uploads).toEqual([
      { bytes: Buffer.from('isi'), filename: 'surat.pdf', mime: 'application/pdf' },
    ]);
    expect(office.whatsapp.sent[0]!.content).toMatchObject({ kind: 'document', mediaId: 'media-1' });
  });
});

describe('the pace', () => {
  it('lets the rest wait, and comes back for it', async () => {
    await queue(say('satu'));
    await queue(say('dua'));
    let turns = 1;
    const pace = {
      take: () => (turns-- > 0 ? ({ ok: true } as const) : ({ ok: false, waitMs: 6_000 } as const)),
    };
    await send({ ...sending, pace });
    expect(office.whatsapp.texts()).toEqual(['satu']);
    expect(await jobs()).toEqual([{ name: 'send-outbox', seconds: 6 }]);
    await send();
    expect(office.whatsapp.texts()).toEqual(['satu', 'dua']);
  });
});

describe('a send that certainly failed for now', () => {
  it('is tried again after as long as Meta asked, before what came later', async () => {
    await queue(say('satu'));
    await queue(say('dua'));
    office.whatsapp.nextSends.push({ kind: 'retry', reason: 'rate', code: 131_056, afterMs: 30_000 });
    await send();
    expect(await states()).toMatchObject([{ state: 'queued', error_code: 131_056 }, { state: 'queued' }]);
    expect(await jobs()).toEqual([{ name: 'send-outbox', seconds: 30 }]);
    await send();
    expect(office.whatsapp.sent).toHaveLength(1);
    office.clock.move(30_000);
    await send();
    expect(office.whatsapp.texts()).toEqual(['satu', 'satu', 'dua']);
  });

  it('is given up after twelve tries, and the next one leaves', async () => {
    await queue(say('satu'));
    await queue(say('dua'));
    for (let attempt = 0; attempt < 12; attempt += 1) {
      office.whatsapp.nextSends.push({ kind: 'retry', reason: 'Meta 500' });
      await send();
      office.clock.move(60_000);
    }
    expect(await states()).toMatchObject([
      { state: 'failed', reason: 'Meta 500', tries: 12 },
      { state: 'queued' },
    ]);
    await send();
    expect(office.whatsapp.texts().at(-1)).toBe('dua');
  });

  it('also when it is the upload that failed', async () => {
    const file = { fileId: office.app.newId(), sha256: '', bytes: 1 };
    const kept = await office.whole((tx) =>
      tx.files.add(
        { bytes: Buffer.from('isi'), mime: 'application/pdf', purpose: 'signed' },
        office.clock.now(),
      ),
    );
    await queue({ kind: 'file', file: kept, mime: 'application/pdf', filename: 'a.pdf', caption: '' });
    await queue({ kind: 'file', file, mime: 'application/pdf', filename: 'b.pdf', caption: '' });
    office.whatsapp.nextUploads.push({ kind: 'retry', reason: 'upload 500' });
    await send();
    expect(await states()).toMatchObject([{ state: 'queued', reason: 'upload 500' }, { state: 'queued' }]);
    office.clock.move(60_000);
    await send();
    expect(await states()).toMatchObject([
      { state: 'accepted' },
      { state: 'failed', reason: 'the file was erased' },
    ]);
  });
});

describe('a send that failed for good', () => {
  it('is kept with Meta’s code, and does not hold up the next', async () => {
    await queue(say('satu'));
    await queue(say('dua'));
    office.whatsapp.nextSends.push({ kind: 'failed', reason: 'not on WhatsApp', code: 131_026 });
    await send();
    expect(await states()).toMatchObject([
      { state: 'failed', error_code: 131_026, reason: 'not on WhatsApp' },
      { state: 'accepted' },
    ]);
  });
});

describe('a send of which nobody knows', () => {
  it('is never sent again by itself', async () => {
    await queue(say('satu'));
    office.whatsapp.nextSends.push({ kind: 'uncertain', reason: 'timeout' });
    await send();
    hours(1);
    await send();
    expect(office.whatsapp.sent).toHaveLength(1);
    expect(await states()).toMatchObject([{ state: 'uncertain', reason: 'timeout' }]);
  });

  it('is also one during which our own program failed: it is noted, and the next one leaves', async () => {
    await queue(say('satu'));
    await queue(say('dua'));
    office.whatsapp.nextSends.push(() => Promise.reject(new Error('a bug after writing')));
    await send();
    expect(await states()).toMatchObject([{ state: 'uncertain' }, { state: 'accepted' }]);
    expect(office.log).toMatchObject([{ level: 'incident' }]);
  });

  it('is not one whose file could not even be opened: that one certainly did not leave, and is tried again', async () => {
    const file = await office.whole((tx) =>
      tx.files.add(
        { bytes: Buffer.from('isi'), mime: 'application/pdf', purpose: 'signed' },
        office.clock.now(),
      ),
    );
    await queue({ kind: 'file', file, mime: 'application/pdf', filename: 'a.pdf', caption: '' });
    office.files.files.clear();
    await send();
    expect(await states()).toMatchObject([{ state: 'queued' }]);
    expect(office.log).toMatchObject([{ level: 'incident' }]);
  });
});

describe('the 24 hours after a resident wrote', () => {
  it('allow a notice to be said freely', async () => {
    await queue(notice);
    await send();
    expect(office.whatsapp.sent[0]!.content).toMatchObject({ kind: 'text', body: 'sudah jadi' });
  });

  it('once over, leave only the template of a notice', async () => {
    await queue(notice);
    hours(24);
    await send();
    expect(office.whatsapp.sent[0]!.content).toMatchObject({ kind: 'template', name: 'dokumen_terbit' });
  });

  it('may end between our look and Meta’s: the template goes then', async () => {
    await queue(notice);
    office.whatsapp.nextSends.push({ kind: 'window-closed' });
    await send();
    expect(office.whatsapp.sent.map((one) => one.content.kind)).toEqual(['text', 'template']);
    expect(await states()).toMatchObject([{ state: 'accepted' }]);
  });

  it('once over, keep any other message back, visibly, without asking Meta', async () => {
    await queue(say('menu'));
    hours(24);
    await send();
    expect(office.whatsapp.sent).toEqual([]);
    expect(await states()).toMatchObject([{ state: 'window-closed' }]);
  });
});

describe('a reminder that comes too late', () => {
  const wait = (purpose: string) =>
    office.whole((tx) =>
      tx.outbox.add({ contactId, content: say('masih mau?'), purpose }, office.clock.now()),
    );

  it('is dropped with its reason and makes no work, while an answer in the same place does', async () => {
    await wait('nudge');
    await wait('reply');
    hours(25);
    await send();
    expect(office.whatsapp.sent).toEqual([]);
    expect(await states()).toMatchObject([
      { state: 'dropped', reason: TOO_LATE },
      { state: 'window-closed' },
    ]);
  });

  it('is dropped as well when Meta is the one who says so', async () => {
    await wait('nudge');
    office.whatsapp.nextSends.push({ kind: 'window-closed' });
    await send();
    expect(await states()).toMatchObject([{ state: 'dropped', reason: TOO_LATE }]);
  });
});
