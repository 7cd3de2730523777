/** The two long lists of F-1.02 in its 2026 edition: what may be requested, and what may be attached. */

import type { CodeList } from './code-lists.ts';

/** One of the four columns of requests on F-1.02. */
export interface RequestColumn<Code extends string = string> {
  title: string;
  /** Printed under the column, when the paper asks for something more. */
  note?: string;
  list: CodeList<Code>;
}

function column<const Code extends string>(
  title: string,
  entries: readonly { code: Code; label: string; group?: string }[],
  note?: string,
): RequestColumn<Code> {
  return { title, note, list: { id: 'permohonanF102', isNumbered: true, entries } };
}

const kk = column('I. Kartu Keluarga', [
  { code: 'I.A.1', label: 'Membentuk keluarga baru', group: 'A. Baru' },
  { code: 'I.A.2', label: 'Pergantian kepala keluarga', group: 'A. Baru' },
  { code: 'I.A.3', label: 'Pisah KK', group: 'A. Baru' },
  { code: 'I.A.4', label: 'Pindah datang', group: 'A. Baru' },
  { code: 'I.A.5', label: 'WNI dari LN karena pindah', group: 'A. Baru' },
  { code: 'I.A.6', label: 'Rentan adminduk', group: 'A. Baru' },
  { code: 'I.B.1', label: 'Menumpang dalam KK', group: 'B. Perubahan data' },
  { code: 'I.B.2', label: 'Peristiwa penting', group: 'B. Perubahan data' },
  {
    code: 'I.B.3',
    label: 'Perubahan elemen data yang tercantum dalam KK',
    group: 'B. Perubahan data',
  },
  { code: 'I.C.1', label: 'Hilang', group: 'C. Hilang/rusak' },
  { code: 'I.C.2', label: 'Rusak', group: 'C. Hilang/rusak' },
]);

const ktpEl = column('II. KTP-el', [
  { code: 'II.A', label: 'Baru' },
  { code: 'II.B', label: 'Pindah datang' },
  { code: 'II.C.1', label: 'Hilang', group: 'C. Hilang/rusak' },
  { code: 'II.C.2', label: 'Rusak', group: 'C. Hilang/rusak' },
  { code: 'II.D', label: 'Perpanjangan ITAP' },
  { code: 'II.E', label: 'Perubahan status kewarganegaraan' },
  { code: 'II.F', label: 'Luar domisili' },
  { code: 'II.G', label: 'Transmigrasi' },
]);

const kia = column('III. Kartu Identitas Anak', [
  { code: 'III.A', label: 'Baru' },
  { code: 'III.B.1', label: 'Hilang', group: 'B. Kehilangan/Rusak' },
  { code: 'III.B.2', label: 'Rusak', group: 'B. Kehilangan/Rusak' },
  { code: 'III.C', label: 'Perpanjangan ITAP' },
  { code: 'III.D', label: 'Lainnya' },
]);

const perubahanData = column(
  'IV. Perubahan Data',
  [
    { code: 'IV.A', label: 'KK' },
    { code: 'IV.B', label: 'KTP-el' },
    { code: 'IV.C', label: 'KIA' },
  ],
  'Lampirkan (1) formulir perubahan data F-1.06 dan (2) bukti perubahannya.',
);

/** The four columns of requests in printed order. Several requests may be chosen on one form. */
export const permohonanF102 = [kk, ktpEl, kia, perubahanData] as const;

/** A request on F-1.02, as `column.letter.number`. */
export type PermohonanF102 = (typeof permohonanF102)[number]['list']['entries'][number]['code'];

function attachments<const Code extends string>(
  entries: readonly { code: Code; label: string }[],
): CodeList<Code> {
  return { id: 'lampiranF102', isNumbered: false, entries };
}

/** What may be attached to F-1.02: the left column of the paper first, then the right one. */
export const lampiranF102 = attachments([
  { code: 'kkLama', label: 'KK lama/KK rusak' },
  { code: 'bukuNikah', label: 'Buku nikah/kutipan akta perkawinan' },
  { code: 'aktaPerceraian', label: 'Kutipan akta perceraian' },
  { code: 'suratPindah', label: 'Surat keterangan pindah' },
  { code: 'suratPindahLuarNegeri', label: 'Surat keterangan pindah luar negeri' },
  { code: 'ktpElRusak', label: 'KTP-el rusak' },
  { code: 'dokumenPerjalanan', label: 'Dokumen perjalanan' },
  { code: 'suratHilangKepolisian', label: 'Surat keterangan hilang dari kepolisian' },
  {
    code: 'buktiPerubahan',
    label: 'Surat keterangan/bukti perubahan peristiwa kependudukan dan peristiwa penting',
  },
  { code: 'sptjmPerkawinan', label: 'SPTJM perkawinan/perceraian belum tercatat' },
  { code: 'aktaKematian', label: 'Akta kematian' },
  {
    code: 'pernyataanHilangRusak',
    label: 'Surat pernyataan penyebab terjadinya hilang atau rusak',
  },
  { code: 'suratPindahPerwakilan', label: 'Surat keterangan pindah dari Perwakilan RI' },
  {
    code: 'bersediaMenerima',
    label: 'Surat pernyataan bersedia menerima sebagai anggota keluarga',
  },
  { code: 'kuasaPengasuhan', label: 'Surat kuasa pengasuhan anak dari orang tua/wali' },
  { code: 'kartuItap', label: 'Kartu izin tinggal tetap' },
]);

/** An attachment that F-1.02 lists. */
export type LampiranF102 = (typeof lampiranF102)['entries'][number]['code'];
