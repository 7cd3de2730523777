/** The demo phone in a real browser, built and served as the app serves it, against the simulator itself. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import httpProxy from '@fastify/http-proxy';
import fastifyStatic from '@fastify/static';
import react from '@vitejs/plugin-react';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Bench,
  people,
  startBench,
  until,
} from '../../src/simulators/whatsapp/testing/business.fixture.ts';
import { openBrowser } from '../../test/browser/browser.ts';

let folder: string;
let bench: Bench;
let server: FastifyInstance;
let browser: Browser;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phone-'));
  const webRoot = join(import.meta.dirname, '..');
  // Only this page: a fault in another page is for that page's own tests to find.
  await build({
    configFile: false,
    root: webRoot,
    logLevel: 'error',
    plugins: [react()],
    build: {
      outDir: join(folder, 'web'),
      rolldownOptions: { input: { phone: join(webRoot, 'phone', 'index.html') } },
    },
  });
  for (const name of ['kartu-keluarga', 'ktp-ayah', 'surat-lahir']) {
    const paper = sharp({ create: { width: 200, height: 280, channels: 3, background: '#cfe0ee' } });
    await writeFile(join(folder, `${name}.jpg`), await paper.jpeg().toBuffer());
  }
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  bench = await startBench({ galleryDir: folder });
  server = Fastify({ forceCloseConnections: true });
  await server.register(httpProxy, { upstream: bench.simulator.url, prefix: '/simulator/whatsapp' });
  server.get('/api/office', async () => ({ utcOffsetMinutes: 480 }));
  await server.register(fastifyStatic, { root: join(folder, 'web') });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  page = await browser.newPage({ baseURL: url, viewport: { width: 390, height: 760 }, locale: 'id-ID' });
  page.setDefaultTimeout(5_000);
  troubles = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
});
afterEach(async () => {
  await page.close();
  await server.close();
  await bench.close();
});

const answer = (content: object) =>
  bench.graph(`${bench.options.phoneNumberId}/messages`, {
    messaging_product: 'whatsapp',
    to: people.ibu,
    ...content,
  });
const arrived = (type: string) =>
  until(`a ${type} at the business`, () => bench.messages().find((message) => message.type === type));

/** Accessibility problems on the screen, as axe names them. */
async function accessibilityProblems(): Promise<string[]> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core') });
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself into the page, which this file cannot type.
    const { violations } = await (window as any).axe.run();
    return violations.map(
      ({ id, nodes }: { id: string; nodes: { html: string }[] }) => `${id}: ${nodes[0]?.html}`,
    );
  });
}

it('given an empty chat, a person gets through buttons and a list by tapping alone', async () => {
  await page.goto('/phone/');
  await page.getByRole('button', { name: 'Halo' }).click();
  expect((await arrived('text')).text.body).toBe('Halo');

  await answer({
    type: 'interactive',
    interactive: {
      type: 'button',
      body: { text: 'Selamat datang di *Disdukcapil*. Setuju?' },
      action: { buttons: [{ type: 'reply', reply: { id: 'setuju', title: 'Setuju' } }] },
    },
  });
  await page.getByRole('log').locator('strong', { hasText: 'Disdukcapil' }).waitFor();
  await page.getByRole('button', { name: 'Setuju' }).click();
  expect((await arrived('interactive')).interactive.button_reply.id).toBe('setuju');

  bench.receiver.arrived.length = 0;
  const row = { id: 'lahir', title: 'Akta kelahiran', description: 'Bayi baru lahir' };
  await answer({
    type: 'interactive',
    interactive: {
      type: 'list',
      body: { text: 'Mau urus apa?' },
      action: { button: 'Lihat layanan', sections: [{ title: 'Kelahiran', rows: [row] }] },
    },
  });
  await page.getByRole('button', { name: 'Lihat layanan' }).click();
  await page
    .getByRole('dialog', { name: 'Lihat layanan' })
    .getByRole('button', { name: /Akta kelahiran/ })
    .click();
  expect((await arrived('interactive')).interactive.list_reply).toEqual(row);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await accessibilityProblems()).toEqual([]);
  expect(troubles).toEqual([]);
});

