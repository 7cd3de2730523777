/** The screen of the simulated SIAK in a real browser: below the app's address and on its own port alike. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../catalogue/services/kelahiran/messages.id.ts';
import { type RunningSampai, startSampai } from '../support/running-sampai.ts';
import { openBrowser, openPage, takeScreenshot } from './browser.ts';

let sampai: RunningSampai;
let browser: Browser;

beforeAll(async () => {
  [sampai, browser] = await Promise.all([startSampai(), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await sampai?.dispose();
}, 60_000);

/** Lines as the SIAK desk copies them: the office's own labels, a tab, the value. */
function copiedLines(child: string): string {
  const { fields } = words;
  const bornOn = new Date(Date.now() - 5 * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .split('-')
    .reverse()
    .join('-');
  return [
    [fields.namaAnak.label, child],
    [fields.jenisKelamin.label, 'Perempuan'],
    [fields.tempatLahir.label, 'Balangan'],
    [fields.tanggalLahir.label, bornOn],
    [fields.kelahiranKe.label, '2'],
    [fields.nikIbu.label, '9901045705920001'],
    [fields.namaIbu.label, 'Siti Contoh Rahmawati'],
  ]
    .map((line) => line.join('\t'))
    .join('\n');
}

describe.each([
  ['below the address of the app', () => `${sampai.url}/simulator/siak/`],
  ['on its own port', () => `http://127.0.0.1:${sampai.simulatorsPort + 2}/`],
])('the screen of the simulated SIAK %s', (where, address) => {
  it('takes pasted lines, saves the birth, opens its PDF and notes its card', async () => {
    const { page, errors } = await openPage(browser, 'desk');
    const failed: string[] = [];
    page.on('response', (response) => response.status() >= 400 && failed.push(response.url()));
    const child = `Aisyah Contoh ${where === 'on its own port' ? 'Dua' : 'Satu'}`;
    await page.goto(address());
    await page.getByLabel('Tempel isian').fill(copiedLines(child));
    await page.getByRole('button', { name: 'Isikan ke formulir' }).click();
    await expect.poll(() => page.getByLabel('Nama anak *').inputValue()).toBe(child);
    expect(await page.getByRole('alert').count(), 'every copied line has a field').toBe(0);
    if (where !== 'on its own port') await takeScreenshot(page, 'siak-screen');

    await page.getByRole('button', { name: 'Simpan dan terbitkan nomor' }).click();
    await page.getByRole('heading', { name: child }).waitFor();
    const draft = await page.getByRole('link', { name: 'Draf PDF' }).first().getAttribute('href');
    const pdf = await page.request.get(new URL(`${draft}`, page.url()).href);
    expect(pdf.headers()['content-type']).toBe('application/pdf');

    await page.getByLabel('Seri blangko').fill(`KIA-CONTOH-${child}`);
    await page.getByRole('button', { name: 'Kartu sudah dicetak' }).click();
    await page.getByText(`dicetak pada blangko KIA-CONTOH-${child}`).waitFor();
    await page.getByRole('link', { name: 'Entri baru' }).click();
    await page.getByRole('link', { name: child }).click();
    await page.getByRole('heading', { name: child }).waitFor();
    expect(failed).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  }, 90_000);

  it('fills the form by itself as soon as lines are pasted', async () => {
    const { page } = await openPage(browser, 'desk');
    await page.goto(address());
    await page.getByLabel('Tempel isian').fill(copiedLines('Aisyah Contoh Tempel'));
    await page.getByLabel('Tempel isian').dispatchEvent('paste');
    await expect.poll(() => page.getByLabel('Nama anak *').inputValue()).toBe('Aisyah Contoh Tempel');
    await page.context().close();
  }, 60_000);
});
