/** Photos of a story: recognised at the desk by what they show, and traced back to the file that left the handset. */
import sharp from 'sharp';
import { sha256Of } from './digest.ts';
import type { CaseAtDesk, OfficerAtDesk } from './officer.ts';
import type { ReportedPhoto } from './report.ts';
import type { World } from './world.ts';

/** A photo as it lies in the gallery of a phone. */
interface Sent {
  file: string;
  sha256: string;
  look: Uint8Array;
}

const SIDE_PX = 24;

/** A coarse picture, upright and grey: re-encoding hardly changes it, another sheet does. */
async function lookOf(bytes: Uint8Array): Promise<Uint8Array> {
  const size = { width: SIDE_PX, height: SIDE_PX, fit: 'fill' } as const;
  return sharp(bytes).rotate().greyscale().resize(size).raw().toBuffer();
}

/** Mean difference of two coarse pictures, 0 to 255. */
function difference(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, value, at) => sum + Math.abs(value - other[at]!), 0) / one.length;
}

async function fromGallery(world: World, file: string): Promise<Sent> {
  const answer = await fetch(`${world.phones}/_sim/gallery/${encodeURIComponent(file)}`);
  if (!answer.ok) throw new Error(`the gallery does not hold ${file}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { file, sha256: sha256Of(bytes), look: await lookOf(bytes) };
}

/** Fails unless the page that officers see looks like the photo it is said to come from, and like no other. */
async function checkPage(officer: OfficerAtDesk, paper: CaseAtDesk['papers'][number], sent: readonly Sent[]) {
  const [page] = paper.pages;
  if (page === undefined || paper.pages.length !== 1) throw new Error('a photo is not one page');
  const shown = await lookOf(await officer.download(`/api/files/${page.fileId}?purpose=intake`));
  const [nearest] = sent.toSorted((a, b) => difference(a.look, shown) - difference(b.look, shown));
  const origin = sent.find((one) => one.sha256 === paper.originalSha256);
  if (nearest !== origin)
    throw new Error(
      `a page shows ${nearest?.file}, but its upload is ${origin?.file ?? 'none that was sent'}`,
    );
}

/**
 * The officer puts each photo to the paper it shows. `wanted` names the file for each requirement: the network
 * shuffles albums, so that their order tells nothing.
 */
export async function matchPhotos(
  world: World,
  officer: OfficerAtDesk,
  caseId: string,
  wanted: Readonly<Record<string, string>>,
): Promise<void> {
  const { papers } = await officer.look(caseId, 'intake');
  const tray = papers.filter((paper) => paper.requirementId === null && paper.status === 'received');
  const sent = await Promise.all(Object.values(wanted).map((file) => fromGallery(world, file)));
  for (const [requirementId, file] of Object.entries(wanted)) {
    const { sha256 } = sent.find((one) => one.file === file)!;
    const found = tray.filter((paper) => paper.originalSha256 === sha256);
    if (found.length !== 1) throw new Error(`${file} lies ${found.length} times in the tray`);
    await checkPage(officer, found[0]!, sent);
    await officer.act(caseId, 'assign-attachment', { attachmentId: found[0]!.id, requirementId });
  }
}

/** Fails unless the case rests on exactly these photos, byte for byte as they were sent. */
export async function tracePhotos(
  world: World,
  officer: OfficerAtDesk,
  caseId: string,
  wanted: Readonly<Record<string, string>>,
): Promise<ReportedPhoto[]> {
  const { papers } = await officer.look(caseId, 'intake');
  const accepted = papers.filter((paper) => paper.status === 'accepted');
  const sent = await Promise.all(Object.values(wanted).map((file) => fromGallery(world, file)));
  const photos: ReportedPhoto[] = [];
  for (const [requirement, file] of Object.entries(wanted)) {
    const { sha256 } = sent.find((one) => one.file === file)!;
    const [paper, ...others] = accepted.filter((one) => one.requirementId === requirement);
    if (paper === undefined || others.length > 0 || paper.originalSha256 !== sha256)
      throw new Error(`${requirement} does not rest on ${file} alone`);
    await checkPage(officer, paper, sent);
    photos.push({ requirement, file, sha256 });
  }
  if (accepted.length !== photos.length) throw new Error('papers were accepted that nobody sent');
  return photos;
}
