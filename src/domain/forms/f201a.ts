/** F-2.01A (2026): report of a birth, a stillbirth or a death, filled in from the answers of a case. */

import type { FormParent, FormPerson, FormRegion, FormWitness } from './blocks.ts';
import {
  dayNameOf,
  formFrame,
  NUMBER_BOXES,
  numberedFields,
  parentBlock,
  personBlock,
  regionBlock,
  signedName,
  textBoxes,
  ticks,
  witnessBlock,
} from './blocks.ts';
import type { CodeOf } from './code-lists.ts';
import {
  jenisKelahiran,
  jenisKelamin,
  jenisPelaporanF201A,
  penolong,
  sebabKematian,
  tempatDilahirkan,
  yangMenentukanLahirMati,
  yangMenerangkanKematian,
} from './code-lists.ts';
import type { FilledForm, FormBlock, FormHead } from './filled-form.ts';

/** Version of this form: its fields and code lists stay as they are for cases that began with it. */
export const F201A_VERSION = 'F-2.01A@2026';

/** Section *Kelahiran*. Dates `YYYY-MM-DD`, time `HH:MM` (24 h), length in centimetre. */
export interface KelahiranAnswers {
  nama?: string;
  jenisKelamin?: CodeOf<typeof jenisKelamin>;
  tempatDilahirkan?: CodeOf<typeof tempatDilahirkan>;
  /** Kabupaten or kota of birth. */
  tempatLahir?: string;
  tanggal?: string;
  pukul?: string;
  jenisKelahiran?: CodeOf<typeof jenisKelahiran>;
  /** Birth order within one marriage. */
  kelahiranKe?: number;
  penolong?: CodeOf<typeof penolong>;
  /** Weight in kilogram as the 2026 form asks; `beratGram` is taken when it is missing. */
  beratKg?: number;
  beratGram?: number;
  panjangCm?: number;
}

/** Section *Yang Lahir Mati*. Date `YYYY-MM-DD`, months in the womb as a whole number. */
export interface LahirMatiAnswers {
  lamaKandunganBulan?: number;
  jenisKelamin?: CodeOf<typeof jenisKelamin>;
  tanggal?: string;
  jenisKelahiran?: CodeOf<typeof jenisKelahiran>;
  anakKe?: number;
  tempatDilahirkan?: CodeOf<typeof tempatDilahirkan>;
  penolong?: CodeOf<typeof penolong>;
  sebab?: string;
  yangMenentukan?: CodeOf<typeof yangMenentukanLahirMati>;
  tempatLahir?: string;
}

/** Section *Kematian*. Date `YYYY-MM-DD`, time `HH:MM`. */
export interface KematianAnswers {
  nik?: string;
  nama?: string;
  tanggal?: string;
  pukul?: string;
  sebab?: CodeOf<typeof sebabKematian>;
  tempat?: string;
  yangMenerangkan?: CodeOf<typeof yangMenerangkanKematian>;
}

/** Everything F-2.01A asks. Only the section of the chosen kind is filled; the others print empty. */
export interface F201AInput extends FormHead {
  jenis: CodeOf<typeof jenisPelaporanF201A>;
  wilayah?: FormRegion;
  pelapor?: FormPerson;
  subjek?: FormPerson;
  ayah?: FormParent;
  ibu?: FormParent;
  saksi1?: FormWitness;
  saksi2?: FormWitness;
  kelahiran?: KelahiranAnswers;
  lahirMati?: LahirMatiAnswers;
  kematian?: KematianAnswers;
  /** The official who acknowledges the report; left open when not known yet. */
  pejabat?: { nama?: string };
}

/** Fills in F-2.01A in the order of the 2026 annex (Permendagri 109/2019 as amended). */
export function fillF201A(input: F201AInput): FilledForm {
  return {
    ...formFrame(input, {
      formCode: 'F-2.01A',
      formVersion: F201A_VERSION,
      title: 'Formulir Pelaporan Pencatatan Sipil di Dalam Wilayah NKRI',
    }),
    sections: [
      regionBlock(input.wilayah),
      {
        title: 'Jenis Pelaporan Pencatatan Sipil',
        fields: [ticks('Jenis pelaporan', jenisPelaporanF201A, input.jenis)],
      },
      personBlock('Data Pelapor', input.pelapor),
      personBlock('Data Subjek Akta', input.subjek),
      parentBlock('Data Orang Tua: Ayah', input.ayah),
      parentBlock('Data Orang Tua: Ibu', input.ibu),
      witnessBlock('Data Saksi I', input.saksi1),
      witnessBlock('Data Saksi II', input.saksi2),
      birthBlock(input.jenis === 'kelahiran' ? input.kelahiran : undefined),
      stillbirthBlock(input.jenis === 'lahirMati' ? input.lahirMati : undefined),
      deathBlock(input.jenis === 'kematian' ? input.kematian : undefined),
    ],
    notes: ['* Jika ada.'],
    signatures: {
      left: ['Mengetahui,', 'Pejabat Dukcapil yang Membidangi', '', signedName(input.pejabat?.nama)],
      right: ['Pelapor,', '', signedName(input.pelapor?.nama)],
    },
  };
}

