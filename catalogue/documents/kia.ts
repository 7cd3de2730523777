/** Kartu Identitas Anak: a card on a counted blank, never a PDF. */
import { defineDocument } from '../../src/catalogue/define-document.ts';

export const kia = defineDocument({
  id: 'kia',
  signedBy: 'nobody',
  form: { kind: 'card', blank: 'blangko-kia' },
  printableAtHome: false,
  deliveries: ['office-pickup'],
  legalBasis: ['Permendagri 2/2016'],
  words: {
    id: { name: 'Kartu Identitas Anak (KIA)', short: 'KIA' },
    en: { name: "Child's identity card (KIA)", short: 'KIA' },
  },
});
