/** Writes the gallery of the demo phones: photos of invented families' papers, every one marked CONTOH. */

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firstOfMonth } from './dates.ts';
import type { DemoFamily } from './families.ts';
import { demoFamilies } from './families.ts';
import { photograph } from './photo.ts';
import type { Sheet } from './sheets.ts';
import { sheetsOf } from './sheets.ts';
import { openTypesetter } from './typesetter.ts';

/** One picture of the gallery, as `gallery.json` lists it. `flaw` is set on photos that should be refused. */
export interface GalleryEntry {
  file: string;
  title: string;
  /** Title of the family's group. */
  group: string;
  family: DemoFamily['id'];
  flaw?: Sheet['flaw'];
}

/** What the gallery is made from. */
export interface SamplePapersOptions {
  /** Another seed gives other tilts and tables. */
  seed?: string;
  /** The day (`YYYY-MM-DD`) that births are counted from; its month decides. Default: today. */
  today?: string;
}

/** Raised by hand when the drawing changes in a way that the sources below do not show. */
const LOOK = 1;
const SOURCES = ['./photo.ts', './sheets.ts', './families.ts'];

/**
 * Fills `dir` with JPEG photos and a `gallery.json`, and returns the list. When the folder already holds this
 * very gallery, it is only read. Files that the last gallery wrote and this one does not need are removed.
 */
export async function makeSamplePapers(
  dir: string,
  options: SamplePapersOptions = {},
): Promise<GalleryEntry[]> {
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const seed = options.seed ?? 'sampai';
  const stamp = await stampOf(seed, today);
  const known = await readGallery(dir);
  if (known?.stamp === stamp) return known.papers;
  await mkdir(dir, { recursive: true });
  const papers: GalleryEntry[] = [];
  for (const family of demoFamilies(today)) {
    for (const sheet of sheetsOf(family)) {
      const file = `${sheet.name}.jpg`;
      await writeWhole(join(dir, file), await pictureOf(sheet, seed));
      papers.push({ file, title: sheet.title, group: family.title, family: family.id, flaw: sheet.flaw });
    }
  }
  await removeOthers(dir, known?.papers ?? [], papers);
  await writeWhole(join(dir, 'gallery.json'), JSON.stringify(papers, null, 2));
  await writeWhole(join(dir, 'gallery.stamp'), stamp);
  return papers;
}

async function pictureOf(sheet: Sheet, seed: string): Promise<Buffer> {
  const typesetter = await openTypesetter();
  const svg = typesetter.svg(new URL(`./templates/${sheet.template}.typ`, import.meta.url), sheet.values);
  return photograph(svg, `${seed}/${sheet.name}`, sheet.flaw);
}

/** Changes with the seed, the month, and everything the pictures are drawn from. */
async function stampOf(seed: string, today: string): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([LOOK, seed, firstOfMonth(today)]));
  for (const source of SOURCES) hash.update(await readFile(new URL(source, import.meta.url)));
  const templates = new URL('./templates/', import.meta.url);
  for (const name of (await readdir(templates)).sort()) hash.update(await readFile(new URL(name, templates)));
  return hash.digest('hex');
}

async function readGallery(dir: string): Promise<{ stamp: string; papers: GalleryEntry[] } | undefined> {
  try {
    const stamp = await readFile(join(dir, 'gallery.stamp'), 'utf8');
    const papers = JSON.parse(await readFile(join(dir, 'gallery.json'), 'utf8')) as GalleryEntry[];
    const present = new Set(await readdir(dir));
    return papers.every((paper) => present.has(paper.file)) ? { stamp, papers } : undefined;
  } catch {
    // No gallery, or half a gallery: it is made anew.
    return undefined;
  }
}

async function removeOthers(dir: string, before: GalleryEntry[], now: GalleryEntry[]): Promise<void> {
  const kept = new Set(now.map((paper) => paper.file));
  for (const { file } of before) if (!kept.has(file)) await rm(join(dir, file), { force: true });
}

/** Written aside and renamed, so that a reader never meets half a file. */
async function writeWhole(path: string, text: string | Buffer): Promise<void> {
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}
