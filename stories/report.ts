/** What a story leaves behind in `report.json`. */

/** One signed document. */
export interface ReportedDocument {
  type: string;
  /** As people call it. */
  name: string;
  number: string;
  /** The PDF in the same folder, as it arrived at the handset. */
  file: string;
  /** Of that file, and of what BSrE gave back. */
  sha256: string;
  /** The code that came with it, for `/cek`. */
  code: string;
  signer: string;
  signedAt: string;
  receivedAt: string;
}

/** One photo that an officer accepted, traced back to the file that left the handset. */
export interface ReportedPhoto {
  requirement: string;
  file: string;
  /** Of the file as it was sent. */
  sha256: string;
}

/** What a story did. */
export interface StoryReport {
  story: string;
  title: string;
  caseNumber: string;
  /** Messages to the resident without the card's notice, which belongs to no PDF. */
  messagesOut: number;
  askedFields: number;
  photos: ReportedPhoto[];
  documents: ReportedDocument[];
  cards: { type: string; name: string; status: string }[];
}
