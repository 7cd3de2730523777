/** What the chat knows, hears, says and wants done: the shapes of a conversation, without any network. */

import type { AnswerValue } from '../../catalogue/condition.ts';
import type { Delivery } from '../../catalogue/define-document.ts';
import type { Service } from '../../catalogue/define-service.ts';
import type { CaseState } from '../case/state.ts';
import type { RefusalCode } from '../refusal.ts';
import type { Desa } from './desa-names.ts';

export type Language = 'id' | 'en';

/** Steps of the conversation. Each is a row of the table in `steps.ts`. */
export type StepName =
  | 'consent'
  | 'menu'
  | 'services'
  | 'for-whom'
  | 'question'
  | 'papers'
  | 'summary'
  | 'correct'
  | 'delivery'
  | 'which-photo'
  | 'new-photo'
  /** Nothing is being asked: a case runs, ended, or none was begun. */
  | 'resting'
  | 'which-case'
  | 'confirm-withdraw'
  | 'confirm-erase'
  | 'pin-for-documents'
  | 'with-officer'
  | 'stopped';

/** What a choice among several cases is for. */
export type Intent = 'status' | 'continue' | 'withdraw';

/** Kept between messages, encrypted. Small on purpose: facts live in the case. */
export interface ConversationState {
  flow: 1;
  step: StepName;
  language: Language;
  /** Changes with every question, so that a tap on an old button is known as stale. Empty: nothing is on offer. */
  nonce: string;
  /** Answers in a row that were not understood: 0 to 2. */
  misses: number;
  /** When this person last wrote, ISO 8601; absent until the first message was answered. */
  heardAt?: string;
  /** Consent text version that the person agreed to. */
  consent?: string;
  currentCaseId?: string;
  serviceId?: string;
  group?: string;
  /** Screenful of a list with more than ten rows, from 0. */
  page?: number;
  /** Field being asked, in step `question`; the paper that is replaced, in step `new-photo`. */
  field?: string;
  /** A name that was typed for that field and is asked for once more. */
  doubted?: string;
  intent?: Intent;
  /** When a word that does not count with an officer was last answered, ISO 8601. */
  toldAt?: string;
  /** Way to receive, when it is not the service's usual one. */
  delivery?: Delivery;
  /** Papers and optional fields of the current case that the person does not have now. */
  skipped?: readonly string[];
  /** Answers of a text form that came before the case was opened. */
  held?: Readonly<Record<string, AnswerValue>>;
}

/** Why a file that came in cannot be used: a refused upload, or a file that WhatsApp no longer had. */
export type PaperProblem = Extract<RefusalCode, `upload-${string}`> | 'download-gone';

/** A file that arrived: already an attachment, with caption or file name as its hint. */
export interface ArrivedPaper {
  attachmentId: string;
  hint: string;
}

/** What came in, after media were fetched and inspected. */
export type ConversationInput =
  | { kind: 'text'; body: string }
  | { kind: 'choice'; id: string; title: string }
  /**
   * A quiet moment after one or more files. The app has put the good ones into the case that `caseForPapers`
   * named (unassigned), or among the loose papers when it named none.
   */
  | { kind: 'papers'; papers: readonly (ArrivedPaper | { problem: PaperProblem })[] }
  /** A voice message or video: kept for the officer. */
  | { kind: 'voice' }
  | { kind: 'phone-shared' }
  /** Sticker, reaction, location, anything unknown. */
  | { kind: 'other'; wireType: string }
  /** Answer of the app to `make-pin-digest`. */
  | { kind: 'pin-digest'; digest: string }
  /** Answer of the app to `verify-pin`. */
  | { kind: 'pin-verified'; outcome: 'ok' | 'wrong' | 'too-many' }
  /** An effect of the last turn was refused by the domain; nothing of that turn was kept. */
  | { kind: 'refused'; sentence: string; next: string };

/** One choice below a message. Titles are unique and within WhatsApp's limits; the adapter adds the numbers. */
export interface ReplyOption {
  id: string;
  title: string;
  description?: string;
  /** Heading of a list, above this row and those that follow with the same one. */
  section?: string;
}

