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

/** Where a visible signature stands: page counted from 1, points from the lower left corner. */
export interface SignatureBox {
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
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
    const page = pdf.getPages()[order.box.page - 1];
    if (!page) throw new UnsignablePdfError('no such page');
    const { box } = order;
    beforeFirstSave(pdf, () => drawBox(pdf, page.dict, field.getDict(), box, boxLines(order)));
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

function boxLines(order: SigningOrder): string[] {
  return [
    'Ditandatangani secara elektronik oleh',
    order.signer.name,
    order.at.toISOString().slice(0, 16).replace('T', ' ').concat(' UTC'),
    ...(order.text ? [order.text] : []),
    'SERTIFIKAT PELATIHAN - TIDAK BERLAKU HUKUM',
  ];
}

function drawBox(pdf: PDF, page: PdfDict, field: PdfDict, box: SignatureBox, lines: string[]): void {
  const widest = Math.max(...lines.map((line) => measureText(latin1(line), 'Helvetica', 1)));
  const size = Math.min(8, (box.height - 6) / (lines.length * 1.25), (box.width - 8) / widest);
  const text = lines
    .map((line) => `(${latin1(line).replace(/[\\()]/g, '\\$&')}) Tj 0 ${-size * 1.25} Td`)
    .join('\n');
  const frame = `0.6 w 0.35 0.4 0.45 RG 0.5 0.5 ${box.width - 1} ${box.height - 1} re S`;
  const font = PdfDict.of({
    Type: PdfName.of('Font'),
    Subtype: PdfName.of('Type1'),
    BaseFont: PdfName.of('Helvetica'),
    Encoding: PdfName.of('WinAnsiEncoding'),
  });
  const appearance = PdfStream.fromDict(
    {
      Type: PdfName.of('XObject'),
      Subtype: PdfName.of('Form'),
      BBox: numbers(0, 0, box.width, box.height),
      Resources: PdfDict.of({ Font: PdfDict.of({ F1: font }) }),
    },
    Buffer.from(`${frame}\nBT /F1 ${size} Tf 4 ${box.height - size - 3} Td\n${text}\nET`, 'latin1'),
  );
  field.set('Rect', numbers(box.x, box.y, box.x + box.width, box.y + box.height));
  field.set('AP', PdfDict.of({ N: pdf.context.register(appearance) }));
  const pageRef = pdf.context.getRef(page);
  const fieldRef = pdf.context.getRef(field);
  if (pageRef) field.set('P', pageRef);
  const annotations = page.getArray('Annots', pdf.context.resolve.bind(pdf.context))?.toArray() ?? [];
  if (fieldRef) page.set('Annots', PdfArray.of(...annotations, fieldRef));
}

function numbers(...values: number[]): PdfArray {
  return PdfArray.of(...values.map((value) => PdfNumber.of(value)));
}

/** The built-in fonts of PDF know Latin letters only. */
function latin1(text: string): string {
  return text.replace(/[–—]/g, '-').replace(/[^\x20-\x7e\xa0-\xff]/g, '?');
}
