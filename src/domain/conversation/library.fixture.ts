/** An invented service, the library card, so that the conversation is tested without any rule of a real one. */
import { defineDocument } from '../../catalogue/define-document.ts';
import {
  assembleService,
  defineService,
  type Service,
  type WordsOf,
} from '../../catalogue/define-service.ts';

const suratAnggota = defineDocument({
  id: 'surat-anggota',
  signedBy: 'kepala-dinas',
  form: { kind: 'paper' },
  printableAtHome: true,
  deliveries: ['whatsapp', 'office-pickup'],
  legalBasis: ['Aturan contoh'],
  words: {
    id: { name: 'Surat keanggotaan', short: 'Surat anggota' },
    en: { name: 'Letter of membership', short: 'Membership' },
  },
});

const kartuPustaka = defineDocument({
  id: 'kartu-pustaka',
  signedBy: 'nobody',
  form: { kind: 'card', blank: 'blangko-pustaka' },
  printableAtHome: false,
  deliveries: ['office-pickup'],
  legalBasis: ['Aturan contoh'],
  words: {
    id: { name: 'Kartu perpustakaan', short: 'Kartu pustaka' },
    en: { name: 'Library card', short: 'Library card' },
  },
});

const spec = defineService({
  id: 'pustaka',
  group: 'lainnya',
  legalBasis: ['Aturan contoh'],
  fields: {
    pembaca: { kind: 'name', ask: true, max: 60 },
    nomorPembaca: { kind: 'nik', ask: true },
    lahirPembaca: { kind: 'date', ask: true },
    bacaan: { kind: 'choice', ask: true, choices: ['f', 'i', 's'] },
    bersekolah: { kind: 'yes-no', ask: true },
    pesan: { kind: 'text', ask: true, optional: true, max: 80 },
    namaSekolah: { kind: 'text', when: { field: 'bersekolah', is: true }, fromAttachment: 'kartuPelajar' },
    rumah: { kind: 'desa', fromAttachment: 'buktiAlamat' },
  },
  pages: [
    { id: 'pembaca', fields: ['pembaca', 'nomorPembaca', 'lahirPembaca', 'bacaan', 'bersekolah', 'pesan'] },
    { id: 'bukti', fields: ['namaSekolah', 'rumah'] },
  ],
  requirements: {
    kartuPelajar: {
      when: { field: 'bersekolah', is: true },
      accepts: ['kartu-pelajar'],
      original: 'photo',
      basis: 'Aturan contoh',
    },
    suratRt: {
      when: { field: 'bersekolah', is: false },
      accepts: ['surat-rt'],
      original: 'surrendered',
      basis: 'Aturan contoh',
    },
    buktiAlamat: { accepts: ['rekening-listrik'], original: 'shown', basis: 'Aturan contoh' },
    pasFoto: { accepts: ['pas-foto'], original: 'photo', basis: 'Aturan contoh' },
  },
  persons: { pembaca: { name: 'pembaca', nik: 'nomorPembaca', bornOn: 'lahirPembaca' } },
  applicant: 'pembaca',
  area: 'rumah',
  produces: [
    { document: suratAnggota, subject: 'pembaca', mustShow: ['pembaca'] },
    { document: kartuPustaka, subject: 'pembaca', mustShow: ['pembaca'] },
  ],
  marks: {},
  siakOrder: ['pembaca'],
  forms: {},
  target: { workingDays: 2 },
  deliveries: ['whatsapp', 'office-pickup'],
});

const id: WordsOf<typeof spec> = {
  name: 'Kartu perpustakaan',
  menu: 'Kartu perpustakaan',
  promise: 'Surat keanggotaan dan kartu perpustakaan.',
  fields: {
    pembaca: {
      label: 'Nama pembaca',
      question: 'Siapa *nama pembaca*?',
      hint: 'Contoh: Budi Contoh',
    },
    nomorPembaca: { label: 'NIK pembaca', question: 'Ketik *NIK pembaca*.' },
    lahirPembaca: {
      label: 'Tanggal lahir',
      question: 'Kapan pembaca lahir?',
      hint: 'Contoh: 14-11-2010',
    },
    bacaan: {
      label: 'Bacaan kesukaan',
      question: 'Suka membaca apa?',
      choices: { f: 'Fiksi', i: 'Ilmu', s: 'Sejarah' },
    },
    bersekolah: { label: 'Masih sekolah', question: 'Apakah pembaca *masih sekolah*?' },
    pesan: { label: 'Pesan', question: 'Ada pesan untuk petugas?' },
    namaSekolah: { label: 'Nama sekolah' },
    rumah: { label: 'Desa' },
  },
  requirements: {
    kartuPelajar: { label: 'Kartu pelajar', short: 'Kartu pelajar', help: 'Bagian depan.' },
    suratRt: { label: 'Surat pengantar RT', short: 'Surat RT', help: 'Bertanda tangan ketua RT.' },
    buktiAlamat: { label: 'Bukti alamat', short: 'Bukti alamat', help: 'Rekening listrik bulan ini.' },
    pasFoto: { label: 'Pas foto', short: 'Pas foto', help: 'Latar bebas.' },
  },
  pages: { pembaca: 'Pembaca', bukti: 'Bukti' },
  marks: {},
};

const en: WordsOf<typeof spec> = {
  name: 'Library card',
  menu: 'Library card',
  promise: 'A letter of membership and a library card.',
  fields: {
    pembaca: { label: "Reader's name", question: 'What is the *name of the reader*?' },
    nomorPembaca: { label: "Reader's NIK", question: "Type the *reader's NIK*." },
    lahirPembaca: { label: 'Born on', question: 'When was the reader born?' },
    bacaan: {
      label: 'Likes to read',
      question: 'What do you like to read?',
      choices: { f: 'Fiction', i: 'Science', s: 'History' },
    },
    bersekolah: { label: 'Still at school', question: 'Is the reader *still at school*?' },
    pesan: { label: 'Remark', question: 'Any remark for the officer?' },
    namaSekolah: { label: 'School' },
    rumah: { label: 'Village' },
  },
  requirements: {
    kartuPelajar: { label: 'Student card', short: 'Student card', help: 'Front side.' },
    suratRt: { label: 'Letter of the RT', short: 'RT letter', help: 'Signed by the head of the RT.' },
    buktiAlamat: {
      label: 'Proof of address',
      short: 'Address proof',
      help: "This month's electricity bill.",
    },
    pasFoto: { label: 'Portrait', short: 'Portrait', help: 'Any background.' },
  },
  pages: { pembaca: 'Reader', bukti: 'Proof' },
  marks: {},
};

/** The library card, as the running system would know it. */
export const library: Service = assembleService(spec, { id, en });

/** The same service under another name and in another group, for menus. */
export function copyOf(name: string, group: Service['group'] = 'lainnya'): Service {
  const copy = structuredClone(library);
  copy.id = name.toLowerCase().replaceAll(' ', '-');
  copy.group = group;
  for (const words of Object.values(copy.words)) Object.assign(words, { name, menu: name });
  return copy;
}

/** Answers that fill the library card completely; a person of region 99, which exists nowhere. */
export const reader = {
  pembaca: 'Budi Contoh',
  nomorPembaca: '9901234101900001',
  lahirPembaca: '2010-11-14',
  bacaan: 'f',
  bersekolah: true,
  pesan: 'Terima kasih',
} as const;
