/** The sample papers in the demo phones' gallery, which is drawn while Sampai already serves. */
import { setTimeout as pause } from 'node:timers/promises';
import { type DemoFamily, demoFamilies } from '../../simulators/papers/families.ts';
import { type PhotoFlaw, sheetsOf } from '../../simulators/papers/sheets.ts';

/** A sample paper in the phones' gallery, and what is wrong with it. */
export interface GalleryPaper {
  file: string;
  title: string;
  flaw?: PhotoFlaw;
}

const PATIENCE_MS = 120_000;
const POLL_MS = 300;

async function listGallery(simulatorUrl: string): Promise<{ file: string; title: string }[]> {
  const response = await fetch(`${simulatorUrl}/_sim/gallery`);
  return response.ok ? ((await response.json()) as { file: string; title: string }[]) : [];
}

/**
 * All sample papers of a family, the flawed ones too, as soon as every one of them is drawn and has its title.
 * Rejects after two minutes.
 */
export async function papersOf(simulatorUrl: string, familyId: DemoFamily['id']): Promise<GalleryPaper[]> {
  // The day changes what stands on the papers, never which papers there are.
  const family = demoFamilies('2026-01-01').find(({ id }) => id === familyId)!;
  const wanted = sheetsOf(family).map(({ name, title, flaw }) => ({
    file: `${name}.jpg`,
    title,
    ...(flaw !== undefined && { flaw }),
  }));
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const drawn = new Map((await listGallery(simulatorUrl)).map(({ file, title }) => [file, title]));
    if (wanted.every(({ file, title }) => drawn.get(file) === title)) return wanted;
    if (Date.now() > until) throw new Error('the gallery was not drawn in time');
    await pause(POLL_MS);
  }
}

/** The papers that an officer would accept. */
export function soundOnes(papers: readonly GalleryPaper[]): GalleryPaper[] {
  return papers.filter(({ flaw }) => flaw === undefined);
}
