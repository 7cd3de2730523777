/** What the chat knows, hears, says and wants done: the shapes of a conversation, without any network. */
import type { AnswerValue } from '../../catalogue/condition.ts';
import type { Service } from '../../catalogue/define-service.ts';
import type { CaseState } from '../case/state.ts';

export type Language = 'id' | 'en';

/** Steps of the conversation. Each is a row of the table in `steps.ts`. */
export type StepName =
  | 'consent'
  | 'menu'
  | 'services'
  | 'for-whom'
  | 'question'
  | 'package'
  | 'papers'
  | 'summary'
  | 'correct'
  | 'pin'
  | 'pin-again'
  | 'handed-in'
  | 'which-case'
  | 'confirm-withdraw'
  | 'confirm-erase'
  | 'pin-for-documents'
  | 'with-officer'
  | 'stopped';

/** Kept between messages, encrypted. Small on purpose: facts live in the case. */
export interface ConversationState {
  flow: 1;
  step: StepName;
  language: Language;
  /** Changes with every question, so that a tap on an old button is known as stale. */
  nonce: string;
  /** Consent text version that the person agreed to. */
  consent?: string;
  currentCaseId?: string;
  serviceId?: string;
  group?: string;
  /** Field being asked, in step `question` and `correct`. */
  field?: string;
  /** What a choice among several cases is for. */
  intent?: 'status' | 'continue' | 'withdraw' | 'documents';
  /** Answers in a row that were not understood. */
  misses: number;
  /** First typing of the PIN, until it is repeated; digest only, made by the app. */
  pinDigest?: string;
  /** Chosen way to receive. */
  delivery?: 'whatsapp' | 'office-pickup';
}

/** What came in, after media were fetched and inspected. */
export type ConversationInput =
  | { kind: 'text'; body: string }
  | { kind: 'choice'; id: string; title: string }
  /** A quiet moment after one or more files. `problem` is an upload refusal; ids are attachments of the case. */
  | { kind: 'papers'; papers: ({ attachmentId: string; hint: string } | { problem: string })[] }
  | { kind: 'voice' }
  | { kind: 'phone-shared' }
  | { kind: 'other'; wireType: string }
  /** Answers of the app to `verify-pin` and `make-pin-digest`. */
  | { kind: 'pin-verified'; outcome: 'ok' | 'wrong' | 'too-many' }
  | { kind: 'pin-digest'; digest: string; matches: boolean }
  /** The case handed in could not be: the domain refused. */
  | { kind: 'refused'; sentence: string; next: string };

/** Something to say, still free of WhatsApp's limits. `options` become buttons (≤ 3) or a list, always numbered. */
export interface Reply {
  body: string;
  options?: { id: string; title: string; description?: string }[];
  /** Word on the button that opens a list. */
  listButton?: string;
}

/** Something to be done by the app, in order, before the replies go out. */
export type Effect =
  | { do: 'record-consent'; version: string }
  | { do: 'open-case'; serviceId: string; forWhom: CaseState['forWhom'] }
  | { do: 'record-answers'; caseId: string; answers: Record<string, AnswerValue>; source: 'chat' | 'form' }
  | { do: 'assign-attachment'; caseId: string; attachmentId: string; requirementId: string }
  | { do: 'withdraw-case'; caseId: string }
  | { do: 'submit-case'; caseId: string; delivery: 'whatsapp' | 'office-pickup' }
  /** The app digests the PIN and comes back with `pin-digest`; on `matches` it is stored with the case. */
  | { do: 'make-pin-digest'; caseId: string; pin: string; against?: string }
  | { do: 'verify-pin'; caseId: string; pin: string }
  | { do: 'send-documents'; caseId: string }
  | { do: 'confirm-received'; caseId: string }
  | { do: 'report-fault'; caseId: string }
  | { do: 'hand-over'; reason: 'asked' | 'not-understood' | 'voice' | 'no-such-service' | 'something-wrong' }
  | { do: 'stop-messages' }
  | { do: 'erase-drafts' };

/** What the conversation must know besides its own state. */
export interface ConversationContext {
  /** ISO 8601, UTC. */
  now: string;
  /** Office's calendar day, `YYYY-MM-DD`. */
  today: string;
  newNonce: string;
  office: {
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
  /** The case that is being talked about, with its service as it was when the case began. */
  current?: { state: CaseState; service: Service; expectedOn?: string };
  /** All cases of this sender that have not ended, and those ended in the last 30 days, newest first. */
  cases: readonly { state: CaseState; service: Service; expectedOn?: string }[];
  /** Is a phone number known for this sender (username-only senders may have none)? */
  hasPhone: boolean;
}

/** One turn: what to remember, what to do, what to say. */
export interface Turn {
  state: ConversationState;
  effects: Effect[];
  replies: Reply[];
}
