/** `npm run sampai -- new-office KANTOR.json`: sets an office up with its first admin, once per database. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import Type, { type Static } from 'typebox';
import { Check, Errors } from 'typebox/value';
import { createAccounts } from '../../adapters/accounts/accounts.ts';
import { createLocalFileStore } from '../../adapters/files/local-file-store.ts';
import { deriveOfficeKeys } from '../../adapters/keys/office-keys.ts';
import { KeyRing } from '../../adapters/postgres/key-ring.ts';
import { createStorage } from '../../adapters/postgres/storage.ts';
import { readKeyFile } from '../key-file.ts';
import { type OfficePlan, setUpOffice } from '../office/set-up-office.ts';
import { printSentence } from '../sentence.ts';
import { readSettings, type Settings } from '../settings.ts';
import type { Command } from './command.ts';

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

async function makeOffice(
  settings: Settings,
  url: string,
  file: Static<typeof OfficeFile>,
): Promise<{ password?: string } | undefined> {
  const keyFile = await readKeyFile(settings.keyFile);
  if (!keyFile.ok) {
    printSentence(keyFile.sentence);
    return undefined;
  }
  const keys = deriveOfficeKeys(keyFile.keys);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  try {
    const fileStore = createLocalFileStore(join(settings.dataFolder, 'files'));
    const storage = createStorage({ pool, keys, ring: new KeyRing(keys), fileStore });
    const secureCookies = settings.publicUrl.startsWith('https://');
    const accounts = createAccounts({
      pool,
      secret: keys.accounts,
      baseUrl: settings.publicUrl,
      secureCookies,
    });
    // Run again: the admin exists and keeps the password that was chosen.
    const isKnown = (await accounts.findAccount(file.admin.username)) !== undefined;
    const password = randomBytes(12).toString('base64url');
    const { admin, ...office } = file;
    const plan: OfficePlan = {
      ...office,
      regencyCode: settings.regencyCode,
      people: [{ ...admin, password, mustChangePassword: true, roles: ['admin'], areas: '*' }],
    };
    await setUpOffice({ pool, storage, accounts, now: new Date() }, plan);
    return isKnown ? {} : { password };
  } finally {
    await pool.end();
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
    const made = await makeOffice(read.settings, database.url, file);
    if (made === undefined) return 1;
    console.log(`Kantor siap. Masuk di ${read.settings.publicUrl}/office/`);
    console.log(
      made.password === undefined
        ? `Admin ${file.admin.username} sudah ada; kata sandinya tidak berubah.`
        : `Admin: ${file.admin.username}   Kata sandi pertama: ${made.password}   (ganti setelah masuk)`,
    );
    return 0;
  },
};