/** Something to say. `options` become buttons (≤ 3) or a list (≤ 10). */
export interface Reply {
  body: string;
  options?: ReplyOption[];
  /** Word on the button that opens a list; present with more than three options. */
  listButton?: string;
  /** Send it as a request for the phone number: this sender is known by username only. */
  requestsPhone?: true;
}

/** Something to be done by the app, in order and in one transaction, before the replies go out. */
export type Effect =
  | { do: 'record-consent'; version: string }
  /** `caseId` is the context's `newCaseId`. */
  | { do: 'open-case'; caseId: string; serviceId: string; forWhom: CaseState['forWhom'] }
  /** Adds loose papers to the case as unassigned attachments under the same ids. */
  | { do: 'adopt-papers'; caseId: string; attachmentIds: string[] }
  | { do: 'record-answers'; caseId: string; answers: Record<string, AnswerValue>; source: 'chat' | 'form' }
  | { do: 'assign-attachment'; caseId: string; attachmentId: string; requirementId: string }
  /** A paper that another one has replaced. */
  | { do: 'withdraw-attachment'; caseId: string; attachmentId: string }
  | { do: 'withdraw-case'; caseId: string }
  /** The app digests the PIN, keeps nothing, and comes back with `pin-digest`. */
  | { do: 'make-pin-digest'; caseId: string; pin: string }
  | { do: 'keep-pin'; caseId: string; digest: string }
  | { do: 'submit-case'; caseId: string; delivery: Delivery }
  /** The app compares, counts the tries, and comes back with `pin-verified`. */
  | { do: 'verify-pin'; caseId: string; pin: string }
  | { do: 'send-documents'; caseId: string }
  | { do: 'confirm-received'; caseId: string }
  | { do: 'report-fault'; caseId: string }
  | { do: 'hand-over'; reason: HandOverReason }
  /** The person went back to the automatic service by a word or a tap. */
  | { do: 'end-hand-over' }
  | { do: 'stop-messages' }
  | { do: 'resume-messages' }
  /**
   * Erases what this sender did not hand in: drafts, papers, messages, consent and conversation. Of the consent remains
   * that it was withdrawn.
   */
  | { do: 'erase-unsent' };

/** Why an officer is needed. */
export type HandOverReason = 'asked' | 'not-understood' | 'voice' | 'no-such-service' | 'something-wrong';

/** A case with its service as it was when the case began. */
export interface CaseEntry {
  state: CaseState;
  service: Service;
  /** Day on which the office expects to be done, `YYYY-MM-DD`; for a draft, as if it were handed in today. */
  expectedOn?: string;
}

/** What the conversation must know besides its own state. */
export interface ConversationContext {
  /** ISO 8601, UTC. */
  now: string;
  /** Office's calendar day, `YYYY-MM-DD`. */
  today: string;
  /** Never used before: a few letters and digits are enough. */
  newNonce: string;
  /** Id of the case that this turn would open. */
  newCaseId: string;
  office: {
    /** E.g. "Disdukcapil Kabupaten Balangan". */
    name: string;
    regency: string;
    /** E.g. "Senin–Jumat 08.00–15.30 WITA". */
    hours: string;
    isOpen: boolean;
    retentionDays: number;
    consentVersion: string;
    trackUrl: string;
  };
  services: readonly Service[];
  /** The case that is being talked about. */
  current?: CaseEntry;
  /**
   * All cases of this sender that have not ended, those ended in the last 30 days, and the one that a tapped
   * choice names (see `caseIdOfChoice`), newest first. Cases of other people never stand here.
   */
  cases: readonly CaseEntry[];
  /** Files of this sender that belong to no case yet, oldest first. */
  loosePapers: readonly ArrivedPaper[];
  /** Is a phone number known for this sender (username-only senders may have none)? */
  hasPhone: boolean;
  /** An officer holds the conversation: handed over, neither released nor idle for 12 hours. */
  withOfficer: boolean;
  /** Knows the desa codes of the country, `63.11.04.2003`. */
  isDesa?: (code: string) => boolean;
  /** Those of the office's areas, which may be named instead of their codes. */
  desas?: readonly Desa[];
}

/** One turn: what to remember, what to do, what to say. */
export interface Turn {
  state: ConversationState;
  effects: Effect[];
  /** At most one: messages cost money. */
  replies: Reply[];
  /** The message that was heard holds a PIN: nobody in the office may see its text. */
  heardPin?: true;
}
