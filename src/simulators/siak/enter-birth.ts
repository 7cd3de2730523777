/** Takes a birth that an operator keyed in: gives numbers, enters the child into the household, plans documents. */

import { randomUUID } from 'node:crypto';
import { addDays } from '../papers/dates.ts';
import type { SimulatorClock } from './clock.ts';
import type { Database } from './database.ts';
import type { EntryProblem, EntryValues } from './entry-fields.ts';
import { readEntry } from './entry-fields.ts';
import type { NumberMint } from './numbers.ts';
import { kecamatanOf } from './numbers.ts';
import type { Address, Household, Member, Residents } from './residents.ts';

/** What one birth gives in SIAK: two PDFs and a card. */
export const documentTypes = ['akta-kelahiran', 'kk', 'kia'] as const;
/** The kind of one document. */
export type DocumentType = (typeof documentTypes)[number];

/** Everything that is printed on the documents of an entry, frozen when it was keyed in. */
export interface DocumentContent {
  number: string;
  issuedOn: string;
  child: Member;
  values: EntryValues;
  /** How the parents stand in the akta. */
  parentage: 'married' | 'unregistered' | 'mother-only';
  household: Household;
}

/** What an entry led to. */
export interface Entered {
  entryId: string;
  childNik: string;
  noKk: string;
  warnings: string[];
  documents: { type: DocumentType; number: string }[];
}

/** The parts of the simulator that an entry needs. */
export interface EntryDesk {
  database: Database;
  clock: SimulatorClock;
  mint: NumberMint;
  residents: Residents;
  regency: { regencyName: string; provinceName: string };
}

/** Enters a birth. With problems nothing is kept. */
export function enterBirth(
  desk: EntryDesk,
  given: EntryValues,
  wanted: readonly DocumentType[],
): { ok: true; entered: Entered } | { ok: false; problems: EntryProblem[] } {
  const { values, problems } = readEntry(given);
  const today = desk.clock.today();
  if ((values.tanggalLahir ?? '') > today)
    problems.push({ field: 'tanggalLahir', message: 'Tanggal lahir anak belum terjadi.' });
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, entered: desk.database.transaction(() => keep(desk, values, wanted, today)) };
}

function keep(desk: EntryDesk, values: EntryValues, wanted: readonly DocumentType[], today: string): Entered {
  const known = values.noKk ? desk.residents.findHousehold(values.noKk) : undefined;
  const warnings = warningsOf(known, values);
  const kecamatan = kecamatanOf(values.noKk ?? values.nikIbu);
  const noKk = values.noKk ?? desk.mint.noKk({ kecamatan, recordedOn: today });
  const bornOn = values.tanggalLahir ?? '';
  const nik = desk.mint.nik({ kecamatan, bornOn, isFemale: values.jenisKelamin === '2' });
  const child = childOf(values, nik, known?.members[0]?.religion ?? '-');
  if (!known) foundHousehold(desk, noKk, values);
  desk.residents.addMember(noKk, child);
  const household = desk.residents.findHousehold(noKk)!;
  const entryId = randomUUID();
  desk.database.run(
    `INSERT INTO entry (id, kind, entered_at, fields, child_nik, no_kk, warnings)
     VALUES (?, 'kelahiran', ?, ?, ?, ?, ?)`,
    entryId,
    desk.clock.now().toISOString(),
    JSON.stringify(values),
    child.nik,
    noKk,
    JSON.stringify(warnings),
  );
  const numbers: Record<DocumentType, () => string> = {
    'akta-kelahiran': () => desk.mint.aktaKelahiran({ bornOn, recordedOn: today }),
    kk: () => noKk,
    kia: () => child.nik,
  };
  const documents = wanted.map((type) => ({ type, number: numbers[type]() }));
  for (const { type, number } of documents) {
    const content: DocumentContent = {
      number,
      issuedOn: today,
      child,
      values,
      parentage: parentageOf(values),
      household,
    };
    desk.database.run(
      'INSERT INTO document (entry_id, type, number, issued_on, content) VALUES (?, ?, ?, ?, ?)',
      entryId,
      type,
      number,
      today,
      JSON.stringify(content),
    );
  }
  return { entryId, childNik: child.nik, noKk, warnings, documents };
}

