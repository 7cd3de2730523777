import { describe, expect, test } from 'vitest';
import { adult, given } from './given.fixture.ts';
import { libraryCard } from './library-card.fixture.ts';
import { type DraftCandidate, draftCandidates, matchCandidates, matchDraft } from './match-draft.ts';
import type { CaseState, DocumentJob } from './state.ts';

const job = (id: string, documentId: string, more: Partial<DocumentJob> = {}): DocumentJob => ({
  id,
  documentId,
  subject: 'anggota',
  form: 'paper',
  status: 'planned',
  ...more,
});

/** An adult's case that awaits a letter, a permit that keeps the number of the KK, and a card. */
const state: CaseState = {
  ...given('accepted'),
  answers: adult,
  documents: [
    job('surat', 'surat-anggota'),
    job('izin', 'izin-malam'),
    job('kartu', 'kartu-anggota', { form: 'card' }),
  ],
};

const letter = `SPESIMEN
SURAT  KEANGGOTAAN
PERPUSTAKAAN
No. PUS-2026-0007
Nama : BUDI CONTOH HARTONO
Lahir : 17 Mei 1990`;

const permit = `IZIN RUANG MALAM
No. 9901 0423 1120 0001
Diberikan kepada BUDI CONTOH HARTONO (NIK 9901041705900001)`;

const match = (text: string, change: Partial<CaseState> = {}) =>
  matchDraft(text, { ...state, ...change }, libraryCard);

describe('a PDF is recognised', () => {
  test('by its title, the values it must show, and its number', () => {
    expect(match(letter)).toEqual({
      kind: 'match',
      jobId: 'surat',
      number: 'PUS-2026-0007',
      checks: [
        { field: 'namaAnggota', found: true },
        { field: 'tanggalLahir', found: true },
      ],
    });
  });

  test('with the number that it keeps, among other numbers of the same shape', () => {
    expect(match(permit)).toMatchObject({ kind: 'match', jobId: 'izin', number: '9901042311200001' });
  });

  test('again, when it replaces a draft; not once it is verified', () => {
    const drafted = { documents: [job('surat', 'surat-anggota', { status: 'drafted' })] };
    expect(match(letter, drafted)).toMatchObject({ kind: 'match', jobId: 'surat' });
    const verified = { documents: [job('surat', 'surat-anggota', { status: 'verified' })] };
    expect(match(letter, verified)).toEqual({
      kind: 'none',
      reasons: ['nothing-awaited'],
    });
  });

  test('by the title that comes first, when another document is mentioned below', () => {
    expect(match(`${letter}\nBerlaku bersama IZIN RUANG MALAM`)).toMatchObject({ jobId: 'surat' });
    expect(match(`${permit}\nlihat SURAT KEANGGOTAAN PERPUSTAKAAN`)).toMatchObject({ jobId: 'izin' });
  });
});

describe('a PDF is refused', () => {
  test('for another person, with the labels of what differs and nothing of what it says', () => {
    const other = letter.replace('BUDI CONTOH HARTONO', 'BUDI CONTOH').replace('17 Mei 1990', '18 Mei 1990');
    expect(match(other)).toEqual({
      kind: 'none',
      reasons: [
        'value-missing|Surat keanggotaan|Nama anggota',
        'value-missing|Surat keanggotaan|Tanggal lahir',
      ],
    });
    expect(JSON.stringify(match(other))).not.toMatch(/BUDI|1990/iu);
  });

  test('of a kind that is not awaited', () => {
    expect(match('KARTU TANDA PENDUDUK\nNama : BUDI CONTOH HARTONO')).toEqual({
      kind: 'none',
      reasons: ['no-title||Surat keanggotaan|Izin ruang malam'],
    });
    expect(match('')).toMatchObject({ kind: 'none' });
  });

  test('without its number, or with several', () => {
    expect(match(letter.replace('PUS-2026-0007', ''))).toEqual({
      kind: 'none',
      reasons: ['no-number|Surat keanggotaan'],
    });
    expect(match(`${letter}\nPUS-2026-0008`)).toMatchObject({ kind: 'match', number: 'PUS-2026-0007' });
    expect(match(`${letter}\nNomor PUS-2026-0008`)).toMatchObject({ kind: 'none' });
    expect(match(letter.replace('PUS-2026-0007', 'PUS - 2026 -0007'))).toMatchObject({
      number: 'PUS-2026-0007',
    });
    expect(match(letter.replace('PUS-2026-0007', 'XPUS-2026-00071'))).toMatchObject({ kind: 'none' });
  });

  test('with another number than the one it keeps', () => {
    expect(match(permit.replace('9901 0423 1120 0001', '9901 0423 1120 0002'))).toEqual({
      kind: 'none',
      reasons: ['value-missing|Izin ruang malam|Nomor KK', 'not-the-kept-number|Izin ruang malam'],
    });
  });

  test('when the case has nothing yet to compare it with', () => {
    expect(match(letter, { answers: {} })).toEqual({
      kind: 'none',
      reasons: ['nothing-to-compare|Surat keanggotaan'],
    });
  });
});

describe('among the documents of several cases', () => {
  const [one] = draftCandidates(state, libraryCard) as [DraftCandidate, ...DraftCandidate[]];
  const twin: DraftCandidate = {
    ...one,
    jobId: 'surat-kembar',
    expected: one.expected.map((value) =>
      value.field === 'namaAnggota' ? { ...value, value: 'Bagus Contoh Hartono' } : value,
    ),
  };

  test('the one whose person it shows is found: twins are told apart by name', () => {
    expect(matchCandidates(letter, [twin, one])).toMatchObject({ kind: 'match', jobId: 'surat' });
  });

  test('two that fit alike are left to a person', () => {
    expect(matchCandidates(letter, [one, { ...one, jobId: 'surat-ganda' }])).toEqual({
      kind: 'ambiguous',
      jobIds: ['surat', 'surat-ganda'],
      reasons: ['fits-several|Surat keanggotaan'],
    });
  });

  test('the nearest one says what is missing', () => {
    const stranger = {
      ...twin,
      expected: twin.expected.map((value) => ({ ...value, value: 'Lain Sekali' })),
    };
    expect(matchCandidates(letter, [stranger, twin])).toEqual({
      kind: 'none',
      reasons: ['value-missing|Surat keanggotaan|Nama anggota'],
    });
  });
});
