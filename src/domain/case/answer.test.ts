import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerValue } from '../../catalogue/condition.ts';
import type { FieldKind, FieldSpec } from '../../catalogue/define-service.ts';
import { answerFaultWords, cleanText, parseAnswer, parseDate } from './answer.ts';

const today = '2026-11-23';

/** The value of an answer, or its fault with a sign before it. */
function answer(raw: AnswerValue, field: FieldSpec): AnswerValue {
  const parsed = parseAnswer(raw, field, { today, choiceWords: { '1': 'Laki-laki', '2': 'Perempuan' } });
  return parsed.ok ? parsed.value : `✗ ${parsed.fault}`;
}

describe('a date', () => {
  test.each([
    ['14-11-2026', '2026-11-14'],
    ['14/11/2026', '2026-11-14'],
    ['14.11.2026', '2026-11-14'],
    ['4 - 3 - 2026', '2026-03-04'],
    ['14112026', '2026-11-14'],
    ['2026-11-14', '2026-11-14'],
    ['14 November 2026', '2026-11-14'],
    ['14 nov 2026', '2026-11-14'],
    ['14 Nopember 2026', '2026-11-14'],
    ['2 Pebruari 2026', '2026-02-02'],
    ['2 Mei 2026', '2026-05-02'],
    ['2 may 2026', '2026-05-02'],
    ['17 Agt 2026', '2026-08-17'],
    ['17 Agustus 2026', '2026-08-17'],
    ['1 Des 2025', '2025-12-01'],
    ['29-02-2024', '2024-02-29'],
  ])('%s is understood', (text, date) => {
    expect(answer(text, { kind: 'date' })).toBe(date);
  });

  test.each([
    '29-02-2026',
    '29-02-1900',
    '31-04-2026',
    '30 Februari 2024',
    '00-01-2026',
    '01-00-2026',
    '01-13-2026',
    '14-11-26',
    '14 Menit 2026',
    '14 Marah 2026',
    '14 Ja 2026',
    'kemarin',
    '14-11',
    '14-11-2026-01',
    '1 4-11-2026',
  ])('%s does not exist or is no date', (text) => {
    expect(answer(text, { kind: 'date' })).toBe('✗ not-a-date');
  });

  test('may be today, not tomorrow, unless the field allows it', () => {
    expect(answer('23-11-2026', { kind: 'date' })).toBe('2026-11-23');
    expect(answer('24-11-2026', { kind: 'date' })).toBe('✗ in-the-future');
    expect(answer('24-11-2026', { kind: 'date', futureAllowed: true })).toBe('2026-11-24');
  });

  test('nobody is older than 130 years', () => {
    expect(answer('01-01-1896', { kind: 'date' })).toBe('1896-01-01');
    expect(answer('31-12-1895', { kind: 'date' })).toBe('✗ long-ago');
    expect(answer('01-01-0000', { kind: 'date' })).toBe('✗ long-ago');
  });

  test('any real day, written in any of these ways, comes back as itself', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-23'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, day] = iso.split('-');
        for (const text of [`${day}-${month}-${year}`, `${Number(day)}/${Number(month)}/${year}`, iso]) {
          expect(parseDate(text)).toBe(iso);
        }
      }),
    );
  });
});

describe('a name', () => {
  const name = (raw: AnswerValue) => answer(raw, { kind: 'name', max: 60 });

  test.each([
    ['Aisyah Contoh Putri', 'Aisyah Contoh Putri'],
    ['  Nur’aini   Contoh ', 'Nur’aini Contoh'],
    ["Nur'aini Al-Contoh", "Nur'aini Al-Contoh"],
    ['Muh. Contoh', 'Muh. Contoh'],
    ['José Contoh', 'José Contoh'],
    // Full-width letters of some keyboards.
    ['Ｂｕｄｉ', 'Budi'],
    ['Li', 'Li'],
  ])('%s', (text, value) => {
    expect(name(text)).toBe(value);
  });

  test.each([
    'Budi 2',
    '12345',
    'Bùdì; drop',
    'Budi😀',
    'Буди',
    '布迪',
    "'-.",
    'B',
    'A̵̢̨Contoh',
    'Budi_Contoh',
  ])('%s is not one', (text) => {
    expect(name(text)).toBe('✗ not-a-name');
  });

  test('has at most as many characters as the field allows', () => {
    expect(name('A'.repeat(60))).toBe('A'.repeat(60));
    expect(name('A'.repeat(61))).toBe('✗ too-long');
  });
});

describe('NIK and KK number', () => {
  test.each([
    ['9901041705900001', '9901041705900001'],
    ['9901 0417 0590 0001', '9901041705900001'],
    ['9901.04.170590.0001', '9901041705900001'],
    ['990104170590000', '✗ not-16-digits'],
    ['99010417059000011', '✗ not-16-digits'],
    ['9901041705900001x', '✗ not-16-digits'],
    ['9901043202900001', '✗ impossible-number'],
    ['9901041705900000', '✗ impossible-number'],
  ])('NIK %s', (text, value) => {
    expect(answer(text, { kind: 'nik' })).toBe(value);
  });

  test('the KK number knows no forty', () => {
    expect(answer('9901045705900001', { kind: 'nik' })).toBe('9901045705900001');
    expect(answer('9901045705900001', { kind: 'kk' })).toBe('✗ impossible-number');
  });

  test('a number that is not text would lose its last digits and is refused', () => {
    expect(answer(1234567890123456, { kind: 'nik' })).toBe('✗ not-16-digits');
  });
});

