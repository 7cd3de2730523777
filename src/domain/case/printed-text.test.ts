import { describe, expect, test } from 'vitest';
import { hasDate, hasName, hasNumber, hasWords, readPrintedText, spelledNumber } from './printed-text.ts';

const name = (text: string, wanted: string) => hasName(readPrintedText(text), wanted);
const date = (text: string, wanted = '2026-11-14') => hasDate(readPrintedText(text), wanted);

describe('a name', () => {
  test.each([
    ['Nama : AISYAH CONTOH PUTRI', 'Aisyah Contoh Putri'],
    ['telah lahir AISYAH  CONTOH\nPUTRI anak ke DUA', 'Aisyah Contoh Putri'],
    ['1 AISYAH CONTOH PUTRI 9901015411260001 Perempuan', 'aisyah contoh putri'],
    ['NAMA AISYAH CONTOH PUTRI JENIS KELAMIN PEREMPUAN', 'Aisyah Contoh Putri'],
    ['Nama Aisyah Contoh Putri Jenis Kelamin Perempuan', 'Aisyah Contoh Putri'],
    ['DARI AYAH AHMAD CONTOH DAN IBU SITI CONTOH', 'Ahmad Contoh'],
    ["NUR'AINI CONTOH", 'Nur’aini Contoh'],
    ['NURAINI CONTOH', "Nur'aini Contoh"],
    ['MUH. CONTOH AL-FARIZI', 'Muh Contoh Al Farizi'],
    ['JOSE CONTOH', 'José Contoh'],
  ])('%j shows %j', (text, wanted) => {
    expect(name(text, wanted)).toBe(true);
  });

  test.each([
    ['a longer name is another person', '3 AISYAH CONTOH PUTRI 9901', 'Aisyah Contoh'],
    ['also with a word before it', 'Nama : SITI AISYAH CONTOH', 'Aisyah Contoh'],
    ['also with a hyphen', 'AISYAH CONTOH-PUTRI', 'Aisyah Contoh'],
    ['also in small letters', 'Nama: Aisyah Contoh Putri', 'Aisyah Contoh'],
    ['a part of a word is no name', 'SUHARTANI CONTOHNYA', 'Ani Contoh'],
    ['the order counts', 'CONTOH AISYAH', 'Aisyah Contoh'],
    ['every word counts', 'AISYAH PUTRI', 'Aisyah Contoh Putri'],
    ['nothing is no name', 'AISYAH', '  '],
  ])('%s', (_, text, wanted) => {
    expect(name(text, wanted)).toBe(false);
  });

  test('shown whole in one place and longer in another is shown', () => {
    expect(name('2 AISYAH CONTOH 9901\n3 AISYAH CONTOH PUTRI 9902', 'Aisyah Contoh')).toBe(true);
  });
});

describe('a date', () => {
  test.each([
    'Lahir 14-11-2026 · dicatat',
    '14/11/2026',
    '14.11.2026',
    '2026-11-14',
    '14 November 2026',
    '14 NOPEMBER 2026',
    'pada tanggal 14 Nov 2026',
    'EMPAT BELAS NOVEMBER TAHUN DUA RIBU DUA PULUH ENAM',
    'empat belas\nNovember dua ribu dua puluh enam',
  ])('%j shows the 14th of November', (text) => {
    expect(date(text)).toBe(true);
  });

  test.each([
    '15-11-2026',
    '14-11-2025',
    '9901-LU-14112026-0001',
    '11-14-2026',
    '14 Desember 2026',
    '4 November 2026',
  ])('%j does not', (text) => {
    expect(date(text)).toBe(false);
  });

  test('single figures stand with and without a zero', () => {
    for (const text of [
      '04-03-2026',
      '4-3-2026',
      '4 Maret 2026',
      '04 Maret 2026',
      'empat Maret dua ribu dua puluh enam',
    ]) {
      expect(date(text, '2026-03-04'), text).toBe(true);
    }
  });

  test('what is no date is on no paper', () => {
    expect(date('kemarin', 'kemarin')).toBe(false);
  });
});

test.each([
  [1, 'SATU'],
  [10, 'SEPULUH'],
  [11, 'SEBELAS'],
  [14, 'EMPAT BELAS'],
  [20, 'DUA PULUH'],
  [31, 'TIGA PULUH SATU'],
  [100, 'SERATUS'],
  [1000, 'SERIBU'],
  [1987, 'SERIBU SEMBILAN RATUS DELAPAN PULUH TUJUH'],
  [2000, 'DUA RIBU'],
  [2026, 'DUA RIBU DUA PULUH ENAM'],
])('%i is spelled %s', (number, words) => {
  expect(spelledNumber(number)).toBe(words);
});

describe('a number', () => {
  const number = (text: string) => hasNumber(readPrintedText(text), '9901041506180003');

  test('stands with or without gaps, never as a part of a longer one', () => {
    expect(number('No. 9901041506180003')).toBe(true);
    expect(number('9901 0415 0618 0003')).toBe(true);
    expect(number('990104.150618.0003 9901041506180004')).toBe(true);
    expect(number('99010415061800031')).toBe(false);
    expect(number('19901041506180003')).toBe(false);
    expect(number('9901041506180004')).toBe(false);
  });

  test('other text stands word by word', () => {
    expect(hasWords(readPrintedText('Alamat : JALAN CONTOH 7'), 'Jalan Contoh 7')).toBe(true);
    expect(hasWords(readPrintedText('Alamat : JALAN CONTOH 70'), 'Jalan Contoh 7')).toBe(false);
  });
});

test('a huge text is read in one go', () => {
  const text = `${'AISYAH CONTOH '.repeat(100_000)}\n`;
  const begun = process.cpuUsage();
  expect(name(text, 'Aisyah Contoh Putri')).toBe(false);
  expect(hasNumber(readPrintedText('9 '.repeat(200_000)), '9901041506180003')).toBe(false);
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(5_000);
});
