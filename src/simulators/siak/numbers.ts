/** Mints NIK, KK and akta numbers as SIAK would, always in region 99, which exists nowhere. */

import { daysBetween, shortDate } from '../papers/dates.ts';
import type { Database } from './database.ts';

const REGENCY = '9901';
/** Days within which a birth is reported in time (UU 24/2013); later ones are recorded as late. */
const IN_TIME_DAYS = 60;

/** Mints numbers that are never given twice, also not after a restart. */
export interface NumberMint {
  /**
   * Region of first registration (6 digits), birth date as DDMMYY with 40 added to a woman's day, and a
   * sequence from 0001 (PP 40/2019).
   */
  nik(person: { kecamatan: string; bornOn: string; isFemale: boolean }): string;
  /** Region, date of recording as DDMMYY, and a sequence. */
  noKk(household: { kecamatan: string; recordedOn: string }): string;
  /** `9901-LU-DDMMYYYY-NNNN`, or `LT` when the birth is reported later than 60 days after it. */
  aktaKelahiran(birth: { bornOn: string; recordedOn: string }): string;
}

/** Opens the mint over the simulator's state. */
export function openMint(database: Database): NumberMint {
  const next = (name: string): string => {
    const last = database.one<{ last: number }>('SELECT last FROM sequence WHERE name = ?', name)?.last ?? 0;
    if (last >= 9999) throw new Error(`The simulator has no number left for ${name}.`);
    database.run('INSERT OR REPLACE INTO sequence (name, last) VALUES (?, ?)', name, last + 1);
    return `${last + 1}`.padStart(4, '0');
  };
  const untaken = (stem: string, isTaken: (number: string) => boolean): string => {
    let number = `${stem}${next(stem)}`;
    while (isTaken(number)) number = `${stem}${next(stem)}`;
    return number;
  };
  return {
    nik: ({ kecamatan, bornOn, isFemale }) =>
      untaken(`${REGENCY}${kecamatan}${ddmmyy(bornOn, isFemale ? 40 : 0)}`, (nik) =>
        isKnownNik(database, nik),
      ),
    noKk: ({ kecamatan, recordedOn }) =>
      untaken(`${REGENCY}${kecamatan}${ddmmyy(recordedOn, 0)}`, (noKk) => isKnownKk(database, noKk)),
    aktaKelahiran({ bornOn, recordedOn }) {
      const kind = daysBetween(bornOn, recordedOn) > IN_TIME_DAYS ? 'LT' : 'LU';
      const stem = `${REGENCY}-${kind}-${shortDate(recordedOn).replaceAll('-', '')}`;
      return `${stem}-${next(stem)}`;
    },
  };
}

/** The two digits of a kecamatan, from a known number of region 99, or 01. */
export function kecamatanOf(number: string | undefined): string {
  return number?.startsWith(REGENCY) ? number.slice(4, 6) : '01';
}

function ddmmyy(date: string, addedToDay: number): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${`${Number(day) + addedToDay}`.padStart(2, '0')}${month}${year.slice(2)}`;
}

function isKnownNik(database: Database, nik: string): boolean {
  return database.one('SELECT 1 AS found FROM resident WHERE nik = ?', nik) !== undefined;
}

function isKnownKk(database: Database, noKk: string): boolean {
  return database.one('SELECT 1 AS found FROM household WHERE no_kk = ?', noKk) !== undefined;
}
