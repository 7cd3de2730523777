/** Signs a PDF in training: PAdES B-T as an incremental update, with a modest text box if one was asked for. */

import {
  CryptoKeySigner,
  measureText,
  PDF,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  PdfStream,
} from '@libpdf/core';
import { certificateDer } from './certificates.ts';
import { createTimeStamping } from './time-stamp.ts';
import type { SignerIdentity, TrainingCa } from './training-ca.ts';

/** How large a visible signature is, in points, and where: over a text marker, or at a place of a page. */
export interface SignatureBox {
  width: number;
  height: number;
  at: { marker: string } | Corner;
}

/** Page counted from 1, points from its lower left corner. */
interface Corner {
  page: number;
  x: number;
  y: number;
}

/** What one signature needs. */
export interface SigningOrder {
  pdf: Uint8Array;
  signer: SignerIdentity;
  at: Date;
  reason?: string;
  location?: string;
  box?: SignatureBox;
  text?: string;
}

const LINE_HEIGHT = 1.3;

/** Thrown for what the real service refuses to sign: no PDF, a locked one, a box outside the pages. */
export class UnsignablePdfError extends Error {}

/**
 * Signs and returns the new bytes: the given ones with one update behind them (files that were written for fast
 * web view or had to be repaired are rewritten instead).
 * @throws UnsignablePdfError
 */
export async function signPdf(ca: TrainingCa, order: SigningOrder): Promise<Uint8Array> {
  const pdf = await openForSigning(order.pdf);
  const field = pdf.getOrCreateForm().createSignatureField(freeFieldName(pdf));
  if (order.box) {
    const { box } = order;
    const corner = 'marker' in box.at ? besideMarker(pdf, box.at.marker, box) : box.at;
    const page = pdf.getPages()[corner.page - 1];
    if (!page) throw new UnsignablePdfError('no such page');
    const place = { ...corner, width: box.width, height: box.height };
    beforeFirstSave(pdf, () => drawBox(pdf, page.dict, field.getDict(), place, boxLines(order)));
  }
  const der = certificateDer(order.signer.certificate);
  const key = new CryptoKeySigner(order.signer.privateKey, der, 'RSA', 'RSASSA-PKCS1-v1_5');
  const { bytes } = await pdf.sign({
    signer: key,
    fieldName: field.name,
    signingTime: order.at,
    level: 'B-T',
    timestampAuthority: createTimeStamping(ca.timeStamping, () => order.at),
    ...(order.reason ? { reason: order.reason } : {}),
    ...(order.location ? { location: order.location } : {}),
  });
  return bytes;
}

async function openForSigning(bytes: Uint8Array): Promise<PDF> {
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-')
    throw new UnsignablePdfError('not a PDF');
  const pdf = await PDF.load(bytes).catch(() => {
    throw new UnsignablePdfError('not readable');
  });
  if (pdf.isEncrypted) throw new UnsignablePdfError('encrypted');
  if (pdf.getPages().length === 0) throw new UnsignablePdfError('no pages');
  return pdf;
}

function freeFieldName(pdf: PDF): string {
  const taken = new Set((pdf.getForm()?.getFields() ?? []).map((field) => field.name));
  for (let number = 1; ; number++) if (!taken.has(`TTE_${number}`)) return `TTE_${number}`;
}

/**
 * The library makes every signature invisible just before it saves, and its digest is taken right after: the box
 * has to be drawn in between.
 */
function beforeFirstSave(pdf: PDF, draw: () => void): void {
  const save = pdf.save.bind(pdf);
  let isDrawn = false;
  pdf.save = (options) => {
    if (!isDrawn) draw();
    isDrawn = true;
    return save(options);
  };
}

/** The box is centred over the marker, so that it hides it. */
function besideMarker(pdf: PDF, marker: string, box: SignatureBox): Corner {
  const [found] = pdf.findText(marker);
  if (!found) throw new UnsignablePdfError('no such marker');
  const { x, y, width, height } = found.bbox;
  return {
    page: found.pageIndex + 1,
    x: x + (width - box.width) / 2,
    y: y + (height - box.height) / 2,
  };
}

function boxLines(order: SigningOrder): string[] {
  return [
    'Ditandatangani secara elektronik oleh',
    order.signer.name,
    order.at.toISOString().slice(0, 16).replace('T', ' ').concat(' UTC'),
    ...(order.text ? [order.text] : []),
    'SERTIFIKAT PELATIHAN - TIDAK BERLAKU HUKUM',
  ];
}

function drawBox(
  pdf: PDF,
  page: PdfDict,
  field: PdfDict,
  box: Corner & { width: number; height: number },
  lines: string[],
): void {
  const widest = Math.max(...lines.map((line) => measureText(latin1(line), 'Helvetica-Bold', 1)));
  const size = Math.min(8, (box.height - 6) / (lines.length * LINE_HEIGHT), (box.width - 10) / widest);
  const spare = box.height - lines.length * size * LINE_HEIGHT;
  const text = lines
    .map(
      (line, index) =>
        `/${index === 1 ? 'F2' : 'F1'} ${size} Tf (${escaped(line)}) Tj 0 ${-size * LINE_HEIGHT} Td`,
    )
    .join('\n');
  const frame = `1 1 1 rg 0.6 w 0.35 0.4 0.45 RG 0.5 0.5 ${box.width - 1} ${box.height - 1} re B`;
  const words = `BT 0.1 0.13 0.17 rg 5 ${box.height - spare / 2 - size} Td\n${text}\nET`;
  const fonts = PdfDict.of({ F1: builtIn('Helvetica'), F2: builtIn('Helvetica-Bold') });
  const appearance = PdfStream.fromDict(
    {
      Type: PdfName.of('XObject'),
      Subtype: PdfName.of('Form'),
      BBox: numbers(0, 0, box.width, box.height),
      Resources: PdfDict.of({ Font: fonts }),
    },
    Buffer.from(`${frame}\n${words}`, 'latin1'),
  );
  field.set('Rect', numbers(box.x, box.y, box.x + box.width, box.y + box.height));
  field.set('AP', PdfDict.of({ N: pdf.context.register(appearance) }));
  const pageRef = pdf.context.getRef(page);
  const fieldRef = pdf.context.getRef(field);
  if (pageRef) field.set('P', pageRef);
  const annotations = page.getArray('Annots', pdf.context.resolve.bind(pdf.context))?.toArray() ?? [];
  if (fieldRef) page.set('Annots', PdfArray.of(...annotations, fieldRef));
}

function builtIn(name: string): PdfDict {
  return PdfDict.of({
    Type: PdfName.of('Font'),
    Subtype: PdfName.of('Type1'),
    BaseFont: PdfName.of(name),
    Encoding: PdfName.of('WinAnsiEncoding'),
  });
}

function escaped(line: string): string {
  return latin1(line).replace(/[\\()]/g, '\\$&');
}

function numbers(...values: number[]): PdfArray {
  return PdfArray.of(...values.map((value) => PdfNumber.of(value)));
}

/** The built-in fonts of PDF know Latin letters only. */
function latin1(text: string): string {
  return text.replace(/[–—]/g, '-').replace(/[^\x20-\x7e\xa0-\xff]/g, '?');
}
