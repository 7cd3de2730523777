/** Tells what `npm run sampai -- new-office` refuses, and what it does with an office that is there already. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makeKeyFile } from '../key-file.ts';
import { newOfficeCommand } from './new-office.ts';

const profile = {
  serviceName: 'Sampai',
  address: 'Jl. Contoh No. 1',
  phone: '0526-000000',
  hoursText: 'Senin–Jumat 08.00–15.30 WITA',
  workdays: [1, 2, 3, 4, 5],
  opensAtMinute: 480,
  closesAtMinute: 930,
  retentionDays: 365,
  consentVersion: '2026-11',
  closedDays: ['2026-12-24'],
};
const office = {
  name: 'Disdukcapil Kabupaten Contoh',
  regencyName: 'Contoh',
  utcOffsetMinutes: 480,
  profile,
  admin: { username: 'kepala.admin', name: 'Admin Contoh' },
};

let folder: string;
let database: TestDatabase;
let admin: pg.Pool;
let printed: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sampai-new-office-'));
  database = await openTestDatabase();
  admin = new pg.Pool({ connectionString: database.adminUrl });
  admin.on('error', () => undefined);
  await makeKeyFile(join(folder, 'keys.json'));
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  printed = [];
  const print = (line: string) => void printed.push(line);
  vi.spyOn(console, 'log').mockImplementation(print);
  vi.spyOn(console, 'error').mockImplementation(print);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function run(file: object, regency = '63.11'): Promise<{ code: number; text: string }> {
  const settings = {
    SAMPAI_MODE: 'produksi',
    SAMPAI_REGENCY: regency,
    SAMPAI_DATA: folder,
    SAMPAI_KEY_FILE: join(folder, 'keys.json'),
    DATABASE_URL: database.appUrl,
    PUBLIC_URL: 'https://kantor.example',
    WHATSAPP_APP_SECRET: 'a',
    WHATSAPP_VERIFY_TOKEN: 'b',
    WHATSAPP_ACCESS_TOKEN: 'c',
    WHATSAPP_PHONE_NUMBER_ID: '1',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  printed = [];
  await writeFile(join(folder, 'kantor.json'), JSON.stringify(file));
  const code = await newOfficeCommand.run([join(folder, 'kantor.json')]);
  return { code, text: printed.join('\n') };
}

const offices = async () => (await admin.query('select regency_code, profile from offices')).rows;

it('refuses a regency that does not exist', async () => {
  const { code, text } = await run(office, '99.99');
  expect(code).toBe(1);
  expect(text).toContain('SAMPAI_REGENCY 99.99 bukan kode kabupaten/kota');
  expect(await offices()).toEqual([]);
});

it.each([
  ['profile.workdays', { ...office, profile: { ...profile, workdays: 'Senin' } }, 'daftar hari kerja'],
  ['profile.workdays.0', { ...office, profile: { ...profile, workdays: [8] } }, '1 (Senin)'],
  ['profile.phone', { ...office, profile: { ...profile, phone: undefined } }, 'belum ada'],
  ['utcOffsetMinutes', { ...office, utcOffsetMinutes: 8 }, '480 (WITA)'],
  ['profile.closedDays.0', { ...office, profile: { ...profile, closedDays: ['24-12-2026'] } }, 'tanggal'],
  ['profile.closesAtMinute', { ...office, profile: { ...profile, closesAtMinute: 400 } }, 'sesudah'],
  ['admin', { ...office, admin: undefined }, 'belum ada'],
])('names the field %s in an Indonesian sentence', async (field, file, hint) => {
  const { code, text } = await run(file);
  expect(code).toBe(1);
  expect(text).toContain(`"${field}"`);
  expect(text).toContain(hint);
  expect(text).not.toMatch(/must|expected|required/u);
});

it('makes the office once, and changes it as the file changes, with a line in the access log', async () => {
  expect((await run(office)).code).toBe(0);
  const again = await run(office);
  expect([again.code, again.text]).toEqual([0, expect.not.stringContaining('Diubah')]);

  const changed = await run({ ...office, profile: { ...profile, phone: '0526-111111', retentionDays: 400 } });
  expect(changed.code).toBe(0);
  expect(changed.text).toContain('Diubah sesuai berkas: profile.phone, profile.retentionDays.');
  expect((await offices())[0].profile).toMatchObject({ phone: '0526-111111', retentionDays: 400 });
  const { rows } = await admin.query("select actor_id, what from access_log where purpose = 'office'");
  expect(rows).toEqual([{ actor_id: 'system', what: 'change/profile.phone,profile.retentionDays' }]);
});

it('makes no second office beside it', async () => {
  const { code, text } = await run(office, '63.10');
  expect(code).toBe(1);
  expect(text).toContain('sudah milik kantor 63.11');
  expect(await offices()).toHaveLength(1);
});
