/** F-2.04 (2026): sworn statement that two people are a couple, used when the marriage cannot be proven. */

import type { FormDeclarant, FormWitness } from './blocks.ts';
import { declarantFields, formFrame, signedName, ticks, witnessSignatures } from './blocks.ts';
import type { CodeOf } from './code-lists.ts';
import { hubunganPasangan } from './code-lists.ts';
import type { FilledForm, FormHead } from './filled-form.ts';
import { declarationOf } from './sworn-statement.ts';

/** Version of this form: its fields stay as they are for cases that began with it. */
export const F204_VERSION = 'F-2.04@2026';

/** Everything F-2.04 asks. `noKk` is the family card in which both stand together. */
export interface F204Input extends FormHead {
  pernyataan: FormDeclarant;
  pasangan1: FormDeclarant;
  /** What person 1 is to person 2. */
  hubungan?: CodeOf<typeof hubunganPasangan>;
  pasangan2: FormDeclarant;
  noKk?: string;
  saksi1?: FormWitness;
  saksi2?: FormWitness;
  /** The office's approved copy of the declaration, one entry per paragraph; it goes before our words. */
  approvedWording?: readonly string[];
}

/** Fills in F-2.04 in the order of the 2026 annex. No meterai is printed on it. */
export function fillF204(input: F204Input): FilledForm {
  return {
    ...formFrame(input, {
      formCode: 'F-2.04',
      formVersion: F204_VERSION,
      title: 'Surat Pernyataan Tanggung Jawab Mutlak Kebenaran sebagai Pasangan Suami Istri',
    }),
    sections: [
      {
        title: '',
        intro: 'Saya yang bertanda tangan di bawah ini:',
        fields: declarantFields(input.pernyataan),
      },
      { title: '', intro: 'menyatakan bahwa:', fields: declarantFields(input.pasangan1) },
      { title: '', fields: [ticks('adalah', hubunganPasangan, input.hubungan)] },
      { title: '', intro: 'dari:', fields: declarantFields(input.pasangan2) },
      {
        title: '',
        intro: 'sebagaimana keduanya tercantum bersama dalam Kartu Keluarga:',
        fields: [{ kind: 'line', label: 'Nomor Kartu Keluarga', value: input.noKk ?? '' }],
      },
    ],
    ...declarationOf('hubungan sebagai pasangan suami istri', input.approvedWording),
    signatures: {
      left: witnessSignatures(input.saksi1, input.saksi2),
      right: ['Yang menyatakan,', '', signedName(input.pernyataan.nama)],
    },
  };
}
