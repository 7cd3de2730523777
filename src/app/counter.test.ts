/** Tells what the counter does: printed papers handed over, forgotten PINs renewed, cases taken out of absent hands. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  act,
  apply,
  beginByWhatsApp,
  bring,
  codeOf,
  done,
  hire,
  letterOf,
  type People,
  pin,
} from '../../test/support/library-office.ts';
import { openTestApp, otherDesa, type TestApp } from '../../test/support/open-test-app.ts';
import { pupil } from '../domain/case/given.fixture.ts';
import type { CaseState } from '../domain/case/state.ts';
import { isRefusal } from '../domain/refusal.ts';
import { readHistory } from './case-history.ts';
import { listDesk } from './list-cases.ts';
import { asOfficer, performIn } from './perform-act.ts';
import type { Officer } from './ports.ts';
import { renewPin } from './renew-pin.ts';
import { sendOutbox } from './send-outbox.ts';
import { trackCase } from './track-case.ts';

let office: TestApp;
let people: People;
let elsewhere: Officer;
let number = 3000;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
  elsewhere = await office.addOfficer('Wati Contoh', ['petugas-layanan'], { areas: ['63.11.05'] });
});
beforeEach(() => {
  number += 1;
});
afterAll(() => office.close());

const numberOf = () => `PUS-2026-${number}`;
const load = async (id: string) => (await office.whole((tx) => tx.cases.get(id)))!;
const linesOf = async (id: string) => done(await readHistory(office.app, people.admin, id)).lines;
const recipient = { name: 'Siti Contoh', relation: 'family' } as const;

describe('a printed paper', () => {
  const receive = (state: CaseState, more: object = {}) =>
    act(office, people.intake, state.id, 'receive-document', {
      documentId: letterOf(state).id,
      recipient,
      identitySeen: true,
      ...more,
    });

  it('waits at the counter for whoever applied there, and leaves with a name and an identity that was seen', async () => {
    const state = await bring(office, people, 'issued', { number: numberOf() });
    const waiting = async () =>
      (await listDesk(office.app, people.intake, 'cards')).some((one) => one.caseId === state.id);
    expect(await waiting()).toBe(true);
    expect(codeOf(await receive(state, { identitySeen: false }))).toBe('identity-not-seen');
    expect(codeOf(await receive(state, { recipient: { ...recipient, name: ' ' } }))).toBe('recipient-needed');
    const after = done(await receive(state));
    expect(letterOf(after)).toMatchObject({ status: 'received', recipient });
    expect(codeOf(await receive(state))).toBe('not-now');
  });

  it('that is a card needs its pick-up code instead', async () => {
    const state = await bring(office, people, 'issued', { number: numberOf() });
    const card = state.documents.find((job) => job.form === 'card')!;
    done(
      await act(office, people.operator, state.id, 'print-card', {
        documentId: card.id,
        blankSerial: `B-${number}`,
        isAtCounter: true,
      }),
    );
    expect(codeOf(await receive(state, { documentId: card.id }))).toBe('not-now');
  });

  it('of an applicant with WhatsApp does not wait there, unless it was asked for', async () => {
    const state = await bring(office, people, 'issued', { number: numberOf() });
    await office.admin.query('update cases set for_counter = false where case_id = $1', [state.id]);
    const listed = await listDesk(office.app, people.intake, 'cards');
    // The card of the same case is still to be printed, so the case itself stays in the queue.
    expect(listed.some((one) => one.caseId === state.id)).toBe(true);
    const card = state.documents.find((job) => job.form === 'card')!;
    await office.admin.query("update document_jobs set status = 'received' where document_job_id = $1", [
      card.id,
    ]);
    const after = await listDesk(office.app, people.intake, 'cards');
    expect(after.some((one) => one.caseId === state.id)).toBe(false);
  });
});

describe('a forgotten PIN', () => {
  const renew = (state: CaseState, via: 'counter' | 'whatsapp', officer = people.intake) =>
    renewPin(office.app, officer, { caseId: state.id, proof: 'ktp-el', via });
  const track = async (state: CaseState, typed: string) =>
    codeOf(await trackCase(office.app, state.number, typed));

  it('is replaced at the counter: the new one is shown once, the old one and its pause no longer count', async () => {
    const state = await apply(office, people.intake);
    for (let tries = 0; tries < 5; tries += 1) await track(state, '000000');
    expect(await track(state, pin)).toBe('too-many-tries');
    const renewed = done(await renew(state, 'counter'));
    expect(renewed.pin).toMatch(/^\d{6}$/u);
    expect(await track(state, renewed.pin!)).toBe('done');
    if (renewed.pin !== pin) expect(await track(state, pin)).toBe('wrong-pin');
    expect((await linesOf(state.id)).at(-1)).toMatchObject({
      type: 'pin-renewed',
      actorName: people.intake.name,
      proof: 'ktp-el',
    });
    const events = JSON.stringify(await office.whole((tx) => tx.cases.events(state.id)));
    expect(events).not.toContain(renewed.pin);
  });

  it('is renewed by the counter of its area alone, and not while the case is a draft', async () => {
    const state = await apply(office, people.intake);
    expect(codeOf(await renew(state, 'counter', elsewhere))).toBe('not-found');
    expect(codeOf(await renew(state, 'counter', people.operator))).toBe('not-your-duty');
    const onlyAsked = { caseId: state.id, proof: 'asked-in-chat', via: 'counter' } as const;
    expect(codeOf(await renewPin(office.app, people.intake, onlyAsked))).toBe('identity-not-seen');
    const there = await apply(office, people.intake, { desa: otherDesa });
    expect(codeOf(await renew(there, 'counter', elsewhere))).toBe('done');
    expect(codeOf(await renew(await beginByWhatsApp(office, 'ID.draf'), 'counter'))).toBe('not-now');
  });

  it('is never sent where there is no chat, or none that Meta lets us speak in', async () => {
    const atDesk = await apply(office, people.intake);
    expect(codeOf(await renew(atDesk, 'whatsapp'))).toBe('not-now');
    expect(await track(atDesk, pin)).toBe('done');
    const state = await chatCase('ID.diam');
    expect(codeOf(await renew(state, 'whatsapp'))).toBe('chat-window-closed');
    expect((await linesOf(state.id)).some((line) => line.type === 'pin-renewed')).toBe(false);
  });

  it('goes to the chat of the case, unseen by any officer, and is struck out once it is gone', async () => {
    const state = await chatCase('ID.lupa');
    await office.whole((tx) => tx.contacts.noteInbound(state.contactId!, office.clock.now()));
    expect(done(await renew(state, 'whatsapp'))).toEqual({});
    const thread = () => office.whole((tx) => tx.inbox.thread(state.contactId!, 10));
    expect((await thread()).at(-1)!.text).toContain('*••••••*');
    const pace = { take: () => ({ ok: true as const }) };
    await sendOutbox(office.app, { pace, backoffMs: () => 1 }, state.contactId!);
    const sent = JSON.stringify(office.whatsapp.sent.at(-1));
    const given = /\*(\d{6})\*/u.exec(sent)![1]!;
    expect(await track(state, given)).toBe('done');
    // What is kept of the message cannot give it away again.
    await office.admin.query("update outbox set state = 'queued' where contact_id = $1", [state.contactId]);
    await sendOutbox(office.app, { pace, backoffMs: () => 1 }, state.contactId!);
    expect(office.whatsapp.sent).toHaveLength(2);
    expect(JSON.stringify(office.whatsapp.sent.at(-1)!.content)).not.toMatch(/\d{6}\*/u);
  });

  /** A case that was handed in by WhatsApp; nothing was written there for a day. */
  async function chatCase(bsuid: string): Promise<CaseState> {
    const draft = await beginByWhatsApp(office, bsuid);
    await office.whole(async (tx) => {
      const officer = asOfficer(people.intake);
      const answers = { act: 'record-answers', answers: pupil, source: 'officer' } as const;
      for (const one of [answers, { act: 'submit-case' } as const]) {
        const outcome = await performIn(office.app, tx, officer, draft.id, one);
        if (isRefusal(outcome)) throw new Error(outcome.refused);
      }
    });
    return load(draft.id);
  }
});

describe('a case in the hands of an officer who is away', () => {
  it('is released by the admin with a reason, which the history shows', async () => {
    const state = await apply(office, people.intake);
    done(await act(office, people.intake, state.id, 'take-case'));
    expect(codeOf(await act(office, people.admin, state.id, 'release-case'))).toBe('reason-needed');
    const given = { reason: 'officer-away', note: 'Cuti sampai Senin' };
    expect(codeOf(await act(office, elsewhere, state.id, 'release-case', given))).toBe('not-found');
    const released = done(await act(office, people.admin, state.id, 'release-case', given));
    expect(released.takenBy).toBeUndefined();
    expect((await linesOf(state.id)).at(-1)).toMatchObject({
      type: 'case-released',
      actorName: people.admin.name,
      ...given,
    });
  });
});
