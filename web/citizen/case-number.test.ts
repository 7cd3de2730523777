/** Residents type on a keypad of digits; the office's spelling of the number comes by itself. */
import { describe, expect, it } from 'vitest';
import { tidyCaseNumber, tidyPin } from './case-number.ts';

describe('a case number', () => {
  it.each(['B-2611-00482', '261100482', 'b261100482', ' B 2611 00482 ', '2611-00482', 'B–2611–00482'])(
    '%j is B-2611-00482',
    (typed) => expect(tidyCaseNumber(typed)).toBe('B-2611-00482'),
  );

  it.each([
    ['2611004', '2611004'],
    ['B-2611-004821', 'B-2611-004821'],
    ['x-1', 'X-1'],
    ['', ''],
  ])('%j is left to the office as %j', (typed, tidy) => expect(tidyCaseNumber(typed)).toBe(tidy));
});

describe('a PIN', () => {
  it('has six digits', () => {
    expect(tidyPin('314 159')).toBe('314159');
    for (const typed of ['31415', '3141592', '31415a', '', '３１４１５９'])
      expect(tidyPin(typed)).toBe(undefined);
  });
});
