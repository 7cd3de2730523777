/** Decides acts on a case: the table first, then the finer rules. Pure; the same answer for the same question. */
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { actTable, type CaseAct, isAllowed } from './acts.ts';
import { cleanText } from './answer.ts';
import { type DecideContext, type Decision, happen, noteOf } from './decide-context.ts';
import {
  attachDraft,
  keepFaultyPdf,
  markRead,
  receiveDocument,
  recordSigningOutcome,
  startSigning,
  supersedeDocument,
  takeInSigned,
  verifyDocuments,
} from './decide-documents.ts';
import {
  acceptCase,
  checkFields,
  endWithout,
  lapseCase,
  recordAnswers,
  releaseCase,
  submitCase,
  takeCase,
} from './decide-intake.ts';
import {
  acceptPaper,
  addAttachment,
  askAgain,
  assignAttachment,
  withdrawAttachment,
} from './decide-papers.ts';
import { type CaseState, type DocumentJob, findDocument, isBeyondRecall } from './state.ts';

/** The refusal of the acts table, or nothing when the act may be decided. */
function gate(state: CaseState | undefined, act: CaseAct, context: DecideContext): Refusal | undefined {
  const rule = actTable[act.act];
  if (!rule.by.some((one) => context.by.includes(one))) return refuse('not-your-duty');
  if (state === undefined && !rule.when.includes('none')) return refuse('not-found');
  const job = state !== undefined && 'documentId' in act ? findDocument(state, act.documentId) : undefined;
  if ('documentId' in act && job === undefined) return refuse('unknown-document');
  if (!isAllowed(act.act, context.by, state, job)) {
    return job?.status === 'unsettled' || job?.status === 'signing'
      ? refuse('signing-unsettled')
      : refuse('not-now');
  }
  if (rule.taken === true && state?.takenBy !== context.actor.id) {
    return state?.takenBy === undefined ? refuse('not-taken') : refuse('taken-by-other');
  }
  return undefined;
}

function decideDocument(state: CaseState, job: DocumentJob, act: CaseAct, context: DecideContext): Decision {
  switch (act.act) {
    case 'attach-draft':
      return attachDraft(job, act, context);
    case 'mark-read':
      return markRead(job, act, context);
    case 'start-signing':
      return startSigning(job, act, context);
    case 'record-signing-refused':
    case 'record-signing-not-reached':
    case 'record-signing-unsettled':
    case 'record-signed':
    case 'settle-signing':
      return recordSigningOutcome(job, act, context);
    case 'keep-faulty-pdf':
      return keepFaultyPdf(job, act, context);
    case 'take-in-signed':
      return takeInSigned(job, act, context);
    case 'return-document':
      return happen(context, {
        type: 'document-returned',
        documentId: job.id,
        reason: act.reason,
        ...noteOf(act),
      });
    case 'issue-document':
      return happen(context, { type: 'document-issued', documentId: job.id });
    case 'print-card': {
      const blankSerial = cleanText(act.blankSerial);
      return blankSerial === ''
        ? refuse('blank-serial-needed')
        : happen(context, { type: 'card-printed', documentId: job.id, blankSerial });
    }
    case 'offer-card':
      return happen(context, { type: 'card-waiting', documentId: job.id });
    case 'receive-document':
      return receiveDocument(state, job, act, context);
    case 'supersede-document':
      return supersedeDocument(state, act, context);
    default:
      return refuse('unknown-document');
  }
}

function decideWithin(state: CaseState, act: CaseAct, context: DecideContext): Decision {
  if ('documentId' in act) return decideDocument(state, findDocument(state, act.documentId)!, act, context);
  switch (act.act) {
    case 'record-answers':
      return recordAnswers(state, act, context);
    case 'check-fields':
      return checkFields(state, act, context);
    case 'add-attachment':
      return addAttachment(state, act, context);
    case 'assign-attachment':
      return assignAttachment(state, act, context);
    case 'withdraw-attachment':
      return withdrawAttachment(state, act, context);
    case 'submit-case':
      return submitCase(state, act, context);
    case 'take-case':
      return takeCase(state, context);
    case 'release-case':
      return releaseCase(state, act, context);
    case 'renew-pin':
      // Whoever was only asked in the chat does not stand at the counter.
      if (act.proof === 'asked-in-chat' && act.via === 'counter') return refuse('identity-not-seen');
      return happen(context, { type: 'pin-renewed', proof: act.proof, via: act.via });
    case 'accept-paper':
      return acceptPaper(state, act, context);
    case 'ask-again':
      return askAgain(state, act, context);
    case 'accept-case':
      return acceptCase(state, act, context);
    case 'return-to-intake':
      if (state.documents.some(isBeyondRecall)) return refuse('not-now');
      return happen(context, {
        type: 'case-returned-to-intake',
        reason: act.reason,
        ...noteOf(act),
      });
    case 'reject-case':
    case 'withdraw-case': {
      const end =
        act.act === 'reject-case'
          ? happen(context, { type: 'case-rejected', reason: act.reason, ...noteOf(act) })
          : happen(context, { type: 'case-withdrawn', ...noteOf(act) });
      return endWithout(state, end, context);
    }
    case 'lapse-case':
      return lapseCase(state, context);
    case 'verify-documents':
      return verifyDocuments(state, act, context);
    default:
      return refuse('not-now');
  }
}

/** Decides one act. `state` is `undefined` before the case exists. */
export function decide(state: CaseState | undefined, act: CaseAct, context: DecideContext): Decision {
  const refusal = gate(state, act, context);
  if (refusal !== undefined) return refusal;
  if (act.act === 'open-case') {
    const { act: _act, ...opened } = act;
    return happen(context, { type: 'case-opened', ...opened });
  }
  return state === undefined ? refuse('not-found') : decideWithin(state, act, context);
}

export { isRefusal };
