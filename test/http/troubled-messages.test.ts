/** Messages that did not surely arrive: listed in words, settled by one person, said again only when that is right. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Officer, OutboxContent, SendOutcome } from '../../src/app/ports.ts';
import { renewPickupCode } from '../../src/app/renew-pickup-code.ts';
import { type Sending, sendOutbox } from '../../src/app/send-outbox.ts';
import { act, bring, done } from '../support/library-office.ts';
import { desa, otherDesa } from '../support/open-test-app.ts';
import { openTestHttp, type TestHttp } from '../support/open-test-http.ts';

let http: TestHttp;
let contactId: string;
let caseId: string;
let farCaseId: string;
/** May settle messages, of Paringin alone. */
let paringin: Officer;

beforeAll(async () => {
  http = await openTestHttp();
  const { office, people } = http;
  caseId = (await bring(office, people, 'accepted')).id;
  const far = { answers: { namaAnggota: 'Budi Contoh', desa: otherDesa }, number: 'PUS-2026-0002' };
  farCaseId = (await bring(office, people, 'submitted', far)).id;
  paringin = await office.addOfficer('Pari Contoh', ['petugas-layanan'], { areas: [desa.slice(0, 8)] });
});
beforeEach(async () => {
  const { whatsapp, whole, clock, admin } = http.office;
  await admin.query('delete from outbox; delete from graphile_worker._private_jobs; delete from access_log');
  for (const list of [whatsapp.sent, whatsapp.nextSends]) list.length = 0;
  contactId = await whole(async (tx) => {
    const contact = await tx.contacts.findOrMake('111', { waId: '628009901111' }, clock.now());
    await tx.contacts.setStopped(contact.contactId, null);
    await tx.contacts.noteInbound(contact.contactId, clock.now());
    return contact.contactId;
  });
});
afterAll(() => http.close());

const sending: Sending = { pace: { take: () => ({ ok: true }) }, backoffMs: () => 1_000 };
const text = (body: string): OutboxContent => ({ kind: 'message', content: { kind: 'text', body } });
const notice: OutboxContent = {
  kind: 'notice',
  free: { kind: 'text', body: 'sudah jadi' },
  template: { kind: 'template', name: 'dokumen_terbit', language: 'id', body: ['Surat'], buttonPayloads: [] },
};
const failed: SendOutcome = { kind: 'failed', reason: 'undeliverable', code: 131_026 };
const uncertain: SendOutcome = { kind: 'uncertain', reason: 'timeout' };
const send = () => sendOutbox(http.office.app, sending, contactId);

/** Lets a message leave with this outcome; returns its id. */
async function lose(
  outcome: SendOutcome,
  { content = text('halo'), purpose = 'reply', about = caseId as string | null } = {},
): Promise<string> {
  http.office.whatsapp.nextSends.push(outcome);
  const item = { contactId, content, purpose, ...(about !== null && { caseId: about }) };
  const outboxId = await http.office.whole((tx) => tx.outbox.add(item, http.office.clock.now()));
  await send();
  http.office.whatsapp.sent.length = 0;
  return outboxId;
}

const settle = (outboxId: string, body: object, as = http.people.intake, headers = {}) =>
  http.ask('POST', `/api/unsettled/messages/${outboxId}/settle`, { as, body, headers });
const again = (outboxId: string, more: object = {}, as = http.people.intake) =>
  settle(outboxId, { how: 'send-again', ...more }, as);
const tray = async (as = http.people.intake) =>
  (await http.ask('GET', '/api/unsettled', { as })).body.messages;
const rows = async () =>
  (await http.office.admin.query('select * from outbox order by outbox_id')).rows as {
    outbox_id: string;
    state: string;
    replaces: string | null;
    closed_by: string | null;
    closed_how: string | null;
  }[];

