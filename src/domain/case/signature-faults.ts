/** What may be wrong with a signed PDF, in words that end a sentence. The codes are those of the checker. */

/** Words by code of a fault. */
export const signatureFaultWords = {
  unreadable: { id: 'PDF rusak', en: 'the PDF is damaged' },
  'not-signed': { id: 'belum ditandatangani', en: 'it is not signed' },
  altered: { id: 'isinya diubah setelah ditandatangani', en: 'it was altered after signing' },
  'bytes-after-signature': {
    id: 'ada tambahan setelah tanda tangan',
    en: 'something was added after the signature',
  },
  'untrusted-issuer': { id: 'penerbit sertifikat tidak dipercaya', en: 'the issuer is not trusted' },
  'certificate-not-valid-then': {
    id: 'sertifikat tidak berlaku saat itu',
    en: 'the certificate was not valid then',
  },
  'wrong-signer': { id: 'penanda tangan bukan yang seharusnya', en: 'somebody else signed it' },
  'not-what-was-sent': { id: 'bukan dokumen yang dikirim', en: 'it is not the document that was sent' },
  'wrong-number': { id: 'nomor dokumen berbeda', en: 'the document number differs' },
} as const satisfies Record<string, Record<'id' | 'en', string>>;

/** A list of codes, joined by commas, as words; what is no code stays as it is. */
export function faultsInWords(reason: string, language: 'id' | 'en'): string {
  const words: Readonly<Record<string, Record<'id' | 'en', string>>> = signatureFaultWords;
  const say = (one: string) => (Object.hasOwn(words, one) ? words[one]![language] : one);
  return reason.split(', ').map(say).join(', ');
}
