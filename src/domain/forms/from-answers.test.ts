import { describe, expect, test } from 'vitest';
import type { Service } from '../../catalogue/define-service.ts';
import { adult, pupil, today } from '../case/given.fixture.ts';
import { libraryCard } from '../case/library-card.fixture.ts';
import type { FilledForm } from './filled-form.ts';
import { formIdsFor, formProblems, formsOf, formValues } from './from-answers.ts';

const surroundings = {
  office: { name: 'Dinas Contoh', regency: 'Kabupaten Contoh', address: 'Jalan Contoh', phone: '0500' },
  caseNumber: 'B-2611-00001',
};

/** The library card with two official forms; pupils also sign a statement. */
const service: Service = {
  ...libraryCard,
  requirements: {
    ...libraryCard.requirements,
    suratSekolah: { ...libraryCard.requirements.suratSekolah!, form: 'F-2.03@2026' },
  },
  forms: {
    'F-1.02@2026': {
      nama: { field: 'namaAnggota' },
      noKk: { field: 'noKk' },
      'permohonan.0': { fixed: 'I.B.2' },
      'permohonan.1': { fixed: 'III.A', when: { field: 'tanggalLahir', youngerThanYears: 17 } },
    },
    'F-2.03@2026': {
      'anak.nama': { field: 'namaAnggota' },
      'anak.tanggalLahir': { field: 'tanggalLahir' },
      'anak.anakKe': { field: 'kelas' },
    },
  },
};

/** What is written or ticked on a form, without what is empty. */
function written(form: FilledForm): string[] {
  return form.sections
    .flatMap((section) => section.fields)
    .flatMap((field) => (field.kind === 'choices' ? field.chosen : [field.value]))
    .filter((value) => value !== '');
}

describe('the forms of a case', () => {
  test('are those that no paper asks for, and those of the papers that are needed', () => {
    expect(formIdsFor(service, pupil, today)).toEqual(['F-1.02@2026', 'F-2.03@2026']);
    expect(formIdsFor(service, adult, today)).toEqual(['F-1.02@2026']);
  });

  test('carry the answers, the office and the number of the case', () => {
    const [f102, f203] = formsOf(service, pupil, today, surroundings);
    expect(f102).toMatchObject({
      formId: 'F-1.02@2026',
      paper: { formCode: 'F-1.02', caseNumber: 'B-2611-00001', office: { name: 'Dinas Contoh' } },
    });
    expect(written(f102!.paper)).toEqual(['Rara Contoh Utami', '9901042311200001', 'I.B.2', 'III.A']);
    expect(written(f203!.paper)).toEqual(['Rara Contoh Utami', '2 Maret 2011', '9']);
  });

  test('request only what their conditions allow', () => {
    const [f102] = formsOf(service, adult, today, surroundings);
    expect(written(f102!.paper)).toEqual(['Budi Contoh Hartono', '9901042311200001', 'I.B.2']);
  });

  test('leave to the pen what is not known yet, or does not matter any more', () => {
    expect(formValues(service, 'F-2.03@2026', {}, today)).toEqual({});
    const noPupil = { ...adult, kelas: 9 };
    expect(formValues(service, 'F-2.03@2026', noPupil, today)).toEqual({
      'anak.nama': 'Budi Contoh Hartono',
      'anak.tanggalLahir': '1990-05-17',
    });
  });

  test('take values that are no answers, and the office’s own wording', () => {
    const [, f203] = formsOf(service, pupil, today, {
      ...surroundings,
      values: { 'anak.alamat': 'Desa Contoh', 'anak.nama': 'Nama Lain' },
      approvedWording: { 'F-2.03@2026': ['Demikian saya nyatakan.'] },
    });
    expect(written(f203!.paper)).toEqual(['Rara Contoh Utami', '2 Maret 2011', '9', 'Desa Contoh']);
    expect(f203!.paper.declaration).toEqual(['Demikian saya nyatakan.']);
  });

  test('of a service that maps a form which does not exist are a mistake', () => {
    const wrong = { ...service, forms: { 'F-9.99@2026': {} } };
    expect(() => formsOf(wrong, pupil, today, surroundings)).toThrow('F-9.99@2026');
  });
});

describe('a mapping is checked: it', () => {
  const problems = (forms: Service['forms']) => formProblems({ ...libraryCard, forms });

  test('may be right', () => {
    expect(formProblems(service)).toEqual([]);
    expect(
      problems({ 'F-2.01A@2026': { jenis: { fixed: 'kelahiran' }, 'wilayah.kode': { field: 'desa' } } }),
    ).toEqual([]);
  });

  test('names forms and fields that exist', () => {
    expect(problems({ 'F-9.99@2026': {}, 'F-1.02@2026': { 'permohonan.x': { fixed: 'I.B.2' } } })).toEqual([
      'F-9.99@2026: Sampai does not know this form',
      'F-1.02@2026, permohonan.x: the form has no such field',
    ]);
  });

  test('covers every form that a paper names', () => {
    expect(formProblems({ ...service, forms: {} })).toEqual([
      'F-2.03@2026: a requirement names this form, but nothing says how to fill it in',
    ]);
  });

  test('gives only what the form takes', () => {
    expect(
      problems({
        'F-1.02@2026': { 'permohonan.0': { fixed: 'V.Z' }, nama: { field: 'pelajar' } },
        'F-2.01A@2026': {
          'kelahiran.jenisKelamin': { field: 'minatBaca' },
          'kelahiran.kelahiranKe': { field: 'namaAnggota' },
        },
      }),
    ).toEqual([
      'F-1.02@2026, permohonan.0: the form does not take "V.Z"',
      'F-1.02@2026, nama: a yes or no cannot be written on the form',
      'F-2.01A@2026, kelahiran.jenisKelamin: the form does not take "sejarah" of minatBaca',
      'F-2.01A@2026, kelahiran.jenisKelamin: the form does not take "komik" of minatBaca',
      'F-2.01A@2026, kelahiran.kelahiranKe: the form does not take "Contoh" of namaAnggota',
    ]);
  });
});
