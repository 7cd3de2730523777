/** Every page is checked against WCAG 2.2 AA with axe, as it stands in a real browser, on a desk's and a phone's screen. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningSampai, startSampai } from '../support/running-sampai.ts';
import { openBrowser, openPage, type Screen, takeScreenshot } from './browser.ts';
import { type Birth, type LeaveAt, OfficeHand } from './office-hand.ts';

const PATIENCE_MS = 60_000;
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let sampai: RunningSampai;
let browser: Browser;
/** A case at each desk. */
const cases = new Map<LeaveAt, Birth>();

beforeAll(async () => {
  [sampai, browser] = await Promise.all([startSampai(), openBrowser()]);
  const hand = new OfficeHand(sampai.url);
  const states = ['issued', 'signing', 'verification', 'siak', 'intake'] as const;
  const births = await hand.letBirthsArrive(states.length);
  for (const [at, state] of states.entries()) {
    cases.set(state, births[at]!);
    await hand.bringTo(state, births[at]!.caseId);
  }
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await sampai?.dispose();
}, 60_000);

/** The rules that a page or a frame in it breaks, with the elements that break them. */
async function violationsOf(page: Page): Promise<string[]> {
  const found = await Promise.all(page.frames().map((frame) => violationsIn(frame)));
  return found.flat();
}

async function violationsIn(frame: Frame): Promise<string[]> {
  await frame.evaluate(AXE);
  const options = JSON.stringify({
    iframes: false,
    runOnly: RULES,
    // Experimental in axe, since it counts punctuation; MISNAMED asks the same without.
    rules: { 'label-content-name-mismatch': { enabled: false } },
  });
  const found = (await frame.evaluate(`
    axe.run(document, ${options}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))
      .then(${STILL_TOO_SMALL})
  `)) as string[];
  const misnamed = (await frame.evaluate(MISNAMED)) as string[];
  return [...found, ...misnamed].map((one) => `${new URL(frame.url()).pathname} ${one}`);
}

/** WCAG 2.5.8: what a bar at the edge of the screen covers just now counts only if it stays too small once scrolled free. */
const STILL_TOO_SMALL = `
  async (found) => {
    const rule = 'target-size: ';
    const staying = found.filter((one) => !one.startsWith(rule));
    for (const one of found.filter((one) => one.startsWith(rule))) {
      const element = document.querySelector(one.slice(rule.length));
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { violations } = await axe.run(element, { runOnly: ['target-size'] });
      if (violations.length > 0) staying.push(one);
    }
    return staying;
  }
`;

/** WCAG 2.5.3: who speaks the words that stand on a button must be understood, so its name holds all of them. */
const MISNAMED = `
  (() => {
    const wordsOf = (text) => text.toLowerCase().match(/[\\p{L}\\p{N}]+/gu) ?? [];
    return [...document.querySelectorAll('button[aria-label], a[aria-label]')].flatMap((element) => {
      if (!element.checkVisibility()) return [];
      const copy = element.cloneNode(true);
      for (const unspoken of copy.querySelectorAll('[aria-hidden], .only-spoken, kbd, svg')) unspoken.remove();
      const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
      const shown = [];
      while (walk.nextNode()) shown.push(walk.currentNode.data);
      const name = wordsOf(element.getAttribute('aria-label'));
      const missing = wordsOf(shown.join(' ')).filter((word) => !name.includes(word));
      return missing.length === 0 ? [] : ['name without "' + missing.join(' ') + '": ' + element.getAttribute('aria-label')];
    });
  })()
`;

