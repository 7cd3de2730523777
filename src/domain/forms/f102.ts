/** F-1.02 (2026): registration of a population event, one form for several requests of a household. */

import { formFrame, numberedFields, signedName } from './blocks.ts';
import type { LampiranF102, PermohonanF102 } from './code-lists-f102.ts';
import { lampiranF102, permohonanF102 } from './code-lists-f102.ts';
import type { FilledForm, FormField, FormHead } from './filled-form.ts';

/** Version of this form: its fields and code lists stay as they are for cases that began with it. */
export const F102_VERSION = 'F-1.02@2026';

/** Everything F-1.02 asks. The form's own instruction allows more than one request. */
export interface F102Input extends FormHead {
  /** The applicant, under the form's own field names. */
  nama?: string;
  nik?: string;
  noKk?: string;
  permohonan: readonly PermohonanF102[];
  lampiran: readonly LampiranF102[];
  petugas?: { nama?: string };
}

/** Fills in F-1.02 in the order of the 2026 annex (Permendagri 109/2019 as amended). */
export function fillF102(input: F102Input): FilledForm {
  return {
    ...formFrame(input, {
      formCode: 'F-1.02',
      formVersion: F102_VERSION,
      title: 'Formulir Pendaftaran Peristiwa Kependudukan',
    }),
    sections: [
      {
        title: 'I. Data Pemohon',
        fields: numberedFields([
          frame('Nama Lengkap', input.nama),
          frame('Nomor Induk Kependudukan', input.nik),
          frame('Nomor Kartu Keluarga', input.noKk),
        ]),
      },
      {
        title: 'II. Jenis Permohonan',
        intro: 'Lingkari yang dimohonkan; boleh lebih dari satu.',
        layout: 'columns',
        fields: permohonanF102.map(({ title, note, list }) => ({
          kind: 'choices',
          label: title,
          options: list.entries.map((entry) => ({ ...entry })),
          chosen: list.entries.map((entry) => entry.code).filter((code) => isIn(input.permohonan, code)),
          mark: 'circle',
          isNumbered: true,
          columns: 1,
          note,
        })),
      },
      {
        title: 'III. Persyaratan yang Dilampirkan',
        intro: 'Beri tanda centang pada yang dilampirkan.',
        fields: [
          {
            kind: 'choices',
            label: '',
            options: lampiranF102.entries.map((entry) => ({ ...entry })),
            chosen: [...input.lampiran],
            columns: 2,
          },
        ],
      },
    ],
    signatures: {
      left: ['Petugas,', '', signedName(input.petugas?.nama)],
      right: ['Pemohon,', '', signedName(input.nama)],
    },
  };
}

function frame(label: string, value = ''): FormField {
  return { kind: 'line', label, value, isFramed: true };
}

function isIn(codes: readonly string[], code: string): boolean {
  return codes.includes(code);
}
