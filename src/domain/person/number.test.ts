import { describe, expect, test } from 'vitest';
import { kkFault, maskNumber, maskNumbersIn, nikFault, onlyDigits } from './number.ts';

/** A NIK of region 99, which exists nowhere, with this birth date part. */
const nik = (ddmmyy: string, sequence = '0001') => `990104${ddmmyy}${sequence}`;

describe('a NIK', () => {
  test('of a man carries the day, of a woman the day plus forty', () => {
    expect(nikFault(nik('170590'))).toBeUndefined();
    expect(nikFault(nik('570590'))).toBeUndefined();
  });

  test.each([
    ['31 January', '310190'],
    ['31 January, a woman', '710190'],
    ['29 February, in any year, since the year has two digits', '290299'],
  ])('may say %s', (_, date) => {
    expect(nikFault(nik(date))).toBeUndefined();
  });

  test.each([
    ['day 0', '000590'],
    ['day 40, a woman of day 0', '400590'],
    ['day 32', '320190'],
    ['day 72', '720190'],
    ['30 February', '300290'],
    ['30 February, a woman', '700290'],
    ['31 April', '310490'],
    ['month 13', '011390'],
    ['month 0', '010090'],
  ])('cannot say %s', (_, date) => {
    expect(nikFault(nik(date))).toBe('impossible-date');
  });

  test('is never number 0000 of its day, nor of a region that begins with 00', () => {
    expect(nikFault(nik('170590', '0000'))).toBe('impossible-sequence');
    expect(nikFault(`00${nik('170590').slice(2)}`)).toBe('impossible-region');
  });

  test.each([
    '',
    '990104170590001',
    '99010417059000011',
    '9901O41705900001',
    '٩٩٠١٠٤١٧٠٥٩٠٠٠٠١',
    '9901041705900001\n',
  ])('has 16 digits and nothing else: %j', (text) => {
    expect(nikFault(text)).toBe('not-16-digits');
  });
});

describe('a KK number', () => {
  test('carries the day of recording, without the forty of women', () => {
    expect(kkFault('9901042311200001')).toBeUndefined();
    expect(kkFault('9901046311200001')).toBe('impossible-date');
  });
});

test('people write numbers with gaps, dots and dashes', () => {
  expect(onlyDigits(' 9901.0423-1120–0001 ')).toBe('9901042311200001');
});

test('a masked number can be recognised and not be misused', () => {
  expect(maskNumber('9901042311200004')).toBe('9901•• •••••• 0004');
  expect(maskNumber('9901')).toBe('••••');
});

describe('numbers in a text', () => {
  test.each([
    ['nik nya 9901015203720001 ya', 'nik nya 9901•• •••••• 0001 ya'],
    ['9901 0152 0372 0001', '9901•• •••••• 0001'],
    ['KK 9901015203720001, NIK 9901015203720002', 'KK 9901•• •••••• 0001, NIK 9901•• •••••• 0002'],
    ['RT 01 9901015203720001', 'RT 01 9901•• •••••• 0001'],
    ['B-2611-00482 dan 08115550199', 'B-2611-00482 dan 08115550199'],
    ['99010152037200011234', '99010152037200011234'],
  ])('%j is shown as %j', (text, shown) => {
    expect(maskNumbersIn(text)).toBe(shown);
  });
});
