/** Tells that faults of a draft are said in the language of whoever dropped it. */
import { describe, expect, it } from 'vitest';
import { draftFault, draftFaultsInWords, joinDraftFaults } from './draft-faults.ts';

describe('the faults of a draft', () => {
  it.each([
    [
      draftFault('value-missing', 'Akta', 'Nama anak'),
      'Akta: Nama anak tidak ada atau berbeda',
      'Akta: Nama anak is missing or differs',
    ],
    [
      draftFault('no-title', '', 'Akta', 'KK'),
      'judul Akta atau KK tidak ditemukan',
      'the title of Akta or KK was not found',
    ],
    [
      draftFault('not-the-verified-number'),
      'nomor berbeda dari konsep yang diverifikasi',
      'its number differs from that of the verified draft',
    ],
  ])('are said in both languages: %s', (fault, id, en) => {
    expect(draftFaultsInWords(fault, 'id')).toBe(id);
    expect(draftFaultsInWords(fault, 'en')).toBe(en);
  });

  it('are told apart when there are several, whatever a label holds', () => {
    const faults = [
      draftFault('value-missing', 'Akta', 'Nama; alias | $& gelar'),
      draftFault('no-number', 'KK'),
    ];
    expect(draftFaultsInWords(joinDraftFaults(faults), 'en')).toBe(
      'Akta: Nama  alias   $& gelar is missing or differs; KK: its number cannot be read',
    );
  });

  it('stay as they are when they are no codes', () => {
    expect(draftFaultsInWords('toString|x', 'en')).toBe('toString|x');
  });
});
