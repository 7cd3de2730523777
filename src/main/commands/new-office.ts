/** `npm run sampai -- new-office KANTOR.json`: sets an office up with its first admin, once per database. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import Type, { type Static } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { type OfficePlan, setUpOffice } from '../office/set-up-office.ts';
import { printSentence, type Sentence } from '../sentence.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { Command } from './command.ts';
import { type OpenOffice, openOffice } from './open-office.ts';
import { giveFirstPassword } from './reset-password.ts';

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** What the file says about the office; hours are minutes of the day, days 1 = Monday. */
const OfficeFile = Type.Object({
  name: Type.String({ minLength: 3 }),
  regencyName: Type.String({ minLength: 3 }),
  utcOffsetMinutes: Type.Union([Type.Literal(420), Type.Literal(480), Type.Literal(540)]),
  profile: Type.Object({
    serviceName: Type.String(),
    address: Type.String(),
    phone: Type.String(),
    hoursText: Type.String(),
    workdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1 }),
    opensAtMinute: Type.Integer({ minimum: 0, maximum: 1439 }),
    closesAtMinute: Type.Integer({ minimum: 1, maximum: 1440 }),
    retentionDays: Type.Integer({ minimum: 1 }),
    consentVersion: Type.String(),
    closedDays: Type.Array(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
  }),
  admin: Type.Object({
    username: Type.String({ minLength: 3, maxLength: 30 }),
    name: Type.String({ minLength: 2 }),
  }),
});

/**
 * Makes what is missing. The first password is printed only once everything is there; after a kill nobody knows it, so
 * an admin who has not chosen one yet gets another. One who has keeps theirs.
 */
async function makeOffice(
  office: OpenOffice,
  regencyCode: string,
  { admin, ...file }: Static<typeof OfficeFile>,
): Promise<{ password?: string } | Sentence> {
  const { pool, storage, accounts } = office;
  const password = randomBytes(12).toString('base64url');
  const known = await accounts.findAccount(admin.username);
  const plan: OfficePlan = {
    ...file,
    regencyCode,
    people: [{ ...admin, password, mustChangePassword: true, roles: ['admin'], areas: '*' }],
  };
  const officeId = await setUpOffice({ pool, storage, accounts, now: new Date() }, plan);
  if (known === undefined) return { password };
  const officer = await storage.transact({ officeId, areas: '*' }, (tx) =>
    tx.directory.findOfficerByAccount(known.accountId),
  );
  return officer?.mustChangePassword === true ? giveFirstPassword(office, officeId, known.accountId) : {};
}

/** Opens what the settings name and makes the office in it. */
async function openAndMake(
  settings: Settings,
  url: string,
  file: Static<typeof OfficeFile>,
): Promise<{ password?: string } | Sentence> {
  const office = await openOffice(settings, url);
  if ('id' in office) return office;
  try {
    return await makeOffice(office, settings.regencyCode, file);
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
    const file = await readJson(path);
    if (file === undefined) {
      console.error(
        `Berkas ${path} tidak ada atau bukan JSON yang utuh: contohnya ada di docs/new-office.md.`,
      );
      return 1;
    }
    if (!Check(OfficeFile, file)) {
      const [first] = Errors(OfficeFile, file);
      console.error(`Berkas kantor belum benar: ${first?.instancePath ?? ''} ${first?.message ?? ''}`);
      return 1;
    }
    const made = await openAndMake(read.settings, database.url, file);
    if ('id' in made) {
      printSentence(made);
      return 1;
    }
    console.log(`Kantor siap. Masuk di ${read.settings.publicUrl}/office/`);
    console.log(
      made.password === undefined
        ? `Admin ${file.admin.username} sudah ada; kata sandinya tidak berubah. Bila lupa: npm run sampai -- reset-password ${file.admin.username}`
        : `Admin: ${file.admin.username}   Kata sandi pertama: ${made.password}   (ganti setelah masuk)`,
    );
    return 0;
  },
};
