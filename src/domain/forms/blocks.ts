/** Blocks that several official forms share: the head, persons, parents, witnesses. */

import type { CodeList } from './code-lists.ts';
import type { FilledForm, FormBlock, FormField, FormHead } from './filled-form.ts';

/** Boxes of a name, place or nationality line on the 2026 forms. */
const NAME_BOXES = 26;
/** Boxes of a NIK, a KK number or a travel document number. */
export const NUMBER_BOXES = 16;

/** ORANG-P of the forms: reporter or subject. Numbers are text. */
export interface FormPerson {
  nama?: string;
  nik?: string;
  nomorDokPerjalanan?: string;
  noKk?: string;
  kewarganegaraan?: string;
}

/** ORTU of the forms: father or mother. `tanggalLahir` is `YYYY-MM-DD`. */
export interface FormParent {
  nama?: string;
  nik?: string;
  tempatLahir?: string;
  tanggalLahir?: string;
  kewarganegaraan?: string;
}

/** SAKSI of the forms. */
export interface FormWitness {
  nama?: string;
  nik?: string;
  noKk?: string;
  kewarganegaraan?: string;
}

/** WILAYAH of the forms: the applicant's domicile. `kode` is filled by the office. */
export interface FormRegion {
  provinsi?: string;
  kabupaten?: string;
  kecamatan?: string;
  desa?: string;
  kode?: string;
}

/** The person lines of a sworn statement. `tanggalLahir` is `YYYY-MM-DD`. */
export interface FormDeclarant {
  nama?: string;
  nik?: string;
  tempatLahir?: string;
  tanggalLahir?: string;
  pekerjaan?: string;
  alamat?: string;
}

/** Boxed text. Letters are printed as capitals, which is how the boxes are filled in by hand. */
export function textBoxes(label: string, value: string | undefined, boxes = NAME_BOXES): FormField {
  return { kind: 'boxes', label, boxes, value: (value ?? '').trim().toUpperCase() };
}

/** Ticks of a code list, of which the given codes are chosen. */
export function ticks(
  label: string,
  list: CodeList,
  chosen: string | undefined,
  mark: 'tick' | 'code' = 'tick',
): FormField {
  return {
    kind: 'choices',
    label,
    options: list.entries.map((entry) => ({ code: entry.code, label: entry.label })),
    chosen: chosen === undefined ? [] : [chosen],
    mark,
    isNumbered: list.isNumbered,
  };
}

/** Gives fields their printed numbers 1, 2, 3 … in order. */
export function numberedFields(fields: FormField[]): FormField[] {
  return fields.map((field, index) => ({ ...field, number: `${index + 1}` }));
}

/** The five rows of ORANG-P. */
export function personBlock(title: string, person: FormPerson = {}): FormBlock {
  return {
    title,
    fields: [
      textBoxes('Nama', person.nama),
      textBoxes('NIK', person.nik, NUMBER_BOXES),
      textBoxes('Nomor Dokumen Perjalanan RI*', person.nomorDokPerjalanan, NUMBER_BOXES),
      textBoxes('Nomor Kartu Keluarga', person.noKk, NUMBER_BOXES),
      textBoxes('Kewarganegaraan', person.kewarganegaraan),
    ],
  };
}

/** The five rows of ORTU for one parent. */
export function parentBlock(title: string, parent: FormParent = {}): FormBlock {
  return {
    title,
    fields: [
      textBoxes('Nama', parent.nama),
      textBoxes('NIK', parent.nik, NUMBER_BOXES),
      textBoxes('Tempat Lahir', parent.tempatLahir),
      { kind: 'date', label: 'Tanggal Lahir', value: parent.tanggalLahir ?? '' },
      textBoxes('Kewarganegaraan', parent.kewarganegaraan),
    ],
  };
}

