/** Draws the SPESIMEN PDFs of an entry: plainly marked, real text, nothing that imitates the real documents. */

import { longDate, shortDate } from '../papers/dates.ts';
import { openTypesetter } from '../papers/typesetter.ts';
import type { DocumentContent } from './enter-birth.ts';
import type { SiakOffice } from './options.ts';
import { inWords } from './spelled-numbers.ts';

const PLACES: Record<string, string> = {
  '1': 'RS/RB',
  '2': 'Puskesmas',
  '3': 'Polindes',
  '4': 'Rumah',
  '5': 'Lainnya',
};

/** The extract of the birth akta as PDF, one A4 page. */
export async function drawBirthExtract(
  content: DocumentContent,
  office: Required<SiakOffice>,
): Promise<Uint8Array> {
  const { child, values } = content;
  const typesetter = await openTypesetter();
  return typesetter.pdf(new URL('./templates/birth-extract.typ', import.meta.url), {
    ...(await frameOf(content, office)),
    nik: child.nik,
    name: child.name.toUpperCase(),
    lateNote: content.number.includes('-LT-') ? ', yang dicatat terlambat,' : ',',
    bornIn: child.bornIn.toUpperCase(),
    bornOnLong: longDate(child.bornOn),
    bornOnWords: dateInWords(child.bornOn),
    bornOnShort: shortDate(child.bornOn),
    bornAt: values.pukul ?? '-',
    bornAtPlace: PLACES[values.tempatDilahirkan ?? ''] ?? '-',
    order: inWords(Number(values.kelahiranKe)).toUpperCase(),
    sex: sexName(child.sex).toLowerCase(),
    parentage: parentageWords(content),
    people: [
      ...(values.namaAyah
        ? [
            ['Ayah', values.namaAyah.toUpperCase()],
            ['NIK ayah', values.nikAyah ?? '-'],
          ]
        : []),
      ['Ibu', (values.namaIbu ?? '').toUpperCase()],
      ['NIK ibu', values.nikIbu ?? '-'],
    ],
  });
}

/** The family card with the child on it as PDF, A4 across. */
export async function drawFamilyCard(
  content: DocumentContent,
  office: Required<SiakOffice>,
): Promise<Uint8Array> {
  const { household } = content;
  const { address } = household;
  const typesetter = await openTypesetter();
  const upper = (text: string) => text.toUpperCase();
  return typesetter.pdf(new URL('./templates/family-card.typ', import.meta.url), {
    ...(await frameOf(content, office)),
    headName: upper(household.head),
    head: [
      ['Nama Kepala Keluarga', upper(household.head)],
      ['Alamat', upper(address.alamat)],
      ['RT/RW', [address.rt, address.rw].filter(Boolean).join('/') || '-'],
      ['Kode Pos', address.kodePos || '-'],
    ],
    area: [
      ['Desa/Kelurahan', upper(address.desa)],
      ['Kecamatan', upper(address.kecamatan) || '-'],
      ['Kabupaten/Kota', upper(address.kabupaten)],
      ['Provinsi', upper(address.provinsi)],
    ],
    members: household.members.map((member, index) => [
      `${index + 1}`,
      upper(member.name),
      member.nik,
      sexName(member.sex),
      member.bornIn || '-',
      member.bornOn ? shortDate(member.bornOn) : '-',
      member.religion || '-',
      member.education || '-',
      member.occupation || '-',
    ]),
    relations: household.members.map((member, index) => [
      `${index + 1}`,
      member.maritalStatus,
      member.relation,
      'WNI',
      upper(member.father) || '-',
      upper(member.mother) || '-',
    ]),
  });
}

let mark: string | undefined;

async function frameOf(content: DocumentContent, office: Required<SiakOffice>) {
  const typesetter = await openTypesetter();
  mark ??= typesetter.svg(new URL('./templates/mark.typ', import.meta.url), { word: 'SPESIMEN' });
  return {
    mark,
    number: content.number,
    regency: office.regencyName,
    province: office.provinceName,
    place: office.capitalName,
    issuedOn: longDate(content.issuedOn),
    issuedOnShort: shortDate(content.issuedOn),
    signerName: office.signer.name,
    signerRole: office.signer.role,
  };
}

function parentageWords({ parentage, values }: DocumentContent): string {
  const mother = (values.namaIbu ?? '').toUpperCase();
  if (parentage === 'mother-only') return `dari seorang ibu ${mother}.`;
  const couple = `dari ayah ${(values.namaAyah ?? '').toUpperCase()} dan ibu ${mother}`;
  return parentage === 'married'
    ? `${couple}.`
    : `${couple}, yang perkawinannya belum tercatat sesuai dengan peraturan perundang-undangan.`;
}

function dateInWords(date: string): string {
  const [year, , day] = date.split('-');
  const month = longDate(date).split(' ')[1] ?? '';
  return `${inWords(Number(day))} ${month} ${inWords(Number(year))}`;
}

function sexName(sex: '1' | '2'): string {
  return sex === '1' ? 'Laki-laki' : 'Perempuan';
}
