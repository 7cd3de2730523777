/** The invented families of demo mode: names, numbers of region 99, births. No real person is meant. */

import { addDays, firstOfMonth } from './dates.ts';

/** A resident as SIAK would know them. Dates are `YYYY-MM-DD`; sex `1` is male, `2` female. */
export interface DemoPerson {
  nama: string;
  nik: string;
  jenisKelamin: '1' | '2';
  tempatLahir: string;
  tanggalLahir: string;
  agama: string;
  pendidikan: string;
  pekerjaan: string;
  golDarah: string;
  statusPerkawinan: string;
}

/** Where a family lives. `kodeDesa` is the village's code with dots; the names are real, the people are not. */
export interface DemoAddress {
  alamat: string;
  rt: string;
  rw: string;
  desa: string;
  kodeDesa: string;
  kecamatan: string;
  kabupaten: string;
  provinsi: string;
  kodePos: string;
}

/** The child whose birth is to be reported; codes as on F-2.01A. Weight in gram, length in centimetre. */
export interface DemoBirth {
  nama: string;
  jenisKelamin: '1' | '2';
  tempatDilahirkan: '1' | '2' | '3' | '4';
  /** Name of the facility, or the place of a birth at home. */
  tempat: string;
  tempatLahir: string;
  tanggalLahir: string;
  /** 24 h, local time. */
  pukul: string;
  jenisKelahiran: '1';
  kelahiranKe: number;
  penolong: '1' | '2' | '3';
  namaPenolong: string;
  beratGram: number;
  panjangCm: number;
}

/** A witness of a sworn statement. */
export interface DemoWitness {
  nama: string;
  nik: string;
}

/** One family of the demo, and the birth it comes to report. */
export interface DemoFamily {
  id: 'tabuan' | 'kapul' | 'paringin';
  /** Title of the family's group in the gallery. */
  title: string;
  address: DemoAddress;
  noKk: string;
  kkIssuedOn: string;
  ayah: DemoPerson;
  ibu: DemoPerson;
  children: DemoPerson[];
  birth: DemoBirth;
  /** Missing when the marriage cannot be proven. */
  marriage?: { nomor: string; tanggal: string; kua: string };
  saksi: [DemoWitness, DemoWitness];
}

/** A family whose child has no birth date yet. */
type UndatedFamily = Omit<DemoFamily, 'birth'> & { birth: Omit<DemoBirth, 'tanggalLahir'> };

function adult(person: Omit<DemoPerson, 'agama' | 'golDarah' | 'statusPerkawinan'>): DemoPerson {
  return { ...person, agama: 'Islam', golDarah: 'O', statusPerkawinan: 'Kawin Tercatat' };
}

function child(person: Pick<DemoPerson, 'nama' | 'nik' | 'jenisKelamin' | 'tanggalLahir'>): DemoPerson {
  return {
    ...person,
    tempatLahir: 'Balangan',
    agama: 'Islam',
    pendidikan: 'Tidak/Belum Sekolah',
    pekerjaan: 'Belum/Tidak Bekerja',
    golDarah: 'Tidak Tahu',
    statusPerkawinan: 'Belum Kawin',
  };
}

function village(
  part: Pick<DemoAddress, 'alamat' | 'rt' | 'desa' | 'kodeDesa' | 'kecamatan' | 'kodePos'>,
): DemoAddress {
  return { ...part, rw: '000', kabupaten: 'Balangan', provinsi: 'Kalimantan Selatan' };
}

const tabuan: UndatedFamily = {
  id: 'tabuan',
  title: 'Keluarga di Desa Tabuan: lahir di puskesmas, punya buku nikah',
  address: village({
    alamat: 'Jl. Contoh Melati No. 7',
    rt: '002',
    desa: 'Tabuan',
    kodeDesa: '63.11.02.2004',
    kecamatan: 'Halong',
    kodePos: '71666',
  }),
  noKk: '9901021506190004',
  kkIssuedOn: '2022-03-15',
  ayah: adult({
    nama: 'Rahmadi Contoh Saputra',
    nik: '9901021208930001',
    jenisKelamin: '1',
    tempatLahir: 'Balangan',
    tanggalLahir: '1993-08-12',
    pendidikan: 'SLTA/SMA/Sederajat',
    pekerjaan: 'Petani/Pekebun',
  }),
  ibu: adult({
    nama: 'Siti Contoh Jamilah',
    nik: '9901026304950002',
    jenisKelamin: '2',
    tempatLahir: 'Hulu Sungai Utara',
    tanggalLahir: '1995-04-23',
    pendidikan: 'SLTA/SMA/Sederajat',
    pekerjaan: 'Mengurus Rumah Tangga',
  }),
  children: [
    child({
      nama: 'Muhammad Contoh Alfian',
      nik: '9901020902220001',
      jenisKelamin: '1',
      tanggalLahir: '2022-02-09',
    }),
  ],
  birth: {
    nama: 'Aisyah Contoh Putri',
    jenisKelamin: '2',
    tempatDilahirkan: '2',
    tempat: 'Puskesmas Contoh Halong',
    tempatLahir: 'Balangan',
    pukul: '04:25',
    jenisKelahiran: '1',
    kelahiranKe: 2,
    penolong: '2',
    namaPenolong: 'Bidan Contoh Marlina',
    beratGram: 3200,
    panjangCm: 49,
  },
  marriage: { nomor: '0117/017/VI/2019', tanggal: '2019-06-15', kua: 'KUA Kecamatan Halong' },
  saksi: [
    { nama: 'Ahmad Contoh Yusuf', nik: '9901020101800001' },
    { nama: 'Nurul Contoh Hidayah', nik: '9901024505820003' },
  ],
};

