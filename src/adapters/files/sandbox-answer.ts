/** Reads what the child sends back as if the file had taken it over: nothing is believed that is not checked. */
import type { SafePage, UploadProblem } from '../../app/ports.ts';
import type { Frame } from './sandbox-frames.ts';
import type { UploadLimits } from './upload-limits.ts';

const problems: readonly UploadProblem[] = [
  'empty',
  'too-large',
  'wrong-kind',
  'too-many-pages',
  'too-many-pixels',
  'active-content',
  'encrypted',
  'unreadable',
  'took-too-long',
];

/** A checked answer: either a problem or at least one page (none in the greeting). `cpuMs` as the child counts. */
export interface SandboxAnswer {
  problem?: UploadProblem;
  pages: SafePage[];
  cpuMs: number;
}

/** Checks and takes apart one message of the child. Throws when it is not what an honest child sends. */
export function readAnswer(frame: Frame, limits: UploadLimits): SandboxAnswer {
  const header = frame.header as Record<string, unknown>;
  const cpuMs = header.cpuMs;
  if (typeof cpuMs !== 'number' || !(cpuMs >= 0)) throw new Error('answer without cost');
  if (header.ready === true) return { pages: [], cpuMs };
  if (header.problem !== undefined) {
    const problem = problems.find((known) => known === header.problem);
    if (!problem) throw new Error('answer with an unknown problem');
    return { problem, pages: [], cpuMs };
  }
  return { pages: readPages(header.pages, frame.body, limits), cpuMs };
}

function readPages(declared: unknown, body: Buffer, limits: UploadLimits): SafePage[] {
  if (!Array.isArray(declared) || declared.length < 1 || declared.length > limits.pages) {
    throw new Error('answer without pages');
  }
  let offset = 0;
  const pages = declared.map((page: Record<string, unknown>) => {
    const { bytes, widthPx, heightPx } = page;
    if (!isCount(bytes, body.length) || !isCount(widthPx, limits.longestSidePx)) throw new Error('bad page');
    if (!isCount(heightPx, limits.longestSidePx)) throw new Error('bad page');
    const jpeg = body.subarray(offset, offset + bytes);
    offset += bytes;
    const isJpeg = jpeg.length === bytes && jpeg[0] === 0xff && jpeg[1] === 0xd8;
    if (!isJpeg || jpeg.at(-2) !== 0xff || jpeg.at(-1) !== 0xd9) throw new Error('page is not a JPEG');
    return { jpeg, widthPx, heightPx };
  });
  if (offset !== body.length) throw new Error('answer with something after its pages');
  return pages;
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;
}
