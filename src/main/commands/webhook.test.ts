/** Tells who looks into what Meta sent and could not be read: whoever has the server, and never unnoted. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { deriveOfficeKeys } from '../../adapters/keys/office-keys.ts';
import { KeyRing } from '../../adapters/postgres/key-ring.ts';
import { createWebhookIntake } from '../../adapters/postgres/webhook-intake.ts';
import { makeKeyFile, readKeyFile } from '../key-file.ts';
import { officeIdOf } from '../office/office-id.ts';
import { webhookCommand } from './webhook.ts';

let folder: string;
let database: TestDatabase;
let admin: pg.Pool;
let printed: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sampai-webhook-'));
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
  const settings = {
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
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Takes a webhook in, as the app does; answers its id. */
async function receive(raw: string, isUnreadable: boolean): Promise<string> {
  const file = await readKeyFile(join(folder, 'keys.json'));
  if (!file.ok) throw new Error(file.sentence.en);
  const pool = new pg.Pool({ connectionString: database.appUrl });
  const intake = createWebhookIntake({ pool, ring: new KeyRing(deriveOfficeKeys(file.keys)) });
  const webhook = { raw: Buffer.from(raw), receivedAt: new Date(), messages: [], statuses: [] };
  const officeId = officeIdOf('63.11');
  await intake.receive({ ...webhook, officeId, ...(isUnreadable && { isUnreadable: true }) });
  await pool.end();
  const { rows } = await admin.query('select webhook_id from raw_webhooks order by webhook_id desc limit 1');
  return rows[0].webhook_id;
}
const run = (...args: string[]) => webhookCommand.run(args);

it('shows what could not be read, harmless to the terminal, and notes the look; what was read stays shut', async () => {
  expect(await run()).toBe(0);
  expect(printed).toEqual(['Tidak ada kiriman Meta yang tidak terbaca.']);
  const broken = await receive('{"rusak\u001b[2J\u009b\u202e', true);
  const chat = await receive('{"isi":"percakapan"}', false);

  printed = [];
  expect(await run()).toBe(0);
  expect(printed).toEqual([expect.stringContaining(broken)]);

  printed = [];
  expect(await run(broken)).toBe(0);
  expect(printed).toEqual(['"{\\"rusak\\u001b[2J\\u009b\\u202e"']);
  const { rows } = await admin.query('select actor_kind, purpose, what from access_log');
  expect(rows).toEqual([{ actor_kind: 'system', purpose: 'webhook', what: `webhook/${broken}` }]);

  for (const id of [chat, 'bukan-id']) expect(await run(id)).toBe(1);
  expect(printed.join()).not.toContain('percakapan');
  expect((await admin.query('select from access_log')).rowCount).toBe(1);
});

it('says so when the command line makes no sense, or the database is away', async () => {
  expect(await run('a', 'b')).toBe(64);
  vi.stubEnv('DATABASE_URL', 'postgresql://app@127.0.0.1:1/tidak-ada');
  expect(await run()).toBe(1);
  expect(printed.join()).toContain('Basis data tidak terjangkau');
});
