/** The signer on the road: a phone's browser opens the signing desk, reads each document, types and signs. */
import type { Page } from 'playwright-core';
import { demoSecrets } from '../src/main/demo/demo-office.ts';
import { readAndSign } from './steps.ts';
import type { World } from './world.ts';

/** Children are started and PDFs drawn; the machine may be busy with other tests. */
const PATIENCE_MS = 60_000;

/** The packaged Chromium runs on Linux x64; elsewhere a browser has to be named. */
export const hasBrowser =
  process.env.SAMPAI_CHROMIUM !== undefined || (process.platform === 'linux' && process.arch === 'x64');

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/office/tanda-tangan`);
  await page.getByLabel('Nama pengguna').tap();
  await page.getByLabel('Nama pengguna').pressSequentially('kadis');
  await page.getByLabel('Kata sandi', { exact: true }).tap();
  await page.getByLabel('Kata sandi', { exact: true }).pressSequentially(demoSecrets.password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).tap();
}

/** Reads until nothing is unread; a document counts as read only once its page was drawn. Returns how many. */
async function readEach(page: Page, onFirst: () => Promise<void>): Promise<number> {
  const read = page.getByRole('button', { name: /^Sudah saya baca, (?:berikutnya|ke tanda tangan)/u });
  const sign = page.getByRole('button', { name: /^Tanda tangani \d+ dokumen/u });
  for (let count = 0; ; count += 1) {
    await read.or(sign).first().waitFor();
    if (await sign.isVisible()) return count;
    // Named by its kind and its person: "Akta kelahiran, Aisyah …".
    const document = page.getByRole('region', { name: /, / });
    const name = (await document.getAttribute('aria-label'))!;
    await document.locator('img').first().waitFor();
    if (count === 0) await onFirst();
    await read.tap();
    // The next document, or the passphrase.
    await page.getByRole('region', { name, exact: true }).waitFor({ state: 'detached' });
  }
}

/** Nothing is wider than the phone, and nothing secret stays in the browser. */
async function checkPage(page: Page, errors: readonly string[]): Promise<void> {
  const overflow = (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
  if (overflow > 0) throw new Error(`the signing desk is ${overflow} px wider than the phone`);
  const kept = (await page.evaluate(
    'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.body.innerHTML])',
  )) as string;
  if (kept.includes(demoSecrets.passphrase)) throw new Error('the passphrase stayed in the phone');
  if (errors.length > 0) throw new Error(`the page failed: ${errors.join('; ')}`);
}

/** Signs everything that waits; returns the signer's name. Where no browser is at hand, the same over HTTP. */
export async function signOnPhone(world: World, where: string): Promise<string> {
  if (!hasBrowser) return readAndSign(world, `${where} (tanpa layar)`);
  const { openBrowser, openPage } = await import('../test/browser/browser.ts');
  const kadis = await world.officer('kadis');
  const browser = await openBrowser();
  try {
    const { page, errors } = await openPage(browser, 'phone', { isMobile: true, deviceScaleFactor: 2 });
    page.setDefaultTimeout(PATIENCE_MS);
    await signIn(page, world.url);
    world.note(kadis.name, `masuk dari ${where}`);
    const count = await readEach(page, async () =>
      world.keepPicture('ponsel-membaca.png', await page.screenshot()),
    );
    world.note(kadis.name, `membaca ${count} dokumen satu per satu`);

    const passphrase = page.getByLabel('Passphrase TTE', { exact: true });
    await passphrase.tap();
    // Prefilled for newcomers of the demonstration; who signs types it.
    await passphrase.clear();
    await passphrase.pressSequentially(demoSecrets.passphrase);
    await page.getByRole('button', { name: `Tanda tangani ${count} dokumen` }).tap();
    await page.getByText(`${count} dari ${count} ditandatangani dan diterbitkan.`).waitFor();
    world.keepPicture('ponsel-hasil.png', await page.screenshot());
    await checkPage(page, errors);
    world.note(kadis.name, `mengetik passphrase, menandatangani ${count} dokumen sekaligus`);
  } finally {
    await browser.close();
  }
  return kadis.name;
}
