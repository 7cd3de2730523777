/** What people may do to a case, and the one table of when and who. The browser shows its buttons from it too. */

import type { AnswerValue } from '../../catalogue/condition.ts';
import type { Delivery } from '../../catalogue/define-document.ts';
import type { PlannedDocument } from './events.ts';
import type { CaseReason, DocumentReason, PaperReason, ReleaseReason } from './reasons.ts';
import type {
  Attachment,
  CaseState,
  CaseStatus,
  Channel,
  DocumentStatus,
  Draft,
  IdentityProof,
  Recipient,
  Replacement,
  StoredFile,
} from './state.ts';

/** Roles of an office, besides the resident and the system itself. */
export const roles = ['petugas-layanan', 'operator', 'verifikator', 'penandatangan', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Everything that can be asked of a case. */
export type CaseAct =
  | {
      act: 'open-case';
      id: string;
      number: string;
      serviceId: string;
      serviceVersion: string;
      channel: Channel;
      contactId?: string;
      forWhom: 'self' | 'household' | 'resident';
    }
  | {
      act: 'record-answers';
      answers: Record<string, AnswerValue | null>;
      source: 'chat' | 'officer' | 'form';
    }
  | { act: 'check-fields'; fields: string[] }
  | { act: 'add-attachment'; attachment: Omit<Attachment, 'status'> }
  | { act: 'assign-attachment'; attachmentId: string; requirementId: string | null }
  | { act: 'withdraw-attachment'; attachmentId: string }
  | { act: 'submit-case'; delivery?: Delivery }
  | { act: 'take-case' }
  | { act: 'release-case'; reason?: ReleaseReason; note?: string }
  | { act: 'renew-pin'; proof: IdentityProof; via: 'counter' | 'whatsapp' }
  | { act: 'accept-paper'; requirementId: string }
  | {
      act: 'ask-again';
      requirementId: string;
      reason: PaperReason;
      note?: string;
      /** Only these papers of the requirement are bad; without it all of them are. */
      attachmentIds?: string[];
    }
  | { act: 'accept-case'; documentIds: string[] }
  | { act: 'reject-case'; reason: CaseReason; note?: string }
  | { act: 'withdraw-case'; note?: string }
  /** Nobody was heard of for longer than the case may wait (domain/office/retention.ts). */
  | { act: 'lapse-case' }
  | { act: 'return-to-intake'; reason: DocumentReason; note?: string }
  | { act: 'attach-draft'; documentId: string; draft: Omit<Draft, 'version'> }
  | { act: 'verify-documents'; documents: { documentId: string; draftSha256: string }[] }
  | { act: 'return-document'; documentId: string; reason: DocumentReason; note?: string }
  | { act: 'mark-read'; documentId: string; draftSha256: string }
  | { act: 'start-signing'; documentId: string; attemptId: string; authorityId: string }
  | { act: 'record-signing-refused'; documentId: string; attemptId: string; problem: string }
  | { act: 'record-signing-not-reached'; documentId: string; attemptId: string }
  | { act: 'record-signing-unsettled'; documentId: string; attemptId: string; reason: string }
  | { act: 'keep-faulty-pdf'; documentId: string; file: StoredFile; reason: string }
  | { act: 'record-signed'; documentId: string; attemptId: string; file: StoredFile; signedAt: string }
  | {
      act: 'settle-signing';
      documentId: string;
      attemptId: string;
      evidence: string;
      signed?: { file: StoredFile; signedAt: string };
    }
  | {
      act: 'take-in-signed';
      documentId: string;
      number: string;
      file: StoredFile;
      signedAt: string;
      signerId: string;
    }
  | { act: 'issue-document'; documentId: string }
  | { act: 'print-card'; documentId: string; blankSerial: string }
  | { act: 'offer-card'; documentId: string }
  | {
      act: 'receive-document';
      documentId: string;
      how: 'whatsapp' | 'counter' | 'said-so';
      /** Who took the printed paper at the counter. */
      recipient?: Recipient;
    }
  | { act: 'supersede-document'; documentId: string; replacedBy: Replacement };

export type ActName = CaseAct['act'];

/** Who may ask for it: officers by role, the resident whose case it is, the system. */
export type ActBy = Role | 'resident' | 'system';

/** One row of the table. */
export interface ActRule {
  by: readonly ActBy[];
  /** States of the case; `none` means before it exists. */
  when: readonly (CaseStatus | 'none')[];
  /** States of the document it is about. */
  documentWhen?: readonly DocumentStatus[];
  documentForm?: 'paper' | 'card';
  /** The officer must have taken the case first. */
  taken?: true;
}

const intake = ['draft', 'submitted', 'incomplete'] as const;

/** Which act is allowed in which state, for whom. */
export const actTable: Readonly<Record<ActName, ActRule>> = {
  'open-case': { by: ['resident', 'petugas-layanan'], when: ['none'] },
  'record-answers': {
    by: ['resident', 'petugas-layanan', 'operator'],
    when: ['draft', 'submitted', 'incomplete', 'accepted'],
  },
  'check-fields': { by: ['petugas-layanan'], when: ['submitted', 'incomplete'] },
  'add-attachment': {
    by: ['resident', 'petugas-layanan'],
    when: ['draft', 'submitted', 'incomplete', 'accepted'],
  },
  'assign-attachment': { by: ['resident', 'petugas-layanan'], when: intake },
  'withdraw-attachment': { by: ['resident', 'petugas-layanan'], when: intake },
  'submit-case': { by: ['resident', 'petugas-layanan'], when: ['draft'] },
  'take-case': { by: ['petugas-layanan'], when: ['submitted', 'incomplete'] },
  'release-case': { by: ['petugas-layanan', 'admin'], when: ['submitted', 'incomplete'] },
  // Documents can be fetched with the PIN after the case has closed, and a refusal can be read.
  'renew-pin': {
    by: ['petugas-layanan'],
    when: ['submitted', 'incomplete', 'accepted', 'closed', 'rejected'],
  },
  'accept-paper': { by: ['petugas-layanan'], when: ['submitted', 'incomplete'], taken: true },
  'ask-again': { by: ['petugas-layanan'], when: ['submitted', 'incomplete'], taken: true },
  'accept-case': { by: ['petugas-layanan'], when: ['submitted'], taken: true },
  'reject-case': { by: ['petugas-layanan'], when: ['submitted', 'incomplete'], taken: true },
  'withdraw-case': {
    by: ['resident', 'petugas-layanan'],
    when: ['draft', 'submitted', 'incomplete', 'accepted'],
  },
  'lapse-case': { by: ['system'], when: ['draft', 'incomplete', 'accepted'] },
  'return-to-intake': { by: ['operator', 'verifikator'], when: ['accepted'] },
  'attach-draft': {
    by: ['operator'],
    when: ['accepted'],
    documentWhen: ['planned', 'drafted'],
    documentForm: 'paper',
  },
  'verify-documents': {
    by: ['verifikator'],
    when: ['accepted'],
    documentWhen: ['drafted'],
    documentForm: 'paper',
  },
  'return-document': {
    by: ['verifikator', 'penandatangan'],
    when: ['accepted'],
    documentWhen: ['drafted', 'verified'],
    documentForm: 'paper',
  },
  'mark-read': {
    by: ['penandatangan'],
    when: ['accepted'],
    documentWhen: ['verified'],
    documentForm: 'paper',
  },
  'start-signing': {
    by: ['penandatangan'],
    when: ['accepted'],
    documentWhen: ['verified'],
    documentForm: 'paper',
  },
  // An answer that comes after the attempt was given up for unknown still settles it.
  'record-signing-refused': { by: ['system'], when: ['accepted'], documentWhen: ['signing', 'unsettled'] },
  'record-signing-not-reached': {
    by: ['system'],
    when: ['accepted'],
    documentWhen: ['signing', 'unsettled'],
  },
  'record-signing-unsettled': { by: ['system'], when: ['accepted'], documentWhen: ['signing'] },
  'keep-faulty-pdf': {
    by: ['system', 'operator', 'penandatangan', 'admin'],
    when: ['accepted'],
    documentWhen: ['verified', 'signing', 'unsettled'],
  },
  'record-signed': { by: ['system'], when: ['accepted'], documentWhen: ['signing', 'unsettled'] },
  'settle-signing': { by: ['penandatangan', 'admin'], when: ['accepted'], documentWhen: ['unsettled'] },
  'take-in-signed': {
    by: ['operator'],
    when: ['accepted'],
    documentWhen: ['verified'],
    documentForm: 'paper',
  },
  'issue-document': { by: ['system'], when: ['accepted'], documentWhen: ['signed'] },
  'print-card': { by: ['operator'], when: ['accepted'], documentWhen: ['planned'], documentForm: 'card' },
  'offer-card': {
    by: ['operator', 'system'],
    when: ['accepted'],
    documentWhen: ['printed'],
    documentForm: 'card',
  },
  'receive-document': {
    by: ['resident', 'petugas-layanan', 'system'],
    when: ['accepted'],
    documentWhen: ['issued', 'waiting'],
  },
  // A later document may replace one of a case that closed long ago.
  'supersede-document': {
    by: ['system'],
    when: ['accepted', 'closed'],
    documentWhen: ['issued', 'received'],
    documentForm: 'paper',
  },
};

/**
 * Whether the table allows an act: the role has the duty and the case (and document) is in a fitting state.
 * Finer rules (fields, papers, separation of duties, versions) are `decide`'s.
 */
export function isAllowed(
  act: ActName,
  by: readonly ActBy[],
  state: Pick<CaseState, 'status'> | undefined,
  document?: { status: DocumentStatus; form: 'paper' | 'card' },
): boolean {
  const rule = actTable[act];
  if (!rule.by.some((one) => by.includes(one))) return false;
  if (!rule.when.includes(state?.status ?? 'none')) return false;
  if (document === undefined) return true;
  if (rule.documentForm !== undefined && rule.documentForm !== document.form) return false;
  return rule.documentWhen === undefined || rule.documentWhen.includes(document.status);
}

export type { PlannedDocument };