function warningsOf(known: Household | undefined, values: EntryValues): string[] {
  const warnings: string[] = [];
  if (values.noKk && !known) warnings.push('Nomor KK belum dikenal; KK dibuat dari isian ini.');
  const isTwice = known?.members.some(
    (member) =>
      member.bornOn === values.tanggalLahir && member.name.toLowerCase() === values.namaAnak?.toLowerCase(),
  );
  if (isTwice) warnings.push('Anak dengan nama dan tanggal lahir ini sudah ada di KK; data lama digantikan.');
  return warnings;
}

/** Without a father, the akta names the mother alone; without marriage papers it says so. */
function parentageOf(values: EntryValues): DocumentContent['parentage'] {
  if (!values.namaAyah) return 'mother-only';
  return values.nomorBuktiNikah ? 'married' : 'unregistered';
}

function childOf(values: EntryValues, nik: string, religion: string): Member {
  return {
    nik,
    name: values.namaAnak ?? '',
    bornOn: values.tanggalLahir ?? '',
    sex: values.jenisKelamin === '1' ? '1' : '2',
    bornIn: values.tempatLahir ?? '',
    religion,
    education: 'Tidak/Belum Sekolah',
    occupation: 'Belum/Tidak Bekerja',
    maritalStatus: 'Belum Kawin',
    relation: 'Anak',
    father: values.namaAyah ?? '-',
    mother: values.namaIbu ?? '',
  };
}

function foundHousehold(desk: EntryDesk, noKk: string, values: EntryValues): void {
  const address: Address = {
    alamat: values.alamat ?? '',
    rt: '',
    rw: '',
    desa: values.desa ?? '',
    kecamatan: values.kecamatan ?? '',
    kabupaten: desk.regency.regencyName,
    provinsi: desk.regency.provinceName,
    kodePos: '',
  };
  const head = values.namaKepalaKeluarga ?? values.namaAyah ?? values.namaIbu ?? '';
  desk.residents.keepHousehold({ noKk, head, address });
  const father = parentOf(values.namaAyah, values.nikAyah, values.tanggalLahirAyah, '1', values);
  const mother = parentOf(values.namaIbu, values.nikIbu, values.tanggalLahirIbu, '2', values);
  const isFathers = father !== undefined && head.toLowerCase() === father.name.toLowerCase();
  if (father)
    desk.residents.addMember(noKk, { ...father, relation: isFathers ? 'Kepala Keluarga' : 'Famili' });
  if (mother) {
    const isHead = head.toLowerCase() === mother.name.toLowerCase();
    const relation = isHead ? 'Kepala Keluarga' : isFathers ? 'Istri' : 'Famili';
    desk.residents.addMember(noKk, { ...mother, relation });
  }
}

function parentOf(
  name: string | undefined,
  nik: string | undefined,
  bornOn: string | undefined,
  sex: '1' | '2',
  values: EntryValues,
): Omit<Member, 'relation'> | undefined {
  if (!name || !nik) return undefined;
  return {
    nik,
    name,
    bornOn: bornOn ?? '',
    sex,
    bornIn: '',
    religion: '',
    education: '',
    occupation: '',
    maritalStatus: values.nomorBuktiNikah ? 'Kawin Tercatat' : 'Kawin Belum Tercatat',
    father: '',
    mother: '',
  };
}

/** The card record of a KIA: under five without a photo and valid to the fifth birthday, else to the 17th. */
export function kiaCard(content: DocumentContent): Record<string, string> {
  const { child, household } = content;
  const year = Number(child.bornOn.slice(0, 4));
  const fifth = birthday(child.bornOn, year + 5);
  return {
    nik: child.nik,
    nama: child.name,
    tempatLahir: child.bornIn,
    tanggalLahir: child.bornOn,
    jenisKelamin: child.sex === '1' ? 'Laki-laki' : 'Perempuan',
    noKk: household.noKk,
    kepalaKeluarga: household.head,
    berlakuSampai: fifth > content.issuedOn ? fifth : birthday(child.bornOn, year + 17),
    catatan: 'SPESIMEN, bukan dokumen resmi',
  };
}

/** A birthday in a later year; 29 February falls on the 1st of March where there is none. */
function birthday(bornOn: string, year: number): string {
  return addDays(`${year}-${bornOn.slice(5, 7)}-01`, Number(bornOn.slice(8)) - 1);
}
