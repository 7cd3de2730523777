/** One slip is forgiven, two are not; texts are cut and cleaned without breaking letters. */
import { describe, expect, it } from 'vitest';
import { matchOption } from './options.ts';
import { maskNumbersIn, shownText } from './shown-value.ts';
import { cleanMessage, clip, isWithinOneSlip, plain } from './text-match.ts';

describe('one slip', () => {
  it.each([
    ['menu', 'menu'],
    ['menu', 'mnu'],
    ['menu', 'menuu'],
    ['menu', 'xmenu'],
    ['menu', 'mena'],
    ['menu', 'emnu'],
    ['menu', 'meun'],
  ])('%s ~ %s', (word, typed) => {
    expect(isWithinOneSlip(word, typed)).toBe(true);
    expect(isWithinOneSlip(typed, word)).toBe(true);
  });

  it.each([
    ['menu', 'muen'],
    ['menu', 'me'],
    ['menu', 'mamu'],
    ['menu', ''],
  ])('%s is not %s', (word, typed) => {
    expect(isWithinOneSlip(word, typed)).toBe(false);
  });
});

describe('choosing among options', () => {
  const options = [
    { value: 'self', title: 'Saya' },
    { value: 'house', title: 'Keluarga serumah' },
    { value: 'other', title: 'Keluarga lain', also: ['saudara'] },
  ];

  it('takes the number, the words, other words for it, or words that only one has', () => {
    expect(matchOption(options, ' 2 ')).toBe('house');
    expect(matchOption(options, 'saya')).toBe('self');
    expect(matchOption(options, 'saudra')).toBe('other');
    expect(matchOption(options, 'serumah')).toBe('house');
  });

  it('takes nothing for a number out of range or words that several have', () => {
    expect(matchOption(options, '4')).toBeUndefined();
    expect(matchOption(options, '0')).toBeUndefined();
    expect(matchOption(options, 'keluarga')).toBeUndefined();
    expect(matchOption(options, '???')).toBeUndefined();
  });
});

describe('texts of people', () => {
  it('lose control characters and lone surrogates, and keep their lines', () => {
    expect(cleanMessage('a\u0000b\r\nc\ud800')).toBe('a b\nc');
    expect(cleanMessage('x'.repeat(9000))).toHaveLength(4096);
  });

  it('are compared without case, accents and punctuation', () => {
    expect(plain('  Kartu, Keluarga (KK)! ')).toBe('kartu keluarga kk');
    expect(plain('é')).toBe('e');
  });

  it('are cut between letters', () => {
    expect(clip('abcdef', 4)).toBe('abc…');
    expect(clip('ab😀cd', 4)).toBe('ab…');
  });

  it('are repeated without marks and with every long number masked', () => {
    expect(shownText('*Budi* _Contoh_')).toBe('Budi Contoh');
    expect(maskNumbersIn('NIK 9901 2341 0190 0001, HP 081234567890')).toBe(
      'NIK 9901•• •••••• 0001, HP 081234567890',
    );
  });
});
