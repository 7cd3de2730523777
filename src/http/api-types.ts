/** The shapes that the API speaks, for the pages: what the acts answer, and what only the routes add. Types alone. */
import type { CaseView } from '../app/case-view.ts';
import type { ConversationView } from '../app/conversations.ts';
import type { Desk } from '../app/list-cases.ts';
import type { Officer, SigningAuthority, ThreadMessage } from '../app/ports.ts';
import type { SigningResult as SigningOutcome } from '../app/sign-documents.ts';
import type { RefusalCode } from '../domain/refusal.ts';

export type { CaseHistory, HistoryLine } from '../app/case-history.ts';
export type {
  CaseView,
  DocumentView,
  FieldView,
  PaperView,
  Purpose,
  RequirementView,
} from '../app/case-view.ts';
export type { DocumentAnswer } from '../app/check-document.ts';
export type { ConversationView } from '../app/conversations.ts';
export type { Desk } from '../app/list-cases.ts';
export type { Unsettled } from '../app/list-unsettled.ts';
export type { CaseListItem, SignatureFault, SigningAuthority, ThreadMessage } from '../app/ports.ts';
export type { SiakEntry } from '../app/siak-entry.ts';
export type { DocumentToSign } from '../app/signing-queue.ts';
export type { TrackedCase, TrackedDocument } from '../app/track-case.ts';
export type { AnswerValue } from '../catalogue/condition.ts';
export type { FieldSpec, Service } from '../catalogue/define-service.ts';
export type { ActName, Role } from '../domain/case/acts.ts';

/** Conversations that wait for an officer. */
export interface ConversationList {
  contacts: ConversationView[];
}

/** One of them, with what was said. */
export type Conversation = ConversationView & { thread: ThreadMessage[] };

/** What the server tells open pages: something about this topic changed. */
export interface Change {
  topic: string;
}

/** How many wait where. */
export type Counts = Record<Desk | 'handed-over', number>;

/** One officer as the admin sees them: with name at sign-in and powers to sign. */
export type OfficerAccount = Officer & { authorities: SigningAuthority[]; username?: string };

/** A first password, for the admin to hand over: it is shown once, and must be changed at the first sign-in. */
export interface StartPassword {
  officerId: string;
  startPassword: string;
}

/** Kecamatan and desa of the regency. */
export interface Area {
  code: string;
  name: string;
  level: string;
}

/** The body of a refusal: code, sentence, next step, and the slots for pages that use their own words. */
export interface RefusalBody {
  refused: RefusalCode;
  sentence: string;
  next: string;
  slots?: Readonly<Record<string, string>>;
}

/** What an act on a case answers: where the case stands now, and what happened. */
export interface ActDone {
  version: number;
  status: CaseView['status'];
  events: string[];
}

/** What became of one document of a batch, the refusal in words. */
export type SigningResult = Omit<SigningOutcome, 'refusal'> & { refusal?: RefusalBody };

/** What a page needs to know about its person, its office and the office's clock. */
export interface SessionView {
  officer: Pick<Officer, 'officerId' | 'name' | 'roles' | 'areas'>;
  office: {
    name: string;
    regencyName: string;
    serviceName: string;
    utcOffsetMinutes: number;
    hoursText: string;
  };
  /** Signed in with a password that the admin knows: only changing it is possible. */
  mustChangePassword: boolean;
  mode: 'peragaan' | 'produksi';
  now: string;
  clockOffsetMs: number;
}

/** What Mode Peragaan shows openly: it opens nothing but invented data. */
export interface DemoView {
  accounts: {
    username: string;
    password: string;
    name: string;
    roles: readonly Officer['roles'][number][];
  }[];
  passphrase: string;
  pin: string;
  blankSerial: string;
  clock: { now: string; offsetMs: number; utcOffsetMinutes: number };
  phoneUrl: string;
  siakUrl: string;
}
