/** Kartu Keluarga: the household's card, here with the newborn added. */
import { defineDocument } from '../../src/catalogue/define-document.ts';

export const kk = defineDocument({
  id: 'kk',
  signedBy: 'kepala-dinas',
  form: { kind: 'paper' },
  printableAtHome: true,
  deliveries: ['whatsapp', 'office-pickup'],
  titlePattern: 'KARTU KELUARGA',
  numberPattern: '\\d{16}',
  numberNamesOne: 'household',
  legalBasis: [
    'UU 23/2006 jo. UU 24/2013 Pasal 61',
    'Permendagri 108/2019 Pasal 10',
    'Permendagri 109/2019 Pasal 12',
  ],
  words: {
    id: { name: 'Kartu Keluarga', short: 'KK' },
    en: { name: 'Family card (KK)', short: 'KK' },
  },
});