/** WCAG 1.4.10: nothing is wider than the screen. */
async function overflowOf(page: Page): Promise<number> {
  return (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
}

/** The main button can be pressed and nothing fades in or out any more: half-faded colours are nobody's choice. */
const IS_CALM = `
  [...document.querySelectorAll('.on-brand')].every((button) => !button.disabled) &&
  document.getAnimations().every(({ playState, effect }) =>
    playState !== 'running' || effect.getComputedTiming().iterations === Infinity)
`;

async function expectAccessible(page: Page, name: string): Promise<void> {
  await expect.poll(() => page.evaluate(IS_CALM), { timeout: PATIENCE_MS }).toBe(true);
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
    await page.goto(`${sampai.url}/phone/?handset=${cases.get('issued')!.handsetId}`);
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

  it('/lacak, with a case', async () => {
    const { page } = await openPage(browser, screen);
    const { pin } = (await (await fetch(`${sampai.url}/api/demo`)).json()) as { pin: string };
    await page.goto(`${sampai.url}/lacak?n=${cases.get('issued')!.number}`);
    await page.getByLabel('PIN', { exact: true }).fill(pin);
    await page.getByRole('button', { name: 'Lihat berkas' }).click();
    await page.getByRole('heading', { name: 'Siapa melihat data saya' }).waitFor();
    await expectAccessible(page, `lacak-case-${screen}`);
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

/** Every desk with work on it: who sits there, its address, and a case that is open there. */
const desks: { desk: string; username: string; path: string; at?: LeaveAt }[] = [
  { desk: 'intake', username: 'petugas', path: '/pemeriksaan', at: 'intake' },
  { desk: 'conversations', username: 'petugas', path: '/percakapan' },
  { desk: 'SIAK', username: 'operator', path: '/meja-siak', at: 'siak' },
  { desk: 'cards', username: 'operator', path: '/kartu', at: 'issued' },
  { desk: 'verification', username: 'verifikator', path: '/verifikasi', at: 'verification' },
  { desk: 'signing', username: 'kadis', path: '/tanda-tangan' },
  { desk: 'unsettled', username: 'kadis', path: '/tak-pasti' },
  { desk: 'all cases', username: 'verifikator', path: '/berkas' },
  { desk: 'one case', username: 'verifikator', path: '/berkas', at: 'issued' },
  { desk: 'officers', username: 'admin', path: '/petugas' },
  { desk: 'password', username: 'petugas', path: '/kata-sandi' },
];

/** What opens upon a screen, by the buttons that lead there. */
const dialogs: { dialog: string; username: string; path: string; at?: LeaveAt; press: RegExp[] }[] = [
  { dialog: 'new PIN', username: 'petugas', path: '/berkas', at: 'issued', press: [/^PIN baru$/u] },
  {
    dialog: 'printed paper',
    username: 'petugas',
    path: '/berkas',
    at: 'issued',
    press: [/^Serahkan dokumen ini/u],
  },
  {
    dialog: 'first password',
    username: 'admin',
    path: '/petugas',
    press: [/^Ubah Norhayati/u, /^Buat kata sandi awal$/u],
  },
];

describe.each<Screen>(['desk', 'phone'])('the office on the screen of a %s', (screen) => {
  it('the sign-in', async () => {
    const { page } = await openPage(browser, screen);
    await page.goto(`${sampai.url}/office/`);
    await page.getByRole('button', { name: 'Masuk', exact: true }).waitFor();
    await expectAccessible(page, `office-sign-in-${screen}`);
    await page.context().close();
  }, 120_000);

  it.each(dialogs)(
    'the dialog for a $dialog',
    async ({ dialog, username, path, at, press }) => {
      const { page, errors } = await openPage(browser, screen);
      page.setDefaultTimeout(PATIENCE_MS);
      await page.request.post(`${sampai.url}/api/demo/sign-in`, {
        data: { username },
        headers: { 'x-requested-with': 'sampai', origin: sampai.url },
      });
      await page.goto(`${sampai.url}/office${path}${at === undefined ? '' : `/${cases.get(at)!.caseId}`}`);
      for (const name of press) await page.getByRole('button', { name }).first().click();
      await page.waitForTimeout(400);
      await expectAccessible(page, `office-${dialog.replaceAll(' ', '-').toLowerCase()}-${screen}`);
      expect(errors).toEqual([]);
      await page.context().close();
    },
    120_000,
  );

  it('the change of a first password, before anything else', async () => {
    const hand = new OfficeHand(sampai.url);
    await hand.signIn('admin');
    const username = `baru.${screen}`;
    const { startPassword } = await hand.call<{ startPassword: string }>('POST', '/api/officers', {
      username,
      name: 'Budi Contoh',
      roles: ['operator'],
      areas: '*',
    });
    const { page } = await openPage(browser, screen);
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${sampai.url}/office/berkas`);
    await page.getByLabel('Nama pengguna').fill(username);
    await page.getByRole('textbox', { name: 'Kata sandi' }).fill(startPassword);
    await page.getByRole('button', { name: 'Masuk', exact: true }).click();
    await page.getByRole('heading', { name: 'Ganti kata sandi' }).waitFor();
    await expectAccessible(page, `office-first-password-${screen}`);
    const own = 'beberapa kata yang mudah';
    await page.getByRole('textbox', { name: 'Kata sandi lama' }).fill(startPassword);
    await page.getByRole('textbox', { name: 'Kata sandi baru', exact: true }).fill(own);
    await page.getByRole('textbox', { name: 'Ketik sekali lagi kata sandi baru' }).fill(own);
    await page.getByRole('button', { name: 'Ganti kata sandi' }).click();
    await page.getByRole('link', { name: 'Semua berkas' }).waitFor();
    await page.context().close();
  }, 120_000);

  it.each(desks)(
    'the desk of $desk',
    async ({ desk, username, path, at }) => {
      const { page, errors } = await openPage(browser, screen);
      page.setDefaultTimeout(PATIENCE_MS);
      await page.request.post(`${sampai.url}/api/demo/sign-in`, {
        data: { username },
        headers: { 'x-requested-with': 'sampai', origin: sampai.url },
      });
      await page.goto(`${sampai.url}/office${path}${at === undefined ? '' : `/${cases.get(at)!.caseId}`}`);
      await page.locator('main').waitFor();
      // Lists, pictures and PDFs come after the frame; skeletons and spinners mean that they are not there yet.
      await page.waitForLoadState('load');
      await expect
        .poll(() => page.locator('.mantine-Skeleton-root, .mantine-Loader-root').count(), { timeout: 20_000 })
        .toBe(0);
      await expectAccessible(page, `office-${desk.replaceAll(' ', '-').toLowerCase()}-${screen}`);
      expect(errors).toEqual([]);
      await page.context().close();
    },
    120_000,
  );
});
