/**
 * A newcomer opens the start page of Mode Peragaan and gets from "a birth arrives" to two signed PDFs on the phone
 * and a KIA that waits at the counter: in a real browser, by taps alone. Afterwards the resident tracks the case
 * and somebody else checks the documents.
 */
import { readFile } from 'node:fs/promises';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSampai, startSampai } from '../support/running-sampai.ts';
import { countHandwork, type Handwork, openBrowser, openPage, takeScreenshot } from './browser.ts';

const MOST_TAPS = 25;
/** Children are started, photos re-encoded, PDFs drawn and signed; the two cores may be busy with other tests. */
const PATIENCE_MS = 90_000;

let sampai: RunningSampai;
let browser: Browser;
/** What the first test leaves for the others. */
let caseNumber = '';
let documentCodes: string[] = [];

beforeAll(async () => {
  [sampai, browser] = await Promise.all([startSampai(), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await sampai?.dispose();
}, 60_000);

/** The start page with its two frames. */
interface Stage {
  page: Page;
  phone: FrameLocator;
  desk: FrameLocator;
  handwork: Handwork;
  errors: string[];
}

async function openStage(): Promise<Stage> {
  const { page, errors } = await openPage(browser, 'desk');
  page.setDefaultTimeout(PATIENCE_MS);
  const handwork = await countHandwork(page);
  await page.goto(sampai.url);
  return {
    page,
    errors,
    handwork,
    phone: page.frameLocator('iframe[title="Ponsel warga"]'),
    desk: page.frameLocator('iframe[title="Meja kantor"]'),
  };
}

const button = (where: Page | FrameLocator, name: string | RegExp): Locator =>
  where.getByRole('button', { name });

async function acceptPapers({ page, desk }: Stage): Promise<void> {
  await button(page, 'Masuk sebagai Petugas layanan').click();
  const matched = desk.getByText(/^0 dari \d+ berkas cocok$/u);
  await matched.waitFor();
  const total = Number(/dari (\d+)/u.exec((await matched.textContent()) ?? '')?.[1]);
  expect(total).toBe(5);
  // Looking takes nothing, and what nobody has looked at does not go on.
  await button(desk, /^Ambil berkas/u).click();
  await button(desk, /^Terima /u).waitFor();
  expect(await button(desk, /^Lengkap, teruskan/u).count()).toBe(0);
  await takeScreenshot(page, 'start-intake');
  await button(desk, /^Tampilkan nomor$/u).click();
  for (let accepted = 1; accepted <= total; accepted += 1) {
    await button(desk, /^Cocok, terima/u).click();
    await desk.getByText(`${accepted} dari ${total} berkas cocok`).waitFor();
  }
  await button(desk, /^Lengkap, teruskan ke Meja SIAK/u).click();
}

async function enterIntoSiak({ page, desk }: Stage): Promise<void> {
  await button(page, 'Masuk sebagai Operator').click();
  await button(desk, 'Masukkan ke SIAK simulasi').click();
}

async function verify({ page, desk }: Stage): Promise<void> {
  await button(page, 'Masuk sebagai Verifikator').click();
  // The akta is on the screen; one approval for both is not offered before the KK was.
  await button(desk, /^Cocok, lihat /u).click();
  await takeScreenshot(page, 'start-verification');
  await button(desk, /^Setujui dan teruskan ke penanda tangan/u).click();
}

async function sign({ page, desk }: Stage): Promise<void> {
  await button(page, 'Masuk sebagai Penanda tangan').click();
  await button(desk, /^Sudah saya baca, berikutnya/u).click();
  await button(desk, /^Sudah saya baca, ke tanda tangan/u).click();
  await takeScreenshot(page, 'start-signing');
  await button(desk, /^Tanda tangani 2 dokumen/u).click();
}

async function receive({ page, phone }: Stage): Promise<void> {
  await button(phone, 'Kirim PDF').click();
  await button(phone, /^PIN \d{6}$/u).click();
  await expect
    .poll(() => phone.getByRole('link', { name: /^Buka dokumen/u }).count(), {
      timeout: PATIENCE_MS,
    })
    .toBe(2);
  await takeScreenshot(page, 'start-received');
}

async function printCard({ page, desk }: Stage): Promise<void> {
  await button(page, 'Masuk sebagai Operator').click();
  await button(desk, 'Dicetak').click();
}

/** Asks the office about a file, as anybody may. */
async function check(pdf: Uint8Array): Promise<{ standing: string; signature?: { faults: string[] } }> {
  const form = new FormData();
  form.append('file', new Blob([Buffer.from(pdf)], { type: 'application/pdf' }), 'dokumen.pdf');
  const answer = await fetch(`${sampai.url}/api/check/file`, {
    method: 'POST',
    headers: { 'x-requested-with': 'sampai' },
    body: form,
  });
  return (await answer.json()) as { standing: string; signature?: { faults: string[] } };
}

describe('a newcomer at the start page', () => {
  it(`gets to two signed PDFs and a waiting KIA in at most ${MOST_TAPS} taps, typing nothing`, async () => {
    const stage = await openStage();
    const { page, phone, handwork, errors } = stage;
    await takeScreenshot(page, 'start-empty');

    await button(page, 'Ada kelahiran').click();
    try {
      for (const step of [acceptPapers, enterIntoSiak, verify, sign, receive, printCard]) await step(stage);
      await page.getByText('Dua PDF ada di ponsel dan KIA menunggu diambil.').waitFor();
      await phone.getByText(/siap diambil/u).waitFor();
    } finally {
      await takeScreenshot(page, 'start-end');
    }

    for (const link of await phone.getByRole('link', { name: /^Buka dokumen/u }).all()) {
      const address = new URL((await link.getAttribute('href')) ?? '', sampai.url);
      const pdf = await (await page.request.get(address.href)).body();
      expect(await check(pdf)).toMatchObject({ standing: 'active', signature: { faults: [] } });
    }
    const said = (await phone.getByRole('log').textContent()) ?? '';
    caseNumber = /B-\d{4}-\d{5}/u.exec(said)?.[0] ?? '';
    documentCodes = [...said.matchAll(/[2-9A-HJ-NP-Z]{5}(?:-[2-9A-HJ-NP-Z]{1,5}){5}/gu)].map(
      ([code]) => code,
    );
    expect(caseNumber).not.toBe('');
    expect(documentCodes).toHaveLength(2);
    expect(errors).toEqual([]);
    expect(handwork.keys).toBe(0);
    expect(handwork.taps).toBeLessThanOrEqual(MOST_TAPS);
    console.log(`${handwork.taps} taps from the start page to two signed PDFs and a waiting KIA`);
    await page.context().close();
  }, 300_000);
});

describe('the resident at /lacak', () => {
  it('is told nothing with a wrong PIN, and everything with the right one', async () => {
    expect(caseNumber, 'the birth before').not.toBe('');
    const { page, errors } = await openPage(browser, 'phone');
    page.setDefaultTimeout(PATIENCE_MS);
    const { pin } = (await (await fetch(`${sampai.url}/api/demo`)).json()) as { pin: string };
    await page.goto(`${sampai.url}/lacak?n=${caseNumber}`);
    await page.getByLabel('PIN', { exact: true }).fill(`${(Number(pin) + 1) % 1_000_000}`.padStart(6, '0'));
    await button(page, 'Lihat berkas').click();
    await page.getByText('Nomor berkas atau PIN tidak cocok.').waitFor();

    await page.getByLabel('PIN', { exact: true }).fill(pin);
    await button(page, 'Lihat berkas').click();
    await page.getByRole('heading', { level: 1, name: '2 dari 3 dokumen sudah Anda terima' }).waitFor();
    await page.getByText('siap diambil', { exact: true }).waitFor();
    await takeScreenshot(page, 'lacak-case');
    expect(page.url()).not.toContain(pin);
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).toBe(
      '[{},{}]',
    );
    expect(errors).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('downloads a PDF that /cek confirms, and not once a byte of it is changed', async () => {
    expect(caseNumber, 'the birth before').not.toBe('');
    const { page } = await openPage(browser, 'phone');
    page.setDefaultTimeout(PATIENCE_MS);
    const { pin } = (await (await fetch(`${sampai.url}/api/demo`)).json()) as { pin: string };
    await page.goto(`${sampai.url}/lacak?n=${caseNumber}`);
    await page.getByLabel('PIN', { exact: true }).fill(pin);
    await button(page, 'Lihat berkas').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      button(page, /^Unduh PDF/u)
        .first()
        .click(),
    ]);
    const pdf = await readFile(await download.path());

    await page.goto(`${sampai.url}/cek`);
    await page
      .getByLabel('Berkas PDF')
      .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: pdf });
    await button(page, 'Periksa PDF').click();
    await page.getByText('Ya, dari kantor ini dan masih berlaku').waitFor();
    await page.getByText('Utuh: isi tidak berubah sejak ditandatangani.').waitFor();
    await takeScreenshot(page, 'cek-active');

    const changed = Buffer.from(pdf);
    changed[changed.indexOf('stream') + 20]! ^= 1;
    await page
      .getByLabel('Berkas PDF')
      .setInputFiles({ name: 'b.pdf', mimeType: 'application/pdf', buffer: changed });
    await button(page, 'Periksa PDF').click();
    await page.getByRole('heading', { name: 'Isi berkas ini sudah diubah sesudah ditandatangani' }).waitFor();
    expect(await page.locator('section.answer.bad').count(), 'in red').toBe(1);
    await takeScreenshot(page, 'cek-altered');

    const photo = { name: 'akta.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0]) };
    await page.getByLabel('Berkas PDF').setInputFiles(photo);
    await button(page, 'Periksa PDF').click();
    await page.getByText('Ini bukan PDF. Pilih PDF asli dari WhatsApp').waitFor();
    await page.context().close();
  }, 120_000);
});

describe('somebody who was given a document, at /cek', () => {
  it('learns from its code that it is current, from an invented code that it is not ours', async () => {
    expect(caseNumber, 'the birth before').not.toBe('');
    const { page } = await openPage(browser, 'phone');
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${sampai.url}/cek?kode=${documentCodes[0]}`);
    await page.getByText('Ya, dari kantor ini dan masih berlaku').waitFor();
    expect(await page.locator('main').textContent()).not.toMatch(/\d{16}/u);

    await page.getByLabel('Kode dokumen').fill('AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-A');
    await button(page, 'Periksa kode').click();
    await page.getByText('Tidak ada dalam catatan kantor ini').waitFor();
    await page.context().close();
  }, 120_000);
});
