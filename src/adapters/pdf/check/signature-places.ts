/** Finds the signatures of a PDF and makes sure that each one covers exactly the bytes it pretends to cover. */

import { type PDF, PdfArray, PdfDict, PdfName, PdfNumber, type PdfObject, PdfString } from '@libpdf/core';
import * as asn1js from 'asn1js';
import { everyDict, resolveObject } from '../pdf-objects.ts';

/** One signature: everything from byte 0 to `end`, but for its own value between `gapStart` and `gapEnd`. */
export interface SignaturePlace {
  gapStart: number;
  gapEnd: number;
  end: number;
  cms: Uint8Array<ArrayBuffer>;
  /** PAdES (ETSI.CAdES.detached) asks for more than the older adbe.pkcs7.detached. */
  isPades: boolean;
  /** The signature dictionary's own time, which the signature covers. */
  writtenAt?: Date;
}

/** `malformed`: at least one signature is built in a way no honest signer builds it. */
export type FoundSignatures =
  | { kind: 'none' }
  | { kind: 'malformed' }
  | { kind: 'found'; places: SignaturePlace[] };

/**
 * Finds every signature dictionary, also ones no form field refers to, in the order of what they cover. Archive
 * time stamps (DocTimeStamp) are left out: they vouch for a time, not for the pages, so bytes that only they cover
 * count as added after the signature.
 */
export function findSignatures(pdf: PDF, bytes: Uint8Array): FoundSignatures {
  const places = new Map<number, SignaturePlace>();
  const fieldValues = signatureFieldValues(pdf);
  for (const dict of everyDict(pdf)) {
    if (!isSignature(pdf, dict)) continue;
    if (nameOf(pdf, dict.get('Type')) === 'DocTimeStamp') continue;
    const place = placeOf(pdf, dict, bytes);
    if (!place || !fieldValues.has(dict) || places.has(place.gapStart)) return { kind: 'malformed' };
    places.set(place.gapStart, place);
  }
  if (places.size === 0) return { kind: 'none' };
  return { kind: 'found', places: [...places.values()].sort((a, b) => a.end - b.end) };
}

/** The bytes a signature was made over. */
export function signedBytesOf(place: SignaturePlace, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const signed = new Uint8Array(place.gapStart + (place.end - place.gapEnd));
  signed.set(bytes.subarray(0, place.gapStart), 0);
  signed.set(bytes.subarray(place.gapEnd, place.end), place.gapStart);
  return signed;
}

/** A missing or empty ByteRange or Contents must not make a signature vanish (universal signature forgery). */
function isSignature(pdf: PDF, dict: PdfDict): boolean {
  const type = nameOf(pdf, dict.get('Type'));
  return dict.has('ByteRange') || type === 'Sig' || type === 'DocTimeStamp';
}

function placeOf(pdf: PDF, dict: PdfDict, bytes: Uint8Array): SignaturePlace | undefined {
  const subFilter = nameOf(pdf, dict.get('SubFilter'));
  if (subFilter !== 'ETSI.CAdES.detached' && subFilter !== 'adbe.pkcs7.detached') return undefined;
  const range = resolveObject(pdf, dict.get('ByteRange'));
  const contents = resolveObject(pdf, dict.get('Contents'));
  if (!(range instanceof PdfArray) || range.length !== 4 || !(contents instanceof PdfString))
    return undefined;
  const numbers = range
    .toArray()
    .map((one) => (one instanceof PdfNumber && one.isInteger() ? one.value : -1));
  const [start = -1, gapStart = -1, gapEnd = -1, tail = -1] = numbers;
  const end = gapEnd + tail;
  if (start !== 0 || gapStart <= 0 || gapEnd <= gapStart || tail <= 0 || end > bytes.length) return undefined;
  const value = valueInGap(bytes, gapStart, gapEnd);
  const cms = value && withoutPadding(value);
  if (!cms || !Buffer.from(contents.bytes).equals(value)) return undefined;
  const written = resolveObject(pdf, dict.get('M'));
  const writtenAt = written instanceof PdfString ? parsePdfDate(written.asString()) : undefined;
  return {
    gapStart,
    gapEnd,
    end,
    cms,
    isPades: subFilter === 'ETSI.CAdES.detached',
    ...(writtenAt ? { writtenAt } : {}),
  };
}

/**
 * The one thing a signature does not cover is its own value, so that has to be `/Contents <hex>` and nothing else:
 * no comment, no blank, no second spelling. Digits in one case only, so that every changed byte is noticed.
 */
function valueInGap(bytes: Uint8Array, gapStart: number, gapEnd: number): Buffer | undefined {
  const before = Buffer.from(bytes.subarray(Math.max(0, gapStart - 24), gapStart)).toString('latin1');
  const gap = Buffer.from(bytes.subarray(gapStart, gapEnd)).toString('latin1');
  if (!/\/Contents[\0\t\n\f\r ]*$/.test(before)) return undefined;
  if (!/^<(?:[0-9a-f]*|[0-9A-F]*)>$/.test(gap) || gap.length % 2 !== 0) return undefined;
  return Buffer.from(gap.slice(1, -1), 'hex');
}

/** Room for the value is reserved before its length is known: what is left over must be zeros. */
function withoutPadding(value: Buffer): Uint8Array<ArrayBuffer> | undefined {
  const { offset } = asn1js.fromBER(new Uint8Array(value));
  if (offset <= 0 || value.subarray(offset).some((byte) => byte !== 0)) return undefined;
  return new Uint8Array(value.subarray(0, offset));
}

/** Values of all signature fields that hang on the form, so that what is verified is what readers show. */
function signatureFieldValues(pdf: PDF): Set<PdfObject> {
  const values = new Set<PdfObject>();
  const visited = new Set<PdfObject>();
  const visit = (value: PdfObject | undefined, inherited: string | undefined): void => {
    const field = resolveObject(pdf, value);
    if (!(field instanceof PdfDict) || visited.has(field)) return;
    visited.add(field);
    const type = nameOf(pdf, field.get('FT')) ?? inherited;
    const signature = resolveObject(pdf, field.get('V'));
    if (type === 'Sig' && signature) values.add(signature);
    for (const kid of arrayOf(pdf, field.get('Kids'))) visit(kid, type);
  };
  const form = resolveObject(pdf, pdf.context.catalog.getDict().get('AcroForm'));
  if (form instanceof PdfDict) for (const field of arrayOf(pdf, form.get('Fields'))) visit(field, undefined);
  return values;
}

function arrayOf(pdf: PDF, value: PdfObject | undefined): PdfObject[] {
  const array = resolveObject(pdf, value);
  return array instanceof PdfArray ? array.toArray() : [];
}

function nameOf(pdf: PDF, value: PdfObject | undefined): string | undefined {
  const object = resolveObject(pdf, value);
  return object instanceof PdfName ? object.value : undefined;
}

/** D:YYYYMMDDHHmmSS with Z or an offset like +08'00' (ISO 32000-2 §7.9.4); without one it counts as UTC. */
function parsePdfDate(text: string): Date | undefined {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, sign, offsetHours, offsetMinutes = '00'] = parts;
  const offset = sign ? `${sign}${offsetHours}:${offsetMinutes}` : 'Z';
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
