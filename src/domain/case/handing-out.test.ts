/** Tells how issued documents reach people: cards over the counter, papers too, and what a later one replaces. */
import { describe, expect, test } from 'vitest';
import type { CaseAct } from './acts.ts';
import {
  after,
  at,
  given,
  intake,
  issue,
  job,
  operator,
  outcome,
  play,
  resident,
  type Step,
  signer,
  system,
} from './given.fixture.ts';

describe('handing out', () => {
  const receive = (documentId: string, how: 'whatsapp' | 'counter' = 'counter'): CaseAct => ({
    act: 'receive-document',
    documentId,
    how,
  });
  const print = (blankSerial: string): Step => [
    operator,
    { act: 'print-card', documentId: 'kartu', blankSerial },
  ];
  const offer: Step = [operator, { act: 'offer-card', documentId: 'kartu' }];

  test('nothing is issued that is not signed', () => {
    for (const stage of ['accepted', 'drafted', 'verified', 'read'] as const) {
      expect(outcome(given(stage), ...issue)).toBe('not-now');
    }
    expect(job(given('issued'), 'surat')).toMatchObject({ status: 'issued', issuedAt: expect.any(String) });
  });

  test('a card goes planned, printed with the serial of its blank, waiting, received', () => {
    expect(outcome(given('accepted'), ...print('  \u0000'))).toBe('blank-serial-needed');
    const printed = play(given('accepted'), print(' B-0001 '));
    expect(job(printed, 'kartu')).toMatchObject({
      status: 'printed',
      blankSerial: 'B-0001',
      enteredBy: 'oki',
    });
    expect(outcome(printed, ...print('B-0002'))).toBe('not-now');
    expect(outcome(printed, intake, receive('kartu'))).toBe('not-now');
    expect(job(play(printed, offer), 'kartu').status).toBe('waiting');
  });

  test('a paper is not printed on a blank, and a card is not signed', () => {
    expect(
      outcome(given('accepted'), operator, { act: 'print-card', documentId: 'surat', blankSerial: 'B' }),
    ).toBe('not-now');
    expect(
      outcome(given('accepted'), signer, { act: 'mark-read', documentId: 'kartu', draftSha256: 'x' }),
    ).toBe('not-now');
  });

  test('a printed paper is given to somebody who is written down', () => {
    const state = given('issued');
    expect(outcome(state, intake, receive('surat'))).toBe('recipient-needed');
    const to = (name: string): CaseAct => ({
      act: 'receive-document',
      documentId: 'surat',
      how: 'counter',
      recipient: { name, relation: 'family' },
    });
    expect(outcome(state, intake, to(' \u0000 '))).toBe('recipient-needed');
    expect(job(after(state, intake, to(' Rahmat ')), 'surat')).toMatchObject({
      status: 'received',
      recipient: { name: 'Rahmat', relation: 'family' },
    });
  });

  test('a later document takes the place of an issued or received one, also after the case has closed', () => {
    const replacedBy = { at: '2026-12-01T01:00:00.000Z', caseNumber: 'B-2612-00001' };
    const supersede = (documentId: string): CaseAct => ({
      act: 'supersede-document',
      documentId,
      replacedBy,
    });
    expect(outcome(given('read'), system, supersede('surat'))).toBe('not-now');
    expect(outcome(given('issued'), signer, supersede('surat'))).toBe('not-your-duty');
    expect(job(after(given('issued'), system, supersede('surat')), 'surat')).toMatchObject({
      status: 'superseded',
      replacedBy,
    });
    const waiting = play(given('issued'), print('B-0001'), offer);
    const cardReceived = after(waiting, intake, receive('kartu'));
    expect(outcome(cardReceived, system, supersede('surat'))).toEqual(['document-superseded', 'case-closed']);
    const closed = after(play(cardReceived), resident, receive('surat', 'whatsapp'));
    expect(after(closed, system, supersede('surat'))).toMatchObject({
      status: 'closed',
      endedAt: closed.endedAt,
    });
  });

  test('a case with a replaced document is neither corrected nor ended as if nothing had been signed', () => {
    const replacedBy = { at: '2026-12-01T01:00:00.000Z', caseNumber: 'B-2612-00001' };
    const state = after(given('issued'), system, {
      act: 'supersede-document',
      documentId: 'surat',
      replacedBy,
    });
    const corrected: CaseAct = {
      act: 'record-answers',
      answers: { alamat: 'Jalan Lain 3' },
      source: 'officer',
    };
    expect(outcome(state, operator, corrected)).toBe('not-now');
    expect(outcome(state, resident, { act: 'withdraw-case' })).toBe('not-now');
  });

  test('with the last document the case closes by itself, once', () => {
    const paperReceived = after(given('issued'), resident, receive('surat', 'whatsapp'));
    expect(paperReceived.status).toBe('accepted');
    const waiting = play(paperReceived, print('B-0001'), offer);
    expect(outcome(waiting, intake, receive('kartu'))).toEqual(['document-received', 'case-closed']);
    const closed = after(waiting, intake, receive('kartu'));
    expect(closed).toMatchObject({ status: 'closed', endedAt: at(0) });
    expect(outcome(closed, intake, receive('kartu'))).toBe('not-now');
  });
});
