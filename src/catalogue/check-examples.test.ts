import { expect, test } from 'vitest';
import { adult, pupil, today } from '../domain/case/given.fixture.ts';
import { libraryCard } from '../domain/case/library-card.fixture.ts';
import { checkExamples } from './check-examples.ts';
import type { Example } from './define-service.ts';

const papers = ['surat-anggota', 'kartu-anggota'];
const examples: Example[] = [
  { title: 'a pupil', today, answers: pupil, needs: ['kk', 'suratSekolah'], produces: papers, marks: [] },
  {
    title: 'an adult at night',
    today,
    answers: adult,
    needs: ['kk', 'suratKerja'],
    produces: ['surat-anggota', 'izin-malam', 'kartu-anggota'],
  },
  {
    title: 'a child of four',
    today,
    answers: { ...pupil, tanggalLahir: '2022-01-01' },
    needs: ['kk', 'suratSekolah'],
    produces: ['surat-anggota'],
  },
  {
    title: 'born a hundred years ago',
    today,
    answers: { ...adult, ruangMalam: false, tanggalLahir: '1920-01-01' },
    needs: ['kk', 'suratKerja'],
    produces: papers,
    marks: ['longAgo'],
  },
] as unknown as Example[];

test('examples that come out as they say are right', () => {
  expect(checkExamples(libraryCard, examples)).toEqual([]);
});

test('an example that says something else is named with what came out', () => {
  const wrong = examples.map((one, index) =>
    index === 0
      ? {
          ...one,
          needs: ['kk'],
          produces: ['surat-anggota'],
          marks: ['longAgo'],
          answers: { ...pupil, umur: 3 },
        }
      : one,
  ) as unknown as Example[];
  expect(checkExamples(libraryCard, wrong)).toEqual([
    'example "a pupil" answers umur, which is no field',
    'example "a pupil" needs kk, suratSekolah, not kk',
    'example "a pupil" produces surat-anggota, kartu-anggota, not surat-anggota',
    'example "a pupil" has the marks nothing, not longAgo',
  ]);
});

test('the examples together show every paper, document and mark, with and without its condition', () => {
  expect(checkExamples(libraryCard, examples.slice(0, 1))).toEqual([
    'requirement suratSekolah: no example goes without it',
    'requirement suratKerja: no example has it',
    'document izin-malam: no example has it',
    'document kartu-anggota: no example goes without it',
    'mark longAgo: no example has it',
  ]);
});

test('a field that none of the needed papers shows could never be filled in', () => {
  const { fields } = libraryCard;
  const service = {
    ...libraryCard,
    fields: { ...fields, alamat: { ...fields.alamat!, fromAttachment: 'suratKerja' } },
  };
  expect(checkExamples(service, examples)).toEqual([
    'example "a pupil" needs the field alamat, but none of its papers shows it',
    'example "a child of four" needs the field alamat, but none of its papers shows it',
  ]);
});
