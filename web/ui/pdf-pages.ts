/** Draws the pages of a PDF as pictures in the browser, since phones show no PDF inside a page. */
import wasmUrl from '@hyzyla/pdfium/pdfium.wasm?url';

/** One page as a picture. `url` lives until `release` of the list is called. */
export interface PdfPage {
  url: string;
  widthPx: number;
  heightPx: number;
}

/** A drawn PDF. */
export interface DrawnPdf {
  pages: PdfPage[];
  release: () => void;
}

/** Points per inch to dots: sharp on a phone, and enough to zoom in twice on a desk. */
const SCALE = 2;
/** Documents of one or two pages are what SIAK makes; a longer file is opened in a tab of its own. */
const MAX_PAGES = 12;

let library: Promise<import('@hyzyla/pdfium').PDFiumLibrary> | undefined;

function openLibrary() {
  library ??= import('@hyzyla/pdfium')
    .then(({ PDFiumLibrary }) => PDFiumLibrary.init({ wasmUrl }))
    .catch((error: unknown) => {
      library = undefined;
      throw error;
    });
  return library;
}

/** PDFium gives blue, green, red, alpha; a canvas wants red first. */
function toCanvas(bgra: Uint8Array, width: number, height: number): HTMLCanvasElement {
  const rgba = new Uint8ClampedArray(bgra.length);
  for (let at = 0; at < bgra.length; at += 4) {
    rgba[at] = bgra[at + 2]!;
    rgba[at + 1] = bgra[at + 1]!;
    rgba[at + 2] = bgra[at]!;
    rgba[at + 3] = bgra[at + 3]!;
  }
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')!.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas;
}

function toUrl(canvas: HTMLCanvasElement): Promise<string> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(URL.createObjectURL(blob)) : reject(new Error('no picture'))));
  });
}

/** Draws every page. Rejects when the library cannot run or the bytes are no PDF. */
export async function drawPdf(bytes: Uint8Array): Promise<DrawnPdf> {
  const pdfium = await openLibrary();
  const document = await pdfium.loadDocument(bytes);
  try {
    // Signatures and their boxes are form fields.
    document.initializeFormFields();
    const pages: PdfPage[] = [];
    for (let at = 0; at < Math.min(document.getPageCount(), MAX_PAGES); at += 1) {
      const { data, width, height } = await document
        .getPage(at)
        .render({ scale: SCALE, render: 'bitmap', renderFormFields: true });
      pages.push({ url: await toUrl(toCanvas(data, width, height)), widthPx: width, heightPx: height });
    }
    const release = () => {
      for (const { url } of pages) URL.revokeObjectURL(url);
    };
    return { pages, release };
  } finally {
    document.destroy();
  }
}
