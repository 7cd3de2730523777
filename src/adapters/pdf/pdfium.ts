/** Opens PDFs with PDFium (WebAssembly): pages as pixels, text with its place on the page. Bounded child only. */

import { PDFiumLibrary } from '@hyzyla/pdfium';

/** The functions of PDFium's C interface used here (fpdfview.h, fpdf_text.h). Pointers and handles are numbers. */
interface Api {
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidth(page: number): number;
  _FPDF_GetPageHeight(page: number): number;
  _FPDF_PageToDevice(
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    rotate: number,
    pageX: number,
    pageY: number,
    outX: number,
    outY: number,
  ): number;
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, at: number, stride: number): number;
  _FPDFBitmap_FillRect(
    bitmap: number,
    x: number,
    y: number,
    width: number,
    height: number,
    colour: number,
  ): void;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    rotate: number,
    flags: number,
  ): void;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  _FPDFText_CountChars(text: number): number;
  _FPDFText_GetUnicode(text: number, index: number): number;
  _FPDFText_GetCharBox(
    text: number,
    index: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
  ): number;
  wasmExports: { malloc(size: number): number; free(at: number): void };
  HEAPU8: Uint8Array;
}

/** One character and its box, in points from the lower left corner of the page as it is shown. */
export interface PlacedCharacter {
  character: string;
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** Pixels of a page: four bytes each (blue, green, red, unused), rows from the top. */
export interface PageBitmap {
  widthPx: number;
  heightPx: number;
  pixels: Uint8Array;
}

/** A rectangle on a bitmap, in pixels from the top left. */
export interface PixelBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** An opened document. Pages count from 0. `close` frees its memory. */
export interface PdfiumDocument {
  pageCount: number;
  pageSize(index: number): { width: number; height: number };
  characters(index: number): PlacedCharacter[];
  /** Draws the page as on a screen or as on paper (annotations may differ), `scale` pixels a point. */
  render(index: number, scale: number, purpose: 'screen' | 'paper'): PageBitmap;
  /** Where a rectangle [x1, y1, x2, y2] of the page's own coordinates lies on a bitmap of that scale. */
  toPixels(index: number, rectangle: [number, number, number, number], scale: number): PixelBox;
  close(): void;
}

const BGRX = 3;
const DRAW_ANNOTATIONS = 0x01;
const DRAW_FOR_PRINTING = 0x800;
const MAX_BITMAP_PIXELS = 16_000_000;
/** Places of characters are asked for in twentieths of a point. */
const TEXT_UNITS_PER_POINT = 20;

let library: Promise<PDFiumLibrary> | undefined;

/**
 * Opens a document.
 * @throws Error when PDFium cannot read it or wants a password, or a page is larger than 16 million pixels.
 */
export async function openWithPdfium(bytes: Uint8Array): Promise<PdfiumDocument> {
  library ??= PDFiumLibrary.init();
  const opened = await library;
  const document = await opened.loadDocument(bytes);
  // The package's own page class cannot tell character boxes or printing flags, so its module is used directly.
  // biome-ignore lint/complexity/useLiteralKeys: the members are private in the package's types
  const api = opened['module'] as unknown as Api;
  // biome-ignore lint/complexity/useLiteralKeys: as above
  const handle = document['documentIdx'] as number;
  const withPage = <T>(index: number, use: (page: number) => T): T => {
    const page = api._FPDF_LoadPage(handle, index);
    if (page === 0) throw new Error('page cannot be loaded');
    try {
      return use(page);
    } finally {
      api._FPDF_ClosePage(page);
    }
  };
  return {
    pageCount: document.getPageCount(),
    pageSize: (index) => withPage(index, (page) => sizeOf(api, page)),
    characters: (index) => withPage(index, (page) => charactersOf(api, page)),
    render: (index, scale, purpose) => withPage(index, (page) => draw(api, page, scale, purpose)),
    toPixels: (index, rectangle, scale) => withPage(index, (page) => place(api, page, rectangle, scale)),
    close: () => document.destroy(),
  };
}

function sizeOf(api: Api, page: number): { width: number; height: number } {
  return { width: api._FPDF_GetPageWidth(page), height: api._FPDF_GetPageHeight(page) };
}

function pixelSize(api: Api, page: number, scale: number): { width: number; height: number } {
  const size = sizeOf(api, page);
  return { width: Math.ceil(size.width * scale), height: Math.ceil(size.height * scale) };
}

function draw(api: Api, page: number, scale: number, purpose: 'screen' | 'paper'): PageBitmap {
  const { width, height } = pixelSize(api, page, scale);
  if (!(width > 0 && height > 0 && width * height <= MAX_BITMAP_PIXELS)) throw new Error('page too large');
  return withMemory(api, width * height * 4, (at) => {
    const bitmap = api._FPDFBitmap_CreateEx(width, height, BGRX, at, width * 4);
    api._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
    const flags = purpose === 'paper' ? DRAW_ANNOTATIONS | DRAW_FOR_PRINTING : DRAW_ANNOTATIONS;
    api._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
    api._FPDFBitmap_Destroy(bitmap);
    return { widthPx: width, heightPx: height, pixels: api.HEAPU8.slice(at, at + width * height * 4) };
  });
}

function place(api: Api, page: number, rectangle: [number, number, number, number], scale: number): PixelBox {
  return withMemory(api, 8, (at) => toDevice(api, page, rectangle, pixelSize(api, page, scale), at));
}

/** From the page's own coordinates to a drawing of that size, turned as the page is turned. `at`: 8 bytes of room. */
function toDevice(
  api: Api,
  page: number,
  [x1, y1, x2, y2]: [number, number, number, number],
  { width, height }: { width: number; height: number },
  at: number,
): PixelBox {
  const corner = (x: number, y: number): [number, number] => {
    api._FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, at, at + 4);
    const view = new DataView(api.HEAPU8.buffer, at, 8);
    return [view.getInt32(0, true), view.getInt32(4, true)];
  };
  const [ax, ay] = corner(x1, y1);
  const [bx, by] = corner(x2, y2);
  return { left: Math.min(ax, bx), right: Math.max(ax, bx), top: Math.min(ay, by), bottom: Math.max(ay, by) };
}

