/** Mistakes that must not compile: each line marked below is an error at that very word, or the type check fails. */
import { defineDocument } from './define-document.ts';
import {
  type AnswersOf,
  defineFields,
  defineService,
  type Example,
  type FormsOf,
  type WordsOf,
} from './define-service.ts';

const letter = defineDocument({
  id: 'surat',
  signedBy: 'kepala-dinas',
  form: { kind: 'paper' },
  printableAtHome: true,
  deliveries: ['whatsapp'],
  legalBasis: ['Pasal 1'],
  words: { id: { name: 'Surat', short: 'Surat' }, en: { name: 'Letter', short: 'Letter' } },
});

const right = {
  id: 'kartu',
  group: 'lainnya',
  legalBasis: ['Pasal 1'],
  fields: { nama: { kind: 'name', ask: true }, desa: { kind: 'desa', fromAttachment: 'kk' } },
  pages: [{ id: 'satu', fields: ['nama', 'desa'] }],
  requirements: { kk: { accepts: ['kk'], original: 'photo', basis: 'Pasal 2' } },
  persons: { anggota: { name: 'nama' } },
  applicant: 'anggota',
  area: 'desa',
  produces: [{ document: letter, subject: 'anggota', mustShow: ['nama'] }],
  marks: { baru: { when: { field: 'nama', isAnswered: true }, tone: 'info', basis: 'Pasal 3' } },
  siakOrder: ['nama', 'desa'],
  forms: { 'F-1.02@2026': { nama: { field: 'nama' } } },
  target: { workingDays: 1 },
  deliveries: ['whatsapp'],
} as const;

export const card = defineService(right);

// @ts-expect-error a page with an unknown field
defineService({ ...right, pages: [{ id: 'satu', fields: ['nama', 'umur'] }] });

const { desa, nama } = right.fields;
// @ts-expect-error an unknown field in the condition of a field
defineService({ ...right, fields: { desa, nama: { ...nama, when: { field: 'umur', is: 1 } } } });
// @ts-expect-error the same, inside another condition
defineService({ ...right, fields: { desa, nama: { ...nama, when: { not: { field: 'umur', is: 1 } } } } });
// @ts-expect-error a field read off an unknown requirement
defineService({ ...right, fields: { nama, desa: { kind: 'desa', fromAttachment: 'paspor' } } });
// @ts-expect-error one of two requirements is unknown
defineService({ ...right, fields: { nama, desa: { kind: 'desa', fromAttachment: ['kk', 'paspor'] } } });
// @ts-expect-error a kind of field that does not exist
defineService({ ...right, fields: { desa, nama: { kind: 'nama', ask: true } } });

const { kk } = right.requirements;
// @ts-expect-error an unknown field in the condition of a requirement
defineService({ ...right, requirements: { kk: { ...kk, when: { field: 'umur', is: 1 } } } });
// @ts-expect-error a requirement without legal basis
defineService({ ...right, requirements: { kk: { accepts: ['kk'], original: 'photo' } } });

// @ts-expect-error a person described by an unknown field
defineService({ ...right, persons: { anggota: { name: 'umur' } } });
// @ts-expect-error an unknown person applies
defineService({ ...right, applicant: 'wali' });
// @ts-expect-error an unknown field says where the case belongs
defineService({ ...right, area: 'kota' });

// @ts-expect-error a document for an unknown person
defineService({ ...right, produces: [{ document: letter, subject: 'wali', mustShow: ['nama'] }] });
// @ts-expect-error a document that must show an unknown field
defineService({ ...right, produces: [{ document: letter, subject: 'anggota', mustShow: ['umur'] }] });
// @ts-expect-error a document that keeps its number in an unknown field
defineService({ ...right, produces: [{ ...right.produces[0], keepsNumber: 'umur' }] });
// @ts-expect-error a document named instead of imported
defineService({ ...right, produces: [{ document: 'surat', subject: 'anggota', mustShow: ['nama'] }] });

// @ts-expect-error a mark about an unknown field
defineService({ ...right, marks: { baru: { ...right.marks.baru, when: { field: 'umur', is: 1 } } } });
// @ts-expect-error an unknown field is keyed into SIAK
defineService({ ...right, siakOrder: ['nama', 'umur'] });
// @ts-expect-error a form filled from an unknown field
defineService({ ...right, forms: { 'F-1.02@2026': { nama: { field: 'umur' } } } });
// @ts-expect-error a delivery that does not exist
defineService({ ...right, deliveries: ['merpati'] });

const fields = defineFields({
  nama: { kind: 'name', ask: true },
  desa: { kind: 'desa', fromAttachment: 'kk' },
});
defineService({ ...right, fields });
// @ts-expect-error an unknown field in a condition, in a file of fields alone
defineFields({ nama: { kind: 'name', when: { field: 'umur', is: 1 } } });
const readOffPassport = defineFields({ ...fields, desa: { kind: 'desa', fromAttachment: 'paspor' } });
// @ts-expect-error fields of their own file that are read off an unknown requirement
defineService({ ...right, fields: readOffPassport });
({ 'F-1.02@2026': { nama: { field: 'nama' } } }) satisfies FormsOf<typeof fields>;
// @ts-expect-error a form in a file of its own, filled from an unknown field
({ 'F-1.02@2026': { nama: { field: 'umur' } } }) satisfies FormsOf<typeof fields>;

// @ts-expect-error a document signed by somebody who signs nothing
defineDocument({ ...letter, signedBy: 'satpam' });

const words = {
  name: 'Kartu',
  menu: 'Kartu',
  promise: 'Kartu.',
  pages: { satu: 'Satu' },
  marks: { baru: 'Baru' },
  fields: { nama: { label: 'Nama' }, desa: { label: 'Desa' } },
  requirements: { kk: { label: 'KK', short: 'KK', help: 'KK.' } },
};
words satisfies WordsOf<typeof card>;
// @ts-expect-error a field without words
({ ...words, fields: { nama: { label: 'Nama' } } }) satisfies WordsOf<typeof card>;
// @ts-expect-error a requirement without words
({ ...words, requirements: {} }) satisfies WordsOf<typeof card>;

({ nama: 'Budi' }) satisfies AnswersOf<typeof card>;
// @ts-expect-error an example that answers an unknown field
({ title: 'x', today: '', answers: { umur: 1 }, needs: [], produces: [] }) satisfies Example<typeof card>;
