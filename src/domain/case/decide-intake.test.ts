import { describe, expect, test } from 'vitest';
import type { CaseAct } from './acts.ts';
import { decide } from './decide.ts';
import {
  accept,
  after,
  answer,
  at,
  contextOf,
  draft,
  given,
  intake,
  officer,
  open,
  opening,
  operator,
  otherIntake,
  outcome,
  paper,
  play,
  pupil,
  resident,
  type Step,
  signed,
  submit,
  when,
} from './given.fixture.ts';

const answers = (values: Record<string, string | number | boolean | null>, source = 'chat'): CaseAct => ({
  act: 'record-answers',
  answers: values,
  source: source as 'chat',
});

describe('opening a case', () => {
  test('makes a draft that belongs to nobody yet', () => {
    const state = play(undefined, open);
    expect(state).toMatchObject({ status: 'draft', version: 1, openedAt: at(0), answers: {}, documents: [] });
    expect(state.takenBy).toBeUndefined();
  });

  test('happens once', () => {
    expect(outcome(given('opened'), resident, opening)).toBe('not-now');
  });

  test('is not for those who enter or sign', () => {
    expect(outcome(undefined, operator, opening)).toBe('not-your-duty');
  });

  test('comes first: any other act finds nothing', () => {
    expect(outcome(undefined, resident, { act: 'submit-case' })).toBe('not-found');
    expect(outcome(undefined, operator, draft('surat', 'x'))).toBe('not-found');
  });
});

describe('recording answers', () => {
  test('keeps what each field understands', () => {
    const state = after(given('opened'), resident, answers({ tanggalLahir: '2 Maret 2011', kelas: '9' }));
    expect(state.answers).toEqual({ tanggalLahir: '2011-03-02', kelas: 9 });
  });

  test('says which field was not understood, by its label, without the answer', () => {
    expect(when(given('opened'), resident, answers({ kelas: 13 }))).toEqual({
      refused: 'bad-answer',
      slots: {
        fieldId: 'kelas',
        fault: 'out-of-range',
        field: 'Kelas',
        hint: 'Angkanya di luar batas wajar.',
      },
    });
  });

  test('is all or nothing', () => {
    expect(outcome(given('opened'), resident, answers({ namaAnggota: 'Rara Contoh', kelas: 'x' }))).toBe(
      'bad-answer',
    );
  });

  test('knows the fields of the service and no others', () => {
    expect(outcome(given('opened'), resident, answers({ umur: 9 }))).toBe('unknown-field');
    const hostile = JSON.parse('{"__proto__": "x"}');
    expect(outcome(given('opened'), resident, answers(hostile))).toBe('unknown-field');
    expect(outcome(given('opened'), resident, answers({ constructor: 'x' }))).toBe('unknown-field');
  });

  test('the same answer again changes nothing; null takes it back', () => {
    expect(outcome(given('answered'), resident, answers({ kelas: 9 }))).toEqual([]);
    expect(outcome(given('opened'), resident, answers({ kelas: null }))).toEqual([]);
    expect(after(given('answered'), resident, answers({ kelas: null })).answers.kelas).toBeUndefined();
  });

  test('a changed answer has to be compared with the papers again', () => {
    const checked = after(given('taken'), intake, { act: 'check-fields', fields: ['noKk', 'alamat'] });
    expect(checked.checked).toEqual(['noKk', 'alamat']);
    expect(after(checked, intake, answers({ alamat: 'Jalan Lain 2' }, 'officer')).checked).toEqual(['noKk']);
  });
});

describe('handing in', () => {
  test('notes the calendar day of the office, which decides what is needed', () => {
    expect(given('submitted')).toMatchObject({ status: 'submitted', submittedOn: '2026-11-23' });
  });

  test('needs every asked field, not what the officer reads off the papers, nor the papers', () => {
    const { kelas: _kelas, noKk: _noKk, ...some } = pupil;
    const state = play(undefined, open, [resident, answers(some)]);
    expect(when(state, resident, { act: 'submit-case' })).toEqual({
      refused: 'fields-missing',
      slots: { fields: 'Kelas' },
    });
    expect(outcome(after(state, resident, answers({ kelas: 9 })), resident, { act: 'submit-case' })).toEqual([
      'case-submitted',
    ]);
  });
});

