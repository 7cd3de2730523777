/** From the simulated SIAK's PDFs to the expected documents of a birth: drawn, read and matched for real. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPdfChild } from '../src/adapters/pdf/create-pdf-child.ts';
import { createPdfReader } from '../src/adapters/pdf/read/pdf-reader.ts';
import { matchDraft } from '../src/domain/case/match-draft.ts';
import type { CaseState } from '../src/domain/case/state.ts';
import { loadCatalogue } from '../src/main/load-catalogue.ts';
import type { DocumentContent } from '../src/simulators/siak/enter-birth.ts';
import { drawBirthExtract, drawFamilyCard } from '../src/simulators/siak/specimen-pdfs.ts';

const child = createPdfChild({ jobMs: 20_000 });
const reader = createPdfReader(child);
afterAll(() => child.close());

const noKk = '9901041506180003';
const office = {
  regencyName: 'Balangan',
  regencyCode: '63.11',
  provinceName: 'Kalimantan Selatan',
  capitalName: 'Paringin',
  signer: { name: 'CONTOH PEJABAT', role: 'Pejabat Pencatatan Sipil' },
};

function member(name: string, nik: string, relation: string, bornOn: string) {
  const parents = { father: 'Contoh Bapak', mother: 'Contoh Emak' };
  const life = {
    religion: 'Islam',
    education: 'SLTA',
    occupation: 'Petani',
    maritalStatus: 'Kawin Tercatat',
  };
  return { name, nik, relation, bornOn, sex: '2' as const, bornIn: 'Balangan', ...life, ...parents };
}

/** A household with a daughter whose name is the beginning of the newborn's. */
function content(childName: string, number: string): DocumentContent {
  const newborn = member(childName, '9901015411260001', 'Anak', '2026-11-14');
  return {
    number,
    issuedOn: '2026-11-23',
    child: newborn,
    parentage: 'married',
    values: {
      namaAnak: childName,
      tanggalLahir: '2026-11-14',
      pukul: '05:20',
      tempatDilahirkan: '2',
      kelahiranKe: '2',
      namaAyah: 'Ahmad Contoh Fauzi',
      nikAyah: '9901041203900002',
      namaIbu: 'Siti Contoh Rahmawati',
      nikIbu: '9901045705920001',
    },
    household: {
      noKk,
      head: 'Ahmad Contoh Fauzi',
      address: {
        alamat: 'Jalan Contoh 7',
        rt: '001',
        rw: '002',
        kodePos: '71611',
        desa: 'Paringin Kota',
        kecamatan: 'Paringin',
        kabupaten: 'Balangan',
        provinsi: 'Kalimantan Selatan',
      },
      members: [
        member('Ahmad Contoh Fauzi', '9901041203900002', 'Kepala Keluarga', '1990-03-12'),
        member('Siti Contoh Rahmawati', '9901045705920001', 'Istri', '1992-05-17'),
        member('Aisyah Contoh', '9901045705180001', 'Anak', '2018-05-17'),
        newborn,
      ],
    },
  } as DocumentContent;
}

const answers = {
  namaAnak: 'Aisyah Contoh Putri',
  tanggalLahir: '2026-11-14',
  namaIbu: 'Siti Contoh Rahmawati',
  namaAyah: 'Ahmad Contoh Fauzi',
  noKk,
  namaKepalaKeluarga: 'Ahmad Contoh Fauzi',
};

async function textOf(pdf: Uint8Array): Promise<string> {
  const read = await reader.read(pdf);
  if (!read.ok) throw new Error(`the specimen could not be read: ${read.problem}`);
  return read.text;
}

const akta = async (name: string) =>
  textOf(await drawBirthExtract(content(name, '9901-LU-23112026-0001'), office));
const kk = async (name: string) => textOf(await drawFamilyCard(content(name, noKk), office));

describe('a birth awaits an akta and a KK', () => {
  let match: (text: string, change?: object) => ReturnType<typeof matchDraft>;
  beforeAll(async () => {
    const { services } = await loadCatalogue();
    const { service } = services.find((one) => one.service.id === 'kelahiran')!;
    const documents = [
      { id: 'job-akta', documentId: 'akta-kelahiran', subject: 'anak', form: 'paper', status: 'planned' },
      { id: 'job-kk', documentId: 'kk', subject: 'kepalaKeluarga', form: 'paper', status: 'planned' },
    ];
    match = (text, change = {}) =>
      matchDraft(text, { answers: { ...answers, ...change }, documents } as unknown as CaseState, service);
  });

  test('the akta is known by child, day and parents, and gives its number', async () => {
    expect(match(await akta('Aisyah Contoh Putri'))).toMatchObject({
      kind: 'match',
      jobId: 'job-akta',
      number: '9901-LU-23112026-0001',
    });
  });

  test('the KK is known by its old number, its head and the new member', async () => {
    expect(match(await kk('Aisyah Contoh Putri'))).toMatchObject({
      kind: 'match',
      jobId: 'job-kk',
      number: noKk,
    });
  });

  test('a PDF for another child names what differs, and nobody', async () => {
    expect(match(await akta('Anak Contoh Lain'))).toEqual({
      kind: 'none',
      reasons: ['value-missing|Kutipan akta kelahiran|Nama anak'],
    });
    expect(match(await kk('Anak Contoh Lain'))).toEqual({
      kind: 'none',
      reasons: ['value-missing|Kartu Keluarga|Nama anak'],
    });
  });

  test('a sister whose name begins alike does not stand in for the newborn', async () => {
    const text = await kk('Aisyah Contoh Putri');
    expect(match(text, { namaAnak: 'Aisyah Contoh' })).toMatchObject({ kind: 'match' });
    expect(
      match(text.replace('3 AISYAH CONTOH 9901', '3 NUR CONTOH 9901'), { namaAnak: 'Aisyah Contoh' }),
    ).toEqual({
      kind: 'none',
      reasons: ['value-missing|Kartu Keluarga|Nama anak'],
    });
  });

  test('another household’s KK is refused', async () => {
    expect(match(await kk('Aisyah Contoh Putri'), { noKk: '9901041506180004' })).toEqual({
      kind: 'none',
      reasons: ['value-missing|Kartu Keluarga|Nomor KK', 'not-the-kept-number|Kartu Keluarga'],
    });
  });
});
