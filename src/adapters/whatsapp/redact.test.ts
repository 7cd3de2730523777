/** Nothing personal reaches a log, however it was written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactNumbers } from './redact.ts';

describe('numbers in a text', () => {
  it.each([
    ['NIK 9901014101900001 atas nama', 'NIK [16 angka] atas nama'],
    ['9901 0141 0190 0001', '[16 angka]'],
    ['99.01.01.410190.0001', '[16 angka]'],
    ['9901-0141-0190-0001, KK 9901010101010001.', '[16 angka], KK [16 angka].'],
    ['٩٩٠١٠١٤١٠١٩٠٠٠٠١', '[16 angka]'],
    ['hubungi 0899-0000-001', 'hubungi [telepon]'],
    ['hubungi +62 (899) 0000 001', 'hubungi [telepon]'],
    ['dari 6289900000001', 'dari [telepon]'],
    ['+1 650 555 1234', '[telepon]'],
    ['pukul 10.30 tanggal 21-11-2026, kode 131047', 'pukul 10.30 tanggal 21-11-2026, kode 131047'],
  ])('%s', (text, redacted) => {
    expect(redactNumbers(text)).toBe(redacted);
  });

  it('never leaves sixteen digits, whatever stands between and around them', () => {
    const digit = fc.integer({ min: 0, max: 9 }).map(String);
    const gap = fc.constantFrom('', '', '', ' ', '.', '-', ' - ', '\u00a0', '\u200b', '\n');
    const nik = fc.array(fc.tuple(digit, gap), { minLength: 16, maxLength: 24 });
    fc.assert(
      fc.property(nik, fc.string(), fc.string(), (pairs, before, after) => {
        const written = pairs.map(([d, g]) => d + g).join('');
        const digits = pairs.map(([d]) => d).join('');
        const left = redactNumbers(`${before}${written}${after}`).replace(/\D/g, '');
        expect(left.includes(digits)).toBe(false);
      }),
    );
  });
});