describe('taking a case', () => {
  test('keeps two officers from working on it at once', () => {
    const state = given('taken');
    expect(state.takenBy).toBe('lina');
    expect(outcome(state, intake, { act: 'take-case' })).toEqual([]);
    expect(outcome(state, otherIntake, { act: 'take-case' })).toBe('taken-by-other');
  });

  test('ends with giving it back: one’s own, or anybody’s as admin', () => {
    const state = given('taken');
    expect(outcome(state, otherIntake, { act: 'release-case' })).toBe('taken-by-other');
    expect(after(state, intake, { act: 'release-case' }).takenBy).toBeUndefined();
    const admin = officer('ade', 'admin');
    expect(outcome(state, admin, { act: 'release-case' })).toBe('reason-needed');
    const away = { act: 'release-case', reason: 'officer-away', note: 'cuti' } as const;
    expect(outcome(state, admin, away)).toEqual(['case-released']);
    expect(after(state, admin, away).takenBy).toBeUndefined();
    expect(outcome(given('submitted'), intake, { act: 'release-case' })).toEqual([]);
  });
});

describe('checking fields', () => {
  test('marks answered fields once, and knows no others', () => {
    const state = given('taken');
    const check = (...fields: string[]): CaseAct => ({ act: 'check-fields', fields });
    expect(outcome(state, intake, check('kelas'))).toEqual(['fields-checked']);
    expect(outcome(after(state, intake, check('kelas')), intake, check('kelas'))).toEqual([]);
    expect(outcome(state, intake, check('jamDatang'))).toEqual([]);
    expect(outcome(state, intake, check('umur'))).toBe('unknown-field');
  });
});

describe('accepting the case', () => {
  test('plans the documents in their order, with the given ids', () => {
    const { documents, status, takenBy } = given('accepted');
    expect(status).toBe('accepted');
    expect(takenBy).toBeUndefined();
    expect(documents.map(({ id, documentId, form, status }) => [id, documentId, form, status])).toEqual([
      ['surat', 'surat-anggota', 'paper', 'planned'],
      ['kartu', 'kartu-anggota', 'card', 'planned'],
    ]);
  });

  test('needs every needed paper accepted, and names the missing ones by their short labels', () => {
    expect(when(given('taken'), intake, accept[1])).toEqual({
      refused: 'papers-missing',
      slots: { papers: 'KK, Surat sekolah' },
    });
  });

  test('needs every field filled', () => {
    const state = after(given('checked'), intake, answers({ alamat: null }, 'officer'));
    expect(when(state, intake, accept[1])).toEqual({
      refused: 'fields-missing',
      slots: { fields: 'Alamat' },
    });
  });

  test('holds to the day of handing in: who has a birthday meanwhile is promised nothing more', () => {
    // Five years old on the 24th; handed in on the 23rd, so there is no card, whenever an officer gets to it.
    const state = after(given('checked'), intake, answers({ tanggalLahir: '2021-11-24' }, 'officer'));
    const accepted = decide(state, accept[1], { ...contextOf(intake), today: '2026-12-01' });
    expect(accepted).toMatchObject([
      { type: 'case-accepted', documents: [{ id: 'surat', documentId: 'surat-anggota' }] },
    ]);
    const tooLate = decide({ ...state, submittedOn: '2026-11-24' }, accept[1], contextOf(intake));
    expect(tooLate).toMatchObject([{ documents: [{ id: 'surat' }, { id: 'kartu' }] }]);
  });

  test('is a mistake of the caller without enough document ids', () => {
    expect(() => outcome(given('checked'), intake, { act: 'accept-case', documentIds: ['one'] })).toThrow(
      'too few document ids',
    );
  });
});

describe('ending without documents', () => {
  test('the office rejects with a reason while it has the case in hand', () => {
    const reject: CaseAct = { act: 'reject-case', reason: 'not-entitled', note: '   ' };
    expect(when(given('taken'), intake, reject)).toEqual([{ type: 'case-rejected', reason: 'not-entitled' }]);
    expect(after(given('taken'), intake, reject)).toMatchObject({ status: 'rejected', takenBy: undefined });
  });

  test('the resident withdraws: open documents go with the case', () => {
    expect(outcome(given('verified'), resident, { act: 'withdraw-case' })).toEqual([
      'document-withdrawn',
      'document-withdrawn',
      'case-withdrawn',
    ]);
    const state = after(given('verified'), resident, { act: 'withdraw-case' });
    expect(state.documents.map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn']);
    expect(state.endedAt).toBe(at(0));
  });

  test('not while a signature may exist, nor with a printed card', () => {
    for (const stage of ['signing', 'signed', 'issued'] as const) {
      expect(outcome(given(stage), resident, { act: 'withdraw-case' })).toBe('not-now');
    }
    const printed = after(given('accepted'), operator, {
      act: 'print-card',
      documentId: 'kartu',
      blankSerial: 'B-1',
    });
    expect(outcome(printed, resident, { act: 'withdraw-case' })).toBe('not-now');
  });

  test('afterwards nothing more happens', () => {
    const ended = after(given('accepted'), resident, { act: 'withdraw-case' });
    for (const [somebody, act] of [answer, submit, signed, accept, [resident, paper('x', 'kk')] as Step]) {
      expect(outcome(ended, somebody, act), act.act).toBeTypeOf('string');
    }
  });
});
