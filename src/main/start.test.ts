/** Runs `npm start` for real: it heals itself after kills, leaves no process behind, and refuses in sentences. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/support/database.ts';
import {
  findFreePorts,
  type RunningSampai,
  runStart,
  startSampai,
  waitForHealth,
} from '../../test/support/running-sampai.ts';
import { makeKeyFile } from './key-file.ts';

let sampai: RunningSampai;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sampai-start-'));
  sampai = await startSampai();
}, 90_000);
afterAll(async () => {
  await sampai?.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Killed processes whose parent is gone may stay in the list as remains ("Z") for a while. */
async function isRunning(pid: number | undefined): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=', '-p', `${pid}`]).catch(() => ({
    stdout: '',
  }));
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

describe('npm start', () => {
  it.each(['app', 'database', 'simulators'] as const)(
    'starts the %s again when it is killed',
    async (part) => {
      const before = (await sampai.processes())[part];
      expect(await isRunning(before)).toBe(true);
      process.kill(before!, 'SIGKILL');
      await expect.poll(async () => (await sampai.processes())[part], { timeout: 10_000 }).not.toBe(before);
      await waitForHealth(sampai.url);
    },
  );

  it('refuses to run twice on one folder', async () => {
    const second = await runStart({ ...sampai.env });
    expect(second.code).toBe(1);
    expect(second.printed).toContain('Sampai sudah berjalan dengan folder');
    expect((await sampai.processes()).parent).toBeGreaterThan(0);
    await waitForHealth(sampai.url);
  });

  it('leaves no child behind when its parent is killed, and comes up again on the same data', async () => {
    const before = await sampai.processes();
    await sampai.killParent();
    await expect
      .poll(async () => (await isRunning(before.app)) || (await isRunning(before.simulators)), {
        timeout: 5000,
      })
      .toBe(false);
    sampai = await startSampai(sampai.env);
    expect((await sampai.processes()).database).not.toBe(before.database);
    expect(await isRunning(before.database)).toBe(false);
  });

  it('ends everything in order when it is told to', async () => {
    const before = await sampai.processes();
    expect(await sampai.stop()).toBe(0);
    for (const pid of Object.values(before)) expect(await isRunning(pid)).toBe(false);
    expect(sampai.printed()).toContain('Menghentikan semua bagian');
  });
});

describe('a start that cannot work', () => {
  it('says so in one sentence in two languages, and exits with 1', async () => {
    const { code, printed } = await runStart({ SAMPAI_MODE: 'produksi' });
    expect(code).toBe(1);
    expect(printed.trim().split('\n')).toEqual([
      expect.stringContaining('belum diisi'),
      expect.stringContaining('is not set'),
    ]);
  });

  it('given a database that only its administrator reaches, says which address does not answer', async () => {
    const database = await openTestDatabase();
    const keyFile = join(folder, 'office.json');
    await makeKeyFile(keyFile);
    const away = new URL(database.appUrl);
    away.port = '1';
    const [port] = await findFreePorts();
    const { code, printed } = await runStart({
      SAMPAI_MODE: 'produksi',
      SAMPAI_REGENCY: '63.11',
      SAMPAI_DATA: folder,
      SAMPAI_KEY_FILE: keyFile,
      DATABASE_URL: away.href,
      DATABASE_ADMIN_URL: database.adminUrl,
      PORT: `${port}`,
      PUBLIC_URL: 'https://sampai.example.go.id',
      WHATSAPP_APP_SECRET: 'a',
      WHATSAPP_VERIFY_TOKEN: 'b',
      WHATSAPP_ACCESS_TOKEN: 'c',
      WHATSAPP_PHONE_NUMBER_ID: '123',
    });
    await database.close();
    expect(code).toBe(1);
    expect(printed).toContain('PostgreSQL tidak menjawab di alamat DATABASE_URL:');
    expect(printed).not.toMatch(/^\s+at /mu);
    expect(printed).toContain(`Belum ada sertifikat penerbit di ${join(folder, 'trust')}`);
  });

  it('names the port that another program uses, and leaves nothing running', async () => {
    const [port, simulators] = await findFreePorts();
    const busy = await hold(port);
    const { code, printed } = await runStart({
      ...sampai.env,
      PORT: `${port}`,
      SIMULATORS_PORT: `${simulators}`,
    });
    busy.close();
    expect(code).toBe(1);
    expect(printed).toContain(`Port ${port} sudah dipakai program lain: isi PORT`);
    expect(await isRunning((await sampai.processes()).database)).toBe(false);
  });
});

function hold(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
}
