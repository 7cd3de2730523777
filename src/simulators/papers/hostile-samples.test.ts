/** The bad files for manual tries are what they claim to be. */

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { fileTypeFromFile } from 'file-type';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeHostileSamples } from './hostile-samples.ts';

const dir = mkdtempSync(join(tmpdir(), 'hostile-'));
beforeAll(async () => {
  await makeHostileSamples(dir);
});
afterAll(() => rmSync(dir, { recursive: true }));

test('the small picture has far more pixels than bytes', async () => {
  const file = join(dir, 'bom-piksel.png');
  const { width, height } = await sharp(file, { limitInputPixels: false }).metadata();
  expect(width * height).toBeGreaterThan(100_000_000);
  expect(statSync(file).size).toBeLessThan(200_000);
});

test('the scripted PDF is a whole PDF that opens and holds JavaScript', async () => {
  const bytes = readFileSync(join(dir, 'pdf-dengan-skrip.pdf'));
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  expect(document.getPageCount()).toBe(1);
  document.destroy();
  library.destroy();
  expect(bytes.toString()).toContain('/JavaScript');
});

test('a renamed web page is not a picture, and a broken photo cannot be decoded', async () => {
  expect(await fileTypeFromFile(join(dir, 'halaman-web.jpg'))).toBeUndefined();
  await expect(sharp(join(dir, 'terpotong.jpg'), { failOn: 'truncated' }).raw().toBuffer()).rejects.toThrow();
});
