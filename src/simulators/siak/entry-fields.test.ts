/** What operators type or paste into the simulated SIAK, and what becomes of it. */

import { describe, expect, test } from 'vitest';
import { byFieldId, readEntry, readPasted } from './entry-fields.ts';

describe('pasted lines', () => {
  test('are recognised by label, alias or id, whatever their capitals', () => {
    const { values, unknown } = readPasted(
      'NAMA ANAK\tAisyah Contoh\r\nno kk\t9901021506190004\n\nnikIbu\t9901026304950002\n',
    );
    expect(values).toEqual({
      namaAnak: 'Aisyah Contoh',
      noKk: '9901021506190004',
      nikIbu: '9901026304950002',
    });
    expect(unknown).toEqual([]);
  });

  test('without a field here are shown, not swallowed', () => {
    expect(readPasted('Warna\tbiru\nhanya teks').unknown).toEqual(['Warna\tbiru', 'hanya teks']);
  });
});

describe('values', () => {
  const complete = {
    namaAnak: 'Aisyah  Contoh',
    jenisKelamin: 'perempuan',
    tempatLahir: 'Balangan',
    tanggalLahir: '2026-10-28',
    kelahiranKe: '2',
    nikIbu: '9901 0263 0495 0002',
    namaIbu: 'Siti Contoh',
  };

  test.each(['2026-10-28', '28-10-2026', '28/10/2026', '28 Oktober 2026', '28 okt 2026'])(
    'the date %s is understood',
    (tanggalLahir) => {
      expect(readEntry({ ...complete, tanggalLahir }).values.tanggalLahir).toBe('2026-10-28');
    },
  );

  test.each(['31-02-2026', '2026-13-01', 'kemarin', '28-10-26'])('the date %s is refused', (tanggalLahir) => {
    const { problems } = readEntry({ ...complete, tanggalLahir });
    expect(problems).toEqual([{ field: 'tanggalLahir', message: expect.stringContaining('kalender') }]);
  });

  test('choices are taken as code or as label, numbers with their unit, times with a dot', () => {
    const { values, problems } = readEntry({
      ...complete,
      tempatDilahirkan: '2',
      beratGram: '3200 gram',
      pukul: '4.25',
    });
    expect(problems).toEqual([]);
    expect(values).toMatchObject({
      namaAnak: 'Aisyah Contoh',
      jenisKelamin: '2',
      nikIbu: '9901026304950002',
      tempatDilahirkan: '2',
      beratGram: '3200',
      pukul: '04:25',
    });
  });

  test('missing and wrong values are named one by one', () => {
    const { problems } = readEntry({ ...complete, namaIbu: '', nikIbu: '123', jenisKelamin: 'X' });
    expect(problems.map((problem) => problem.field).sort()).toEqual(['jenisKelamin', 'namaIbu', 'nikIbu']);
  });

  test('unknown names are dropped', () => {
    expect(byFieldId({ 'Nama bayi': 'A', __proto__x: 'b' })).toEqual({ namaAnak: 'A' });
  });
});
