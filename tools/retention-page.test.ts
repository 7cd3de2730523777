/** Holds docs/retention.md to the code: every kind of thing that is erased, with its term and from when it counts. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type RetentionTerm, retentionTerms } from '../src/domain/office/retention.ts';
import { codeWords, readPage, tableRows } from './markdown.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

it('names every term as the code has it, and no other', () => {
  const rows = tableRows(readPage(root, 'docs/retention.md').text);
  const told = rows.map((row) => [codeWords(row.What ?? '')[0], row.Days, row.From]);
  const terms: [string, RetentionTerm][] = Object.entries(retentionTerms);
  expect(told).toEqual(terms.map(([what, { days, from }]) => [what, String(days), from]));
});
