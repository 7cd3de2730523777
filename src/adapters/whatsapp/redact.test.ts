/** Nothing personal reaches a log, however it was written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyWith, everyType, JAMILAH, wamid } from './fixtures.ts';
import { redactForLog, redactId, redactNumbers } from './redact.ts';

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

describe('a webhook in a log', () => {
  it('shows its structure and nothing that anybody said or is called', () => {
    const body = bodyWith(...Object.values(everyType));
    const shown = JSON.stringify(redactForLog(body));
    expect(shown).toContain('"type":"text"');
    expect(shown).toContain(`"id":"${redactId(wamid('text'))}"`);
    for (const secret of [
      '9901014101900001',
      JAMILAH.waId,
      JAMILAH.bsuid,
      JAMILAH.name,
      'Paringin',
      'surat',
    ]) {
      expect(shown).not.toContain(secret);
    }
    // A wamid is the phone number in base64.
    expect(shown).not.toContain('wamid.');
  });

  it('is cut where it is deep or wide, and hides what is put into names', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`);
    expect(JSON.stringify(redactForLog(deep)).length).toBeLessThan(200);
    expect(redactForLog(Array.from({ length: 60 }, () => 1))).toHaveLength(51);
    expect(redactForLog({ 'Jamilah Contoh': 1, a6289900000001: 2 })).toEqual({
      '[14 huruf]': 1,
      'a[telepon]': 2,
    });
    expect(redactForLog({ number: 9_901_014_101_900_000, code: 131047 })).toEqual({
      number: '[16 angka]',
      code: 131047,
    });
  });
});
