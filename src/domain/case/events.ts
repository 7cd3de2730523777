/** What has happened to a case. Appended, never changed; `evolve` folds them into the state. */

import type { AnswerValue } from '../../catalogue/condition.ts';
import type { Delivery } from '../../catalogue/define-document.ts';
import type { CaseReason, DocumentReason, PaperReason, ReleaseReason } from './reasons.ts';
import type {
  Attachment,
  CaseStatus,
  Channel,
  Draft,
  IdentityProof,
  Recipient,
  Replacement,
  SigningAttempt,
  StoredFile,
} from './state.ts';

/** Who did it: an officer, the resident, or the system on its own. */
export interface Actor {
  kind: 'officer' | 'resident' | 'system';
  /** Officer id or contact id; `system` for the system. */
  id: string;
}

/** The system acting by itself. */
export const systemActor: Actor = { kind: 'system', id: 'system' };

/** One document that acceptance plans. */
export interface PlannedDocument {
  id: string;
  documentId: string;
  subject: string;
  form: 'paper' | 'card';
}

/** The closed list of events with what each carries. Everything in them except `type` is encrypted at rest. */
export type CaseEventData =
  | {
      type: 'case-opened';
      id: string;
      number: string;
      serviceId: string;
      serviceVersion: string;
      channel: Channel;
      contactId?: string;
      forWhom: 'self' | 'household' | 'resident';
    }
  | {
      type: 'answers-recorded';
      answers: Record<string, AnswerValue | null>;
      source: 'chat' | 'officer' | 'form';
    }
  | { type: 'fields-checked'; fields: string[] }
  | { type: 'attachment-added'; attachment: Omit<Attachment, 'status'> }
  | { type: 'attachment-assigned'; attachmentId: string; requirementId: string | null }
  | { type: 'attachment-withdrawn'; attachmentId: string }
  | { type: 'case-submitted'; on: string; delivery?: Delivery }
  | { type: 'case-taken' }
  | { type: 'case-released'; reason?: ReleaseReason; note?: string }
  | { type: 'pin-renewed'; proof: IdentityProof; via: 'counter' | 'whatsapp' }
  | { type: 'paper-accepted'; requirementId: string }
  | {
      type: 'paper-asked-again';
      requirementId: string;
      reason: PaperReason;
      note?: string;
      /** The bad ones; absent means all that were in hand. */
      attachmentIds?: string[];
    }
  | { type: 'resident-answered' }
  | { type: 'case-accepted'; documents: PlannedDocument[] }
  | { type: 'case-returned-to-intake'; reason: DocumentReason; note?: string }
  | { type: 'case-rejected'; reason: CaseReason; note?: string }
  | { type: 'case-withdrawn'; note?: string }
  /** Ended by the system, because the resident was silent for too long. */
  | { type: 'case-lapsed' }
  | { type: 'draft-attached'; documentId: string; draft: Draft }
  | { type: 'document-verified'; documentId: string; draftSha256: string }
  | { type: 'document-returned'; documentId: string; reason: DocumentReason; note?: string }
  | { type: 'document-read'; documentId: string; draftSha256: string }
  | { type: 'signing-started'; documentId: string; attempt: SigningAttempt }
  | { type: 'signing-refused'; documentId: string; attemptId: string; problem: string }
  | { type: 'signing-not-reached'; documentId: string; attemptId: string }
  | { type: 'signing-unsettled'; documentId: string; attemptId: string; reason: string }
  /** A signed PDF that failed its checks: kept as evidence, never published. `reason` is the list of its faults. */
  | { type: 'faulty-pdf-kept'; documentId: string; file: StoredFile; reason: string }
  | {
      type: 'document-signed';
      documentId: string;
      attemptId?: string;
      file: StoredFile;
      signedAt: string;
      signerId: string;
      via: 'bsre' | 'siak';
    }
  | { type: 'signing-settled-unsigned'; documentId: string; attemptId: string; evidence: string }
  | { type: 'document-issued'; documentId: string }
  | { type: 'card-printed'; documentId: string; blankSerial: string }
  | { type: 'card-waiting'; documentId: string }
  | {
      type: 'document-received';
      documentId: string;
      how: 'whatsapp' | 'counter' | 'said-so';
      recipient?: Recipient;
    }
  | { type: 'document-withdrawn'; documentId: string }
  | { type: 'document-superseded'; documentId: string; replacedBy: Replacement }
  | { type: 'verification-voided'; reason: string }
  | { type: 'case-closed' };

/** An event as it was decided: with its instant (ISO 8601, UTC) and its actor. */
export type CaseEvent = CaseEventData & { at: string; actor: Actor };

/** Statuses in which nothing more happens. */
export const endedStatuses: readonly CaseStatus[] = ['closed', 'withdrawn', 'rejected'];
