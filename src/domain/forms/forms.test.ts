/** The official forms: order of blocks and fields, codes, derived values, and what is left open. */

import { describe, expect, test } from 'vitest';
import { dayNameOf, longDate } from './blocks.ts';
import { isCodeOf, jenisKelamin } from './code-lists.ts';
import { lampiranF102, permohonanF102 } from './code-lists-f102.ts';
import { fillF102 } from './f102.ts';
import { fillF201A } from './f201a.ts';
import { fillF203 } from './f203.ts';
import { fillF204 } from './f204.ts';
import type { FilledForm, FormField } from './filled-form.ts';

const office = {
  name: 'Dinas Contoh',
  regency: 'Kabupaten Contoh',
  address: 'Jalan Contoh 1',
  phone: '0500-000000',
};
const head = { office, caseNumber: 'B-2611-00482', ttd: { tempat: 'Paringin', tanggal: '2026-11-23' } };
const ayah = { nama: 'Rusdi Contoh', nik: '9901011208930001', tempatLahir: 'Balangan' };

function fieldOf(form: FilledForm, section: string, label: string): FormField {
  const found = form.sections
    .find((block) => block.title === section)
    ?.fields.find((field) => field.label === label);
  if (!found) throw new Error(`${section} has no field ${label}`);
  return found;
}

describe('F-2.01A', () => {
  const form = fillF201A({
    ...head,
    jenis: 'kelahiran',
    wilayah: { desa: 'Tabuan', kode: '63.11.06.2014' },
    pelapor: { nama: 'Rusdi Contoh', nik: '9901011208930001' },
    ayah,
    kelahiran: {
      nama: 'Nur Aisyah Contoh',
      jenisKelamin: '2',
      tanggal: '2026-11-17',
      pukul: '04:25',
      kelahiranKe: 2,
      penolong: '2',
      beratKg: 3.25,
    },
    kematian: { nama: 'Orang Lain' },
  });

  test('keeps the order of blocks of the annex', () => {
    expect(form.sections.map((section) => section.title)).toEqual([
      '',
      'Jenis Pelaporan Pencatatan Sipil',
      'Data Pelapor',
      'Data Subjek Akta',
      'Data Orang Tua: Ayah',
      'Data Orang Tua: Ibu',
      'Data Saksi I',
      'Data Saksi II',
      'Kelahiran',
      'Yang Lahir Mati',
      'Kematian',
    ]);
  });

  test('numbers the eleven birth fields and derives the day of the week', () => {
    const birth = form.sections.find((section) => section.title === 'Kelahiran')!.fields;
    expect(birth.map((field) => field.number)).toEqual(
      ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'].map(String),
    );
    expect(fieldOf(form, 'Kelahiran', 'Hari dan tanggal lahir')).toMatchObject({
      value: '2026-11-17',
      dayName: 'SELASA',
    });
  });

  test('writes weight with a decimal comma and rounds nothing', () => {
    expect(fieldOf(form, 'Kelahiran', 'Berat bayi')).toMatchObject({ value: '3,25', unit: 'Kg', boxes: 3 });
  });

  test('fills only the section of the chosen kind', () => {
    expect(fieldOf(form, 'Kematian', 'Nama lengkap')).toMatchObject({ value: '' });
  });

  test('writes box text in capitals and the region code without dots', () => {
    expect(fieldOf(form, 'Kelahiran', 'Nama')).toMatchObject({ value: 'NUR AISYAH CONTOH', boxes: 26 });
    expect(fieldOf(form, '', 'Kode Wilayah')).toMatchObject({ value: '6311062014' });
  });

  test('leaves room for both hands: the acknowledging official left, the reporter right', () => {
    expect(form.signatures.left).toEqual([
      'Mengetahui,',
      'Pejabat Dukcapil yang Membidangi',
      '',
      '( ………………………… )',
    ]);
    expect(form.signatures.right).toEqual(['Pelapor,', '', '( Rusdi Contoh )']);
  });

  test('names its code and version', () => {
    expect([form.formCode, form.formVersion, form.paperSize]).toEqual(['F-2.01A', 'F-2.01A@2026', 'legal']);
  });
});

