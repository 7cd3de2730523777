/** The fields of a birth entry in the order of the simulated SIAK, and how typed or pasted values are read. */

import { isDate } from '../papers/dates.ts';

/** One field of the entry screen. `names` are further labels under which a pasted line is recognised. */
export interface EntryField {
  id: string;
  group: string;
  label: string;
  kind: 'text' | 'nik' | 'date' | 'time' | 'number' | 'choice';
  isRequired: boolean;
  choices?: Record<string, string>;
  names: string[];
}

const SEX = { '1': 'Laki-laki', '2': 'Perempuan' };
const PLACES = { '1': 'RS/RB', '2': 'Puskesmas', '3': 'Polindes', '4': 'Rumah', '5': 'Lainnya' };
const KINDS = { '1': 'Tunggal', '2': 'Kembar 2', '3': 'Kembar 3', '4': 'Kembar 4', '5': 'Lainnya' };
const HELPERS = { '1': 'Dokter', '2': 'Bidan/Perawat', '3': 'Dukun', '4': 'Lainnya' };

function field(
  group: string,
  id: string,
  label: string,
  rest: Partial<Omit<EntryField, 'id' | 'group' | 'label'>> = {},
): EntryField {
  return { id, group, label, kind: 'text', isRequired: false, names: [], ...rest };
}

const required = { isRequired: true };

/** All fields of `kelahiran`, in keying order. */
export const birthFields: readonly EntryField[] = [
  field('Data bayi', 'namaAnak', 'Nama anak', { ...required, names: ['Nama bayi', 'Nama lengkap anak'] }),
  field('Data bayi', 'jenisKelamin', 'Jenis kelamin', { ...required, kind: 'choice', choices: SEX }),
  field('Data bayi', 'tempatDilahirkan', 'Tempat dilahirkan', { kind: 'choice', choices: PLACES }),
  field('Data bayi', 'tempatLahir', 'Kabupaten/kota kelahiran', {
    ...required,
    names: ['Tempat kelahiran', 'Tempat lahir', 'Tempat lahir anak'],
  }),
  field('Data bayi', 'tanggalLahir', 'Tanggal lahir anak', {
    ...required,
    kind: 'date',
    names: ['Tanggal lahir', 'Tanggal lahir bayi'],
  }),
  field('Data bayi', 'pukul', 'Pukul', { kind: 'time', names: ['Jam lahir', 'Pukul lahir'] }),
  field('Data bayi', 'jenisKelahiran', 'Jenis kelahiran', { kind: 'choice', choices: KINDS }),
  field('Data bayi', 'kelahiranKe', 'Kelahiran ke', { ...required, kind: 'number', names: ['Anak ke'] }),
  field('Data bayi', 'penolong', 'Penolong kelahiran', { kind: 'choice', choices: HELPERS }),
  field('Data bayi', 'beratGram', 'Berat bayi (gram)', { kind: 'number', names: ['Berat bayi'] }),
  field('Data bayi', 'panjangCm', 'Panjang bayi (cm)', { kind: 'number', names: ['Panjang bayi'] }),
  field('Keluarga', 'noKk', 'Nomor KK', { kind: 'nik', names: ['No KK', 'Nomor Kartu Keluarga'] }),
  field('Keluarga', 'namaKepalaKeluarga', 'Nama kepala keluarga', { names: ['Kepala keluarga'] }),
  field('Keluarga', 'alamat', 'Alamat'),
  field('Keluarga', 'desa', 'Desa/kelurahan', { names: ['Desa', 'Kelurahan'] }),
  field('Keluarga', 'kecamatan', 'Kecamatan'),
  field('Orang tua', 'nikIbu', 'NIK ibu', { ...required, kind: 'nik' }),
  field('Orang tua', 'namaIbu', 'Nama lengkap ibu', { ...required, names: ['Nama ibu'] }),
  field('Orang tua', 'tanggalLahirIbu', 'Tanggal lahir ibu', { kind: 'date' }),
  field('Orang tua', 'nikAyah', 'NIK ayah', { kind: 'nik' }),
  field('Orang tua', 'namaAyah', 'Nama lengkap ayah', { names: ['Nama ayah'] }),
  field('Orang tua', 'tanggalLahirAyah', 'Tanggal lahir ayah', { kind: 'date' }),
  field('Orang tua', 'nomorBuktiNikah', 'Nomor buku nikah atau akta perkawinan', {
    names: ['Nomor buku nikah', 'Nomor akta perkawinan', 'Nomor bukti nikah'],
  }),
  field('Orang tua', 'tanggalNikah', 'Tanggal perkawinan', { kind: 'date', names: ['Tanggal nikah'] }),
  field('Pelapor dan saksi', 'nikPemohon', 'NIK pemohon', { kind: 'nik', names: ['NIK pelapor'] }),
  field('Pelapor dan saksi', 'namaPemohon', 'Nama pemohon', { names: ['Nama pelapor'] }),
  field('Pelapor dan saksi', 'namaSaksi1', 'Nama saksi I', { names: ['Nama saksi 1'] }),
  field('Pelapor dan saksi', 'nikSaksi1', 'NIK saksi I', { kind: 'nik', names: ['NIK saksi 1'] }),
  field('Pelapor dan saksi', 'namaSaksi2', 'Nama saksi II', { names: ['Nama saksi 2'] }),
  field('Pelapor dan saksi', 'nikSaksi2', 'NIK saksi II', { kind: 'nik', names: ['NIK saksi 2'] }),
];

