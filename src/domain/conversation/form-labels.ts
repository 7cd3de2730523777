/** Finds the field that a label of a text form means, however people shorten, order and misspell it. */
import type { Service } from '../../catalogue/define-service.ts';
import { isWithinOneSlip, plain, wordsIn } from './text-match.ts';

/** A field that a label means; a guess is said back to the person. */
export interface FoundField {
  id: string;
  isGuess: boolean;
}

/** Labels and words shorter than this must be spelt right: too many words lie one slip apart. */
const SLIP_FROM = { label: 7, word: 5 };

/** How people shorten words of labels. */
const shortened: Readonly<Record<string, string>> = {
  tgl: 'tanggal',
  no: 'nomor',
  nmr: 'nomor',
  nm: 'nama',
  lhr: 'lahir',
  kab: 'kabupaten',
};

/** Words around a label that say nothing about which field it is. */
const filling = new Set('lengkap saya anda si nya yang adalah dari is the of'.split(' '));

/** A label as it is compared: without what stands in brackets and without a number before it. */
function labelKey(label: string): string {
  return plain(label.replace(/\([^)]*\)/gu, ' ')).replace(/^\d+ /u, '');
}

function isSameWord(known: string, said: string): boolean {
  return known === said || (known.length >= SLIP_FROM.word && isWithinOneSlip(known, said));
}

function fieldsWith(labels: readonly [string, string][], said: readonly string[]): string[] {
  const hits = labels.filter(([, key]) => {
    const words = key.split(' ');
    return said.every((word) => words.some((one) => isSameWord(one, word)));
  });
  return [...new Set(hits.map(([id]) => id))];
}

/** The only field whose label has all these words; among several, the only one that the chat asks. */
function guessField(
  service: Service,
  labels: readonly [string, string][],
  label: string,
): string | undefined {
  const said = wordsIn(label.replace(/\([^)]*\)/gu, ' '))
    .map((word) => shortened[word] ?? word)
    .filter((word) => !filling.has(word) && !/^\d+$/u.test(word));
  if (said.length === 0) return undefined;
  const hits = fieldsWith(labels, said);
  const asked = hits.filter((id) => service.fields[id]?.ask === true);
  const left = asked.length > 0 ? asked : hits;
  return left.length === 1 ? left[0] : undefined;
}

/**
 * The field that a label means: spelt as in the form, with one slip, or by words that only one label has.
 * `undefined` when there is none, or several: then the person is asked, and nothing is guessed.
 */
export function findField(service: Service, label: string): FoundField | undefined {
  const wanted = labelKey(label);
  if (wanted === '') return undefined;
  const labels = [service.words.id, service.words.en].flatMap((words) =>
    Object.entries(words.fields).flatMap(([id, field]) =>
      [field.label, field.short ?? field.label].map((one): [string, string] => [id, labelKey(one)]),
    ),
  );
  const exact = labels.find(([, key]) => key === wanted);
  if (exact !== undefined) return { id: exact[0], isGuess: false };
  const near = labels.filter(([, key]) => key.length >= SLIP_FROM.label && isWithinOneSlip(key, wanted));
  if (new Set(near.map(([id]) => id)).size === 1) return { id: near[0]![0], isGuess: false };
  const guess = guessField(service, labels, label);
  return guess === undefined ? undefined : { id: guess, isGuess: true };
}