describe('F-1.02', () => {
  const form = fillF102({
    ...head,
    ...ayah,
    permohonan: ['I.B.2', 'III.A'],
    lampiran: ['kkLama', 'kartuItap'],
  });

  test('rings several requests, each in its own column', () => {
    const columns = form.sections[1]!.fields;
    expect(columns.map((field) => field.kind === 'choices' && field.chosen)).toEqual([
      ['I.B.2'],
      [],
      ['III.A'],
      [],
    ]);
    expect(form.sections[1]).toMatchObject({ layout: 'columns' });
  });

  test('offers every request and attachment of the annex once', () => {
    const codes = permohonanF102.flatMap(({ list }) => list.entries.map((entry) => entry.code as string));
    expect(codes).toHaveLength(27);
    expect(new Set(codes).size).toBe(27);
    expect(new Set(lampiranF102.entries.map((entry) => entry.code)).size).toBe(16);
  });
});

describe('sworn statements', () => {
  const pernyataan = { ...ayah, tanggalLahir: '1993-08-12' };
  const penolongLahir = { nama: 'Bidan Contoh' };

  test("F-2.03 uses the office's approved wording when there is one", () => {
    const approvedWording = ['Naskah kantor.'];
    const form = fillF203({
      ...head,
      pernyataan,
      anak: { anakKe: 2 },
      ibu: {},
      penolong: penolongLahir,
      approvedWording,
    });
    expect(form.declaration).toEqual(['Naskah kantor.']);
    expect(form.notes).toEqual([]);
  });

  test('F-2.03 says so when the wording is ours', () => {
    const form = fillF203({ ...head, pernyataan, anak: {}, ibu: {}, penolong: penolongLahir });
    expect(form.declaration?.join(' ')).toMatch(/dituntut.*tidak berlaku/);
    expect(form.notes?.join(' ')).toContain('naskah kantor yang dipakai');
  });

  test('F-2.03 asks declarant, child, mother and attendant, in this order, and no father', () => {
    const form = fillF203({ ...head, pernyataan, anak: { anakKe: 2 }, ibu: {}, penolong: penolongLahir });
    expect(form.sections.map((section) => section.fields.map((field) => field.label))).toEqual([
      ['Nama', 'NIK', 'Tempat/tanggal lahir', 'Pekerjaan', 'Alamat'],
      ['Nama', 'NIK', 'Tempat/tanggal lahir', 'Anak ke', 'Alamat'],
      ['Nama Ibu', 'NIK', 'Tempat/tanggal lahir', 'Pekerjaan', 'Alamat'],
      ['Nama', 'NIK', 'Pekerjaan', 'Alamat'],
    ]);
    expect(form.sections[0]!.fields[2]).toMatchObject({ value: 'Balangan, 12 Agustus 1993' });
  });

  test('F-2.04 ticks what person 1 is to person 2 and names both witnesses', () => {
    const form = fillF204({
      ...head,
      pernyataan,
      pasangan1: ayah,
      hubungan: 'suami',
      pasangan2: {},
      saksi1: { nama: 'Saksi Contoh', nik: '9901010101800001' },
    });
    expect(form.sections[2]!.fields[0]).toMatchObject({ chosen: ['suami'] });
    expect(form.signatures.left.slice(0, 5)).toEqual([
      'Saksi I,',
      '',
      '( Saksi Contoh )',
      'NIK 9901010101800001',
      'Saksi II,',
    ]);
  });
});

describe('dates and codes', () => {
  test.each([
    ['2026-11-17', 'Selasa'],
    ['2000-02-29', 'Selasa'],
    ['1999-12-31', 'Jumat'],
    ['2027-01-01', 'Jumat'],
    ['not a date', ''],
  ])('%s is a %s', (date, day) => {
    expect(dayNameOf(date)).toBe(day);
  });

  test('a date is written out, other text stays', () => {
    expect(longDate('2026-08-05')).toBe('5 Agustus 2026');
    expect(longDate('2026-13-05')).toBe('2026-13-05');
  });

  test('stored answers can be checked against a list', () => {
    expect(isCodeOf(jenisKelamin, '2')).toBe(true);
    expect(isCodeOf(jenisKelamin, '3')).toBe(false);
  });
});
