/** Refuses PDFs that are locked or could do something by themselves, before anything else looks at them. */

import { PDF, PdfArray, PdfDict, PdfName, type PdfObject, PdfStream, PdfString } from '@libpdf/core';
import type { UploadProblem } from '../../app/ports.ts';
import { everyDict, resolveObject } from './pdf-objects.ts';

/**
 * Entries that run code, carry other files or hide a second form (ISO 32000-2 §12.6, §7.11, §12.7.8). The shape
 * of the value decides as well, because a font or picture in a resource dictionary may bear any of these names.
 */
const DENIED_ENTRIES: Record<string, (pdf: PDF, value: PdfObject) => boolean> = {
  JS: (_, value) => value instanceof PdfString || (value instanceof PdfStream && !value.has('Subtype')),
  JavaScript: (_, value) => isNameTree(value),
  EmbeddedFiles: (_, value) => isNameTree(value),
  EF: (_, value) =>
    value instanceof PdfDict && ['F', 'UF', 'DOS', 'Mac', 'Unix'].some((key) => value.has(key)),
  XFA: (_, value) => value instanceof PdfArray || (value instanceof PdfStream && !value.has('Subtype')),
  AA: (pdf, value) => value instanceof PdfDict && [...value].some(([, action]) => actsByItself(pdf, action)),
  OpenAction: actsByItself,
  RichMediaContent: (_, value) => value instanceof PdfDict,
  RichMediaSettings: (_, value) => value instanceof PdfDict,
};

/** Action types that do more than turn a page or open a link the reader taps (ISO 32000-2 table 201). */
const DENIED_ACTIONS = new Set([
  'JavaScript',
  'Launch',
  'GoToR',
  'GoToE',
  'SubmitForm',
  'ResetForm',
  'ImportData',
  'Hide',
  'Rendition',
  'Movie',
  'Sound',
  'SetOCGState',
  'GoTo3DView',
  'RichMediaExecute',
]);

const DENIED_SUBTYPES = new Set(['FileAttachment', 'RichMedia', 'Screen', 'Movie', 'Sound', '3D', 'PS']);

/**
 * Names looked for in the raw bytes as well, also when written with `#xx` escapes: a reader that repairs the
 * file differently from ours would find them. Long names only: short ones occur by chance in compressed data.
 */
const RAW_NAMES = ['JavaScript', 'Launch', 'EmbeddedFile', 'RichMedia', 'SubmitForm', 'ImportData'].map(
  (name) =>
    new RegExp(
      `/${[...name].map((letter) => `(?:${letter}|#${hexEitherCase(letter)})`).join('')}(?![A-Za-z0-9]{2})`,
    ),
);

function hexEitherCase(letter: string): string {
  return letter
    .charCodeAt(0)
    .toString(16)
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/**
 * Looks for reasons not to open a PDF: `empty`, `wrong-kind` (does not begin with `%PDF-`), `encrypted`,
 * `active-content` (JavaScript, launch and submit actions, automatic actions, embedded files, XFA, media),
 * `unreadable` (no pages, or built to exhaust a parser). `undefined` means none was found.
 *
 * It parses hostile bytes, and a parser can be made to run for a long time: call it only inside a bounded child.
 */
export async function screenPdf(bytes: Uint8Array): Promise<UploadProblem | undefined> {
  return (await openScreened(bytes)).problem;
}

/** As `screenPdf`, and hands on the parsed document when there was nothing to object to. */
export async function openScreened(
  bytes: Uint8Array,
): Promise<{ problem: UploadProblem; pdf?: undefined } | { problem?: undefined; pdf: PDF }> {
  if (bytes.length === 0) return { problem: 'empty' };
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!raw.startsWith('%PDF-')) return { problem: 'wrong-kind' };
  try {
    const pdf = await PDF.load(bytes);
    if (pdf.isEncrypted || pdf.context.info.trailer.has('Encrypt')) return { problem: 'encrypted' };
    if (RAW_NAMES.some((name) => name.test(raw)) || hasActiveContent(pdf)) {
      return { problem: 'active-content' };
    }
    if (pdf.context.pages.getPageCount() === 0) return { problem: 'unreadable' };
    return { pdf };
  } catch {
    return { problem: /\/Encrypt\s/.test(raw) ? 'encrypted' : 'unreadable' };
  }
}

function hasActiveContent(pdf: PDF): boolean {
  for (const dict of everyDict(pdf)) {
    for (const [key, isDenied] of Object.entries(DENIED_ENTRIES)) {
      const value = resolveObject(pdf, dict.get(key));
      if (value !== undefined && isDenied(pdf, value)) return true;
    }
    const action = nameOf(pdf, dict.get('S'));
    if (action !== undefined && DENIED_ACTIONS.has(action)) return true;
    const subtype = nameOf(pdf, dict.get('Subtype'));
    if (subtype !== undefined && DENIED_SUBTYPES.has(subtype)) return true;
    if (nameOf(pdf, dict.get('Type')) === 'EmbeddedFile') return true;
    if (dict instanceof PdfStream && takesContentFromElsewhere(pdf, dict)) return true;
  }
  return false;
}

/** A destination may be opened at ("show page 1, fit width"); any other automatic action may not. */
function actsByItself(pdf: PDF, value: PdfObject): boolean {
  const action = resolveObject(pdf, value);
  if (!(action instanceof PdfDict)) return false;
  const kind = nameOf(pdf, action.get('S'));
  return kind !== undefined && kind !== 'GoTo';
}

/** Stream data kept in another file (ISO 32000-2 §7.3.8.2), or a form that shows a page of another file (§8.10.4). */
function takesContentFromElsewhere(pdf: PDF, stream: PdfStream): boolean {
  const file = resolveObject(pdf, stream.get('F'));
  return (
    file instanceof PdfString ||
    file instanceof PdfDict ||
    resolveObject(pdf, stream.get('Ref')) instanceof PdfDict
  );
}

function isNameTree(value: PdfObject): boolean {
  return value instanceof PdfDict && (value.has('Names') || value.has('Kids'));
}

function nameOf(pdf: PDF, value: PdfObject | undefined): string | undefined {
  const object = resolveObject(pdf, value);
  return object instanceof PdfName ? object.value : undefined;
}
