/** Why a PDF from SIAK is none of the documents that are awaited: codes with the names they are about, and their words. */
import { fillSlots } from '../refusal.ts';

/** Words by code. `{document}` and `{about}` are what officers call a document or a field, as on their screens. */
const draftFaultWords = {
  'nothing-awaited': { id: 'tidak ada dokumen yang menunggu PDF', en: 'no document waits for a PDF' },
  'no-title': { id: 'judul {about} tidak ditemukan', en: 'the title of {about} was not found' },
  'value-missing': {
    id: '{document}: {about} tidak ada atau berbeda',
    en: '{document}: {about} is missing or differs',
  },
  'no-number': { id: '{document}: nomor dokumen tidak terbaca', en: '{document}: its number cannot be read' },
  'not-the-kept-number': {
    id: '{document}: nomor dokumen berbeda dari yang seharusnya tetap',
    en: '{document}: its number differs from the one that it keeps',
  },
  'nothing-to-compare': {
    id: '{document}: belum ada isian untuk dibandingkan',
    en: '{document}: there are no answers to compare it with yet',
  },
  'fits-several': {
    id: '{document} ini cocok dengan lebih dari satu dokumen yang ditunggu',
    en: 'this {document} fits more than one awaited document',
  },
  'not-the-verified-number': {
    id: 'nomor berbeda dari konsep yang diverifikasi',
    en: 'its number differs from that of the verified draft',
  },
} as const satisfies Record<string, Record<'id' | 'en', string>>;

export type DraftFaultCode = keyof typeof draftFaultWords;

const MARK = '|';
const BETWEEN = '; ';

/** One fault as text: the code, the document, and what of it. It holds labels only, never what the PDF says. */
export function draftFault(code: DraftFaultCode, document?: string, ...about: readonly string[]): string {
  // What separates is no part of a name.
  const plain = (name: string) => name.replace(/[|;]/gu, ' ');
  return document === undefined ? code : [code, plain(document), ...about.map(plain)].join(MARK);
}

/** Several faults as the slot `what` of a refusal. */
export function joinDraftFaults(faults: readonly string[]): string {
  return faults.join(BETWEEN);
}

/** Such a slot as words; what is no code stays as it is. */
export function draftFaultsInWords(what: string, language: 'id' | 'en'): string {
  const words: Readonly<Record<string, Record<'id' | 'en', string>>> = draftFaultWords;
  const or = { id: ' atau ', en: ' or ' }[language];
  const say = (fault: string) => {
    const [code = '', document = '', ...about] = fault.split(MARK);
    if (!Object.hasOwn(words, code)) return fault;
    return fillSlots(words[code]![language], { document, about: about.join(or) });
  };
  return what.split(BETWEEN).map(say).join(BETWEEN);
}
