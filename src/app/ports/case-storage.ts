/** What the office keeps about cases, their files and their small secrets. */
import type { Service } from '../../catalogue/define-service.ts';
import type { Actor, CaseEvent } from '../../domain/case/events.ts';
import type { CaseState, DocumentStatus, StoredFile } from '../../domain/case/state.ts';

/** What list views show of a case: no numbers of persons. */
export interface CaseListItem {
  caseId: string;
  number: string;
  serviceId: string;
  status: CaseState['status'];
  channel: CaseState['channel'];
  areaCode?: string;
  areaName?: string;
  subjectName?: string;
  applicantName?: string;
  openedAt: string;
  submittedAt?: string;
  dueAt?: string;
  isClockStopped: boolean;
  takenBy?: string;
  takenByName?: string;
  trayCount: number;
  documents: { id: string; documentId: string; status: string; form: 'paper' | 'card' }[];
}

/** Facts beside the state that the read tables need. */
export interface CaseFacts {
  service: Service;
  dueAt?: string;
  isClockStopped: boolean;
  actor: Actor;
}

export interface CaseStore {
  get(caseId: string): Promise<CaseState | undefined>;
  /** Like `get`, and nobody else may change the case until this transaction ends. */
  lock(caseId: string): Promise<CaseState | undefined>;
  /** Whether the case is there and within the transaction's areas. */
  isVisible(caseId: string): Promise<boolean>;
  findIdByNumber(number: string): Promise<string | undefined>;
  /** The next case number of the month, e.g. `B-2611-00482`. Gapless, made in this transaction. */
  nextNumber(today: string): Promise<string>;
  /** Makes the key of a case that this transaction will open, so that files can be added to it before. */
  prepare(caseId: string, now: Date): Promise<void>;
  /** Appends the events and renews state and read tables. */
  save(
    before: CaseState | undefined,
    after: CaseState,
    events: readonly CaseEvent[],
    facts: CaseFacts,
  ): Promise<void>;
  /** The contact's cases, open ones first, at most 200. */
  ofContact(contactId: string): Promise<CaseState[]>;
  /** Ids of the cases that this officer has in hand at the intake desk. */
  heldBy(officerId: string): Promise<string[]>;
  /** Ids of all the contact's cases that were not handed in. */
  unsentOf(contactId: string): Promise<string[]>;
  /**
   * Erases the content of a case that this transaction has locked: key, files, persons, secrets and messages. Its row
   * and events remain and say nothing any more.
   */
  erase(caseId: string, now: Date): Promise<void>;
  list(filter: CaseFilter): Promise<CaseListItem[]>;
  count(filter: Omit<CaseFilter, 'limit'>): Promise<number>;
  /** All events, oldest first. */
  events(caseId: string): Promise<CaseEvent[]>;
  /** Finds the one signed document that a verification code or a file belongs to; its case may be erased. */
  findDocument(by: { signedSha256: string } | { code: string }): Promise<SignedDocument | undefined>;
  /** Issued documents of this kind and number that nothing has replaced, in whatever case. */
  findStanding(
    documentId: string,
    number: string,
  ): Promise<{ caseId: string; documentJobId: string; isErased: boolean }[]>;
  /** Says of a document whose case was erased, and takes no act any more, that a later one was issued. */
  replaceErased(documentJobId: string, at: Date): Promise<void>;
  /** The code by which anybody may check this document at /cek: 128 bits, always the same for one document. */
  documentCode(documentJobId: string): Promise<string>;
}

/** What the office can still say of a document that it signed. */
export interface SignedDocument {
  caseId: string;
  documentJobId: string;
  /** Kind of document. */
  documentId: string;
  status: DocumentStatus;
  issuedAt?: string;
  replacedAt?: string;
}

/** Which cases a list shows; oldest due first. */
export interface CaseFilter {
  statuses?: readonly CaseState['status'][];
  documentStatuses?: readonly string[];
  documentForm?: 'paper' | 'card';
  /** Beside these: cases with issued papers that are to be handed over at the counter. */
  orPapersForCounter?: boolean;
  search?: string;
  limit: number;
}

/** A file that is to be kept. */
export interface NewFile {
  bytes: Uint8Array;
  mime: string;
  purpose: string;
}

export interface FileRegistry {
  /** Encrypts under the case's key (or the day's), stores durably and registers. */
  add(file: NewFile & { caseId?: string }, now: Date): Promise<StoredFile>;
  /** The same for several files of one case, or of none, side by side; the answers in their order. */
  addAll(caseId: string | undefined, files: readonly NewFile[], now: Date): Promise<StoredFile[]>;
  /** Decrypted bytes, checked against their digest; `undefined` when removed or not visible. */
  read(
    fileId: string,
  ): Promise<{ bytes: Uint8Array; mime: string; purpose: string; caseId?: string } | undefined>;
  /** Removes the file: its bytes are erased by a job after commit, the row stays and says that they were there. */
  remove(fileId: string, now: Date): Promise<void>;
  /** Erases the bytes of a removed file; those of any other stay. */
  erase(fileId: string): Promise<void>;
}

/** What became of a PIN or code that was typed. */
export type SecretOutcome = 'ok' | 'wrong' | 'too-many';

export interface SecretStore {
  digestPin(pin: string): string;
  setPin(caseId: string, digest: string): Promise<void>;
  check(caseId: string, kind: 'pin' | 'pickup', secret: string, now: Date): Promise<SecretOutcome>;
  setPickupCode(caseId: string, code: string): Promise<void>;
}

/** A signing request whose outcome is missing or unknown. */
export interface UnsettledSigning {
  attemptId: string;
  caseId: string;
  documentJobId: string;
  signerId: string;
  startedAt: string;
  outcome?: string;
  reason?: string;
}

/** What is too long: begun more than `timeoutMs` before `now`, or after it, by a clock that was moved back since. */
export interface SigningPast {
  now: Date;
  timeoutMs: number;
}

export interface SigningStore {
  start(
    intent: {
      attemptId: string;
      caseId: string;
      documentJobId: string;
      draftSha256: string;
      signerId: string;
      authorityId: string;
    },
    now: Date,
  ): Promise<void>;
  settle(
    attemptId: string,
    outcome: 'signed' | 'refused' | 'not-reached' | 'unknown' | 'faulty',
    reason: string | undefined,
    providerDocumentId: string | undefined,
    now: Date,
  ): Promise<void>;
  /** Attempts without an outcome: all of them, or those that have waited for too long. */
  open(past?: SigningPast): Promise<UnsettledSigning[]>;
  /** Attempts that have waited for too long, and all whose outcome is unknown or faulty; oldest first, none left out. */
  unsettled(past: SigningPast): Promise<UnsettledSigning[]>;
}
