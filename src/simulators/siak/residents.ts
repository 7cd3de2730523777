/** Who lives with whom, as the simulated SIAK knows it: households, their members, e-KTP statuses. */

import type { DemoAddress, DemoFamily, DemoPerson } from '../papers/families.ts';
import type { Database } from './database.ts';

/** One member as printed on a family card. */
export interface Member {
  nik: string;
  name: string;
  bornOn: string;
  sex: '1' | '2';
  bornIn: string;
  religion: string;
  education: string;
  occupation: string;
  maritalStatus: string;
  relation: string;
  father: string;
  mother: string;
}

/** Where a household lives; parts that nobody keyed in are empty. */
export type Address = Pick<
  DemoAddress,
  'alamat' | 'rt' | 'rw' | 'desa' | 'kecamatan' | 'kabupaten' | 'provinsi' | 'kodePos'
>;

/** A household with its members in the order of the card. */
export interface Household {
  noKk: string;
  head: string;
  address: Address;
  members: Member[];
}

/** The register of residents. */
export interface Residents {
  findHousehold(noKk: string): Household | undefined;
  findResident(nik: string): (Member & { noKk: string; ektpStatus: string | null }) | undefined;
  keepHousehold(household: Omit<Household, 'members'>): void;
  /** Adds a member, or replaces the one of the same name and birth date, so that a card never shows both. */
  addMember(noKk: string, member: Member): void;
  setEktpStatus(nik: string, status: string): boolean;
}

interface ResidentRow {
  nik: string;
  no_kk: string;
  name: string;
  born_on: string;
  details: string;
  ektp_status: string | null;
}

/** Opens the register over the simulator's state. */
export function openResidents(database: Database): Residents {
  const membersOf = (noKk: string) =>
    database
      .all<ResidentRow>('SELECT * FROM resident WHERE no_kk = ? ORDER BY position', noKk)
      .map((row) => JSON.parse(row.details) as Member);
  return {
    findHousehold(noKk) {
      const row = database.one<{ head: string; address: string }>(
        'SELECT head, address FROM household WHERE no_kk = ?',
        noKk,
      );
      return row && { noKk, head: row.head, address: JSON.parse(row.address), members: membersOf(noKk) };
    },
    findResident(nik) {
      const row = database.one<ResidentRow>('SELECT * FROM resident WHERE nik = ?', nik);
      return row && { ...JSON.parse(row.details), noKk: row.no_kk, ektpStatus: row.ektp_status };
    },
    keepHousehold({ noKk, head, address }) {
      database.run(
        `INSERT INTO household (no_kk, head, address) VALUES (?, ?, ?)
         ON CONFLICT (no_kk) DO UPDATE SET head = excluded.head, address = excluded.address`,
        noKk,
        head,
        JSON.stringify(address),
      );
    },
    addMember(noKk, member) {
      database.run(
        'DELETE FROM resident WHERE no_kk = ? AND lower(name) = lower(?) AND born_on = ?',
        noKk,
        member.name,
        member.bornOn,
      );
      const { position } = database.one<{ position: number }>(
        'SELECT coalesce(max(position), 0) + 1 AS position FROM resident WHERE no_kk = ?',
        noKk,
      )!;
      database.run(
        'INSERT OR REPLACE INTO resident (nik, no_kk, position, name, born_on, details) VALUES (?, ?, ?, ?, ?, ?)',
        member.nik,
        noKk,
        position,
        member.name,
        member.bornOn,
        JSON.stringify(member),
      );
    },
    setEktpStatus(nik, status) {
      if (!database.one('SELECT 1 AS found FROM resident WHERE nik = ?', nik)) return false;
      database.run('UPDATE resident SET ektp_status = ? WHERE nik = ?', status, nik);
      return true;
    },
  };
}

/** Writes households into a register that has none of them yet. */
export function seedHouseholds(residents: Residents, families: readonly DemoFamily[]): void {
  for (const family of families) {
    if (residents.findHousehold(family.noKk)) continue;
    const { noKk, address, ayah, ibu, children } = family;
    residents.keepHousehold({ noKk, head: ayah.nama, address });
    const parents = { father: 'Contoh', mother: 'Contoh' };
    residents.addMember(noKk, memberOf(ayah, 'Kepala Keluarga', parents));
    residents.addMember(noKk, memberOf(ibu, 'Istri', parents));
    for (const child of children)
      residents.addMember(noKk, memberOf(child, 'Anak', { father: ayah.nama, mother: ibu.nama }));
  }
}

function memberOf(person: DemoPerson, relation: string, parents: { father: string; mother: string }): Member {
  return {
    nik: person.nik,
    name: person.nama,
    bornOn: person.tanggalLahir,
    sex: person.jenisKelamin,
    bornIn: person.tempatLahir,
    religion: person.agama,
    education: person.pendidikan,
    occupation: person.pekerjaan,
    maritalStatus: person.statusPerkawinan,
    relation,
    ...parents,
  };
}
