/** Which sample papers each demo family has, and the words on them. */

import { dayName, longDate, shortDate } from './dates.ts';
import type { DemoFamily, DemoPerson } from './families.ts';

/** What is wrong with a photo, for those that an officer should ask for again. */
export type PhotoFlaw = 'blurred' | 'cut-off' | 'dark';

/** One sheet of paper to be typeset and then photographed. */
export interface Sheet {
  /** File name without its ending; also the seed of the photo's small accidents. */
  name: string;
  title: string;
  template: 'birth-letter' | 'marriage-book' | 'family-card' | 'identity-card' | 'sworn-statement';
  values: object;
  flaw?: PhotoFlaw;
}

type Row = [label: string, value: string];

/** The papers of a family in the order in which the demo asks for them, the flawed photos last. */
export function sheetsOf(family: DemoFamily): Sheet[] {
  const { marriage } = family;
  const good = [
    ...(family.birth.penolong === '3' ? [statementOfBirth(family)] : [birthLetter(family)]),
    ...(marriage ? [marriageBook(family, marriage)] : [statementOfCouple(family)]),
    familyCard(family),
    identityCard(family, family.ayah, 'ayah'),
    identityCard(family, family.ibu, 'ibu'),
  ];
  return [...good, ...flawed(family, good)];
}

const FLAWED: Record<DemoFamily['id'], { template: Sheet['template']; flaw: PhotoFlaw; words: string }[]> = {
  tabuan: [
    { template: 'marriage-book', flaw: 'blurred', words: 'kabur' },
    { template: 'family-card', flaw: 'cut-off', words: 'terpotong' },
    { template: 'identity-card', flaw: 'dark', words: 'gelap' },
  ],
  kapul: [{ template: 'family-card', flaw: 'blurred', words: 'kabur' }],
  paringin: [{ template: 'identity-card', flaw: 'dark', words: 'gelap' }],
};

function flawed(family: DemoFamily, good: Sheet[]): Sheet[] {
  return FLAWED[family.id].flatMap(({ template, flaw, words }) => {
    const sheet = good.findLast((candidate) => candidate.template === template);
    return sheet
      ? [{ ...sheet, name: `${sheet.name}-${words}`, title: `${sheet.title} (${words})`, flaw }]
      : [];
  });
}

function birthLetter(family: DemoFamily): Sheet {
  const { birth, ayah, ibu, address } = family;
  return {
    name: `${family.id}-surat-lahir`,
    title: 'Surat keterangan lahir',
    template: 'birth-letter',
    values: {
      facility: birth.tempat,
      facilityAddress: `Kecamatan ${address.kecamatan}, Kabupaten ${address.kabupaten}`,
      number: `445/${birth.tanggalLahir.slice(8)}${birth.tanggalLahir.slice(5, 7)}/CONTOH/${birth.tanggalLahir.slice(0, 4)}`,
      birth: [
        ['Hari, tanggal', `${dayName(birth.tanggalLahir)}, ${longDate(birth.tanggalLahir)}`],
        ['Pukul', birth.pukul.replace(':', '.')],
        ['Tempat', `${birth.tempat}, Kabupaten ${birth.tempatLahir}`],
      ],
      parents: [
        ['Nama ibu', ibu.nama],
        ['NIK ibu', ibu.nik],
        ['Nama ayah', ayah.nama],
        ['NIK ayah', ayah.nik],
        ['Alamat', addressLine(family)],
      ],
      child: [
        ['Nama bayi', birth.nama],
        ['Jenis kelamin', sexName(birth.jenisKelamin)],
        ['Jenis kelahiran', 'Tunggal'],
        ['Kelahiran ke', `${birth.kelahiranKe}`],
        ['Berat / panjang', `${birth.beratGram} gram / ${birth.panjangCm} cm`],
      ],
      place: address.kecamatan,
      date: longDate(birth.tanggalLahir),
      helper: birth.namaPenolong,
    },
  };
}

function marriageBook(family: DemoFamily, marriage: NonNullable<DemoFamily['marriage']>): Sheet {
  const spouse = (person: DemoPerson): Row[] => [
    ['Nama', person.nama],
    ['NIK', person.nik],
    ['Tempat, tgl. lahir', `${person.tempatLahir}, ${longDate(person.tanggalLahir)}`],
    ['Kewarganegaraan', 'Indonesia'],
    ['Agama', person.agama],
    ['Pekerjaan', person.pekerjaan],
  ];
  return {
    name: `${family.id}-buku-nikah`,
    title: 'Buku nikah',
    template: 'marriage-book',
    values: {
      number: marriage.nomor,
      day: dayName(marriage.tanggal),
      date: longDate(marriage.tanggal),
      husband: spouse(family.ayah),
      wife: spouse(family.ibu),
      office: marriage.kua,
    },
  };
}

