/** Fills in an official form from flat answers: field id of the form (`pelapor.nama`) → text. */

import type { FormDeclarant, FormParent, FormPerson, FormWitness } from './blocks.ts';
import type { CodeList } from './code-lists.ts';
import {
  hubunganPasangan,
  isCodeOf,
  jenisKelahiran,
  jenisKelamin,
  jenisPelaporanF201A,
  penolong,
  sebabKematian,
  tempatDilahirkan,
  yangMenentukanLahirMati,
  yangMenerangkanKematian,
} from './code-lists.ts';
import type { PermohonanF102 } from './code-lists-f102.ts';
import { lampiranF102, permohonanF102 } from './code-lists-f102.ts';
import { F102_VERSION, fillF102 } from './f102.ts';
import type { KelahiranAnswers, KematianAnswers, LahirMatiAnswers } from './f201a.ts';
import { F201A_VERSION, fillF201A } from './f201a.ts';
import { F203_VERSION, fillF203 } from './f203.ts';
import { F204_VERSION, fillF204 } from './f204.ts';
import type { FilledForm, FormHead } from './filled-form.ts';

/** Text by field id. Dates are `YYYY-MM-DD`, times `HH:MM`, list entries `permohonan.0`, `permohonan.1` … */
export type FormValues = Readonly<Record<string, string | undefined>>;

/** What a form takes beside its answers. `approvedWording` is used by sworn statements alone. */
export interface FormFrame extends FormHead {
  approvedWording?: readonly string[];
}

type Read = (id: string) => string | undefined;

const fillers: Record<string, (frame: FormFrame, read: Read) => FilledForm> = {
  [F201A_VERSION]: fromF201A,
  [F102_VERSION]: fromF102,
  [F203_VERSION]: fromF203,
  [F204_VERSION]: fromF204,
};

/** Versions of forms that can be filled in. */
export const formVersions: readonly string[] = Object.keys(fillers);

/**
 * Fills in a form; `undefined` when its version is not known here. A code that is not in its list, and a number
 * that is none, are left empty for the pen.
 */
export function fillForm(version: string, frame: FormFrame, values: FormValues): FilledForm | undefined {
  return fillers[version]?.(frame, (id) => values[id]?.trim() || undefined);
}

/** Every field id that a version of a form reads, so that a catalogue can be checked against it. */
export function formFieldIds(version: string): ReadonlySet<string> {
  const ids = new Set<string>();
  fillers[version]?.(NOWHERE, (id) => {
    ids.add(id);
    return undefined;
  });
  return ids;
}

const NOWHERE: FormFrame = { office: { name: '', regency: '', address: '', phone: '' }, caseNumber: '' };

function fromF201A(frame: FormFrame, read: Read): FilledForm {
  const kelahiran = birthOf(read);
  const lahirMati = stillbirthOf(read);
  const kematian = deathOf(read);
  const jenis = code(jenisPelaporanF201A, read('jenis'));
  return fillF201A({
    ...frame,
    // The kind that has an answer, when it is not said: a birth unless something else is told.
    jenis: jenis ?? (isAnswered(kematian) ? 'kematian' : isAnswered(lahirMati) ? 'lahirMati' : 'kelahiran'),
    wilayah: {
      provinsi: read('wilayah.provinsi'),
      kabupaten: read('wilayah.kabupaten'),
      kecamatan: read('wilayah.kecamatan'),
      desa: read('wilayah.desa'),
      kode: read('wilayah.kode'),
    },
    pelapor: personOf(read, 'pelapor'),
    subjek: personOf(read, 'subjek'),
    ayah: parentOf(read, 'ayah'),
    ibu: parentOf(read, 'ibu'),
    saksi1: witnessOf(read, 'saksi1'),
    saksi2: witnessOf(read, 'saksi2'),
    kelahiran,
    lahirMati,
    kematian,
    pejabat: { nama: read('pejabat.nama') },
  });
}

function birthOf(read: Read): KelahiranAnswers {
  return {
    nama: read('kelahiran.nama'),
    jenisKelamin: code(jenisKelamin, read('kelahiran.jenisKelamin')),
    tempatDilahirkan: code(tempatDilahirkan, read('kelahiran.tempatDilahirkan')),
    tempatLahir: read('kelahiran.tempatLahir'),
    tanggal: read('kelahiran.tanggal'),
    pukul: read('kelahiran.pukul'),
    jenisKelahiran: code(jenisKelahiran, read('kelahiran.jenisKelahiran')),
    kelahiranKe: number(read('kelahiran.kelahiranKe')),
    penolong: code(penolong, read('kelahiran.penolong')),
    beratKg: number(read('kelahiran.beratKg')),
    beratGram: number(read('kelahiran.beratGram')),
    panjangCm: number(read('kelahiran.panjangCm')),
  };
}

