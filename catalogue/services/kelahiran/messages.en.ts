/** Words of pencatatan kelahiran in English. */
import type { WordsOf } from '../../../src/catalogue/define-service.ts';
import type { service } from './service.ts';

export const words = {
  name: 'Birth registration',
  menu: 'Birth certificate',
  promise: 'Birth certificate, a KK with the baby on it, and a KIA.',
  spoken: {
    telling: 'birth born baby newborn'.split(' '),
    beside: 'certificate child son daughter wife was just register'.split(' '),
  },
  forWhom: {
    household: {
      title: 'My child (family)',
      also: 'child, baby, son, daughter, household, my household, wife'.split(', '),
    },
    resident: { title: 'A resident (village)', also: 'midwife, village officer'.split(', ') },
    self: { title: 'Myself', also: 'me, for me'.split(', ') },
  },
  pages: {
    pemohon: 'Applicant',
    anak: 'Child',
    ibu: 'Mother',
    ayah: 'Father',
    perkawinan: "Parents' marriage",
    keluarga: 'Household',
    saksi: 'Witnesses',
  },
  marks: {
    lateReport: 'Reported more than 60 days after birth',
    noBirthLetter: 'No birth letter: uses SPTJM F-2.03',
    noMarriageProof: 'No proof of marriage: uses SPTJM F-2.04',
  },
  fields: {
    namaPemohon: {
      label: 'Applicant',
      question: 'What is *your full name* (the applicant), as on your KTP?',
      hint: 'Example: Siti Contoh Rahmawati',
    },
    nikPemohon: {
      label: "Applicant's NIK",
      question: 'Type *your NIK*, the 16 digits on your KTP.',
      hint: 'Example: 9901234101900001',
    },
    namaAnak: {
      label: "Child's name",
      question:
        "What is the *child's full name*? No titles, no abbreviations; this name is printed on the akta.",
      hint: 'Example: Aisyah Contoh Putri',
    },
    tanggalLahir: {
      label: 'Date of birth',
      question: 'On *which date* was the child born?',
      hint: 'Example: 14-11-2026',
    },
    punyaSuratLahir: {
      label: 'Has a birth letter',
      question: 'Is there a *birth letter* from the midwife, hospital, puskesmas or village head?',
    },
    punyaBuktiNikah: {
      label: 'Has buku nikah or akta perkawinan',
      short: 'Has buku nikah',
      question: 'Do the parents have a *buku nikah* or *akta perkawinan*?',
    },
    jenisKelamin: { label: 'Sex', choices: { '1': 'Male', '2': 'Female' } },
    tempatDilahirkan: {
      label: 'Kind of place',
      choices: { '1': 'Hospital', '2': 'Puskesmas', '3': 'Polindes', '4': 'Home', '5': 'Other' },
    },
    tempatLahir: { label: 'Kabupaten/kota of birth' },
    pukul: { label: 'Time' },
    jenisKelahiran: {
      label: 'Kind of birth',
      choices: { '1': 'Single', '2': 'Twins', '3': 'Triplets', '4': 'Quadruplets', '5': 'Other' },
    },
    kelahiranKe: { label: 'Birth order' },
    penolong: {
      label: 'Birth attendant',
      choices: { '1': 'Doctor', '2': 'Midwife or nurse', '3': 'Traditional', '4': 'Other' },
    },
    beratGram: { label: 'Weight' },
    panjangCm: { label: 'Length' },
    namaIbu: { label: "Mother's full name" },
    nikIbu: { label: "Mother's NIK" },
    tempatLahirIbu: { label: "Mother's place of birth" },
    tanggalLahirIbu: { label: "Mother's date of birth" },
    namaAyah: { label: "Father's full name" },
    nikAyah: { label: "Father's NIK" },
    tempatLahirAyah: { label: "Father's place of birth" },
    tanggalLahirAyah: { label: "Father's date of birth" },
    nomorBuktiNikah: { label: 'Number of buku nikah or akta perkawinan' },
    tanggalNikah: { label: 'Date of marriage' },
    noKk: { label: 'KK number' },
    namaKepalaKeluarga: { label: 'Head of household' },
    alamat: { label: 'Address' },
    desa: { label: 'Desa/kelurahan' },
    namaSaksi1: { label: 'First witness' },
    nikSaksi1: { label: "First witness's NIK" },
    namaSaksi2: { label: 'Second witness' },
    nikSaksi2: { label: "Second witness's NIK" },
  },
  requirements: {
    suratLahir: {
      label: 'Birth letter',
      short: 'Birth letter',
      help: 'From midwife, hospital or puskesmas. Born on a ship or plane: from the captain. Elsewhere: from the village head.',
      accepts: {
        'surat-fasilitas-kesehatan': 'Letter of midwife, puskesmas or hospital',
        'surat-nakhoda-atau-kapten': "Captain's letter",
        'surat-kepala-desa': "Village head's letter",
      },
    },
    sptjmKelahiran: {
      label: 'SPTJM on birth data (F-2.03)',
      short: 'SPTJM birth',
      help: 'Replaces the birth letter. Fill in form F-2.03, sign it with two witnesses, photograph it.',
    },
    buktiNikah: {
      label: 'Buku nikah or akta perkawinan',
      short: 'Marriage proof',
      help: 'The page with both names, the number and the date.',
      accepts: { 'buku-nikah': 'Buku nikah (KUA)', 'akta-perkawinan': 'Kutipan akta perkawinan' },
    },
    sptjmSuamiIstri: {
      label: 'SPTJM as husband and wife (F-2.04)',
      short: 'SPTJM couple',
      help: 'Replaces the proof of marriage. Fill in form F-2.04, sign it with two witnesses, photograph it.',
    },
    kk: {
      label: 'Kartu Keluarga (KK)',
      short: 'KK',
      help: 'The KK that the child will join, the whole page.',
    },
    ktpIbu: { label: "Mother's KTP-el", short: "Mother's KTP", help: 'Front side, all text readable.' },
    ktpAyah: { label: "Father's KTP-el", short: "Father's KTP", help: 'Front side, all text readable.' },
  },
} satisfies WordsOf<typeof service>;