function birthBlock(answers: KelahiranAnswers = {}): FormBlock {
  const on = answers.tanggal ?? '';
  return {
    title: 'Kelahiran',
    fields: numberedFields([
      textBoxes('Nama', answers.nama),
      ticks('Jenis kelamin', jenisKelamin, answers.jenisKelamin),
      ticks('Tempat dilahirkan', tempatDilahirkan, answers.tempatDilahirkan),
      textBoxes('Tempat kelahiran', answers.tempatLahir),
      {
        kind: 'date',
        label: 'Hari dan tanggal lahir',
        value: on,
        dayName: dayNameOf(on).toUpperCase(),
      },
      { kind: 'time', label: 'Pukul', value: answers.pukul ?? '' },
      ticks('Jenis kelahiran', jenisKelahiran, answers.jenisKelahiran),
      textBoxes('Kelahiran ke', whole(answers.kelahiranKe), 1),
      ticks('Penolong kelahiran', penolong, answers.penolong, 'code'),
      { kind: 'boxes', label: 'Berat bayi', boxes: 3, value: decimal(kilogramsOf(answers)), unit: 'Kg' },
      { kind: 'boxes', label: 'Panjang bayi', boxes: 3, value: decimal(answers.panjangCm), unit: 'cm' },
    ]),
  };
}

function stillbirthBlock(answers: LahirMatiAnswers = {}): FormBlock {
  return {
    title: 'Yang Lahir Mati',
    fields: numberedFields([
      {
        kind: 'boxes',
        label: 'Lamanya dalam kandungan',
        boxes: 2,
        value: whole(answers.lamaKandunganBulan),
        unit: 'Bulan',
      },
      ticks('Jenis kelamin', jenisKelamin, answers.jenisKelamin),
      { kind: 'date', label: 'Tanggal lahir mati', value: answers.tanggal ?? '' },
      ticks('Jenis kelahiran', jenisKelahiran, answers.jenisKelahiran),
      textBoxes('Anak ke-', whole(answers.anakKe), 1),
      ticks('Tempat dilahirkan', tempatDilahirkan, answers.tempatDilahirkan),
      ticks('Penolong kelahiran', penolong, answers.penolong),
      textBoxes('Sebab lahir mati', answers.sebab),
      ticks('Yang menentukan', yangMenentukanLahirMati, answers.yangMenentukan),
      textBoxes('Tempat kelahiran', answers.tempatLahir),
    ]),
  };
}

function deathBlock(answers: KematianAnswers = {}): FormBlock {
  return {
    title: 'Kematian',
    fields: numberedFields([
      textBoxes('NIK', answers.nik, NUMBER_BOXES),
      textBoxes('Nama lengkap', answers.nama),
      { kind: 'date', label: 'Tanggal kematian', value: answers.tanggal ?? '' },
      { kind: 'time', label: 'Pukul', value: answers.pukul ?? '' },
      ticks('Sebab kematian', sebabKematian, answers.sebab),
      textBoxes('Tempat kematian', answers.tempat),
      ticks('Yang menerangkan', yangMenerangkanKematian, answers.yangMenerangkan),
    ]),
  };
}

function kilogramsOf({ beratKg, beratGram }: KelahiranAnswers): number | undefined {
  return beratKg ?? (beratGram === undefined ? undefined : beratGram / 1000);
}

function whole(value: number | undefined): string {
  return value === undefined ? '' : `${value}`;
}

/** Decimal comma, as people here write it. Nothing is rounded: 3.25 kg stays 3,25. */
function decimal(value: number | undefined): string {
  return value === undefined ? '' : `${value}`.replace('.', ',');
}
