/** What a case (berkas) is: one application by one applicant, its papers and the documents it will produce. */

import type { Answers } from '../../catalogue/condition.ts';
import type { Delivery } from '../../catalogue/define-document.ts';
import type { ReturnReason } from './reasons.ts';

/**
 * Where the case as a whole stands. `incomplete`: at least one paper was asked for again and the resident's turn
 * it is. Documents have lives of their own; the case is `closed` when each has ended.
 */
export type CaseStatus =
  | 'draft'
  | 'submitted'
  | 'incomplete'
  | 'accepted'
  | 'closed'
  | 'withdrawn'
  | 'rejected';

/** How the case came in. */
export type Channel = 'whatsapp' | 'desk';

/** The life of one expected document. Cards go planned → printed → waiting → received; papers go the other way round. */
export type DocumentStatus =
  | 'planned'
  | 'drafted'
  | 'verified'
  | 'signing'
  | 'unsettled'
  | 'signed'
  | 'issued'
  | 'printed'
  | 'waiting'
  | 'received'
  | 'withdrawn'
  | 'superseded';

/** A file kept encrypted outside the database. `sha256` (hex) is of the bytes before encryption. */
export interface StoredFile {
  fileId: string;
  sha256: string;
  bytes: number;
}

/** One page of an attachment as staff may see it. */
export interface StoredPage extends StoredFile {
  widthPx: number;
  heightPx: number;
}

/** A paper that came in. Unassigned papers wait in the tray of the case. */
export interface Attachment {
  id: string;
  requirementId: string | null;
  status: 'received' | 'accepted' | 'refused' | 'withdrawn';
  reason?: ReturnReason;
  receivedAt: string;
  original: StoredFile;
  pages: StoredPage[];
  /** The officer who brought it in at the desk. */
  broughtBy?: string;
  /** The WhatsApp message that brought it; a revoked message withdraws it. */
  wamid?: string;
}

/** What the office thinks of one requirement. Absent means: nothing was said yet. */
export interface RequirementState {
  status: 'accepted' | 'asked-again';
  reason?: ReturnReason;
  note?: string;
  at: string;
  /** Papers that stayed good when others of this requirement were asked for again: they are no answer to that. */
  keptPaperIds?: readonly string[];
}

/** A draft that came from SIAK and is to be verified and signed: exactly these bytes. */
export interface Draft extends StoredFile {
  version: number;
  number: string;
}

/** One signing attempt. Its intent is written before BSrE is called, its outcome after. */
export interface SigningAttempt {
  id: string;
  draftSha256: string;
  signerId: string;
  authorityId: string;
  startedAt: string;
  outcome?: 'signed' | 'refused' | 'not-reached' | 'unknown' | 'faulty';
}

/** What the one who takes a document is to the applicant. */
export const relations = ['applicant', 'family', 'village-officer', 'other'] as const;
export type Relation = (typeof relations)[number];

/** Who took a printed document at the counter. */
export interface Recipient {
  name: string;
  relation: Relation;
}

/** By which later document this one was replaced: when that was issued (ISO 8601, UTC), and in which case. */
export interface Replacement {
  at: string;
  caseNumber: string;
}

/** How an officer made sure that somebody who forgot the PIN is the applicant. */
export const identityProofs = ['ktp-el', 'other-photo-id', 'asked-in-chat'] as const;
export type IdentityProof = (typeof identityProofs)[number];

/** One expected document of a case: a kind for a person. */
export interface DocumentJob {
  id: string;
  documentId: string;
  subject: string;
  form: 'paper' | 'card';
  status: DocumentStatus;
  draft?: Draft;
  enteredBy?: string;
  verifiedBy?: string;
  verifiedAt?: string;
  signedBy?: string;
  /** sha256 of the draft that a signer has read, and who that was. */
  readSha256?: string;
  readBy?: string;
  attempt?: SigningAttempt;
  signed?: StoredFile & { signedAt: string; via: 'bsre' | 'siak' };
  /** Signed PDFs that failed their checks: evidence, never published. */
  faultyPdfs?: readonly StoredFile[];
  returned?: { reason: ReturnReason; note?: string; by: string; at: string };
  /** Every draft that was ever returned, by its SHA-256 (hex): the very same PDF mends nothing. */
  returnedDrafts?: readonly { sha256: string; reason: ReturnReason }[];
  blankSerial?: string;
  issuedAt?: string;
  receivedAt?: string;
  recipient?: Recipient;
  replacedBy?: Replacement;
}

