/** Kutipan akta kelahiran: the extract that SIAK issues for one child. */
import { defineDocument } from '../../src/catalogue/define-document.ts';

export const aktaKelahiran = defineDocument({
  id: 'akta-kelahiran',
  signedBy: 'pejabat-pencatatan-sipil',
  form: { kind: 'paper' },
  printableAtHome: true,
  deliveries: ['whatsapp', 'office-pickup'],
  titlePattern: 'KUTIPAN AKTA KELAHIRAN',
  numberPattern: '\\d{4}-L[UT]-\\d{8}-\\d{4,5}',
  numberNamesOne: 'document',
  legalBasis: [
    'UU 23/2006 jo. UU 24/2013 Pasal 27',
    'Perpres 96/2018 Pasal 33',
    'Permendagri 109/2019 Pasal 12',
  ],
  words: {
    id: { name: 'Kutipan akta kelahiran', short: 'Akta lahir' },
    en: { name: 'Birth certificate', short: 'Birth cert.' },
  },
});
