/** Draws the pages of one hostile PDF with PDFium (WebAssembly). Runs in the child process only. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import type { SafePage, UploadProblem } from '../../app/ports.ts';
import { screenPdf } from '../pdf/screen.ts';
import { encodePage } from './reencode-image.ts';
import type { UploadLimits } from './upload-limits.ts';

const pointsPerInch = 72;

// Read at once: later the child may have lost the right to read anything.
const program = readFileSync(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'));
const wasmBinary = program.buffer.slice(program.byteOffset, program.byteOffset + program.byteLength);

/** Screens a PDF and draws every page of it as JPEG, filled form fields and visible signatures included. */
export async function rasterisePdf(
  bytes: Uint8Array,
  limits: UploadLimits,
): Promise<SafePage[] | UploadProblem> {
  const problem = await screenPdf(bytes);
  if (problem) return problem;
  try {
    // A new instance for each file: one resident's file must not leave anything behind for the next one's.
    const library = await PDFiumLibrary.init({ wasmBinary });
    const document = await library.loadDocument(bytes);
    const count = document.getPageCount();
    if (count < 1) return 'unreadable';
    if (count > limits.pages) return 'too-many-pages';
    const pages: SafePage[] = [];
    for (let index = 0; index < count; index++) pages.push(await drawPage(document, index, limits));
    return pages;
  } catch (error) {
    return error instanceof Error && /password|security/i.test(error.message) ? 'encrypted' : 'unreadable';
  }
}

async function drawPage(document: PDFiumDocument, index: number, limits: UploadLimits): Promise<SafePage> {
  const page = document.getPage(index);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  if (!(originalWidth > 0 && originalHeight > 0)) throw new Error('page without size');
  const scale = Math.min(
    limits.dotsPerInch / pointsPerInch,
    limits.longestSidePx / Math.max(originalWidth, originalHeight),
  );
  const drawn = await page.render({
    width: Math.max(1, Math.floor(originalWidth * scale)),
    height: Math.max(1, Math.floor(originalHeight * scale)),
    scale: 1,
    colorSpace: 'BGRA',
    render: 'bitmap',
    renderFormFields: true,
  });
  return encodePage(drawn.data, drawn.width, drawn.height, limits);
}