/** The four rows of SAKSI. */
export function witnessBlock(title: string, witness: FormWitness = {}): FormBlock {
  return {
    title,
    fields: [
      textBoxes('Nama', witness.nama),
      textBoxes('NIK', witness.nik, NUMBER_BOXES),
      textBoxes('Nomor Kartu Keluarga', witness.noKk, NUMBER_BOXES),
      textBoxes('Kewarganegaraan', witness.kewarganegaraan),
    ],
  };
}

/** The head lines with the applicant's domicile. */
export function regionBlock(region: FormRegion = {}): FormBlock {
  return {
    title: '',
    fields: [
      { kind: 'line', label: 'Provinsi', value: region.provinsi ?? '' },
      { kind: 'line', label: 'Kabupaten/Kota', value: region.kabupaten ?? '' },
      { kind: 'line', label: 'Kecamatan', value: region.kecamatan ?? '' },
      { kind: 'line', label: 'Desa/Kelurahan', value: region.desa ?? '' },
      textBoxes('Kode Wilayah', (region.kode ?? '').replaceAll('.', ''), 10),
    ],
  };
}

/** The open lines of a person in a sworn statement. `lastLine` replaces *Pekerjaan*, as for a child. */
export function declarantFields(
  person: FormDeclarant = {},
  lastLine: { label: string; value: string } = { label: 'Pekerjaan', value: person.pekerjaan ?? '' },
): FormField[] {
  return [
    { kind: 'line', label: 'Nama', value: person.nama ?? '' },
    { kind: 'line', label: 'NIK', value: person.nik ?? '' },
    {
      kind: 'line',
      label: 'Tempat/tanggal lahir',
      value: placeAndDate(person.tempatLahir, person.tanggalLahir),
    },
    { kind: 'line', ...lastLine },
    { kind: 'line', label: 'Alamat', value: person.alamat ?? '' },
  ];
}

/** Signature lines of two witnesses with their NIK, one below the other. */
export function witnessSignatures(saksi1: FormWitness = {}, saksi2: FormWitness = {}): string[] {
  return [
    'Saksi I,',
    '',
    signedName(saksi1.nama),
    `NIK ${saksi1.nik ?? DOTS}`,
    'Saksi II,',
    '',
    signedName(saksi2.nama),
    `NIK ${saksi2.nik ?? DOTS}`,
  ];
}

const DOTS = '…………………………';

/** A name in brackets under the room for a signature; dots when it is not known yet. */
export function signedName(name: string | undefined): string {
  return `( ${name?.trim() ? name.trim() : DOTS} )`;
}

/** The parts of a filled form that come from its head. */
export function formFrame(
  head: FormHead,
  form: { formCode: string; formVersion: string; title: string },
): Pick<
  FilledForm,
  'template' | 'office' | 'formCode' | 'formVersion' | 'title' | 'caseNumber' | 'paperSize' | 'place' | 'date'
> {
  return {
    template: 'form',
    office: head.office,
    ...form,
    caseNumber: head.caseNumber,
    paperSize: head.paperSize ?? 'legal',
    place: head.ttd?.tempat ?? '',
    date: head.ttd?.tanggal ?? '',
  };
}

function placeAndDate(place: string | undefined, date: string | undefined): string {
  return [place?.trim(), date ? longDate(date) : undefined].filter(Boolean).join(', ');
}

const MONTHS = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];
const DAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];

/** `2026-10-04` → `4 Oktober 2026`. Text that is not such a date is returned as it is. */
export function longDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? date : `${Number(day)} ${name} ${year}`;
}

/**
 * Week day of a `YYYY-MM-DD` date in Indonesian; empty for text that is not such a date. Counted with
 * Sakamoto's method, because rules never touch a clock or a time zone.
 */
export function dayNameOf(date: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return '';
  const month = Number(match[2]);
  const offsets = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
  const year = Number(match[1]) - (month < 3 ? 1 : 0);
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return DAYS[(year + leaps + (offsets[month - 1] ?? 0) + Number(match[3])) % 7] ?? '';
}
