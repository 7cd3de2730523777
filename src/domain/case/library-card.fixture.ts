/** An invented service, kartu perpustakaan, with which the core is tested: it must not learn the rules of a birth. */
import { defineDocument } from '../../catalogue/define-document.ts';
import { assembleService, defineService, type WordsOf } from '../../catalogue/define-service.ts';

/** A letter, signed by the head of the office. */
export const suratAnggota = defineDocument({
  id: 'surat-anggota',
  signedBy: 'kepala-dinas',
  form: { kind: 'paper' },
  printableAtHome: true,
  deliveries: ['whatsapp', 'office-pickup'],
  titlePattern: 'SURAT KEANGGOTAAN PERPUSTAKAAN',
  numberPattern: 'PUS-\\d{4}-\\d{4}',
  legalBasis: ['Peraturan perpustakaan contoh Pasal 1'],
  words: {
    id: { name: 'Surat keanggotaan', short: 'Surat' },
    en: { name: 'Membership letter', short: 'Letter' },
  },
});

/** A permit for the night room, for adults who ask for it; it keeps the number of the family card. */
export const izinMalam = defineDocument({
  id: 'izin-malam',
  signedBy: 'kepala-dinas',
  form: { kind: 'paper' },
  printableAtHome: true,
  deliveries: ['whatsapp'],
  titlePattern: 'IZIN RUANG MALAM',
  numberPattern: '\\d{16}',
  legalBasis: ['Peraturan perpustakaan contoh Pasal 2'],
  words: { id: { name: 'Izin ruang malam', short: 'Izin' }, en: { name: 'Night permit', short: 'Permit' } },
});

/** The card itself, on a counted blank. */
export const kartuAnggota = defineDocument({
  id: 'kartu-anggota',
  signedBy: 'nobody',
  form: { kind: 'card', blank: 'blangko-perpustakaan' },
  printableAtHome: false,
  deliveries: ['office-pickup'],
  legalBasis: ['Peraturan perpustakaan contoh Pasal 3'],
  words: { id: { name: 'Kartu anggota', short: 'Kartu' }, en: { name: 'Member card', short: 'Card' } },
});

/** The declaration. Pupils bring a school letter instead of a work letter; children under five get no card. */
export const libraryCardSpec = defineService({
  id: 'kartu-perpustakaan',
  group: 'lainnya',
  legalBasis: ['Peraturan perpustakaan contoh'],
  fields: {
    namaAnggota: { kind: 'name', ask: true, max: 40 },
    tanggalLahir: { kind: 'date', ask: true },
    pelajar: { kind: 'yes-no', ask: true },
    kelas: { kind: 'number', ask: true, min: 1, max: 12, when: { field: 'pelajar', is: true } },
    minatBaca: { kind: 'choice', ask: true, optional: true, choices: ['sejarah', 'komik'] },
    ruangMalam: {
      kind: 'yes-no',
      ask: true,
      when: { not: { field: 'tanggalLahir', youngerThanYears: 17 } },
    },
    noKk: { kind: 'kk', fromAttachment: 'kk' },
    alamat: { kind: 'text', max: 120, fromAttachment: 'kk' },
    desa: { kind: 'desa', fromAttachment: 'kk' },
    jamDatang: { kind: 'time', optional: true, fromAttachment: ['suratSekolah', 'suratKerja'] },
  },
  pages: [
    { id: 'anggota', fields: ['namaAnggota', 'tanggalLahir', 'pelajar', 'kelas', 'minatBaca', 'ruangMalam'] },
    { id: 'rumah', fields: ['noKk', 'alamat', 'desa', 'jamDatang'] },
  ],
  requirements: {
    kk: { accepts: ['kk'], original: 'photo', basis: 'Pasal 4' },
    suratSekolah: {
      when: { field: 'pelajar', is: true },
      accepts: ['surat-sekolah', 'kartu-pelajar'],
      original: 'shown',
      basis: 'Pasal 5',
    },
    suratKerja: {
      when: { not: { field: 'pelajar', is: true } },
      accepts: ['surat-kerja'],
      original: 'photo',
      basis: 'Pasal 5',
    },
  },
  persons: { anggota: { name: 'namaAnggota', bornOn: 'tanggalLahir', kk: 'noKk' } },
  applicant: 'anggota',
  area: 'desa',
  produces: [
    { document: suratAnggota, subject: 'anggota', mustShow: ['namaAnggota', 'tanggalLahir'] },
    {
      document: izinMalam,
      subject: 'anggota',
      when: { field: 'ruangMalam', is: true },
      mustShow: ['namaAnggota', 'noKk'],
      keepsNumber: 'noKk',
    },
    {
      document: kartuAnggota,
      subject: 'anggota',
      when: { not: { field: 'tanggalLahir', youngerThanYears: 5 } },
      mustShow: ['namaAnggota'],
    },
  ],
  marks: {
    longAgo: {
      when: { field: 'tanggalLahir', olderThanDays: 36_525 },
      tone: 'info',
      basis: 'Pasal 6: anggota berusia lebih dari seratus tahun disambut kepala perpustakaan',
    },
  },
  siakOrder: ['namaAnggota', 'tanggalLahir', 'kelas', 'minatBaca', 'noKk', 'alamat', 'desa', 'jamDatang'],
  forms: {},
  target: { workingDays: 2 },
  deliveries: ['whatsapp', 'office-pickup'],
});

