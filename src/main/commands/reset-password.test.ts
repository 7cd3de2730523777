/** Tells how an office gets its first admin in spite of a kill, and how somebody gets in whom nobody can let in. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { makeKeyFile } from '../key-file.ts';
import { readSettings } from '../settings.ts';
import { newOfficeCommand } from './new-office.ts';
import { type OpenOffice, openOffice } from './open-office.ts';
import { resetPasswordCommand } from './reset-password.ts';

let folder: string;
let database: TestDatabase;
let admin: pg.Pool;
let office: OpenOffice;
let printed: string[];
let address = 0;

const officeFile = {
  name: 'Disdukcapil Kabupaten Contoh',
  regencyName: 'Contoh',
  utcOffsetMinutes: 480,
  profile: {
    serviceName: 'Sampai',
    address: 'Jl. Contoh No. 1',
    phone: '0526-000000',
    hoursText: 'Senin–Jumat 08.00–15.30 WITA',
    workdays: [1, 2, 3, 4, 5],
    opensAtMinute: 480,
    closesAtMinute: 930,
    retentionDays: 365,
    consentVersion: '2026-11',
    closedDays: [],
  },
  admin: { username: 'kepala.admin', name: 'Admin Contoh' },
};

/** Production settings, as far as commands need them. */
const settings = () => ({
  SAMPAI_MODE: 'produksi',
  SAMPAI_REGENCY: '63.11',
  SAMPAI_DATA: folder,
  SAMPAI_KEY_FILE: join(folder, 'keys.json'),
  DATABASE_URL: database.appUrl,
  PUBLIC_URL: 'https://kantor.example',
  WHATSAPP_APP_SECRET: 'a1b2',
  WHATSAPP_VERIFY_TOKEN: 'c3d4',
  WHATSAPP_ACCESS_TOKEN: 'EAAcontoh',
  WHATSAPP_PHONE_NUMBER_ID: '123456789',
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sampai-office-'));
  database = await openTestDatabase();
  admin = new pg.Pool({ connectionString: database.adminUrl });
  admin.on('error', () => undefined);
  await makeKeyFile(join(folder, 'keys.json'));
  await writeFile(join(folder, 'KANTOR.json'), JSON.stringify(officeFile));
  const read = readSettings(settings());
  const opened = read.ok ? await openOffice(read.settings, database.appUrl) : read.sentence;
  if ('id' in opened) throw new Error(opened.en);
  office = opened;
});
afterAll(async () => {
  await office.close();
  await admin.end();
  await database.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  printed = [];
  const print = (line: string) => void printed.push(line);
  vi.spyOn(console, 'log').mockImplementation(print);
  vi.spyOn(console, 'error').mockImplementation(print);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  for (const [name, value] of Object.entries(settings())) vi.stubEnv(name, value);
  await admin.query('delete from signing_authorities; delete from officers; delete from accounts.users');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const newOffice = () => newOfficeCommand.run([join(folder, 'KANTOR.json')]);
const words = () => printed.join('\n');

/** The password that the terminal showed last. */
function shownPassword(): string {
  const shown = [...words().matchAll(/[Kk]ata sandi \S+(?: \S+)?: (\S+)/gu)].at(-1)?.[1];
  if (shown === undefined) throw new Error(`no password in: ${words()}`);
  return shown;
}

/** Whether somebody gets in with this password, by the route of the sign-in page. */
async function letsIn(password: string, username = officeFile.admin.username): Promise<boolean> {
  const server = Fastify({ trustProxy: true });
  server.all('/api/accounts/*', (request, reply) => office.accounts.handler(request, reply));
  address += 1;
  const answer = await server.inject({
    method: 'POST',
    url: '/api/accounts/sign-in',
    headers: {
      host: 'kantor.example',
      origin: 'https://kantor.example',
      'x-forwarded-for': `10.0.0.${address}`,
    },
    payload: { username, password },
  });
  await server.close();
  return answer.statusCode === 200;
}

const theAdmin = async () => (await admin.query('select * from officers')).rows[0];

describe('new-office', () => {
  it('given a kill before the password was printed, when it is run again, then it prints one that opens', async () => {
    await newOffice();
    const lost = shownPassword();
    expect(await newOffice()).toBe(0);
    expect(shownPassword()).not.toBe(lost);
    expect(await letsIn(shownPassword())).toBe(true);
    expect(await letsIn(lost)).toBe(false);
  });

  it('given a kill between account and officer, when it is run again, then admin and password are there', async () => {
    const { username, name } = officeFile.admin;
    await office.accounts.createAccount({ username, password: 'tak seorang tahu', displayName: name });
    expect(await newOffice()).toBe(0);
    expect(await letsIn(shownPassword())).toBe(true);
    expect(await theAdmin()).toMatchObject({ roles: ['admin'], must_change_password: true });
  });

  it('given an admin who chose a password, when it is run again, then that one stays', async () => {
    await newOffice();
    const chosen = shownPassword();
    await admin.query('update officers set must_change_password = false');
    expect(await newOffice()).toBe(0);
    expect(words()).toContain('kata sandinya tidak berubah');
    expect(await letsIn(chosen)).toBe(true);
  });
});

describe('reset-password', () => {
  const reset = (...args: string[]) => resetPasswordCommand.run(args);

  it('gives a password that must be changed, in the place of the forgotten one, and leaves a trace', async () => {
    await newOffice();
    const forgotten = shownPassword();
    await admin.query('update officers set must_change_password = false');
    expect(await reset('kepala.admin')).toBe(0);
    expect(await letsIn(shownPassword())).toBe(true);
    expect(await letsIn(forgotten)).toBe(false);
    const { officer_id: officerId, must_change_password: mustChange } = await theAdmin();
    expect(mustChange).toBe(true);
    const { rows } = await admin.query('select actor_kind, purpose from access_log where what = $1', [
      `password/${officerId}`,
    ]);
    expect(rows).toEqual([{ actor_kind: 'system', purpose: 'officers' }]);
  });

  it('opens the account of an admin when no other admin is left, and no other closed account', async () => {
    await newOffice();
    const first = shownPassword();
    await admin.query('update officers set is_active = false');
    expect(await reset('kepala.admin')).toBe(0);
    expect((await theAdmin()).is_active).toBe(true);
    const second = shownPassword();
    expect(second).not.toBe(first);
    await admin.query(`update officers set is_active = false, roles = '{operator}'`);
    expect(await reset('kepala.admin')).toBe(1);
    expect(words()).toContain('dinonaktifkan');
    expect((await theAdmin()).is_active).toBe(false);
    expect(await letsIn(second)).toBe(true);
  });

  it('names what is wrong: nobody of that name, no name, no database', async () => {
    await newOffice();
    expect(await reset('siapa')).toBe(1);
    expect(words()).toContain('Tidak ada petugas dengan nama pengguna itu');
    expect(await reset()).toBe(64);
    vi.stubEnv('DATABASE_URL', 'postgresql://app@127.0.0.1:1/tidak-ada');
    expect(await reset('kepala.admin')).toBe(1);
    expect(words()).toContain('Basis data tidak terjangkau');
  });
});
