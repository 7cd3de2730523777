import { describe, expect, test } from 'vitest';
import type { CaseAct } from './acts.ts';
import { dutyConflict, separation } from './duties.ts';
import {
  after,
  at,
  given,
  officer,
  operator,
  outcome,
  play,
  read,
  type Step,
  startSigning,
  verifier,
  verify,
} from './given.fixture.ts';

/** A small office: one person has all duties. */
const everything = officer('oki', 'operator', 'verifikator', 'penandatangan');
const verifierWhoSigns = officer('vera', 'verifikator', 'penandatangan');

const verifySurat = verify[1];
const readSurat = read[1];

describe('who entered a document', () => {
  test('may not verify it, even with that role', () => {
    expect(outcome(given('drafted'), everything, verifySurat)).toBe('same-person-entered');
  });

  test('may not read it for signing, nor sign it', () => {
    expect(outcome(given('verified'), everything, readSurat)).toBe('same-person-entered');
    const readBySomeoneElse = given('read');
    const asIfRead = {
      ...readBySomeoneElse,
      documents: readBySomeoneElse.documents.map((job) => ({ ...job, readBy: 'oki' })),
    };
    expect(outcome(asIfRead, everything, startSigning[1])).toBe('same-person-entered');
  });

  test('may verify it after somebody else entered it anew', () => {
    const other = officer('omar', 'operator');
    const renewed: Step[] = [
      [verifier, { act: 'return-document', documentId: 'surat', reason: 'spelling' }],
      [
        other,
        {
          act: 'attach-draft',
          documentId: 'surat',
          draft: { fileId: 'f', sha256: 'sha-2', bytes: 1, number: 'PUS-2026-0001' },
        },
      ],
    ];
    const verifyRenewed: CaseAct = {
      act: 'verify-documents',
      documents: [{ documentId: 'surat', draftSha256: 'sha-2' }],
    };
    expect(outcome(play(given('drafted'), ...renewed), everything, verifyRenewed)).toEqual([
      'document-verified',
    ]);
  });
});

describe('who verified a document', () => {
  test('may not read it for signing', () => {
    expect(outcome(given('verified'), verifierWhoSigns, readSurat)).toBe('same-person-verified');
  });

  test('may sign another document of the same case', () => {
    const state = given('verified');
    const other = { ...state.documents[0]!, id: 'lain', verifiedBy: 'viktor' };
    const both = { ...state, documents: [...state.documents, other] };
    expect(
      outcome(both, verifierWhoSigns, { act: 'mark-read', documentId: 'lain', draftSha256: 'sha-1' }),
    ).toEqual(['document-read']);
  });
});

test('a PDF signed in SIAK obeys the same duties: the signer is named, not the operator who brings it', () => {
  const bring = (signerId: string) =>
    outcome(given('verified'), operator, {
      act: 'take-in-signed',
      documentId: 'surat',
      number: 'PUS-2026-0001',
      file: { fileId: 'f', sha256: 'signed', bytes: 1 },
      signedAt: at(50),
      signerId,
    });
  expect(bring('oki')).toBe('same-person-entered');
  expect(bring('vera')).toBe('same-person-verified');
  expect(bring('sari')).toEqual(['document-signed']);
});

test('every rule of the table refuses the person it names and nobody else', () => {
  for (const { step, other, refusal } of separation) {
    const job = { ...given('verified').documents[0]!, enteredBy: 'x', verifiedBy: 'y', [other]: 'siti' };
    expect(dutyConflict(step, job, 'siti')).toEqual({ refused: refusal });
    expect(dutyConflict(step, job, 'surya')).toBeUndefined();
  }
  expect(separation.map(({ step, other }) => `${other}/${step}`)).toEqual([
    'enteredBy/verify',
    'enteredBy/sign',
    'verifiedBy/sign',
  ]);
});

test('two officers verify at once: the second changes nothing, and the first remains the verifier', () => {
  const verified = after(given('drafted'), verifier, verifySurat);
  const viktor = officer('viktor', 'verifikator');
  expect(outcome(verified, viktor, verifySurat)).toEqual([]);
  expect(verified.documents[0]!.verifiedBy).toBe('vera');
});
