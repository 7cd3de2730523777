/** Tells in which language Sampai brings its news: freely in that of the chat, as a template in Indonesian. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { act, beginByWhatsApp, bring, done, hire, type People } from '../../test/support/library-office.ts';
import { openTestApp, service, type TestApp } from '../../test/support/open-test-app.ts';
import { pupil } from '../domain/case/given.fixture.ts';
import { startConversation } from '../domain/conversation/converse.ts';
import type { Language } from '../domain/conversation/types.ts';
import { nudgeDraft } from './old-drafts.ts';
import type { OutboxContent } from './ports.ts';
import { react } from './reactions.ts';
import { sendOutbox } from './send-outbox.ts';
import { tellAskedAgain } from './tell-asked-again.ts';

let office: TestApp;
let people: People;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
});
beforeEach(() => office.admin.query('delete from outbox'));
afterAll(() => office.close());

let residents = 0;
/** A draft of somebody who chose a language, or none yet. */
async function draftOf(language?: Language): Promise<{ caseId: string; contactId: string }> {
  residents += 1;
  const { id: caseId, contactId } = await beginByWhatsApp(office, `ID.warga${residents}`);
  await office.whole(async (tx) => {
    await tx.contacts.noteInbound(contactId!, office.clock.now());
    if (language) await tx.contacts.saveConversation(contactId!, { ...startConversation(), language });
  });
  return { caseId, contactId: contactId! };
}

/** What waits first for a resident. */
async function said(contactId: string): Promise<Extract<OutboxContent, { kind: 'notice' | 'message' }>> {
  const item = await office.whole((tx) => tx.outbox.lockNext(contactId));
  const content = item?.content;
  if (content === undefined || content.kind === 'file') throw new Error('no words wait for this resident');
  await office.admin.query("update outbox set state = 'dropped' where outbox_id = $1", [item!.outboxId]);
  return content;
}

it('reminds of a draft in the language of the chat', async () => {
  for (const [language, words] of [
    ['en', 'Your application *Library card* was not handed in'],
    ['id', 'Berkas *Kartu perpustakaan* Anda belum dikirim'],
    [undefined, 'Berkas *Kartu perpustakaan* Anda belum dikirim'],
  ] as const) {
    const { caseId, contactId } = await draftOf(language);
    await nudgeDraft(office.app, caseId);
    expect(await said(contactId)).toMatchObject({ content: { body: expect.stringContaining(words) } });
  }
});

it('asks for papers again, and refuses, freely in English and by the Indonesian template', async () => {
  const { caseId, contactId } = await draftOf('en');
  const go = async (name: Parameters<typeof act>[3], input: object = {}) =>
    done(await act(office, people.intake, caseId, name, input));
  await go('record-answers', { answers: pupil });
  const { number } = await go('submit-case');
  await go('take-case');
  await go('ask-again', { requirementId: 'kk', reason: 'unreadable' });
  await tellAskedAgain(office.app, caseId);
  expect(await said(contactId)).toMatchObject({
    kind: 'notice',
    free: {
      kind: 'buttons',
      body: expect.stringMatching(new RegExp(`^Application \\*${number}\\* lacks: `, 'u')),
      buttons: [{ id: `complete:${caseId}`, title: 'Complete it' }],
    },
    template: {
      name: 'berkas_kurang',
      language: 'id',
      body: [number, expect.stringContaining('buram, tidak terbaca')],
      buttonPayloads: [`complete:${caseId}`],
    },
  });
  await go('reject-case', { reason: 'duplicate' });
  const rejected = await said(contactId);
  expect(rejected).toMatchObject({
    free: { body: expect.stringMatching(/cannot go on: .+ Reply PETUGAS/u) },
    template: { name: 'berkas_ditolak', language: 'id', body: [number, expect.any(String)] },
  });
});

it('follows a resident who changes the language', async () => {
  const { caseId, contactId } = await draftOf('en');
  await office.whole(async (tx) => {
    const state = (await tx.contacts.loadConversation(contactId))!;
    await tx.contacts.saveConversation(contactId, { ...state, language: 'id' });
  });
  await nudgeDraft(office.app, caseId);
  expect(await said(contactId)).toMatchObject({ content: { body: expect.stringContaining('Balas LANJUT') } });
});

it('tells of documents and of a card with its code, in English and by the Indonesian templates', async () => {
  const { contactId } = await draftOf('en');
  const issued = await bring(office, people, 'issued');
  const card = issued.documents.find((job) => job.form === 'card')!;
  const blank = { documentId: card.id, blankSerial: 'B-1', isAtCounter: true };
  const after = { ...done(await act(office, people.operator, issued.id, 'print-card', blank)), contactId };
  const tell = (type: 'document-issued' | 'card-waiting') =>
    office.whole(async (tx) => {
      const events = (await tx.cases.events(issued.id)).filter((event) => event.type === type);
      await react(office.app, tx, { before: issued, after, service, events });
    });
  const { number } = issued;
  await tell('document-issued');
  expect(await said(contactId)).toMatchObject({
    free: {
      body: `✅ Letter for application *${number}* signed.`,
      buttons: [{ id: `documents:${issued.id}`, title: 'Send PDF' }],
    },
    template: { name: 'dokumen_terbit', language: 'id', body: ['Surat', number] },
  });
  await tell('card-waiting');
  const waiting = (await said(contactId)) as Extract<OutboxContent, { kind: 'notice' }>;
  const [, , code = ''] = (waiting.template as { body: string[] }).body;
  expect(code).toMatch(/^\d{6}$/u);
  expect(waiting).toMatchObject({
    free: { body: expect.stringContaining(`Show the pick-up code *${code}*`) },
    template: { name: 'kartu_siap', language: 'id' },
  });
  // Another code took its place before it left: the older message would lead nowhere.
  await tell('card-waiting');
  const { rows } = await office.admin.query(
    "select state from outbox where contact_id = $1 and purpose = 'card-waiting' order by outbox_id",
    [contactId],
  );
  expect(rows).toEqual([{ state: 'dropped' }, { state: 'queued' }]);
});

it('sends freely while the resident may be written to', async () => {
  const { caseId, contactId } = await draftOf('en');
  await nudgeDraft(office.app, caseId);
  const sending = { pace: { take: () => ({ ok: true }) as const }, backoffMs: () => 1_000 };
  await sendOutbox(office.app, sending, contactId);
  expect(office.whatsapp.texts().at(-1)).toContain('Reply LANJUT');
});