const indonesian = {
  name: 'Kartu perpustakaan',
  menu: 'Kartu perpustakaan',
  promise: 'Surat keanggotaan dan kartu anggota.',
  pages: { anggota: 'Anggota', rumah: 'Rumah' },
  marks: { longAgo: 'Berusia lebih dari seratus tahun' },
  fields: {
    namaAnggota: { label: 'Nama anggota', question: 'Siapa nama anggota?' },
    tanggalLahir: { label: 'Tanggal lahir', question: 'Tanggal berapa lahir?' },
    pelajar: { label: 'Pelajar', question: 'Apakah masih bersekolah?' },
    kelas: { label: 'Kelas', question: 'Kelas berapa?' },
    minatBaca: {
      label: 'Minat baca',
      question: 'Suka membaca apa?',
      choices: { sejarah: 'Buku sejarah', komik: 'Komik' },
    },
    ruangMalam: { label: 'Ruang malam', question: 'Ingin memakai ruang malam?' },
    noKk: { label: 'Nomor KK' },
    alamat: { label: 'Alamat' },
    desa: { label: 'Desa' },
    jamDatang: { label: 'Jam datang' },
  },
  requirements: {
    kk: { label: 'Kartu Keluarga', short: 'KK', help: 'Seluruh halaman.' },
    suratSekolah: {
      label: 'Surat sekolah',
      short: 'Surat sekolah',
      help: 'Dari sekolah.',
      accepts: { 'surat-sekolah': 'Surat kepala sekolah', 'kartu-pelajar': 'Kartu pelajar' },
    },
    suratKerja: { label: 'Surat kerja', short: 'Surat kerja', help: 'Dari tempat kerja.' },
  },
} satisfies WordsOf<typeof libraryCardSpec>;

const english = {
  name: 'Library card',
  menu: 'Library card',
  promise: 'A membership letter and a member card.',
  pages: { anggota: 'Member', rumah: 'Home' },
  marks: { longAgo: 'More than a hundred years old' },
  fields: {
    namaAnggota: { label: 'Name', question: 'What is the name?' },
    tanggalLahir: { label: 'Date of birth', question: 'When were you born?' },
    pelajar: { label: 'Pupil', question: 'Do you go to school?' },
    kelas: { label: 'Form', question: 'Which form?' },
    minatBaca: {
      label: 'Reading',
      question: 'What do you like?',
      choices: { sejarah: 'History', komik: 'Comics' },
    },
    ruangMalam: { label: 'Night room', question: 'Do you want the night room?' },
    noKk: { label: 'KK number' },
    alamat: { label: 'Address' },
    desa: { label: 'Desa' },
    jamDatang: { label: 'Arrival' },
  },
  requirements: {
    kk: { label: 'Family card', short: 'KK', help: 'The whole page.' },
    suratSekolah: {
      label: 'School letter',
      short: 'School letter',
      help: 'From the school.',
      accepts: { 'surat-sekolah': "Head teacher's letter", 'kartu-pelajar': 'Pupil card' },
    },
    suratKerja: { label: 'Work letter', short: 'Work letter', help: 'From work.' },
  },
} satisfies WordsOf<typeof libraryCardSpec>;

/** The invented service as the running system would know it. */
export const libraryCard = assembleService(libraryCardSpec, { id: indonesian, en: english });
