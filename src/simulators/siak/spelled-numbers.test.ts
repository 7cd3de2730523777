/** Numbers as Indonesian words. */

import { expect, test } from 'vitest';
import { inWords } from './spelled-numbers.ts';

test.each([
  [0, 'nol'],
  [1, 'satu'],
  [10, 'sepuluh'],
  [11, 'sebelas'],
  [17, 'tujuh belas'],
  [28, 'dua puluh delapan'],
  [100, 'seratus'],
  [1945, 'seribu sembilan ratus empat puluh lima'],
  [2026, 'dua ribu dua puluh enam'],
  [10_000, '10000'],
])('%i is %s', (number, words) => {
  expect(inWords(number)).toBe(words);
});
