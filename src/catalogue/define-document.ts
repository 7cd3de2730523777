/** The language in which `catalogue/documents` declares what the office hands out. */

/** How a document may reach people. `whatsapp` sends the PDF; the others move a thing. */
export type Delivery = 'whatsapp' | 'office-pickup';

/** A kind of document. `paper` is a PDF that people may print themselves; a `card` needs a counted blank. */
export interface DocumentKind {
  id: string;
  /** Who signs: the Pejabat Pencatatan Sipil, the head of office, or nobody (cards carry no TTE). */
  signedBy: 'pejabat-pencatatan-sipil' | 'kepala-dinas' | 'nobody';
  form: { kind: 'paper' } | { kind: 'card'; blank: string };
  /** May the resident print it on A4 HVS 80 g? Never KTP-el and KIA (Permendagri 109/2019 Art. 12, 21). */
  printableAtHome: boolean;
  deliveries: readonly Delivery[];
  /** Pattern of the title that stands on the PDF, as a regular expression source; papers only. Spaces match any gap. */
  titlePattern?: string;
  /** Pattern of the number that SIAK gives, as a regular expression source; absent where there is none. */
  numberPattern?: string;
  /** Whether the number names this one document, or a household that keeps it over many issues. */
  numberNamesOne?: 'document' | 'household';
  legalBasis: readonly string[];
  words: { id: DocumentWords; en: DocumentWords };
}

/** What people call a document: `name` in lists, `short` on buttons and tags. */
export interface DocumentWords {
  name: string;
  short: string;
}

/** Declares one kind of document. Plain data goes in and comes out; the type is what is checked. */
export function defineDocument<const D extends DocumentKind>(document: D): D {
  return document;
}