const kapul: UndatedFamily = {
  id: 'kapul',
  title: 'Keluarga di Desa Kapul: lahir di rumah, tanpa surat lahir dan buku nikah',
  address: village({
    alamat: 'Dusun Contoh Hilir',
    rt: '001',
    desa: 'Kapul',
    kodeDesa: '63.11.02.2011',
    kecamatan: 'Halong',
    kodePos: '71666',
  }),
  noKk: '9901022003210011',
  kkIssuedOn: '2023-07-20',
  ayah: {
    ...adult({
      nama: 'Udin Contoh Setiawan',
      nik: '9901021704900003',
      jenisKelamin: '1',
      tempatLahir: 'Balangan',
      tanggalLahir: '1990-04-17',
      pendidikan: 'SD/Sederajat',
      pekerjaan: 'Buruh Tani/Perkebunan',
    }),
    statusPerkawinan: 'Kawin Belum Tercatat',
  },
  ibu: {
    ...adult({
      nama: 'Masitah Contoh Lestari',
      nik: '9901025111930002',
      jenisKelamin: '2',
      tempatLahir: 'Balangan',
      tanggalLahir: '1993-11-11',
      pendidikan: 'SD/Sederajat',
      pekerjaan: 'Mengurus Rumah Tangga',
    }),
    statusPerkawinan: 'Kawin Belum Tercatat',
  },
  children: [],
  birth: {
    nama: 'Bima Contoh Pratama',
    jenisKelamin: '1',
    tempatDilahirkan: '4',
    tempat: 'rumah di Desa Kapul',
    tempatLahir: 'Balangan',
    pukul: '21:10',
    jenisKelahiran: '1',
    kelahiranKe: 1,
    penolong: '3',
    namaPenolong: 'Ibu Contoh Sariah',
    beratGram: 2900,
    panjangCm: 48,
  },
  saksi: [
    { nama: 'Hamdan Contoh Basri', nik: '9901020307750002' },
    { nama: 'Rusmini Contoh Dewi', nik: '9901024908790001' },
  ],
};

const paringin: UndatedFamily = {
  id: 'paringin',
  title: 'Keluarga di Desa Murung Ilung: terlambat lapor lebih dari 60 hari',
  address: village({
    alamat: 'Jl. Contoh Karet No. 21',
    rt: '004',
    desa: 'Murung Ilung',
    kodeDesa: '63.11.06.2012',
    kecamatan: 'Paringin',
    kodePos: '71611',
  }),
  noKk: '9901061102240007',
  kkIssuedOn: '2024-02-11',
  ayah: adult({
    nama: 'Fajar Contoh Nugroho',
    nik: '9901062905970001',
    jenisKelamin: '1',
    tempatLahir: 'Tabalong',
    tanggalLahir: '1997-05-29',
    pendidikan: 'Diploma IV',
    pekerjaan: 'Karyawan Swasta',
  }),
  ibu: adult({
    nama: 'Rina Contoh Anggraini',
    nik: '9901065807980002',
    jenisKelamin: '2',
    tempatLahir: 'Balangan',
    tanggalLahir: '1998-07-18',
    pendidikan: 'Strata I',
    pekerjaan: 'Guru',
  }),
  children: [],
  birth: {
    nama: 'Kirana Contoh Maharani',
    jenisKelamin: '2',
    tempatDilahirkan: '1',
    tempat: 'RSUD Contoh Balangan',
    tempatLahir: 'Balangan',
    pukul: '13:40',
    jenisKelahiran: '1',
    kelahiranKe: 1,
    penolong: '1',
    namaPenolong: 'dr. Contoh Wibowo',
    beratGram: 3050,
    panjangCm: 50,
  },
  marriage: { nomor: '0042/011/I/2024', tanggal: '2024-01-20', kua: 'KUA Kecamatan Paringin' },
  saksi: [
    { nama: 'Taufik Contoh Rahman', nik: '9901061212850001' },
    { nama: 'Dewi Contoh Sartika', nik: '9901065204880002' },
  ],
};

/**
 * The families as of a day (`YYYY-MM-DD`). Births are counted from the first of that day's month: two lie
 * within the 60 days for reporting, the third is late. The same month always gives the same families.
 */
export function demoFamilies(today: string): [DemoFamily, DemoFamily, DemoFamily] {
  const anchor = firstOfMonth(today);
  const born = (family: UndatedFamily, days: number): DemoFamily => ({
    ...family,
    birth: { ...family.birth, tanggalLahir: addDays(anchor, -days) },
  });
  return [born(tabuan, 4), born(kapul, 9), born(paringin, 131)];
}
