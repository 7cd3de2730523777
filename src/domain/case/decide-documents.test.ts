import { describe, expect, test } from 'vitest';
import type { CaseAct } from './acts.ts';
import {
  admin,
  after,
  at,
  draft,
  given,
  issue,
  job,
  operator,
  otherSigner,
  outcome,
  read,
  resident,
  signed,
  signer,
  startSigning,
  system,
  verifier,
  verify,
  when,
} from './given.fixture.ts';

const file = { fileId: 'f', sha256: 'signed-1', bytes: 1 };
const attempt = { documentId: 'surat', attemptId: 'attempt-1' };

describe('a draft from SIAK', () => {
  test('is entered by the operator who brings it', () => {
    expect(job(given('drafted'), 'surat')).toMatchObject({
      status: 'drafted',
      enteredBy: 'oki',
      draft: { sha256: 'sha-1', version: 1, number: 'PUS-2026-0001' },
    });
  });

  test('brought twice is one draft; other bytes are the next version', () => {
    expect(outcome(given('drafted'), operator, draft('surat', 'sha-1'))).toEqual([]);
    const second = after(given('drafted'), operator, draft('surat', 'sha-2'));
    expect(job(second, 'surat').draft).toMatchObject({ sha256: 'sha-2', version: 2 });
  });

  test('that was returned is not taken a second time, however many came between', () => {
    const back: CaseAct = { act: 'return-document', documentId: 'surat', reason: 'spelling' };
    const returned = after(given('drafted'), verifier, back);
    const again = { refused: 'draft-was-returned', slots: { reason: 'spelling' } };
    expect(when(returned, operator, draft('surat', 'sha-1'))).toEqual(again);
    const second = after(after(returned, operator, draft('surat', 'sha-2')), verifier, back);
    expect(when(second, operator, draft('surat', 'sha-1'))).toEqual(again);
    expect(outcome(second, operator, draft('surat', 'sha-3'))).toEqual(['draft-attached']);
  });

  test('after verification has to be returned before it is replaced', () => {
    expect(outcome(given('verified'), operator, draft('surat', 'sha-2'))).toBe('not-now');
  });

  test('belongs to a paper that this case expects', () => {
    expect(outcome(given('accepted'), operator, draft('kartu', 'sha-1'))).toBe('not-now');
    expect(outcome(given('accepted'), operator, draft('lain', 'sha-1'))).toBe('unknown-document');
  });
});

describe('verifying', () => {
  const verifyAs = (...documents: { documentId: string; draftSha256: string }[]): CaseAct => ({
    act: 'verify-documents',
    documents,
  });

  test('is of exactly the draft that was seen', () => {
    const state = after(given('drafted'), operator, draft('surat', 'sha-2'));
    expect(outcome(state, ...verify)).toBe('draft-changed');
    expect(outcome(state, verifier, verifyAs({ documentId: 'surat', draftSha256: 'sha-2' }))).toEqual([
      'document-verified',
    ]);
  });

  test('a document named twice is verified once', () => {
    const one = { documentId: 'surat', draftSha256: 'sha-1' };
    expect(outcome(given('drafted'), verifier, verifyAs(one, one))).toEqual(['document-verified']);
  });

  test('is refused as a whole when one document cannot be verified', () => {
    const good = { documentId: 'surat', draftSha256: 'sha-1' };
    expect(outcome(given('drafted'), verifier, verifyAs(good, { documentId: 'x', draftSha256: 'y' }))).toBe(
      'unknown-document',
    );
    expect(
      outcome(given('drafted'), verifier, verifyAs(good, { documentId: 'kartu', draftSha256: 'y' })),
    ).toBe('not-now');
    expect(outcome(given('drafted'), verifier, verifyAs())).toBe('nothing-to-do');
  });
});

describe('returning a document', () => {
  const back: CaseAct = { act: 'return-document', documentId: 'surat', reason: 'spelling', note: 'nama ibu' };

  test('sends it to the operator with a reason; entering it anew clears that', () => {
    const returned = after(given('verified'), signer, back);
    expect(job(returned, 'surat')).toMatchObject({
      status: 'planned',
      returned: { reason: 'spelling', note: 'nama ibu', by: 'sari', at: at(0) },
    });
    expect(job(returned, 'surat').verifiedBy).toBeUndefined();
    expect(job(after(returned, operator, draft('surat', 'sha-2')), 'surat').returned).toBeUndefined();
  });

  test('is too late while a signature may exist', () => {
    expect(outcome(given('signing'), signer, back)).toBe('signing-unsettled');
    expect(outcome(given('signed'), signer, back)).toBe('not-now');
  });
});

