/** F-2.03 (2026): sworn statement on the data of a birth, used when no birth letter can be given. */

import type { FormDeclarant, FormWitness } from './blocks.ts';
import { declarantFields, formFrame, signedName, witnessSignatures } from './blocks.ts';
import type { FilledForm, FormHead } from './filled-form.ts';
import { declarationOf } from './sworn-statement.ts';

/** Version of this form: its fields stay as they are for cases that began with it. */
export const F203_VERSION = 'F-2.03@2026';

/** Everything F-2.03 asks. `ttd.tempat` is the capital of the kabupaten or the kota. */
export interface F203Input extends FormHead {
  pernyataan: FormDeclarant;
  anak: FormDeclarant & { anakKe?: number };
  ibu: FormDeclarant;
  penolong: { nama?: string; nik?: string; pekerjaan?: string; alamat?: string };
  saksi1?: FormWitness;
  saksi2?: FormWitness;
  /** The office's approved copy of the declaration, one entry per paragraph; it goes before our words. */
  approvedWording?: readonly string[];
}

/** Fills in F-2.03 in the order of the 2026 annex. It has no father block and no printed meterai. */
export function fillF203(input: F203Input): FilledForm {
  const { anak, penolong } = input;
  return {
    ...formFrame(input, {
      formCode: 'F-2.03',
      formVersion: F203_VERSION,
      title: 'Surat Pernyataan Tanggung Jawab Mutlak Kebenaran Data Kelahiran',
    }),
    sections: [
      {
        title: '',
        intro: 'Saya yang bertanda tangan di bawah ini:',
        fields: declarantFields(input.pernyataan),
      },
      {
        title: '',
        intro: 'menyatakan bahwa seorang anak:',
        fields: declarantFields(anak, {
          label: 'Anak ke',
          value: anak.anakKe === undefined ? '' : `${anak.anakKe}`,
        }),
      },
      { title: '', intro: 'adalah anak yang dilahirkan oleh:', fields: motherFields(input.ibu) },
      {
        title: '',
        intro: 'dengan penolong kelahiran:',
        fields: [
          { kind: 'line', label: 'Nama', value: penolong.nama ?? '' },
          { kind: 'line', label: 'NIK', value: penolong.nik ?? '' },
          { kind: 'line', label: 'Pekerjaan', value: penolong.pekerjaan ?? '' },
          { kind: 'line', label: 'Alamat', value: penolong.alamat ?? '' },
        ],
      },
    ],
    ...declarationOf('data kelahiran', input.approvedWording),
    signatures: {
      left: witnessSignatures(input.saksi1, input.saksi2),
      right: ['Yang menyatakan,', '', signedName(input.pernyataan.nama)],
    },
  };
}

function motherFields(mother: FormDeclarant) {
  return declarantFields(mother).map((field, index) =>
    index === 0 ? { ...field, label: 'Nama Ibu' } : field,
  );
}
