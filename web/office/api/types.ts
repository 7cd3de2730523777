/** The shapes of the office's API that the console reads; kept beside each other so that a change shows in one place. */
import type { AnswerValue } from '../../../src/catalogue/condition.ts';
import type { FieldSpec, Service } from '../../../src/catalogue/define-service.ts';
import type { ActName, Role } from '../../../src/domain/case/acts.ts';
import type { OfficeClock, ResidentClock } from '../../../src/domain/case/clocks.ts';
import type { CaseEventType } from '../../../src/domain/case/events.ts';
import type { CaseState, DocumentJob, RequirementState } from '../../../src/domain/case/state.ts';

export type { CaseListItem, SigningAuthority, ThreadMessage } from '../../../src/app/ports.ts';
export type { ActName, AnswerValue, FieldSpec, Role, Service };

import type { ThreadMessage } from '../../../src/app/ports.ts';

/** The desks, each a queue of cases. */
export type Desk = 'intake' | 'siak' | 'cards' | 'verification' | 'signing' | 'unsettled' | 'all';
/** Why somebody opens a case; written into the access log. */
export type Purpose = 'intake' | 'siak-entry' | 'verification' | 'signing' | 'hand-over' | 'history';
/** How many wait where. */
export type Counts = Partial<Record<Desk | 'handed-over', number>>;

/** Who is signed in, and for which office. */
export interface Session {
  officer: { officerId: string; name: string; roles: Role[]; areas: string[] | '*' };
  office: {
    name: string;
    regencyName: string;
    serviceName: string;
    utcOffsetMinutes: number;
    hoursText: string;
  };
  mode: 'peragaan' | 'produksi';
  now: string;
  clockOffsetMs: number;
}

/** One field beside the paper that proves it. */
export interface FieldView {
  id: string;
  kind: FieldSpec['kind'];
  choices?: readonly string[];
  value?: AnswerValue;
  isMasked: boolean;
  isChecked: boolean;
  isOptional: boolean;
  isAsked: boolean;
  /** Who gave the value: the applicant in chat or form, or an officer who read it off a paper. */
  source?: 'chat' | 'form' | 'officer';
  provenBy: readonly string[];
}

/** One paper with its pages. */
export interface PaperView {
  id: string;
  requirementId: string | null;
  status: string;
  reason?: string;
  receivedAt: string;
  pages: { fileId: string; widthPx: number; heightPx: number }[];
}

/** One needed paper. */
export interface RequirementView {
  id: string;
  status: 'missing' | 'received' | RequirementState['status'];
  reason?: string;
  note?: string;
  basis: string;
  accepts: readonly string[];
  provenFields: readonly string[];
  paperIds: readonly string[];
}

/** One expected document. */
export interface DocumentView {
  id: string;
  documentId: string;
  subject: string;
  form: 'paper' | 'card';
  status: DocumentJob['status'];
  number?: string;
  draft?: { fileId: string; sha256: string; version: number };
  signed?: { fileId: string; sha256: string; signedAt: string; via: string };
  isRead: boolean;
  enteredBy?: string;
  verifiedBy?: string;
  signedBy?: string;
  returned?: DocumentJob['returned'];
  blankSerial?: string;
  issuedAt?: string;
  receivedAt?: string;
  attempt?: DocumentJob['attempt'];
  can: ActName[];
  conflict?: string;
}

/** The whole case for one officer. */
export interface CaseView {
  id: string;
  version: number;
  number: string;
  serviceId: string;
  service: Service;
  channel: string;
  forWhom: string;
  status: CaseState['status'];
  openedAt: string;
  submittedAt?: string;
  acceptedAt?: string;
  endedAt?: string;
  takenBy?: string;
  isMine: boolean;
  contactId?: string;
  areaName?: string;
  marks: string[];
  pages: { id: string; fields: FieldView[] }[];
  requirements: RequirementView[];
  papers: PaperView[];
  documents: DocumentView[];
  missing: string[];
  can: ActName[];
  officeClock: OfficeClock;
  residentClock: ResidentClock;
  people: Record<string, string>;
}

/** One line of a case's history. */
export interface HistoryLine {
  at: string;
  type: CaseEventType;
  actorKind: 'officer' | 'resident' | 'system';
  actorName?: string;
  documentId?: string;
  requirementId?: string;
  reason?: string;
  note?: string;
}

/** History, looks and thread of one case. */
export interface CaseHistory {
  lines: HistoryLine[];
  looks: { at: string; actorName: string; purpose: string; what: string }[];
  thread: ThreadMessage[];
}

/** What an operator keys into SIAK. */
export interface SiakEntry {
  fields: { id: string; label: string; value: string }[];
  text: string;
  documents: { id: string; documentId: string; name: string; status: string; form: 'paper' | 'card' }[];
}

/** One document that waits for the signer. */
export interface SigningItem {
  caseId: string;
  caseNumber: string;
  documentId: string;
  kind: string;
  kindName: string;
  subjectName: string;
  draft: { fileId: string; sha256: string };
  number: string;
  isRead: boolean;
  enteredByName: string;
  verifiedByName: string;
  verifiedAt: string;
  papersAccepted: number;
  papersNeeded: number;
  waitingSince: string;
  conflict?: string;
}

/** What became of one document of a batch. */
export interface SigningResult {
  caseId: string;
  documentId: string;
  outcome: 'signed' | 'refused' | 'not-reached' | 'unsettled';
  refusal?: { refused: string; sentence: string; next: string };
}

/** What nobody knows the outcome of. */
export interface Unsettled {
  signings: {
    caseId: string;
    caseNumber: string;
    documentId: string;
    kindName: string;
    signerName: string;
    startedAt: string;
    attemptId: string;
    outcome?: string;
    reason?: string;
  }[];
  messages: {
    outboxId: string;
    contactId: string;
    caseId?: string;
    caseNumber?: string;
    purpose: string;
    startedAt: string;
    reason?: string;
  }[];
}

/** One conversation that an officer has to take up. */
export interface HandedOver {
  contactId: string;
  label: string;
  reason?: string;
  handedOverAt?: string;
  lastInboundAt?: string;
  cases: { id: string; number: string }[];
}

/** One account as the admin sees it. */
export interface OfficerAccount {
  officerId: string;
  username?: string;
  name: string;
  roles: Role[];
  areas: string[] | '*';
  isActive: boolean;
  authorities?: import('../../../src/app/ports.ts').SigningAuthority[];
}

/** One area of the regency. */
export interface Area {
  code: string;
  name: string;
  level: string;
}

/** What Mode Peragaan shows openly. */
export interface Demo {
  accounts: { username: string; password: string; name: string; roles: Role[] }[];
  passphrase: string;
  pin: string;
  blankSerial: string;
  clock: { now: string; offsetMs: number };
  phoneUrl: string;
  siakUrl: string;
}
