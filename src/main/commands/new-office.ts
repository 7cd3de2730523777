/** `npm run sampai -- new-office KANTOR.json`: sets an office up with its first admin, once per database. */
import { randomBytes } from 'node:crypto';
import { readRegencyCodes } from '../office/areas.ts';
import { changeOffice, findOffices } from '../office/change-office.ts';
import { type OfficeFile, readOfficeFile } from '../office/office-file.ts';
import { officeIdOf } from '../office/office-id.ts';
import { type OfficePlan, setUpOffice } from '../office/set-up-office.ts';
import { printSentence, type Sentence } from '../sentence.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { Command } from './command.ts';
import { isUnreachable, NO_DATABASE, type OpenOffice, openOffice } from './open-office.ts';
import { giveFirstPassword } from './reset-password.ts';

/** What came of it: the first password where one was given, and the fields that differed from the file. */
interface Made {
  password?: string;
  changed: string[];
}

/** Why there can be no office of this regency in this database. */
async function findObstacle({ pool }: OpenOffice, regencyCode: string): Promise<Sentence | undefined> {
  if (!(await readRegencyCodes()).includes(regencyCode)) {
    return {
      id: `SAMPAI_REGENCY ${regencyCode} bukan kode kabupaten/kota: periksa kodenya, misalnya 63.11 untuk Balangan.`,
      en: `SAMPAI_REGENCY ${regencyCode} is no code of a regency: check it, for example 63.11 for Balangan.`,
    };
  }
  const other = (await findOffices(pool)).find((code) => code !== regencyCode);
  if (other === undefined) return undefined;
  return {
    id: `Basis data ini sudah milik kantor ${other}, dan satu basis data melayani satu kantor: perbaiki SAMPAI_REGENCY, atau isi DATABASE_URL dengan basis data lain.`,
    en: `This database belongs to the office ${other} already, and one database serves one office: correct SAMPAI_REGENCY, or set DATABASE_URL to another database.`,
  };
}

/**
 * Makes what is missing, and changes what differs from the file. The first password is printed only once everything is there; after a kill nobody knows it, so
 * an admin who has not chosen one yet gets another. One who has keeps theirs.
 */
async function makeOffice(
  office: OpenOffice,
  regencyCode: string,
  { admin, ...file }: OfficeFile,
): Promise<Made | Sentence> {
  const { pool, storage, accounts } = office;
  const obstacle = await findObstacle(office, regencyCode);
  if (obstacle) return obstacle;
  const now = new Date();
  const changed = await changeOffice(pool, officeIdOf(regencyCode), file, now);
  const password = randomBytes(12).toString('base64url');
  const known = await accounts.findAccount(admin.username);
  const plan: OfficePlan = {
    ...file,
    regencyCode,
    people: [{ ...admin, password, mustChangePassword: true, roles: ['admin'], areas: '*' }],
  };
  const officeId = await setUpOffice({ pool, storage, accounts, now }, plan);
  if (known === undefined) return { password, changed };
  const officer = await storage.transact({ officeId, areas: '*' }, (tx) =>
    tx.directory.findOfficerByAccount(known.accountId),
  );
  if (officer?.mustChangePassword !== true) return { changed };
  const given = await giveFirstPassword(office, officeId, known.accountId);
  return 'id' in given ? given : { ...given, changed };
}

/** Opens what the settings name and makes the office in it. */
async function openAndMake(settings: Settings, url: string, file: OfficeFile): Promise<Made | Sentence> {
  const office = await openOffice(settings, url);
  if ('id' in office) return office;
  try {
    return await makeOffice(office, settings.regencyCode, file);
  } catch (error) {
    if (isUnreachable(error)) return NO_DATABASE;
    throw error;
  } finally {
    await office.close();
  }
}

export const newOfficeCommand: Command = {
  name: 'new-office',
  usage: 'new-office KANTOR.json',
  summary: 'menyiapkan kantor dan admin pertamanya',
  run: async ([path]) => {
    const read = readSettings(process.env);
    if (!read.ok) {
      printSentence(read.sentence);
      return 1;
    }
    const { database } = read.settings;
    if (path === undefined || database.kind !== 'given') {
      console.error('Pemakaian: npm run sampai -- new-office KANTOR.json (dengan DATABASE_URL terisi)');
      return 64;
    }
    const outcome = await readOfficeFile(path);
    if (!outcome.ok) {
      console.error(outcome.sentence);
      return 1;
    }
    const { file } = outcome;
    const made = await openAndMake(read.settings, database.url, file);
    if ('id' in made) {
      printSentence(made);
      return 1;
    }
    if (made.changed.length > 0)
      console.log(`Diubah sesuai berkas: ${made.changed.join(', ')}. Nyalakan ulang Sampai agar berlaku.`);
    console.log(`Kantor siap. Masuk di ${read.settings.publicUrl}/office/`);
    console.log(
      made.password === undefined
        ? `Admin ${file.admin.username} sudah ada; kata sandinya tidak berubah. Bila lupa: npm run sampai -- reset-password ${file.admin.username}`
        : `Admin: ${file.admin.username}   Kata sandi pertama: ${made.password}   (ganti setelah masuk)`,
    );
    return 0;
  },
};