describe('reading before signing', () => {
  test('is of exactly the draft, and counts once', () => {
    expect(
      outcome(given('verified'), signer, { act: 'mark-read', documentId: 'surat', draftSha256: 'x' }),
    ).toBe('draft-changed');
    expect(outcome(given('read'), ...read)).toEqual([]);
  });

  test('has to be done by who signs', () => {
    expect(outcome(given('verified'), ...startSigning)).toBe('not-read');
    expect(outcome(given('read'), otherSigner, startSigning[1])).toBe('not-read');
    expect(outcome(given('read'), otherSigner, read[1])).toEqual(['document-read']);
  });
});

describe('signing through BSrE', () => {
  test('writes its intent first: what, which draft, who, by which authority', () => {
    expect(when(given('read'), ...startSigning)).toEqual([
      {
        type: 'signing-started',
        documentId: 'surat',
        attempt: {
          id: 'attempt-1',
          draftSha256: 'sha-1',
          signerId: 'sari',
          authorityId: 'sk-1',
          startedAt: at(0),
        },
      },
    ]);
    expect(outcome(given('signing'), ...startSigning)).toBe('signing-unsettled');
  });

  test('records the signed file, by whom, and that Sampai sent it', () => {
    expect(job(given('signed'), 'surat')).toMatchObject({
      status: 'signed',
      signedBy: 'sari',
      signed: { sha256: 'signed-1', signedAt: at(60), via: 'bsre' },
      attempt: { outcome: 'signed' },
    });
  });

  test.each([
    ['refused', { act: 'record-signing-refused', ...attempt, problem: 'wrong-passphrase' }],
    ['not-reached', { act: 'record-signing-not-reached', ...attempt }],
  ] as const)('%s: the document stays verified and read, and may be tried again', (result, act) => {
    const state = after(given('signing'), system, act);
    expect(job(state, 'surat')).toMatchObject({ status: 'verified', attempt: { outcome: result } });
    expect(outcome(state, ...startSigning)).toEqual(['signing-started']);
  });

  test('only the attempt that was started can have an outcome, and only one', () => {
    const other: CaseAct = { act: 'record-signing-not-reached', documentId: 'surat', attemptId: 'attempt-9' };
    expect(outcome(given('signing'), system, other)).toBe('not-now');
    expect(outcome(given('signed'), ...signed)).toBe('not-now');
    const refused: CaseAct = { act: 'record-signing-refused', ...attempt, problem: 'wrong-passphrase' };
    expect(outcome(given('signed'), system, refused)).toBe('not-now');
  });
});

describe('an outcome that nobody knows', () => {
  const unsettled = after(given('signing'), system, {
    act: 'record-signing-unsettled',
    ...attempt,
    reason: 'timeout',
  });
  const settle = (result?: { signedAt: string }): CaseAct => ({
    act: 'settle-signing',
    ...attempt,
    evidence: 'riwayat BSrE',
    ...(result && { signed: { file, ...result } }),
  });

  test('blocks every other step until somebody settles it', () => {
    expect(job(unsettled, 'surat')).toMatchObject({ status: 'unsettled', attempt: { outcome: 'unknown' } });
    expect(outcome(unsettled, ...startSigning)).toBe('signing-unsettled');
    expect(outcome(unsettled, ...issue)).toBe('signing-unsettled');
    expect(outcome(unsettled, resident, { act: 'withdraw-case' })).toBe('not-now');
  });

  test('is settled as signed, with the file, in the name of who started it', () => {
    const state = after(unsettled, admin, settle({ signedAt: at(9) }));
    expect(job(state, 'surat')).toMatchObject({
      status: 'signed',
      signedBy: 'sari',
      signed: { via: 'bsre' },
    });
  });

  test('is settled as not signed: it has to be read again before the next attempt', () => {
    const state = after(unsettled, signer, settle());
    expect(job(state, 'surat').status).toBe('verified');
    expect(outcome(state, ...startSigning)).toBe('not-read');
  });

  test('is not settled without evidence', () => {
    const blank: CaseAct = { act: 'settle-signing', ...attempt, evidence: ' \u0000 ' };
    expect(outcome(unsettled, admin, blank)).toBe('reason-needed');
  });

  test('a late answer of BSrE still counts', () => {
    expect(outcome(unsettled, ...signed)).toEqual(['document-signed']);
  });
});

describe('a PDF that was signed in SIAK', () => {
  const bring = (number: string): CaseAct => ({
    act: 'take-in-signed',
    documentId: 'surat',
    number,
    file,
    signedAt: at(40),
    signerId: 'sari',
  });

  test('has the number of the draft that was verified', () => {
    expect(outcome(given('verified'), operator, bring('PUS-2026-0002'))).toBe('draft-does-not-match');
    expect(job(after(given('verified'), operator, bring('PUS-2026-0001')), 'surat')).toMatchObject({
      status: 'signed',
      signedBy: 'sari',
      signed: { via: 'siak' },
    });
  });

  test('is not taken in before verification', () => {
    expect(outcome(given('drafted'), operator, bring('PUS-2026-0001'))).toBe('not-now');
  });
});
