/** The residents' pages have words for everything the office may answer. */
import { describe, expect, it } from 'vitest';
import { purposes } from '../../src/app/case-view.ts';
import { words as en } from '../../web/citizen/words.en.ts';
import { words as id } from '../../web/citizen/words.id.ts';

describe('the words for who saw my data', () => {
  it.each([
    ['Indonesian', id],
    ['English', en],
  ])('name every purpose in %s', (_language, words) => {
    expect(Object.keys(words.track.purposes)).toEqual(
      expect.arrayContaining([...purposes, 'track', 'deliver']),
    );
  });
});
