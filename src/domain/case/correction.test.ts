import { describe, expect, test } from 'vitest';
import type { CaseAct } from './acts.ts';
import {
  accept,
  after,
  given,
  intake,
  job,
  operator,
  outcome,
  paper,
  play,
  resident,
  type Step,
  verifier,
  when,
} from './given.fixture.ts';

const answers = (values: Record<string, string | number | boolean | null>, source = 'chat'): CaseAct => ({
  act: 'record-answers',
  answers: values,
  source: source as 'chat',
});

describe('a correction after acceptance', () => {
  test('voids what was entered and verified, and nothing else', () => {
    for (const stage of ['drafted', 'verified', 'read'] as const) {
      const state = given(stage);
      expect(outcome(state, operator, answers({ alamat: 'Jalan Lain 2' }, 'officer'))).toEqual([
        'answers-recorded',
        'verification-voided',
      ]);
      const corrected = after(state, operator, answers({ alamat: 'Jalan Lain 2' }, 'officer'));
      expect(corrected.status).toBe('accepted');
      expect(job(corrected, 'surat')).toMatchObject({ status: 'planned', draft: { sha256: 'sha-1' } });
      const { enteredBy, verifiedBy, readSha256, readBy } = job(corrected, 'surat');
      expect([enteredBy, verifiedBy, readSha256, readBy]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  test('is not the resident’s: they asked for what they asked for', () => {
    expect(outcome(given('accepted'), resident, answers({ alamat: 'Jalan Lain 2' }))).toBe('not-now');
  });

  test('comes too late once a signature may exist', () => {
    for (const stage of ['signing', 'signed', 'issued'] as const) {
      expect(outcome(given(stage), operator, answers({ alamat: 'Jalan Lain 2' }, 'officer'))).toBe('not-now');
    }
  });

  test('that calls for other papers or documents brings the case back to intake', () => {
    const notAPupil = answers(
      { pelajar: false, kelas: null, ruangMalam: true, tanggalLahir: '1990-05-17' },
      'officer',
    );
    expect(outcome(given('verified'), operator, notAPupil)).toEqual([
      'answers-recorded',
      'verification-voided',
      'case-returned-to-intake',
    ]);
    const state = after(given('verified'), operator, notAPupil);
    expect(state.status).toBe('submitted');
    expect(outcome(after(state, intake, { act: 'take-case' }), intake, accept[1])).toBe('papers-missing');
  });

  test('that would plan away a card which is printed already is refused', () => {
    const printed = after(given('accepted'), operator, {
      act: 'print-card',
      documentId: 'kartu',
      blankSerial: 'B-1',
    });
    expect(outcome(printed, operator, answers({ tanggalLahir: '2024-01-01' }, 'officer'))).toBe('not-now');
    expect(outcome(printed, operator, answers({ alamat: 'Jalan Lain 2' }, 'officer'))).toEqual([
      'answers-recorded',
    ]);
  });
});

describe('a case back at intake', () => {
  const back: Step = [
    verifier,
    { act: 'return-to-intake', reason: 'wrong-person', note: ' lihat KK\u0000 ' },
  ];

  test('keeps its documents, which have to be made again, and says why', () => {
    expect(when(given('verified'), ...back)).toEqual([
      { type: 'case-returned-to-intake', reason: 'wrong-person', note: 'lihat KK' },
    ]);
    const state = play(given('verified'), back);
    expect(state).toMatchObject({ status: 'submitted', acceptedAt: undefined });
    expect(job(state, 'surat').status).toBe('planned');
  });

  test('accepted anew, plans only what is new and withdraws what is needless', () => {
    const grown = answers(
      { pelajar: false, kelas: null, ruangMalam: true, tanggalLahir: '1990-05-17' },
      'officer',
    );
    const again = (values: CaseAct): Step[] => [
      [intake, values],
      [intake, { act: 'take-case' }],
      [intake, paper(`kerja-${values.act}`, 'suratKerja')],
      [intake, { act: 'accept-paper', requirementId: 'suratKerja' }],
    ];
    const adultCase = play(given('verified'), back, ...again(grown));
    const accepted = after(adultCase, intake, { act: 'accept-case', documentIds: ['izin'] });
    expect(accepted.documents.map(({ id, status }) => [id, status])).toEqual([
      ['surat', 'planned'],
      ['kartu', 'planned'],
      ['izin', 'planned'],
    ]);
    const noNight = play(
      accepted,
      back,
      [intake, answers({ ruangMalam: false }, 'officer')],
      [intake, { act: 'take-case' }],
    );
    expect(outcome(noNight, intake, { act: 'accept-case', documentIds: [] })).toEqual([
      'document-withdrawn',
      'case-accepted',
    ]);
    const withdrawn = after(noNight, intake, { act: 'accept-case', documentIds: [] });
    expect(job(withdrawn, 'izin').status).toBe('withdrawn');
    // Wanted once more, the withdrawn job comes back: there is one job per document and person.
    const nightAgain = play(
      withdrawn,
      back,
      [intake, answers({ ruangMalam: true }, 'officer')],
      [intake, { act: 'take-case' }],
    );
    const replanned = after(nightAgain, intake, { act: 'accept-case', documentIds: [] });
    expect(replanned.documents).toHaveLength(3);
    expect(job(replanned, 'izin').status).toBe('planned');
  });

  test('is impossible once a signature may exist', () => {
    for (const stage of ['signing', 'signed', 'issued'] as const) {
      expect(outcome(given(stage), ...back)).toBe('not-now');
    }
  });
});
