/** Every page is checked against WCAG 2.2 AA with axe, as it stands in a real browser, on a desk's and a phone's screen. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSampai, startSampai } from '../support/running-sampai.ts';
import { openBrowser, openPage, type Screen, takeScreenshot } from './browser.ts';

const PATIENCE_MS = 60_000;
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let sampai: RunningSampai;
let browser: Browser;

beforeAll(async () => {
  [sampai, browser] = await Promise.all([startSampai(), openBrowser()]);
  const { handsetId } = await post<{ handsetId: string }>('/api/demo/birth', {});
  expect(handsetId).toBeTruthy();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await sampai?.dispose();
}, 60_000);

async function post<T>(path: string, body: object): Promise<T> {
  const answer = await fetch(`${sampai.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'sampai' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as T;
}

/** The rules that a page or a frame in it breaks, with the elements that break them. */
async function violationsOf(page: Page): Promise<string[]> {
  const found = await Promise.all(page.frames().map((frame) => violationsIn(frame)));
  return found.flat();
}

async function violationsIn(frame: Frame): Promise<string[]> {
  await frame.evaluate(AXE);
  return (await frame.evaluate(`
    axe.run(document, { iframes: false, runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => location.pathname + ' ' + id + ': ' + target.join(' '))))
  `)) as string[];
}

/** WCAG 1.4.10: nothing is wider than the screen. */
async function overflowOf(page: Page): Promise<number> {
  return (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  await takeScreenshot(page, name);
  expect(await violationsOf(page)).toEqual([]);
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
}

describe.each<Screen>(['desk', 'phone', 'small'])('on the screen of a %s', (screen) => {
  it('the start page with phone and desk', async () => {
    const { page, errors } = await openPage(browser, screen);
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(sampai.url);
    await page.getByRole('button', { name: /^Ada kelahiran/u }).waitFor();
    await page.frameLocator('iframe[title="Ponsel warga"]').getByRole('heading', { level: 1 }).waitFor({
      state: 'attached',
    });
    await expectAccessible(page, `start-${screen}`);
    expect(errors).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('the phone, with a conversation in it', async () => {
    const { page } = await openPage(browser, screen);
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${sampai.url}/phone/?handset=keluarga-1`);
    await page
      .getByText(/B-\d{4}-\d{5}/u)
      .first()
      .waitFor();
    await expectAccessible(page, `phone-${screen}`);
    await page.context().close();
  }, 120_000);

  it('/lacak, before and after a mistake, in both languages', async () => {
    const { page } = await openPage(browser, screen);
    await page.goto(`${sampai.url}/lacak`);
    await page.getByRole('button', { name: 'Lihat berkas' }).click();
    await page.getByText('PIN terdiri dari 6 angka.').waitFor();
    await expectAccessible(page, `lacak-${screen}`);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Track a case' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    expect(await violationsOf(page)).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('/cek, with an answer', async () => {
    const { page } = await openPage(browser, screen);
    await page.goto(`${sampai.url}/cek?kode=AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-A`);
    await page.getByText('Tidak ada dalam catatan kantor ini').waitFor();
    await expectAccessible(page, `cek-${screen}`);
    await page.context().close();
  }, 120_000);
});