function stillbirthOf(read: Read): LahirMatiAnswers {
  return {
    lamaKandunganBulan: number(read('lahirMati.lamaKandunganBulan')),
    jenisKelamin: code(jenisKelamin, read('lahirMati.jenisKelamin')),
    tanggal: read('lahirMati.tanggal'),
    jenisKelahiran: code(jenisKelahiran, read('lahirMati.jenisKelahiran')),
    anakKe: number(read('lahirMati.anakKe')),
    tempatDilahirkan: code(tempatDilahirkan, read('lahirMati.tempatDilahirkan')),
    penolong: code(penolong, read('lahirMati.penolong')),
    sebab: read('lahirMati.sebab'),
    yangMenentukan: code(yangMenentukanLahirMati, read('lahirMati.yangMenentukan')),
    tempatLahir: read('lahirMati.tempatLahir'),
  };
}

function deathOf(read: Read): KematianAnswers {
  return {
    nik: read('kematian.nik'),
    nama: read('kematian.nama'),
    tanggal: read('kematian.tanggal'),
    pukul: read('kematian.pukul'),
    sebab: code(sebabKematian, read('kematian.sebab')),
    tempat: read('kematian.tempat'),
    yangMenerangkan: code(yangMenerangkanKematian, read('kematian.yangMenerangkan')),
  };
}

function fromF102(frame: FormFrame, read: Read): FilledForm {
  const requests = permohonanF102.flatMap(({ list }): PermohonanF102[] =>
    list.entries.map((entry) => entry.code),
  );
  return fillF102({
    ...frame,
    nama: read('nama'),
    nik: read('nik'),
    noKk: read('noKk'),
    permohonan: listed(read, 'permohonan', requests),
    lampiran: listed(
      read,
      'lampiran',
      lampiranF102.entries.map((entry) => entry.code),
    ),
    petugas: { nama: read('petugas.nama') },
  });
}

function fromF203(frame: FormFrame, read: Read): FilledForm {
  return fillF203({
    ...frame,
    pernyataan: declarantOf(read, 'pernyataan'),
    anak: { ...declarantOf(read, 'anak'), anakKe: number(read('anak.anakKe')) },
    ibu: declarantOf(read, 'ibu'),
    penolong: {
      nama: read('penolong.nama'),
      nik: read('penolong.nik'),
      pekerjaan: read('penolong.pekerjaan'),
      alamat: read('penolong.alamat'),
    },
    saksi1: witnessOf(read, 'saksi1'),
    saksi2: witnessOf(read, 'saksi2'),
  });
}

function fromF204(frame: FormFrame, read: Read): FilledForm {
  return fillF204({
    ...frame,
    pernyataan: declarantOf(read, 'pernyataan'),
    pasangan1: declarantOf(read, 'pasangan1'),
    hubungan: code(hubunganPasangan, read('hubungan')),
    pasangan2: declarantOf(read, 'pasangan2'),
    noKk: read('noKk'),
    saksi1: witnessOf(read, 'saksi1'),
    saksi2: witnessOf(read, 'saksi2'),
  });
}

function personOf(read: Read, who: string): FormPerson {
  return {
    nama: read(`${who}.nama`),
    nik: read(`${who}.nik`),
    nomorDokPerjalanan: read(`${who}.nomorDokPerjalanan`),
    noKk: read(`${who}.noKk`),
    kewarganegaraan: read(`${who}.kewarganegaraan`),
  };
}

function parentOf(read: Read, who: string): FormParent {
  return {
    nama: read(`${who}.nama`),
    nik: read(`${who}.nik`),
    tempatLahir: read(`${who}.tempatLahir`),
    tanggalLahir: read(`${who}.tanggalLahir`),
    kewarganegaraan: read(`${who}.kewarganegaraan`),
  };
}

function witnessOf(read: Read, who: string): FormWitness {
  return {
    nama: read(`${who}.nama`),
    nik: read(`${who}.nik`),
    noKk: read(`${who}.noKk`),
    kewarganegaraan: read(`${who}.kewarganegaraan`),
  };
}

function declarantOf(read: Read, who: string): FormDeclarant {
  return {
    nama: read(`${who}.nama`),
    nik: read(`${who}.nik`),
    tempatLahir: read(`${who}.tempatLahir`),
    tanggalLahir: read(`${who}.tanggalLahir`),
    pekerjaan: read(`${who}.pekerjaan`),
    alamat: read(`${who}.alamat`),
  };
}

function code<Code extends string>(list: CodeList<Code>, value: string | undefined): Code | undefined {
  return value !== undefined && isCodeOf(list, value) ? value : undefined;
}

function listed<Code extends string>(read: Read, id: string, codes: readonly Code[]): Code[] {
  const chosen = new Set(codes.map((_, index) => read(`${id}.${index}`)));
  return codes.filter((each) => chosen.has(each));
}

function number(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const parsed = Number(value.replace(',', '.'));
  return Number.isFinite(parsed) ? parsed : undefined;
}

function isAnswered(section: object): boolean {
  return Object.values(section).some((value) => value !== undefined);
}
