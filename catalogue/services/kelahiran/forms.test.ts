/** The official forms of a birth, filled in from its answers. */
import { describe, expect, test } from 'vitest';
import { assembleService } from '../../../src/catalogue/define-service.ts';
import type { FilledForm } from '../../../src/domain/forms/filled-form.ts';
import { formsOf } from '../../../src/domain/forms/from-answers.ts';
import { words as en } from './messages.en.ts';
import { words as id } from './messages.id.ts';
import { service as spec } from './service.ts';

const service = assembleService(spec, { id, en });
const today = '2026-11-23';
const surroundings = {
  office: { name: 'Dinas Contoh', regency: 'Kabupaten Contoh', address: 'Jalan Contoh', phone: '0500' },
  caseNumber: 'B-2611-00482',
};

const asked = {
  namaPemohon: 'Siti Contoh Rahmawati',
  nikPemohon: '9901045705920001',
  namaAnak: 'Aisyah Contoh Putri',
  tanggalLahir: '2026-11-14',
  punyaSuratLahir: true,
  punyaBuktiNikah: true,
};
const complete = {
  ...asked,
  jenisKelamin: '2',
  tempatDilahirkan: '2',
  tempatLahir: 'Balangan',
  pukul: '05:20',
  jenisKelahiran: '1',
  kelahiranKe: 2,
  penolong: '2',
  beratGram: 3250,
  panjangCm: 49.5,
  namaIbu: 'Siti Contoh Rahmawati',
  nikIbu: '9901045705920001',
  tempatLahirIbu: 'Paringin',
  tanggalLahirIbu: '1992-05-17',
  namaAyah: 'Ahmad Contoh Fauzi',
  nikAyah: '9901041203900002',
  tempatLahirAyah: 'Juai',
  tanggalLahirAyah: '1990-03-12',
  nomorBuktiNikah: '123/45/VI/2018',
  tanggalNikah: '2018-06-15',
  noKk: '9901041506180003',
  namaKepalaKeluarga: 'Ahmad Contoh Fauzi',
  alamat: 'Jalan Contoh 7',
  desa: '63.11.04.2003',
};

function fields(form: FilledForm | undefined, title: string): Record<string, string | string[]> {
  const section = form?.sections.find((one) => one.title === title);
  return Object.fromEntries(
    (section?.fields ?? []).map((field) => [
      field.label,
      field.kind === 'choices' ? field.chosen : field.value,
    ]),
  );
}

const form = (answers: Record<string, string | number | boolean>, formId: string) =>
  formsOf(service, answers, today, surroundings).find((one) => one.formId === formId)?.paper;

describe('F-2.01A', () => {
  const paper = form(complete, 'F-2.01A@2026');

  test('reports a birth, with weight in kilogram', () => {
    expect(fields(paper, 'Jenis Pelaporan Pencatatan Sipil')).toEqual({ 'Jenis pelaporan': ['kelahiran'] });
    expect(fields(paper, 'Kelahiran')).toEqual({
      Nama: 'AISYAH CONTOH PUTRI',
      'Jenis kelamin': ['2'],
      'Tempat dilahirkan': ['2'],
      'Tempat kelahiran': 'BALANGAN',
      'Hari dan tanggal lahir': '2026-11-14',
      Pukul: '05:20',
      'Jenis kelahiran': ['1'],
      'Kelahiran ke': '2',
      'Penolong kelahiran': ['2'],
      'Berat bayi': '3,25',
      'Panjang bayi': '49,5',
    });
  });

  test('names reporter and parents with their numbers', () => {
    expect(fields(paper, 'Data Pelapor')).toMatchObject({
      Nama: 'SITI CONTOH RAHMAWATI',
      NIK: '9901045705920001',
      'Nomor Kartu Keluarga': '9901041506180003',
      Kewarganegaraan: 'WNI',
    });
    expect(fields(paper, 'Data Orang Tua: Ayah')).toMatchObject({
      Nama: 'AHMAD CONTOH FAUZI',
      'Tanggal Lahir': '1990-03-12',
    });
    expect(fields(paper, '')).toMatchObject({ 'Kode Wilayah': '6311042003' });
  });
});

describe('F-1.02', () => {
  const requests = (answers: Record<string, string | number | boolean>) =>
    form(answers, 'F-1.02@2026')!
      .sections.flatMap((section) => section.fields)
      .flatMap((field) => (field.kind === 'choices' ? field.chosen : []));

  test('requests the changed KK and a new KIA, and lists what is attached', () => {
    expect(requests(complete)).toEqual(['I.B.2', 'III.A', 'kkLama', 'bukuNikah', 'buktiPerubahan']);
  });

  test('requests no KIA for an adult, and lists no buku nikah where there is none', () => {
    const late = { ...complete, tanggalLahir: '2000-01-01', punyaBuktiNikah: false };
    expect(requests(late)).toEqual(['I.B.2', 'kkLama', 'buktiPerubahan']);
  });
});

describe('sworn statements', () => {
  test('are printed only where they take the place of a paper', () => {
    const ids = (answers: Record<string, string | number | boolean>) =>
      formsOf(service, answers, today, surroundings).map((one) => one.formId);
    expect(ids(complete)).toEqual(['F-2.01A@2026', 'F-1.02@2026']);
    expect(ids({ ...asked, punyaSuratLahir: false })).toContain('F-2.03@2026');
    expect(ids({ ...asked, punyaBuktiNikah: false })).toContain('F-2.04@2026');
  });

  test('carry what is known before they are signed, and leave the rest to the pen', () => {
    const paper = form({ ...asked, punyaSuratLahir: false, punyaBuktiNikah: false }, 'F-2.03@2026')!;
    expect(paper.sections[0]!.fields[0]).toMatchObject({ label: 'Nama', value: 'Siti Contoh Rahmawati' });
    expect(paper.sections[1]!.fields[0]).toMatchObject({ label: 'Nama', value: 'Aisyah Contoh Putri' });
    expect(paper.sections[2]!.fields[0]).toMatchObject({ label: 'Nama Ibu', value: '' });
    const couple = form({ ...complete, punyaBuktiNikah: false }, 'F-2.04@2026')!;
    expect(couple.sections[1]!.fields[0]).toMatchObject({ value: 'Ahmad Contoh Fauzi' });
    expect(couple.sections[2]!.fields[0]).toMatchObject({ chosen: ['suami'] });
    expect(couple.sections[3]!.fields[0]).toMatchObject({ value: 'Siti Contoh Rahmawati' });
  });
});
