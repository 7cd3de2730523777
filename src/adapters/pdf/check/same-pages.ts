/** Decides whether two PDFs show the same pages, apart from the boxes of new signatures. */

import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, PdfString } from '@libpdf/core';
import { resolveObject } from '../pdf-objects.ts';
import { openWithPdfium, type PageBitmap, type PdfiumDocument, type PixelBox } from '../pdfium.ts';

/** 108 dots an inch: a changed comma of an eight-point font changes several pixels. */
const PIXELS_PER_POINT = 1.5;
/** Documents of a civil registry have one or two pages; more than this are not compared, and count as different. */
const MAX_PAGES = 20;
/** A signature box that covers more of its page than this would hide what it covers. */
const LARGEST_BOX_SHARE = 0.2;
/** Smoothed edges of a box reach into the next pixels. */
const EDGE_PX = 2;

type Rectangle = [number, number, number, number];

/** Annotations of one page: signature boxes, and what the others are and do. */
interface PageNotes {
  boxes: { field: string; rectangle: Rectangle }[];
  others: string[];
}

/**
 * Compares text, annotations and every pixel, drawn by the same engine, on the screen and, where it may differ, on
 * paper. Only the boxes of signature fields that `sent` did not have yet may differ, up to a fifth of a page.
 * @throws Error when one of them cannot be drawn.
 */
export async function showSamePages(sent: Uint8Array, signed: Uint8Array): Promise<boolean> {
  const [sentNotes, signedNotes] = [await notesOf(sent), await notesOf(signed)];
  const before = await openWithPdfium(sent);
  try {
    const after = await openWithPdfium(signed);
    try {
      if (before.pageCount !== after.pageCount || before.pageCount > MAX_PAGES) return false;
      const known = new Set(sentNotes.pages.flatMap((page) => page.boxes.map((box) => box.field)));
      for (let index = 0; index < before.pageCount; index++) {
        const [a, b] = [sentNotes.pages[index], signedNotes.pages[index]];
        if (!a || !b || a.others.join('\n') !== b.others.join('\n')) return false;
        const boxes = b.boxes.filter((box) => !known.has(box.field)).map((box) => box.rectangle);
        const onPaperToo = b.others.length > 0 || b.boxes.length > 0 || signedNotes.hasLayers;
        if (!isSamePage(before, after, index, boxes, onPaperToo)) return false;
      }
      return true;
    } finally {
      after.close();
    }
  } finally {
    before.close();
  }
}

function isSamePage(
  before: PdfiumDocument,
  after: PdfiumDocument,
  index: number,
  boxes: Rectangle[],
  onPaperToo: boolean,
): boolean {
  const [a, b] = [before.pageSize(index), after.pageSize(index)];
  if (Math.abs(a.width - b.width) > 0.01 || Math.abs(a.height - b.height) > 0.01) return false;
  const text = (document: PdfiumDocument) =>
    document
      .characters(index)
      .map((one) => one.character)
      .join('');
  if (text(before) !== text(after)) return false;
  const free = boxes.map((box) => after.toPixels(index, box, PIXELS_PER_POINT));
  const pixels = a.width * a.height * PIXELS_PER_POINT ** 2;
  const covered = free.reduce((sum, box) => sum + (box.right - box.left) * (box.bottom - box.top), 0);
  if (covered > pixels * LARGEST_BOX_SHARE) return false;
  const purposes = onPaperToo ? (['screen', 'paper'] as const) : (['screen'] as const);
  return purposes.every((purpose) =>
    isSameBitmap(
      before.render(index, PIXELS_PER_POINT, purpose),
      after.render(index, PIXELS_PER_POINT, purpose),
      free,
    ),
  );
}

function isSameBitmap(a: PageBitmap, b: PageBitmap, free: PixelBox[]): boolean {
  if (a.widthPx !== b.widthPx || a.heightPx !== b.heightPx) return false;
  for (let row = 0; row < a.heightPx; row++) {
    const gaps = free
      .filter((box) => row >= box.top - EDGE_PX && row < box.bottom + EDGE_PX && box.right > box.left)
      .map((box) => [Math.max(0, box.left - EDGE_PX), Math.min(a.widthPx, box.right + EDGE_PX)] as const)
      .sort((x, y) => x[0] - y[0]);
    let from = 0;
    for (const [left, right] of [...gaps, [a.widthPx, a.widthPx] as const]) {
      if (left > from && !isSameRun(a, b, row, from, left)) return false;
      from = Math.max(from, right);
    }
  }
  return true;
}

function isSameRun(a: PageBitmap, b: PageBitmap, row: number, from: number, to: number): boolean {
  const start = (row * a.widthPx + from) * 4;
  const end = (row * a.widthPx + to) * 4;
  return Buffer.compare(a.pixels.subarray(start, end), b.pixels.subarray(start, end)) === 0;
}

async function notesOf(bytes: Uint8Array): Promise<{ pages: PageNotes[]; hasLayers: boolean }> {
  const pdf = await PDF.load(bytes);
  const pages = pdf.getPages().map((page) => {
    const notes: PageNotes = { boxes: [], others: [] };
    const annotations = resolveObject(pdf, page.dict.get('Annots'));
    for (const item of annotations instanceof PdfArray ? annotations.toArray() : []) {
      const annotation = resolveObject(pdf, item);
      if (!(annotation instanceof PdfDict)) continue;
      const rectangle = rectangleOf(pdf, annotation.get('Rect'));
      const field = signedFieldName(pdf, annotation);
      if (field !== undefined) notes.boxes.push({ field, rectangle });
      else notes.others.push(describe(pdf, annotation, rectangle));
    }
    return notes;
  });
  return { pages, hasLayers: pdf.context.catalog.getDict().has('OCProperties') };
}

/** Name of the signature field whose box an annotation is; `undefined` for everything else. */
function signedFieldName(pdf: PDF, annotation: PdfDict): string | undefined {
  const parent = resolveObject(pdf, annotation.get('Parent'));
  const owners = parent instanceof PdfDict ? [annotation, parent] : [annotation];
  const isSignature = owners.some((one) => nameOf(pdf, one.get('FT')) === 'Sig');
  const isSigned = owners.some((one) => resolveObject(pdf, one.get('V')) instanceof PdfDict);
  if (!isSignature || !isSigned) return undefined;
  const names = owners.map((one) => resolveObject(pdf, one.get('T')));
  return names.map((name) => (name instanceof PdfString ? name.asString() : '')).join('.');
}

/** What an annotation is, where, and where it leads: enough to notice an added or redirected link. */
function describe(pdf: PDF, annotation: PdfDict, rectangle: Rectangle): string {
  const action = resolveObject(pdf, annotation.get('A'));
  const target = action instanceof PdfDict ? resolveObject(pdf, action.get('URI')) : undefined;
  const address = target instanceof PdfString ? target.asString() : '';
  return `${nameOf(pdf, annotation.get('Subtype')) ?? ''} ${rectangle.join(' ')} ${address}`;
}

function rectangleOf(pdf: PDF, value: PdfObject | undefined): Rectangle {
  const array = resolveObject(pdf, value);
  const numbers = array instanceof PdfArray ? array.toArray() : [];
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers.map((one) => {
    const number = resolveObject(pdf, one);
    return number instanceof PdfNumber ? number.value : 0;
  });
  return [x1, y1, x2, y2];
}

function nameOf(pdf: PDF, value: PdfObject | undefined): string | undefined {
  const object = resolveObject(pdf, value);
  return object instanceof PdfName ? object.value : undefined;
}