function familyCard(family: DemoFamily): Sheet {
  const { address, ayah, ibu, children } = family;
  const people = [ayah, ibu, ...children];
  const relation = ['Kepala Keluarga', 'Istri', ...children.map(() => 'Anak')];
  return {
    name: `${family.id}-kk`,
    title: 'Kartu Keluarga (lama)',
    template: 'family-card',
    values: {
      noKk: family.noKk,
      headName: ayah.nama.toUpperCase(),
      issuedOn: shortDate(family.kkIssuedOn),
      head: [
        ['Nama Kepala Keluarga', ayah.nama.toUpperCase()],
        ['Alamat', address.alamat.toUpperCase()],
        ['RT/RW', `${address.rt}/${address.rw}`],
        ['Kode Pos', address.kodePos],
      ],
      area: [
        ['Desa/Kelurahan', address.desa.toUpperCase()],
        ['Kecamatan', address.kecamatan.toUpperCase()],
        ['Kabupaten/Kota', address.kabupaten.toUpperCase()],
        ['Provinsi', address.provinsi.toUpperCase()],
      ],
      members: people.map((person, index) => [
        `${index + 1}`,
        person.nama.toUpperCase(),
        person.nik,
        sexName(person.jenisKelamin),
        person.tempatLahir,
        shortDate(person.tanggalLahir),
        person.agama,
        person.pendidikan,
        person.pekerjaan,
      ]),
      relations: people.map((person, index) => [
        `${index + 1}`,
        person.statusPerkawinan,
        relation[index],
        'WNI',
        index < 2 ? '(contoh)' : ayah.nama.toUpperCase(),
        index < 2 ? '(contoh)' : ibu.nama.toUpperCase(),
      ]),
    },
  };
}

function identityCard(family: DemoFamily, person: DemoPerson, whose: 'ayah' | 'ibu'): Sheet {
  const { address } = family;
  return {
    name: `${family.id}-ktp-${whose}`,
    title: `KTP-el ${whose}`,
    template: 'identity-card',
    values: {
      province: address.provinsi,
      regency: address.kabupaten,
      nik: person.nik,
      issuedOn: shortDate(family.kkIssuedOn),
      rows: [
        ['Nama', person.nama.toUpperCase()],
        ['Tempat/Tgl Lahir', `${person.tempatLahir.toUpperCase()}, ${shortDate(person.tanggalLahir)}`],
        ['Jenis Kelamin', sexName(person.jenisKelamin).toUpperCase()],
        ['Gol. Darah', person.golDarah],
        ['Alamat', address.alamat.toUpperCase()],
        ['RT/RW', `${address.rt}/${address.rw}`],
        ['Kel/Desa', address.desa.toUpperCase()],
        ['Kecamatan', address.kecamatan.toUpperCase()],
        ['Agama', person.agama.toUpperCase()],
        ['Status Perkawinan', person.statusPerkawinan.toUpperCase()],
        ['Pekerjaan', person.pekerjaan.toUpperCase()],
        ['Kewarganegaraan', 'WNI'],
        ['Berlaku Hingga', 'SEUMUR HIDUP'],
      ],
    },
  };
}

function statementOfBirth(family: DemoFamily): Sheet {
  const { birth, ayah, ibu } = family;
  const child: Row[] = [
    ['Nama', birth.nama],
    ['Tempat/tanggal lahir', `${birth.tempatLahir}, ${longDate(birth.tanggalLahir)} pukul ${birth.pukul}`],
    ['Jenis kelamin', sexName(birth.jenisKelamin)],
    ['Anak ke', `${birth.kelahiranKe}`],
  ];
  return statement(family, 'F-2.03', 'sptjm-lahir', 'SPTJM kebenaran data kelahiran (F-2.03)', {
    title: 'Surat pernyataan tanggung jawab mutlak kebenaran data kelahiran',
    parts: [
      { intro: 'Saya yang bertanda tangan di bawah ini:', rows: personRows(family, ayah) },
      { intro: 'menyatakan bahwa seorang anak:', rows: child },
      { intro: 'adalah anak yang dilahirkan oleh:', rows: personRows(family, ibu) },
      {
        intro: 'dengan penolong kelahiran:',
        rows: [
          ['Nama', birth.namaPenolong],
          ['Pekerjaan', 'Dukun beranak'],
        ],
      },
    ],
  });
}

function statementOfCouple(family: DemoFamily): Sheet {
  return statement(family, 'F-2.04', 'sptjm-suami-istri', 'SPTJM sebagai pasangan suami istri (F-2.04)', {
    title: 'Surat pernyataan tanggung jawab mutlak kebenaran sebagai pasangan suami istri',
    parts: [
      { intro: 'Saya yang bertanda tangan di bawah ini:', rows: personRows(family, family.ayah) },
      { intro: 'adalah suami dari:', rows: personRows(family, family.ibu) },
      {
        intro: 'sebagaimana tercantum bersama dalam Kartu Keluarga:',
        rows: [['Nomor KK', family.noKk]],
      },
    ],
  });
}

function statement(
  family: DemoFamily,
  code: string,
  name: string,
  title: string,
  values: { title: string; parts: { intro: string; rows: Row[] }[] },
): Sheet {
  return {
    name: `${family.id}-${name}`,
    title,
    template: 'sworn-statement',
    values: {
      ...values,
      code,
      declaration: 'Pernyataan ini saya buat dengan sebenarnya; bila tidak benar saya bersedia dituntut.',
      place: 'Paringin',
      date: longDate(family.birth.tanggalLahir),
      witnesses: family.saksi,
      declarant: family.ayah.nama,
    },
  };
}

function personRows(family: DemoFamily, person: DemoPerson): Row[] {
  return [
    ['Nama', person.nama],
    ['NIK', person.nik],
    ['Tempat/tanggal lahir', `${person.tempatLahir}, ${longDate(person.tanggalLahir)}`],
    ['Pekerjaan', person.pekerjaan],
    ['Alamat', addressLine(family)],
  ];
}

function addressLine({ address }: DemoFamily): string {
  return `${address.alamat} RT ${address.rt}, Desa ${address.desa}, Kec. ${address.kecamatan}`;
}

function sexName(code: '1' | '2'): string {
  return code === '1' ? 'Laki-laki' : 'Perempuan';
}
