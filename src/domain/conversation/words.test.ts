/** Both languages say the same things with the same slots, and shortly. */
import { describe, expect, it } from 'vitest';
import { dayInWords } from './dates-in-words.ts';
import { words as en } from './words.en.ts';
import { words as id } from './words.id.ts';
import { listed } from './words.ts';

/** Every text of a language by its path; lists of alternative words are left out. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => texts(part, `${path}.${key}`));
}

const slotsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map((match) => match[1]).sort();

describe('the two languages', () => {
  const english = new Map(texts(en));

  it.each(texts(id))('agree on the slots of %s', (path, text) => {
    expect(slotsOf(english.get(path) ?? '')).toEqual(slotsOf(text));
  });

  it('say nothing longer than 600 characters', () => {
    for (const [path, text] of [...texts(id), ...english]) expect(text.length, path).toBeLessThan(600);
  });

  it('keep their commands apart', () => {
    for (const pack of [id, en]) {
      const all = Object.values(pack.commands).flat();
      expect(new Set(all).size).toBe(all.length);
    }
  });
});

describe('small words', () => {
  it('join lists and days as people say them', () => {
    expect(listed([], id)).toBe('');
    expect(listed(['KK'], id)).toBe('KK');
    expect(listed(['KK', 'KIA', 'akta'], id)).toBe('KK, KIA dan akta');
    expect(dayInWords('2026-11-23', 'id')).toBe('Senin, 23 November 2026');
    expect(dayInWords('1969-12-31', 'en')).toBe('Wednesday, 31 December 1969');
    expect(dayInWords('besok', 'id')).toBe('besok');
  });
});
