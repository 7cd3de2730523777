/** Holds the words of all refusals together: two languages, the same slots, always a next step. */
import { describe, expect, it } from 'vitest';
import { refusalsInEnglish } from './refusal.en.ts';
import { fillSlots, isRefusal, type RefusalCode, type RefusalWords, refusals, refuse } from './refusal.ts';

const codes = Object.keys(refusals) as RefusalCode[];
const slotsOf = ({ sentence, next }: RefusalWords) => `${sentence} ${next}`.match(/\{\w+\}/gu)?.sort() ?? [];

describe('the refusals', () => {
  it('are the same in both languages', () => {
    expect(Object.keys(refusalsInEnglish).sort()).toEqual([...codes].sort());
  });

  it.each(codes)(
    '%s says what is wrong and what to do next, with the same slots in both languages',
    (code) => {
      const [indonesian, english] = [refusals[code], refusalsInEnglish[code]];
      expect(slotsOf(english)).toEqual(slotsOf(indonesian));
      for (const { sentence, next } of [indonesian, english]) {
        expect(sentence).toMatch(/^["A-Z].*\.$/u);
        // The hint of an answer is a whole sentence of its own.
        expect(next).toMatch(/^(?:[A-Z].*\.|\{hint\})$/u);
      }
      expect(english.sentence).not.toBe(indonesian.sentence);
    },
  );
});

describe('a refusal', () => {
  it('is told from a result by its code alone', () => {
    expect(isRefusal(refuse('not-now'))).toBe(true);
    expect([isRefusal(undefined), isRefusal(null), isRefusal('x'), isRefusal({ ok: true })]).not.toContain(
      true,
    );
  });

  it('loses a slot that nobody filled, and never takes words for slots', () => {
    expect(fillSlots('Isian "{field}" belum benar.', { field: 'Nama' })).toBe('Isian "Nama" belum benar.');
    expect(fillSlots('Kurang: {fields}', {})).toBe('Kurang:');
    expect(fillSlots('{a}', { a: '{b}', b: 'x' })).toBe('{b}');
  });
});
