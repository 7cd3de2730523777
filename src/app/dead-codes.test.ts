/** Tells that a PIN or pick-up code which no longer counts, or has left, is neither kept nor sent again. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { whereReadable } from '../../test/support/everything-readable.ts';
import { act, bring, done, hire, type People } from '../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../test/support/open-test-app.ts';
import type { CaseState } from '../domain/case/state.ts';
import { findTroubled } from './list-unsettled.ts';
import type { DeliveryStatus, OutboxContent, SendOutcome } from './ports.ts';
import { recoverWork } from './recover-work.ts';
import { renewPickupCode } from './renew-pickup-code.ts';
import { renewPin } from './renew-pin.ts';
import { sendOutbox } from './send-outbox.ts';
import { settleMessage } from './settle-message.ts';

let office: TestApp;
let people: People;
let contactId: string;
let state: CaseState;
let numbers = 0;

beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
});
beforeEach(async () => {
  await office.admin.query('delete from outbox; delete from graphile_worker._private_jobs');
  office.whatsapp.sent.length = 0;
  numbers += 1;
  const { id } = await bring(office, people, 'issued', { number: `PUS-2026-2${numbers + 100}` });
  contactId = await office.whole(async (tx) => {
    const contact = await tx.contacts.findOrMake('111', { bsuid: `ID.${numbers}` }, office.clock.now());
    await tx.contacts.noteInbound(contact.contactId, office.clock.now());
    return contact.contactId;
  });
  // As if this resident had handed it in by WhatsApp.
  const load = () => office.whole((tx) => tx.cases.get(id));
  state = { ...(await load())!, contactId };
});
afterAll(() => office.close());

const sending = { pace: { take: () => ({ ok: true as const }) }, backoffMs: () => 0 };
const send = () => sendOutbox(office.app, sending, contactId);
const rows = async () =>
  (await office.admin.query('select outbox_id, state, closed_how from outbox order by outbox_id')).rows as {
    outbox_id: string;
    state: string;
    closed_how: string | null;
  }[];
const tray = async () => (await findTroubled(office.app, people.intake)).map((one) => one.outboxId);
const again = (outboxId: string) =>
  settleMessage(office.app, people.intake, { outboxId, how: 'send-again', isNotReceived: true });
const meta = (outboxId: string, status: DeliveryStatus['status']) =>
  office.whole((tx) => {
    const now = office.clock.now();
    const about = { phoneNumberId: '111', wamid: `w.${outboxId}`, callbackData: outboxId, recipient: {} };
    return tx.outbox.applyStatus({ ...about, status, errorCodes: [131_026], at: now }, now);
  });

/** What waits with this purpose, as `renewPin` and the printed card leave it for a resident with WhatsApp. */
function queue(purpose: 'new-pin' | 'card-waiting', code: string): Promise<string> {
  const free = { kind: 'text' as const, body: `Kode: *${code}*` };
  const body = ['Kartu', state.number, code];
  const template = {
    kind: 'template' as const,
    name: 'kartu_siap',
    language: 'id',
    body,
    buttonPayloads: [],
  };
  const content: OutboxContent =
    purpose === 'new-pin' ? { kind: 'message', content: free } : { kind: 'notice', free, template };
  return office.whole((tx) =>
    tx.outbox.add({ contactId, caseId: state.id, purpose, content }, office.clock.now()),
  );
}

/** Lets the next message leave and stay without an answer; `answer` is what Meta says in the end. */
async function leave() {
  const held = Promise.withResolvers<SendOutcome>();
  office.whatsapp.nextSends.push(() => held.promise);
  const done = send();
  await expect.poll(async () => (await rows()).at(-1)?.state, { timeout: 20_000 }).toBe('sending');
  return { done, answer: held.resolve };
}

const renew = (via: 'counter' | 'whatsapp' = 'counter') =>
  renewPin(office.app, people.intake, { caseId: state.id, proof: 'ktp-el', via });

describe('a new PIN', () => {
  it('given the process dies while it leaves, then it is listed and can be read nowhere', async () => {
    const outboxId = await queue('new-pin', '483915');
    await leave();
    expect(await whereReadable(office, '483915')).toEqual(['public.outbox.content_sealed']);
    await recoverWork(office.app, 'process-started');
    expect(await whereReadable(office, '483915')).toEqual([]);
    expect(await tray()).toEqual([outboxId]);
    expect(await again(outboxId)).toMatchObject({ refused: 'secret-gone' });
  });

  it('given Meta tells of it before our own answer, and the process dies, then it can be read nowhere', async () => {
    const outboxId = await queue('new-pin', '483916');
    await leave();
    await meta(outboxId, 'sent');
    await recoverWork(office.app, 'process-started');
    expect(await whereReadable(office, '483916')).toEqual([]);
  });

  it('given it was struck out too early, when Meta asks to try again, then it is not sent without its PIN', async () => {
    const outboxId = await queue('new-pin', '483917');
    const { done, answer } = await leave();
    await recoverWork(office.app, 'database-returned');
    answer({ kind: 'retry', reason: 'busy' });
    await done;
    await send();
    expect(await rows()).toMatchObject([{ outbox_id: outboxId, state: 'failed' }]);
    expect(office.whatsapp.sent).toHaveLength(1);
    expect(await tray()).toEqual([outboxId]);
  });

  it('that still waits never leaves once the counter gave out a newer one', async () => {
    await queue('new-pin', '483918');
    done(await renew());
    await send();
    expect(office.whatsapp.sent).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'dropped' }]);
    expect(await whereReadable(office, '483918')).toEqual([]);
  });
});

describe('a pick-up code', () => {
  beforeEach(async () => {
    const card = state.documents.find((job) => job.form === 'card')!;
    const blank = { documentId: card.id, blankSerial: `B-${numbers}`, isAtCounter: true };
    done(await act(office, people.operator, state.id, 'print-card', blank));
  });
  const renewCode = async () =>
    done(await renewPickupCode(office.app, people.intake, { caseId: state.id, identitySeen: true }));

  it('that still waits never leaves once the counter gave out a newer one', async () => {
    await queue('card-waiting', '483919');
    await renewCode();
    await send();
    expect(office.whatsapp.sent).toEqual([]);
    expect(await whereReadable(office, '483919')).toEqual([]);
  });

  it('that left before, and of which Meta says later that it failed, waits for nobody and is not said again', async () => {
    const outboxId = await queue('card-waiting', '483920');
    await send();
    await renewCode();
    await meta(outboxId, 'failed');
    expect(await rows()).toMatchObject([{ state: 'failed', closed_how: 'handled' }]);
    expect(await tray()).toEqual([]);
    expect(await again(outboxId)).toMatchObject({ refused: 'message-settled' });
    expect(await whereReadable(office, '483920')).toEqual([]);
  });

  it('that is just leaving is not tried again', async () => {
    await queue('card-waiting', '483921');
    const { done: sent, answer } = await leave();
    await renewCode();
    answer({ kind: 'retry', reason: 'busy' });
    await sent;
    await send();
    expect(office.whatsapp.sent).toHaveLength(1);
    expect(await tray()).toEqual([]);
  });
});
