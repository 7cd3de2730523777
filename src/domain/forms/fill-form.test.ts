/** Forms filled in from flat answers, as a service of the catalogue maps them. */

import { describe, expect, test } from 'vitest';
import { fillForm, formFieldIds, formVersions } from './fill-form.ts';
import type { FilledForm } from './filled-form.ts';

const frame = {
  office: { name: 'Dinas Contoh', regency: 'Kabupaten Contoh', address: '', phone: '' },
  caseNumber: 'B-2611-00482',
};

function printed(form: FilledForm | undefined, section: string, label: string) {
  const field = form?.sections
    .find((block) => block.title === section)
    ?.fields.find((each) => each.label === label);
  return field?.kind === 'choices' ? field.chosen : field?.value;
}

describe('F-2.01A', () => {
  const form = fillForm('F-2.01A@2026', frame, {
    'pelapor.nama': ' Rusdi Contoh ',
    'kelahiran.nama': 'Nur Contoh',
    'kelahiran.jenisKelamin': '2',
    'kelahiran.penolong': '9',
    'kelahiran.beratGram': '3250',
    'kelahiran.kelahiranKe': 'dua',
  });

  test('takes text, codes and a weight in gram', () => {
    expect(printed(form, 'Data Pelapor', 'Nama')).toBe('RUSDI CONTOH');
    expect(printed(form, 'Kelahiran', 'Jenis kelamin')).toEqual(['2']);
    expect(printed(form, 'Kelahiran', 'Berat bayi')).toBe('3,25');
  });

  test('leaves a code that is not in the list, and a number that is none, to the pen', () => {
    expect(printed(form, 'Kelahiran', 'Penolong kelahiran')).toEqual([]);
    expect(printed(form, 'Kelahiran', 'Kelahiran ke')).toBe('');
  });

  test('reports what was answered: a birth unless a death is told', () => {
    const kind = (values: Record<string, string>) =>
      printed(fillForm('F-2.01A@2026', frame, values), 'Jenis Pelaporan Pencatatan Sipil', 'Jenis pelaporan');
    expect(kind({})).toEqual(['kelahiran']);
    expect(kind({ 'kematian.nama': 'Contoh' })).toEqual(['kematian']);
    expect(kind({ jenis: 'lahirMati' })).toEqual(['lahirMati']);
  });
});

test('F-1.02 takes its lists by position, each request once', () => {
  const form = fillForm('F-1.02@2026', frame, {
    nama: 'Rusdi Contoh',
    'permohonan.0': 'III.A',
    'permohonan.1': 'I.B.2',
    'permohonan.2': 'III.A',
    'lampiran.0': 'bukuNikah',
  });
  const chosen = form!.sections[1]!.fields.flatMap((field) => (field.kind === 'choices' ? field.chosen : []));
  expect(chosen).toEqual(['I.B.2', 'III.A']);
  expect(printed(form, 'I. Data Pemohon', 'Nama Lengkap')).toBe('Rusdi Contoh');
});

test('sworn statements carry their blocks', () => {
  const f203 = fillForm('F-2.03@2026', frame, { 'anak.anakKe': '2', 'saksi2.nama': 'Saksi Contoh' });
  expect(f203?.sections[1]?.fields[3]).toMatchObject({ label: 'Anak ke', value: '2' });
  expect(f203?.signatures.left).toContain('( Saksi Contoh )');
  const f204 = fillForm('F-2.04@2026', frame, { hubungan: 'suami', noKk: '9901021506190004' });
  expect(f204?.sections.at(-1)?.fields[0]).toMatchObject({ value: '9901021506190004' });
});

test('every version names its field ids; an unknown version is not filled in', () => {
  for (const version of formVersions) expect(formFieldIds(version).size, version).toBeGreaterThan(10);
  expect(formFieldIds('F-2.01A@2026').has('kelahiran.panjangCm')).toBe(true);
  expect(formFieldIds('F-2.01A@2026').has('kelahiran.warna')).toBe(false);
  expect(fillForm('F-9.99@2026', frame, {})).toBeUndefined();
});
