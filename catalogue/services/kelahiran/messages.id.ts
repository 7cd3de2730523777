/** Words of pencatatan kelahiran in Indonesian: plain towards residents, exact towards officers. */
import type { WordsOf } from '../../../src/catalogue/define-service.ts';
import type { service } from './service.ts';

const person = { nama: 'Nama lengkap', nik: 'NIK', tempat: 'Tempat lahir', tanggal: 'Tanggal lahir' };

export const words = {
  name: 'Pencatatan kelahiran',
  menu: 'Akta kelahiran',
  promise: 'Akta kelahiran, KK dengan nama bayi, dan KIA.',
  spoken: {
    telling: 'akta akte lahir lahiran kelahiran dilahirkan melahirkan bayi'.split(' '),
    beside: 'anak baru istri kelahirannya lahirnya anaknya bayinya cucu adik keponakan'.split(' '),
  },
  forWhom: {
    household: {
      title: 'Anak saya (keluarga)',
      also: 'anak, bayi, bayi saya, keluarga serumah, serumah, istri, adik, cucu'.split(', '),
    },
    resident: { title: 'Warga (petugas desa)', also: 'bidan, petugas desa, kader, warga lain'.split(', ') },
    self: { title: 'Saya sendiri', also: 'saya, diri sendiri, untuk saya, buat saya'.split(', ') },
  },
  pages: {
    pemohon: 'Pemohon',
    anak: 'Anak',
    ibu: 'Ibu',
    ayah: 'Ayah',
    perkawinan: 'Perkawinan orang tua',
    keluarga: 'Keluarga',
    saksi: 'Saksi',
  },
  marks: {
    lateReport: 'Dilaporkan lebih dari 60 hari setelah lahir',
    noBirthLetter: 'Tanpa surat lahir: memakai SPTJM F-2.03',
    noMarriageProof: 'Tanpa bukti nikah: memakai SPTJM F-2.04',
  },
  fields: {
    namaPemohon: {
      label: 'Nama pemohon',
      question: 'Siapa *nama lengkap Anda* (pemohon), seperti di KTP?',
      hint: 'Contoh: Siti Contoh Rahmawati',
    },
    nikPemohon: {
      label: 'NIK pemohon',
      question: 'Ketik *NIK Anda*, 16 angka di KTP.',
      hint: 'Contoh: 9901234101900001',
    },
    namaAnak: {
      label: 'Nama anak',
      question:
        'Siapa *nama lengkap anak*? Tulis tanpa gelar dan tanpa singkatan; nama ini yang tercetak di akta.',
      hint: 'Contoh: Aisyah Contoh Putri',
    },
    tanggalLahir: {
      label: 'Tanggal lahir anak',
      question: '*Tanggal berapa* anak lahir?',
      hint: 'Contoh: 14-11-2026',
    },
    punyaSuratLahir: {
      label: 'Ada surat keterangan lahir',
      short: 'Ada surat lahir',
      question: 'Apakah ada *surat keterangan lahir* dari bidan, rumah sakit, puskesmas, atau kepala desa?',
    },
    punyaBuktiNikah: {
      label: 'Ada buku nikah atau akta perkawinan',
      short: 'Ada buku nikah',
      question: 'Apakah orang tua punya *buku nikah* atau *akta perkawinan*?',
    },
    jenisKelamin: { label: 'Jenis kelamin', choices: { '1': 'Laki-laki', '2': 'Perempuan' } },
    tempatDilahirkan: {
      label: 'Tempat dilahirkan',
      choices: { '1': 'RS/RB', '2': 'Puskesmas', '3': 'Polindes', '4': 'Rumah', '5': 'Lainnya' },
    },
    tempatLahir: { label: 'Kabupaten/kota kelahiran' },
    pukul: { label: 'Pukul' },
    jenisKelahiran: {
      label: 'Jenis kelahiran',
      choices: { '1': 'Tunggal', '2': 'Kembar 2', '3': 'Kembar 3', '4': 'Kembar 4', '5': 'Lainnya' },
    },
    kelahiranKe: { label: 'Kelahiran ke' },
    penolong: {
      label: 'Penolong kelahiran',
      choices: { '1': 'Dokter', '2': 'Bidan/perawat', '3': 'Dukun', '4': 'Lainnya' },
    },
    beratGram: { label: 'Berat bayi' },
    panjangCm: { label: 'Panjang bayi' },
    namaIbu: { label: `${person.nama} ibu` },
    nikIbu: { label: `${person.nik} ibu` },
    tempatLahirIbu: { label: `${person.tempat} ibu` },
    tanggalLahirIbu: { label: `${person.tanggal} ibu` },
    namaAyah: { label: `${person.nama} ayah` },
    nikAyah: { label: `${person.nik} ayah` },
    tempatLahirAyah: { label: `${person.tempat} ayah` },
    tanggalLahirAyah: { label: `${person.tanggal} ayah` },
    nomorBuktiNikah: { label: 'Nomor buku nikah atau akta perkawinan' },
    tanggalNikah: { label: 'Tanggal perkawinan' },
    noKk: { label: 'Nomor KK' },
    namaKepalaKeluarga: { label: 'Nama kepala keluarga' },
    alamat: { label: 'Alamat' },
    desa: { label: 'Desa/kelurahan' },
    namaSaksi1: { label: 'Nama saksi I' },
    nikSaksi1: { label: 'NIK saksi I' },
    namaSaksi2: { label: 'Nama saksi II' },
    nikSaksi2: { label: 'NIK saksi II' },
  },
  requirements: {
    suratLahir: {
      label: 'Surat keterangan lahir',
      short: 'Surat lahir',
      help: 'Dari bidan, rumah sakit, atau puskesmas. Lahir di kapal atau pesawat: dari nakhoda atau kapten. Lahir di tempat lain: dari kepala desa.',
      accepts: {
        'surat-fasilitas-kesehatan': 'Surat dari bidan, puskesmas, atau rumah sakit',
        'surat-nakhoda-atau-kapten': 'Surat dari nakhoda kapal atau kapten pesawat',
        'surat-kepala-desa': 'Surat dari kepala desa atau lurah',
      },
    },
    sptjmKelahiran: {
      label: 'SPTJM kebenaran data kelahiran (F-2.03)',
      short: 'SPTJM lahir',
      help: 'Pengganti surat lahir. Isi formulir F-2.03, tanda tangani bersama dua saksi, lalu foto.',
    },
    buktiNikah: {
      label: 'Buku nikah atau akta perkawinan',
      short: 'Buku nikah',
      help: 'Halaman yang memuat nama suami, istri, nomor, dan tanggal nikah.',
      accepts: { 'buku-nikah': 'Buku nikah (KUA)', 'akta-perkawinan': 'Kutipan akta perkawinan' },
    },
    sptjmSuamiIstri: {
      label: 'SPTJM sebagai pasangan suami istri (F-2.04)',
      short: 'SPTJM suami istri',
      help: 'Pengganti bukti nikah. Isi formulir F-2.04, tanda tangani bersama dua saksi, lalu foto.',
    },
    kk: {
      label: 'Kartu Keluarga (KK)',
      short: 'KK',
      help: 'KK tempat anak akan dimasukkan, seluruh halaman.',
    },
    ktpIbu: { label: 'KTP-el ibu', short: 'KTP ibu', help: 'Bagian depan, semua tulisan terbaca.' },
    ktpAyah: { label: 'KTP-el ayah', short: 'KTP ayah', help: 'Bagian depan, semua tulisan terbaca.' },
  },
} satisfies WordsOf<typeof service>;
