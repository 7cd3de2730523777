import { describe, expect, test } from 'vitest';
import { adult, pupil, today } from '../domain/case/given.fixture.ts';
import { libraryCard } from '../domain/case/library-card.fixture.ts';
import {
  activeMarks,
  fieldsProvenBy,
  missingFields,
  neededRequirements,
  plannedDocuments,
  relevantFields,
} from './plan.ts';

const ids = (pairs: [string, unknown][]) => pairs.map(([id]) => id);

describe('relevant are fields', () => {
  test('in the order of the pages, whatever was answered already', () => {
    const inOrder = libraryCard.pages.flatMap((page) => page.fields);
    const relevant = ids(relevantFields(libraryCard, pupil, today));
    expect(relevant).toEqual(inOrder.filter((id) => relevant.includes(id)));
    expect(relevant.slice(0, 2)).toEqual(['namaAnggota', 'tanggalLahir']);
  });

  test('that matter: the form of pupils, the night room of adults', () => {
    expect(ids(relevantFields(libraryCard, pupil, today))).toContain('kelas');
    expect(ids(relevantFields(libraryCard, adult, today))).not.toContain('kelas');
    expect(ids(relevantFields(libraryCard, pupil, today))).not.toContain('ruangMalam');
    expect(ids(relevantFields(libraryCard, adult, today))).toContain('ruangMalam');
  });
});

describe('missing are fields', () => {
  test('that matter, are not optional and have no answer or an empty one', () => {
    expect(missingFields(libraryCard, pupil, today)).toEqual([]);
    expect(missingFields(libraryCard, { ...pupil, alamat: '' }, today)).toEqual(['alamat']);
    expect(missingFields(libraryCard, {}, today)).toEqual([
      'namaAnggota',
      'tanggalLahir',
      'pelajar',
      'noKk',
      'alamat',
      'desa',
    ]);
  });
});

describe('needed are papers', () => {
  test('by the answers, in the order of declaration', () => {
    expect(ids(neededRequirements(libraryCard, pupil, today))).toEqual(['kk', 'suratSekolah']);
    expect(ids(neededRequirements(libraryCard, adult, today))).toEqual(['kk', 'suratKerja']);
  });

  test('none that depends on an answer which is not there yet', () => {
    expect(ids(neededRequirements(libraryCard, {}, today))).toEqual(['kk']);
  });
});

describe('planned are documents', () => {
  const documents = (answers: Record<string, string | number | boolean>) =>
    plannedDocuments(libraryCard, answers, today).map((one) => one.document.id);

  test('by the answers, papers before the card', () => {
    expect(documents(pupil)).toEqual(['surat-anggota', 'kartu-anggota']);
    expect(documents(adult)).toEqual(['surat-anggota', 'izin-malam', 'kartu-anggota']);
  });

  test('no card before the fifth birthday, one from that day on', () => {
    expect(documents({ ...pupil, tanggalLahir: '2021-11-24' })).toEqual(['surat-anggota']);
    expect(documents({ ...pupil, tanggalLahir: '2021-11-23' })).toEqual(['surat-anggota', 'kartu-anggota']);
  });
});

test('remarks stand while their condition holds', () => {
  expect(activeMarks(libraryCard, pupil, today)).toEqual([]);
  expect(activeMarks(libraryCard, { ...adult, tanggalLahir: '1920-01-01' }, today)).toEqual(['longAgo']);
});

test('a paper proves the fields that are read off it, also when another paper could', () => {
  expect(fieldsProvenBy(libraryCard, 'kk')).toEqual(['noKk', 'alamat', 'desa']);
  expect(fieldsProvenBy(libraryCard, 'suratSekolah')).toEqual(['jamDatang']);
  expect(fieldsProvenBy(libraryCard, 'suratKerja')).toEqual(['jamDatang']);
});