/** A stretch of time in which the office's clock stands still. */
export interface Wait {
  on: 'resident' | 'centre';
  from: string;
  to?: string;
}

/** The whole case. Instants are ISO 8601 in UTC, days `YYYY-MM-DD` in the office's calendar. */
export interface CaseState {
  id: string;
  /** Number of events folded so far; also the version for optimistic concurrency. */
  version: number;
  number: string;
  serviceId: string;
  serviceVersion: string;
  channel: Channel;
  /** The WhatsApp identity that talks about this case, when there is one. */
  contactId?: string;
  forWhom: 'self' | 'household' | 'resident';
  status: CaseStatus;
  openedAt: string;
  submittedAt?: string;
  /** The office's calendar day of handing in: fixes which papers are needed. */
  submittedOn?: string;
  /** How the applicant wants the PDFs: in the chat, or printed at the office. */
  delivery?: Delivery;
  acceptedAt?: string;
  endedAt?: string;
  answers: Answers;
  /** How each answer came in: typed in the chat, sent as a text form, or read off a paper by an officer. */
  sources: Readonly<Record<string, 'chat' | 'form' | 'officer'>>;
  /** Fields that an officer compared with a paper. */
  checked: readonly string[];
  attachments: readonly Attachment[];
  requirements: Readonly<Record<string, RequirementState>>;
  documents: readonly DocumentJob[];
  takenBy?: string;
  waits: readonly Wait[];
}

/** Finds an attachment. */
export function findAttachment(state: CaseState, id: string): Attachment | undefined {
  return state.attachments.find((attachment) => attachment.id === id);
}

/** Finds a document job. */
export function findDocument(state: CaseState, id: string): DocumentJob | undefined {
  return state.documents.find((document) => document.id === id);
}

/** Papers in hand for a requirement: neither refused nor withdrawn. */
export function papersFor(state: CaseState, requirementId: string): Attachment[] {
  return state.attachments.filter(
    (paper) =>
      paper.requirementId === requirementId && (paper.status === 'received' || paper.status === 'accepted'),
  );
}

/** Asked for again, and nothing has come since: what stayed good beside it is no answer. */
export function isStillAwaited(
  state: { requirements: CaseState['requirements'] },
  requirementId: string,
  paperIds: readonly string[],
): boolean {
  const said = state.requirements[requirementId];
  return said?.status === 'asked-again' && paperIds.every((id) => said.keptPaperIds?.includes(id) === true);
}

/** Requirements of which the resident still owes a paper that was asked for again. */
export function isAwaited(state: CaseState, requirementId: string): boolean {
  const inHand = papersFor(state, requirementId).map((paper) => paper.id);
  return isStillAwaited(state, requirementId, inHand);
}

/** Papers that wait to be put to a requirement. */
export function unassignedPapers(state: CaseState): Attachment[] {
  return state.attachments.filter((paper) => paper.requirementId === null && paper.status === 'received');
}

/** A document job that has ended, well or not. */
export function isEnded(document: DocumentJob): boolean {
  return (
    document.status === 'received' || document.status === 'withdrawn' || document.status === 'superseded'
  );
}

/** An issued paper that nothing has replaced. */
export function isStanding(document: DocumentJob): boolean {
  return document.form === 'paper' && (document.status === 'issued' || document.status === 'received');
}

/** Printed papers are given out at the counter: nobody is there on WhatsApp, or the applicant asked for it. */
export function isForCounter(state: Pick<CaseState, 'contactId' | 'delivery'>): boolean {
  return state.contactId === undefined || state.delivery === 'office-pickup';
}

/** The office has nothing left to do for it: what is still to come is the resident's. */
export function isOutOfTheOffice(document: DocumentJob): boolean {
  return ['issued', 'waiting', 'received', 'withdrawn', 'superseded'].includes(document.status);
}

/** Once a signature may exist or a thing was printed, the case cannot be ended or corrected as if it had not. */
export function isBeyondRecall(document: DocumentJob): boolean {
  return [
    'signing',
    'unsettled',
    'signed',
    'issued',
    'printed',
    'waiting',
    'received',
    'superseded',
  ].includes(document.status);
}