describe('the list', () => {
  it('says in codes of closed lists what was said, to whom and what went wrong, and shows no number', async () => {
    const outboxId = await lose(failed, { content: notice, purpose: 'documents-issued' });
    const [message] = await tray();
    expect(message).toMatchObject({
      outboxId,
      caseId,
      subject: 'documents-issued',
      trouble: 'not-on-whatsapp',
      isUncertain: false,
      label: '+6280•••1111',
      name: expect.any(String),
      caseNumber: expect.stringMatching(/^B-/u),
    });
    expect(JSON.stringify(message)).not.toMatch(/628009901111|131026|undeliverable|sudah jadi/u);
  });

  it('counts them at the tab of those who may do something about them', async () => {
    await lose(uncertain);
    const count = async (as: Officer) =>
      (await http.ask('GET', '/api/desks', { as })).body.counts.unsettled as number;
    expect(await count(http.people.intake)).toBe(1);
    expect(await count(http.people.signer)).toBe(0);
  });

  it('leaves out other areas, also for messages about no case', async () => {
    const near = await lose(failed);
    const far = await lose(failed, { about: farCaseId });
    const loose = await lose(failed, { about: null });
    expect((await tray(paringin)).map((one: { outboxId: string }) => one.outboxId)).toEqual([near, loose]);
    expect((await settle(far, { how: 'handled' }, paringin)).status).toBe(404);
    // The resident's only case lies elsewhere: then the chat lies there too.
    await http.office.admin.query('update cases set contact_id = $1 where case_id = $2', [
      contactId,
      farCaseId,
    ]);
    expect((await tray(paringin)).map((one: { outboxId: string }) => one.outboxId)).toEqual([near]);
    expect((await again(loose, {}, paringin)).status).toBe(404);
    await http.office.admin.query('update cases set contact_id = null where case_id = $1', [farCaseId]);
  });
});

describe('a message that was taken care of', () => {
  it('leaves the list, in the name of who did it', async () => {
    const outboxId = await lose(uncertain);
    expect(await settle(outboxId, { how: 'handled' })).toMatchObject({ status: 200, body: { done: true } });
    expect(await tray()).toEqual([]);
    expect(await rows()).toMatchObject([
      { state: 'uncertain', closed_how: 'handled', closed_by: http.people.intake.officerId },
    ]);
    const { rows: log } = await http.office.admin.query(
      "select actor_id, what, case_id from access_log where purpose = 'settle-message'",
    );
    expect(log).toEqual([
      { actor_id: http.people.intake.officerId, what: `handled/${outboxId}`, case_id: caseId },
    ]);
    await send();
    expect(http.office.whatsapp.sent).toEqual([]);
  });

  it('is settled once: whoever comes later is told so', async () => {
    const outboxId = await lose(failed);
    await settle(outboxId, { how: 'handled' });
    expect(await again(outboxId)).toMatchObject({ status: 409, body: { refused: 'message-settled' } });
    expect(await rows()).toHaveLength(1);
  });

  it('may have been the pick-up code, which the counter has renewed', async () => {
    const { office, people } = http;
    const state = (await office.whole((tx) => tx.cases.get(caseId)))!;
    const card = state.documents.find((job) => job.form === 'card')!;
    const blank = { documentId: card.id, blankSerial: 'B-77', isAtCounter: true };
    done(await act(office, people.operator, caseId, 'print-card', blank));
    const code = await lose(failed, { content: notice, purpose: 'card-waiting' });
    const other = await lose(failed, { content: notice, purpose: 'documents-issued' });
    done(await renewPickupCode(office.app, people.intake, { caseId, identitySeen: true }));
    expect((await tray()).map((one: { outboxId: string }) => one.outboxId)).toEqual([other]);
    expect(await again(code)).toMatchObject({ body: { refused: 'message-settled' } });
  });
});

