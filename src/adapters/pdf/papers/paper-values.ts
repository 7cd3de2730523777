/** Turns a paper into the plain, complete JSON that its template reads; cleans text that cannot be printed. */

import type { OwnPaper } from '../../../app/ports.ts';
import type { FilledForm, FormBlock, FormField } from '../../../domain/forms/filled-form.ts';

/** Everything this printer can typeset: the port's papers, and forms with their optional parts. */
export type PrintablePaper = OwnPaper | FilledForm;

/** Largest paper that is typeset, in characters of JSON: far above any real one. */
const PAPER_LIMIT_CHARS = 400_000;

/**
 * The values of a paper as JSON for its template, every optional part filled with its default.
 * @throws RangeError when the paper is larger than `PAPER_LIMIT_CHARS`.
 */
export function paperJson(paper: PrintablePaper): string {
  const json = JSON.stringify(printable(withDefaults(paper)));
  if (json.length > PAPER_LIMIT_CHARS) throw new RangeError('Paper is too large to typeset.');
  return json;
}

function withDefaults(paper: PrintablePaper): object {
  if (paper.template !== 'form') return paper;
  const form: FilledForm = paper;
  return {
    paperSize: 'legal',
    declaration: [],
    notes: [],
    hasStampDuty: false,
    ...form,
    sections: form.sections.map(blockWithDefaults),
  };
}

function blockWithDefaults(block: FormBlock): object {
  return { intro: '', layout: 'rows', ...block, fields: block.fields.map(fieldWithDefaults) };
}

function fieldWithDefaults(field: FormField): object {
  const common = { number: '', unit: '', note: '', dayName: null, options: [] };
  return {
    ...common,
    mark: 'tick',
    isNumbered: false,
    columns: 0,
    isFramed: false,
    ...withoutUndefined(field),
  };
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}

/**
 * Control characters have no glyph, and direction overrides could make a printed name read as another one:
 * both are dropped. Lone surrogates become the replacement character, since JSON readers refuse them.
 */
function printable(value: unknown): unknown {
  if (typeof value === 'string') {
    return value
      .toWellFormed()
      .replaceAll(/[\t\r\n]+/g, ' ')
      .replaceAll(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '');
  }
  if (Array.isArray(value)) return value.map(printable);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(withoutUndefined(value)).map(([key, part]) => [key, printable(part)]),
    );
  }
  return value;
}

/** Text for a QR code: well formed, bounded to what a code of readable size can hold, never empty. */
export function codeTextOf(url: string): string {
  return url.toWellFormed().slice(0, 500) || '-';
}