describe('times, numbers, choices, yes and no, desa', () => {
  test.each([
    ['05.20', '05:20'],
    ['5:20 WITA', '05:20'],
    ['23.59', '23:59'],
    ['24.00', '✗ not-a-time'],
    ['12.60', '✗ not-a-time'],
    ['pagi', '✗ not-a-time'],
  ])('time %s', (text, value) => {
    expect(answer(text, { kind: 'time' })).toBe(value);
  });

  const weight: FieldSpec = { kind: 'number', min: 300, max: 7000, unit: 'gram' };
  test.each([
    ['3200', 3200],
    ['3.200 gram', 3200],
    ['3,2 kg', 3200],
    ['3.25 kg', 3250],
    ['4,1 kg', 4100],
    ['299', '✗ out-of-range'],
    ['7001', '✗ out-of-range'],
    ['3200,5', '✗ out-of-range'],
    ['-3200', '✗ out-of-range'],
    ['0x1F4', '✗ not-a-number'],
    ['1e3', '✗ not-a-number'],
    ['Infinity', '✗ not-a-number'],
    ['3,2,1', '✗ not-a-number'],
    ['berat', '✗ not-a-number'],
  ])('weight %s', (text, value) => {
    expect(answer(text, weight)).toBe(value);
  });

  test('a comma only where the field has decimals', () => {
    const length: FieldSpec = { kind: 'number', min: 20, max: 70, unit: 'cm', decimals: 1 };
    expect(answer('49,5 cm', length)).toBe(49.5);
    expect(answer('49,55', length)).toBe('✗ out-of-range');
    expect(answer('1,5', { kind: 'number' })).toBe('✗ out-of-range');
    expect(answer(49.5, length)).toBe(49.5);
  });

  test.each([
    ['1', '1'],
    ['perempuan', '2'],
    ['LAKI-LAKI', '1'],
    ['3', '✗ not-a-choice'],
    ['__proto__', '✗ not-a-choice'],
  ])('choice %s', (text, value) => {
    expect(answer(text, { kind: 'choice', choices: ['1', '2'] })).toBe(value);
  });

  test.each([
    ['Ya', true],
    ['ada', true],
    ['1', true],
    ['belum', false],
    ['Tidak ada', false],
    ['2', false],
    ['mungkin', '✗ not-yes-or-no'],
  ])('yes or no: %s', (text, value) => {
    expect(answer(text, { kind: 'yes-no' })).toBe(value);
  });

  test('a desa by its code with dots; who knows the country decides', () => {
    expect(answer('63.11.04.2003', { kind: 'desa' })).toBe('63.11.04.2003');
    expect(answer('6311042003', { kind: 'desa' })).toBe('✗ not-a-desa');
    const nowhere = parseAnswer('63.11.04.2003', { kind: 'desa' }, { today, isDesa: () => false });
    expect(nowhere).toEqual({ ok: false, fault: 'not-a-desa' });
  });
});

describe('hostile text', () => {
  const kinds: FieldKind[] = [
    'name',
    'text',
    'nik',
    'kk',
    'date',
    'time',
    'number',
    'choice',
    'yes-no',
    'desa',
  ];

  test('NUL, control characters, lone surrogates and direction marks never reach a value', () => {
    expect(answer('Budi\u0000Contoh', { kind: 'name' })).toBe('Budi Contoh');
    expect(answer('Jalan\u0007 \u202eContoh\ud800 1', { kind: 'text' })).toBe('Jalan Contoh 1');
    expect(answer('\u0000\ud800', { kind: 'text' })).toBe('✗ empty');
    expect(cleanText('Cafe\u0301\r\n1')).toBe('Café 1');
  });

  test.each(kinds)('a huge answer to a %s field is refused at once', (kind) => {
    for (const raw of ['9'.repeat(2_000_000), ' 1'.repeat(1_000_000), `1${' '.repeat(2_000_000)}x`]) {
      const begun = process.cpuUsage();
      expect(answer(raw, { kind, choices: ['1'] })).toBe('✗ too-long');
      expect(process.cpuUsage(begun).user / 1000).toBeLessThan(2_000);
    }
  });

  test.each(kinds)('an empty answer to a %s field, and a yes to what is no question', (kind) => {
    expect(answer('  ', { kind, choices: ['1'] })).toBe('✗ empty');
    if (kind !== 'yes-no') expect(answer(true, { kind, choices: ['1'] })).toBe('✗ empty');
  });

  test.each(kinds)('whatever comes in, a %s field gives a clean value or a known fault', (kind) => {
    const raw = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.boolean(),
      fc.double(),
      fc.constantFrom('14-11-2026', 'Budi\u0000', '9901041705900001', '\ud83d'),
    );
    fc.assert(
      fc.property(raw, (value) => {
        const parsed = parseAnswer(value, { kind, choices: ['1'] }, { today });
        if (!parsed.ok) {
          expect(Object.keys(answerFaultWords)).toContain(parsed.fault);
          return;
        }
        const text = String(parsed.value);
        expect(text).toBe(cleanText(text));
        expect(text.isWellFormed()).toBe(true);
        // Reading a value once more gives the same value.
        expect(parseAnswer(parsed.value, { kind, choices: ['1'] }, { today })).toEqual(parsed);
      }),
      { numRuns: 200 },
    );
  });
});