function charactersOf(api: Api, page: number): PlacedCharacter[] {
  const text = api._FPDFText_LoadPage(page);
  if (text === 0) throw new Error('text cannot be loaded');
  try {
    return withMemory(api, 40, (at) => {
      const size = pixelSize(api, page, TEXT_UNITS_PER_POINT);
      const found: PlacedCharacter[] = [];
      const count = api._FPDFText_CountChars(text);
      for (let index = 0; index < count; index++) {
        const character = characterOf(api._FPDFText_GetUnicode(text, index));
        api._FPDFText_GetCharBox(text, index, at, at + 8, at + 16, at + 24);
        const view = new DataView(api.HEAPU8.buffer, at, 32);
        const [left = 0, right = 0, bottom = 0, top = 0] = [0, 8, 16, 24].map((one) =>
          view.getFloat64(one, true),
        );
        const box = toDevice(api, page, [left, bottom, right, top], size, at + 32);
        found.push({
          character,
          left: box.left / TEXT_UNITS_PER_POINT,
          right: box.right / TEXT_UNITS_PER_POINT,
          bottom: (size.height - box.bottom) / TEXT_UNITS_PER_POINT,
          top: (size.height - box.top) / TEXT_UNITS_PER_POINT,
        });
      }
      return found;
    });
  } finally {
    api._FPDFText_ClosePage(text);
  }
}

/** PDFium writes a hyphen at the end of a line as 2; to people it is a hyphen like any other. */
function characterOf(code: number): string {
  if (code === 2 || code === 0xad || code === 0xfffe) return '-';
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

function withMemory<T>(api: Api, size: number, use: (at: number) => T): T {
  const at = api.wasmExports.malloc(size);
  if (at === 0) throw new Error('out of memory');
  try {
    return use(at);
  } finally {
    api.wasmExports.free(at);
  }
}
