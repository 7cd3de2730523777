/** Both languages of the console say the same things, with the same slots, and every event has words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { paperReasons, reasonWords } from '../../src/domain/case/reasons.ts';
import { threadReasons } from '../../src/domain/message/thread-reason.ts';
import { subjects, troubles } from '../../src/domain/message/trouble.ts';
import { words as en } from './words.en.ts';
import { words as id } from './words.id.ts';

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : flatten(value, `${path}${key}.`),
  );
}

const indonesian = new Map(flatten(id));
const english = new Map(flatten(en));
const slotsOf = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

/** Sources of the console without words and tests. */
const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/words\.(id|en)\.ts$|\.test\.ts$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(import.meta.dirname, file), 'utf8') }));

describe('the words', () => {
  it('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...indonesian.keys()].sort());
  });

  it('have the same slots in both languages', () => {
    const differing = [...indonesian].filter(
      ([key, text]) => slotsOf(text).join() !== slotsOf(english.get(key) ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('are never empty', () => {
    const empty = [...indonesian, ...english].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it('know every reason for asking for a paper again', () => {
    for (const reason of paperReasons) expect(reasonWords[reason].id).not.toBe('');
  });
});

describe('a message that did not surely arrive', () => {
  it.each(subjects)('about %s has words', (subject) => {
    for (const words of [indonesian, english])
      expect(words.get(`unsettled.subject.${subject}`)).toBeDefined();
  });

  it.each(troubles)('because of %s has words', (trouble) => {
    for (const words of [indonesian, english])
      expect(words.get(`unsettled.trouble.${trouble}`)).toBeDefined();
  });
});

describe('a message of a thread that did not get further', () => {
  it.each(threadReasons)('because of %s has words', (reason) => {
    for (const words of [indonesian, english]) expect(words.get(`message.reasons.${reason}`)).toBeDefined();
  });
});

describe('the screens', () => {
  it('hold no words of their own: what stands between tags comes from the words', () => {
    const spoken = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+)[^<{]*</g)].map((match) => `${file}: ${match[1]}`),
    );
    expect(spoken).toEqual([]);
  });
});
