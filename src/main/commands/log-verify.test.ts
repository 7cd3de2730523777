/** Tells what `npm run sampai -- log verify` says and with which code it ends: whole, not whole, not readable. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { deriveOfficeKeys } from '../../adapters/keys/office-keys.ts';
import { makeCheckpoint } from '../../adapters/postgres/checkpoints.ts';
import { inOffice } from '../../adapters/postgres/office-transaction.ts';
import { makeKeyFile, readKeyFile } from '../key-file.ts';
import { officeIdOf } from '../office/office-id.ts';
import { logVerifyCommand } from './log-verify.ts';

const officeId = officeIdOf('63.11');
let folder: string;
let database: TestDatabase;
let admin: pg.Pool;
let printed: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sampai-log-'));
  database = await openTestDatabase();
  admin = new pg.Pool({ connectionString: database.adminUrl });
  admin.on('error', () => undefined);
  await makeKeyFile(join(folder, 'keys.json'));
  await seal();
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
  vi.stubEnv('SAMPAI_DATA', folder);
  vi.stubEnv('SAMPAI_KEY_FILE', join(folder, 'keys.json'));
  vi.stubEnv('DATABASE_URL', database.appUrl);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** One event, sealed by the keys of the file. It belongs to a case whose rows nobody needs here. */
async function seal(): Promise<void> {
  const file = await readKeyFile(join(folder, 'keys.json'));
  if (!file.ok) throw new Error('no keys');
  const pool = new pg.Pool({ connectionString: database.appUrl });
  await inOffice(pool, { officeId, areas: '*' }, async (tx) => {
    const id = '01a20024-ba63-7456-89d2-80ee4b8b18d3';
    await tx.rows(
      'insert into unsealed_events (office_id, event_id, case_id, seq, hash) values ($1, $2, $2, 1, $3)',
      [officeId, id, Buffer.alloc(32)],
    );
    await makeCheckpoint(tx, deriveOfficeKeys(file.keys), new Date());
  });
  await pool.end();
}

const verify = async (...args: string[]) => ({
  code: await logVerifyCommand.run(['verify', ...args]),
  words: printed.join('\n'),
});

it('given a checkpoint whose event is gone, when it is verified, then it names the row and ends with 1', async () => {
  const { code, words } = await verify();
  expect(code).toBe(1);
  expect(words).toContain('TIDAK UTUH');
  expect(words).toContain('case_events, berkas 01a20024-ba63-7456-89d2-80ee4b8b18d3, urutan 1: hilang');
});

it('given a checkpoint that was changed, when it is verified, then it names the checkpoint and ends with 1', async () => {
  await admin.query('update checkpoints set event_count = 7');
  const { code, words } = await verify();
  expect(code).toBe(1);
  expect(words).toContain('checkpoints, nomor 1: segelnya berubah atau bukan dari kunci kantor ini');
});

it('given an office in which nothing happened yet, when it is verified, then it is whole and ends with 0', async () => {
  await admin.query('truncate checkpoints, checkpoint_events');
  const { code, words } = await verify();
  expect(code).toBe(0);
  expect(words).toContain('UTUH');
  expect(words).toContain('0 kejadian dari 0 berkas');
});

it('given a checkpoint noted outside that is not there, when it is verified, then it ends with 1', async () => {
  const { code, words } = await verify(`1:${'ab'.repeat(32)}`);
  expect(code).toBe(1);
  expect(words).toContain('checkpoints, nomor 1: hilang');
});

it('given a database that cannot be reached, when it is verified, then it says so and ends with 2', async () => {
  vi.stubEnv('DATABASE_URL', 'postgresql://sampai_app:x@127.0.0.1:1/sampai');
  const { code, words } = await verify();
  expect(code).toBe(2);
  expect(words).toContain('Basis data tidak terjangkau');
});

it('given no keys, when it is verified, then it says so and ends with 2', async () => {
  vi.stubEnv('SAMPAI_KEY_FILE', join(folder, 'none.json'));
  expect((await verify()).code).toBe(2);
});

it.each([[['tampil']], [['verify', 'salah']], [['verify', '1:ab', 'lagi']]])(
  'given %j, when it is run, then it tells how to use it',
  async (args) => {
    expect(await logVerifyCommand.run(args)).toBe(64);
    expect(printed.join('\n')).toContain('log verify [NOMOR:JEJAK]');
  },
);
