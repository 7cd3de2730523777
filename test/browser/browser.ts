/** A real browser for tests: finds or unpacks Chromium, opens pages as a resident of the office's place would. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The screens that every page is looked at on. */
export const screens = {
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  small: { width: 320, height: 640 },
} as const;
export type Screen = keyof typeof screens;

/** An executable and the environment that lets it start. */
interface Chromium {
  executablePath: string;
  env: Record<string, string>;
}

/** Opens a browser. `SAMPAI_CHROMIUM` names an executable of this machine; without it the npm package's is used. */
export async function openBrowser(): Promise<Browser> {
  const given = process.env.SAMPAI_CHROMIUM;
  const { executablePath, env } = given ? { executablePath: given, env: {} } : await unpackChromium();
  // Tests run as root in containers, where Chromium's sandbox cannot; every page they open is our own.
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  });
}

/** An open page and what went wrong in it. */
export interface OpenPage {
  page: Page;
  /** Errors that the page's own scripts threw; must stay empty. */
  errors: string[];
}

/** A page of its own context: nothing is shared with other pages of the test. */
export async function openPage(
  browser: Browser,
  screen: Screen,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: screens[screen],
    locale: 'id-ID',
    timezoneId: 'Asia/Makassar',
    reducedMotion: 'reduce',
    hasTouch: screen !== 'desk',
    ...options,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, errors };
}

/** Writes `out/screens/NAME.png` when `SAMPAI_SCREENSHOTS` is set; otherwise does nothing. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  if (!process.env.SAMPAI_SCREENSHOTS) return;
  const folder = join(ROOT, 'out', 'screens');
  await mkdir(folder, { recursive: true });
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** What a person did in a page and all its frames. */
export interface Handwork {
  taps: number;
  keys: number;
}

/** Text, because it runs in the page. `pointerdown` and not `click`: a label's click clicks its field once more. */
const HANDWORK_SCRIPT = `
  for (const [event, kind] of [['pointerdown', 'taps'], ['keydown', 'keys']])
    window.addEventListener(event, ({ isTrusted }) => isTrusted && window.sampaiHandwork(kind), true);
`;

/** Counts what the browser takes for real clicks and keys, frames included. Call before the page is opened. */
export async function countHandwork(page: Page): Promise<Handwork> {
  const handwork: Handwork = { taps: 0, keys: 0 };
  await page.context().exposeBinding('sampaiHandwork', (_source, kind: keyof Handwork) => {
    handwork[kind] += 1;
  });
  await page.context().addInitScript({ content: HANDWORK_SCRIPT });
  return handwork;
}

/**
 * Unpacks the browser of the npm package once, beside the other caches in node_modules. It is unpacked into a
 * folder of its own first: a killed or simultaneous run never leaves half a browser.
 */
async function unpackChromium(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('Name a Chromium in SAMPAI_CHROMIUM: the packaged one runs on Linux x64 only.');
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(await readFile(join(entry, '..', '..', '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(ROOT, 'node_modules', '.cache', `chromium-${version}`);
  if (!(await stat(folder).catch(() => undefined))) {
    const half = `${folder}.${process.pid}.half`;
    await mkdir(half, { recursive: true });
    try {
      // A process of its own, since the package unpacks to wherever TMPDIR is, and its libraries only on Lambda.
      const script = "import('@sparticuz/chromium').then((it) => it.default.executablePath())";
      await run(process.execPath, ['-e', script], {
        cwd: ROOT,
        env: { ...process.env, TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
      });
      await rename(half, folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      });
    } finally {
      await rm(half, { recursive: true, force: true });
    }
  }
  return withLibraries(folder);
}

/** Bare machines lack libraries that Chromium needs; the package brings them. */
async function withLibraries(folder: string): Promise<Chromium> {
  const executablePath = join(folder, 'chromium');
  const fonts: Record<string, string> = { FONTCONFIG_PATH: join(folder, 'fonts') };
  const brought = { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  for (const env of [{}, fonts, brought] as Record<string, string>[]) {
    const isStarting = await run(executablePath, ['--version'], { env: { ...process.env, ...env } }).then(
      () => true,
      () => false,
    );
    if (isStarting) return { executablePath, env };
  }
  throw new Error('Chromium does not start on this machine: name another one in SAMPAI_CHROMIUM.');
}