describe('a message that is said again', () => {
  it('is a fresh row with the same words, which leaves once', async () => {
    const outboxId = await lose(failed, { content: text('Berkas Anda sudah selesai'), purpose: 'nudge' });
    expect((await again(outboxId)).status).toBe(200);
    expect(await tray()).toEqual([]);
    await send();
    expect(http.office.whatsapp.texts()).toEqual(['Berkas Anda sudah selesai']);
    const [old, fresh] = await rows();
    expect(old).toMatchObject({ state: 'failed', closed_how: 'sent-again' });
    expect(fresh).toMatchObject({ state: 'accepted', replaces: outboxId, closed_how: null });
    expect(http.office.whatsapp.sent[0]!.callbackData).toBe(fresh!.outbox_id);
  });

  it('leaves once when two officers press at the same moment; the other is told', async () => {
    const outboxId = await lose(failed);
    const answers = await Promise.all([
      again(outboxId),
      again(outboxId, {}, http.people.admin),
      again(outboxId, {}, paringin),
    ]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409]);
    const refused = answers.find((one) => one.status === 409)!;
    expect(refused.body).toMatchObject({ refused: 'message-settled', next: expect.stringContaining('Muat') });
    await send();
    expect(http.office.whatsapp.sent).toHaveLength(1);
  });

  it('leaves once when the same request is repeated, and gets the first answer', async () => {
    const outboxId = await lose(failed);
    const key = { 'idempotency-key': 'kunci-1' };
    for (let time = 0; time < 2; time += 1)
      expect((await settle(outboxId, { how: 'send-again' }, http.people.intake, key)).status).toBe(200);
    expect(await rows()).toHaveLength(2);
  });

  it('may have arrived: the officer must have found out that it did not', async () => {
    const outboxId = await lose(uncertain);
    expect(await again(outboxId)).toMatchObject({ status: 422, body: { refused: 'not-confirmed' } });
    expect(await rows()).toHaveLength(1);
    expect((await again(outboxId, { isNotReceived: true })).status).toBe(200);
  });

  it('has arrived after all when Meta says so: it leaves the list and is not said again', async () => {
    const outboxId = await lose(uncertain);
    const status = { phoneNumberId: '111', wamid: 'w', status: 'delivered' as const, errorCodes: [] };
    const at = http.office.clock.now();
    await http.office.whole((tx) =>
      tx.outbox.applyStatus({ ...status, at, recipient: {}, callbackData: outboxId }, at),
    );
    expect(await tray()).toEqual([]);
    expect(await again(outboxId, { isNotReceived: true })).toMatchObject({
      status: 409,
      body: { refused: 'message-settled' },
    });
  });

  it('needs a template after the 24 hours, or a word of the resident', async () => {
    const said = await lose({ kind: 'window-closed' });
    const issued = await lose(failed, { content: notice, purpose: 'documents-issued' });
    http.office.clock.move(25 * 3_600_000);
    expect(await tray()).toMatchObject([{ whyNotAgain: 'message-too-late', trouble: 'window-closed' }, {}]);
    expect((await tray())[1].whyNotAgain).toBeUndefined();
    expect(await again(said)).toMatchObject({ status: 422, body: { refused: 'message-too-late' } });
    expect((await again(issued)).status).toBe(200);
    await send();
    expect(http.office.whatsapp.sent[0]!.content.kind).toBe('template');
    await http.office.whole((tx) => tx.contacts.noteInbound(contactId, http.office.clock.now()));
    expect((await again(said)).status).toBe(200);
  });

  it('is not said to somebody who asked for silence', async () => {
    const outboxId = await lose(failed, { content: notice, purpose: 'documents-issued' });
    await http.office.whole((tx) => tx.contacts.setStopped(contactId, http.office.clock.now()));
    expect(await again(outboxId)).toMatchObject({ status: 422, body: { refused: 'resident-stopped' } });
    expect((await tray())[0].whyNotAgain).toBe('resident-stopped');
  });

  it('is not one that is still on its way, nor one that nobody knows', async () => {
    const item = { contactId, content: text('nanti'), purpose: 'reply' };
    const outboxId = await http.office.whole((tx) => tx.outbox.add(item, http.office.clock.now()));
    expect(await again(outboxId)).toMatchObject({ body: { refused: 'message-settled' } });
    expect((await again(http.office.app.newId())).status).toBe(404);
    expect((await again('bukan-id')).status).toBe(400);
  });
});