/** Values of an entry by field id, as the operator gave them. */
export type EntryValues = Record<string, string>;

/** A value that cannot be taken, in words for the operator. */
export interface EntryProblem {
  field: string;
  message: string;
}

const byName = new Map(
  birthFields.flatMap((entry) => [entry.id, entry.label, ...entry.names].map((name) => [plain(name), entry])),
);

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/**
 * Reads lines of `label<TAB>value` as Sampai's desk copies them. Labels are recognised by id, label or an
 * alias, whatever their capitals. Lines without a known label come back in `unknown`.
 */
export function readPasted(text: string): { values: EntryValues; unknown: string[] } {
  const values: EntryValues = {};
  const unknown: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (!line.trim()) continue;
    const [label = '', ...rest] = line.split('\t');
    const found = byName.get(plain(label));
    if (found && rest.length > 0) values[found.id] = rest.join(' ').trim();
    else unknown.push(line.trim().slice(0, 80));
  }
  return { values, unknown };
}

/** Renames known labels to field ids; what has no such field is dropped. */
export function byFieldId(given: EntryValues): EntryValues {
  const values: EntryValues = {};
  for (const [name, value] of Object.entries(given)) {
    const found = byName.get(plain(name));
    if (found) values[found.id] = `${value}`;
  }
  return values;
}

/** Brings values to one form (codes, `YYYY-MM-DD`, `HH:MM`, bare digits) and says what cannot be taken. */
export function readEntry(given: EntryValues): { values: EntryValues; problems: EntryProblem[] } {
  const values: EntryValues = {};
  const problems: EntryProblem[] = [];
  for (const entry of birthFields) {
    const typed = (given[entry.id] ?? '').trim();
    if (typed === '') {
      if (entry.isRequired) problems.push({ field: entry.id, message: `${entry.label} belum diisi.` });
      continue;
    }
    const value = normal(entry, typed);
    if (value === undefined) problems.push({ field: entry.id, message: wrong(entry) });
    else values[entry.id] = value;
  }
  return { values, problems };
}

function normal(entry: EntryField, typed: string): string | undefined {
  switch (entry.kind) {
    case 'text':
      return typed.replaceAll(/\s+/g, ' ').slice(0, 120);
    case 'nik':
      return digitsOf(typed, 16);
    case 'date':
      return dateOf(typed);
    case 'time':
      return /^([01]?\d|2[0-3])[.:]([0-5]\d)/.exec(typed)?.slice(1, 3).join(':').padStart(5, '0');
    case 'number':
      return /^\d+/.exec(typed)?.[0];
    case 'choice':
      return codeOf(entry.choices ?? {}, typed);
  }
}

function digitsOf(typed: string, length: number): string | undefined {
  const digits = typed.replaceAll(/[\s.-]/g, '');
  return /^\d+$/.test(digits) && digits.length === length ? digits : undefined;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'mei', 'jun', 'jul', 'agu', 'sep', 'okt', 'nov', 'des'];

function dateOf(typed: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed) ?? [];
  const [, day2, month2, year2] = /^(\d{1,2})[-/. ]([A-Za-z]+|\d{1,2})[-/. ](\d{4})$/.exec(typed) ?? [];
  const named = MONTHS.indexOf((month2 ?? '').slice(0, 3).toLowerCase()) + 1;
  const date = year
    ? `${year}-${month}-${day}`
    : `${year2}-${(named > 0 ? `${named}` : (month2 ?? '')).padStart(2, '0')}-${(day2 ?? '').padStart(2, '0')}`;
  return isDate(date) ? date : undefined;
}

function codeOf(choices: Record<string, string>, typed: string): string | undefined {
  return Object.entries(choices).find(
    ([code, label]) => plain(typed) === plain(code) || plain(typed) === plain(label),
  )?.[0];
}

function wrong(entry: EntryField): string {
  if (entry.kind === 'nik') return `${entry.label} harus 16 angka.`;
  if (entry.kind === 'date') return `${entry.label} tidak ada di kalender. Tulis seperti 17-11-2026.`;
  if (entry.kind === 'time') return `${entry.label} tulis seperti 04:25.`;
  if (entry.kind === 'choice')
    return `${entry.label} pilih salah satu: ${Object.values(entry.choices ?? {}).join(', ')}.`;
  return `${entry.label} harus angka.`;
}
