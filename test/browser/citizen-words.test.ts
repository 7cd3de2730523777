/** The residents' pages have words for everything the office may answer, and read what it really sends. */
import { describe, expect, it } from 'vitest';
import { purposes } from '../../src/app/case-view.ts';
import type { DocumentAnswer as SentAnswer } from '../../src/app/check-document.ts';
import type { TrackedCase as SentCase } from '../../src/app/track-case.ts';
import type { DocumentAnswer, TrackedCase } from '../../web/citizen/answers.ts';
import { words as en } from '../../web/citizen/words.en.ts';
import { words as id } from '../../web/citizen/words.id.ts';

/** Two functions that the type checker reads: what is sent must be what the pages read. */
export const readCase = (
  sent: Omit<SentCase, 'documents'> & { documents: TrackedCase['documents'] },
): TrackedCase => sent;
export const readAnswer = (sent: SentAnswer): DocumentAnswer => sent;

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