it('given sample papers, several leave as an album and one as a document', async () => {
  await page.goto('/phone/?handset=ibu');
  await page.getByRole('button', { name: 'Lampirkan berkas' }).click();
  await page.getByRole('button', { name: /Kartu keluarga/ }).click();
  await page.getByRole('button', { name: /Ktp ayah/ }).click();
  expect(await page.getByRole('button', { name: /Ktp ayah/ }).getAttribute('aria-pressed')).toBe('true');
  expect(await accessibilityProblems()).toEqual([]);
  await page.getByRole('button', { name: 'Kirim 2 berkas' }).click();
  await until('both photos', () => (bench.messages().length === 2 ? true : undefined));
  expect(bench.messages().map(({ type }) => type)).toEqual(['image', 'image']);
  await until('both on the screen', async () =>
    (await page.getByRole('link', { name: 'Buka foto' }).count()) === 2 ? true : undefined,
  );

  await page.getByRole('button', { name: 'Lampirkan berkas' }).click();
  await page.getByRole('button', { name: /Surat lahir/ }).click();
  await page.getByRole('radio', { name: /Dokumen/ }).check();
  await page.getByRole('button', { name: 'Kirim 1 berkas' }).click();
  expect((await arrived('document')).document.filename).toBe('surat-lahir.jpg');
  expect(troubles).toEqual([]);
});

it('given a document of the business, it can be opened, and the chat stays at its end', async () => {
  await bench.control('handsets/ibu/send', { kind: 'text', body: 'Halo' });
  await page.goto('/phone/?handset=ibu');
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('file', new Blob(['%PDF-1.4 CONTOH'], { type: 'application/pdf' }), 'akta.pdf');
  const upload = await fetch(`${bench.simulator.url}/v26.0/${bench.options.phoneNumberId}/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bench.options.accessToken}` },
    body: form,
  });
  const { id } = (await upload.json()) as { id: string };
  for (let n = 0; n < 8; n += 1) await answer({ type: 'text', text: { body: `Baris ${n}\n\nlagi` } });
  await answer({ type: 'document', document: { id, filename: 'Akta kelahiran.pdf' } });
  const link = page.getByRole('link', { name: 'Buka dokumen Akta kelahiran.pdf' });
  await link.waitFor();
  await until('the end in view', () =>
    page
      .getByRole('log')
      .evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight < 2 || undefined),
  );
  const opened = await page.request.get((await link.getAttribute('href'))!);
  expect([opened.status(), opened.headers()['content-type'], await opened.text()]).toEqual([
    200,
    'application/pdf',
    '%PDF-1.4 CONTOH',
  ]);
  await until('read at the business', () => bench.statuses().find(({ status }) => status === 'read'));

  const log = page.getByRole('log');
  await log.evaluate((element) => element.scrollTo({ top: 0 }));
  await page.waitForFunction(() => document.querySelector('[role=log]')?.scrollTop === 0);
  await answer({ type: 'text', text: { body: 'Satu lagi' } });
  await page.getByRole('button', { name: 'Pesan baru' }).waitFor();
  expect(await log.evaluate((element) => element.scrollTop)).toBe(0);
  await page.getByRole('button', { name: 'Pesan baru' }).click();
  await page.getByRole('button', { name: 'Pesan baru' }).waitFor({ state: 'detached' });
  expect(await log.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
  expect(troubles).toEqual([]);
});

it('given the switches, airplane mode holds a message back and a username hides the number', async () => {
  await page.goto('/phone/?handset=bapak');
  const flip = async (name: string) => {
    await page.getByRole('button', { name: 'Pengaturan ponsel' }).click();
    await page.getByRole('switch', { name }).click();
    await page.getByRole('button', { name: 'Tutup' }).click();
  };
  await flip('Mode pesawat');
  await page.getByRole('textbox', { name: 'Tulis pesan' }).fill('Nanti saja');
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'menunggu jaringan' }).waitFor();
  await flip('Hanya nama pengguna');
  expect(bench.messages()).toEqual([]);
  await flip('Mode pesawat');
  const message = await arrived('text');
  expect(message.text.body).toBe('Nanti saja');
  expect(message).not.toHaveProperty('from');
  await page.getByRole('img', { name: 'sampai' }).waitFor();
  expect(troubles).toEqual([]);
});

it('given a narrow screen, nothing is cut off; another phone and another language are one step away', async () => {
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto('/phone/?handset=ibu&lang=en');
  await page.getByRole('textbox', { name: 'Write a message' }).fill('Hello');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('log').getByText('Hello').waitFor();
  await page.getByRole('button', { name: 'Phone settings' }).click();
  expect(await accessibilityProblems()).toEqual([]);
  await page.keyboard.press('Escape');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.getByRole('combobox', { name: 'Whose phone' }).selectOption({ label: 'Bapak Contoh' });
  await page.getByText('No messages yet.').waitFor();
  expect(new URL(page.url()).searchParams.get('handset')).toBe('bapak');
  expect(troubles).toEqual([]);
});
