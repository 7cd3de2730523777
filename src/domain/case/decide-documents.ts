/** Decisions about each expected document: drafted in SIAK, verified, signed, issued, printed, received. */
import { refuse } from '../refusal.ts';
import { type CaseAct, isAllowed } from './acts.ts';
import { cleanText } from './answer.ts';
import { type DecideContext, type Decision, happen } from './decide-context.ts';
import { draftFault } from './draft-faults.ts';
import { dutyConflict } from './duties.ts';
import type { CaseEvent } from './events.ts';
import { evolveAll } from './evolve.ts';
import { type CaseState, type DocumentJob, findDocument, isEnded } from './state.ts';

type Act<N extends CaseAct['act']> = Extract<CaseAct, { act: N }>;

/** Takes in the PDF that SIAK made: exactly these bytes are verified and signed later. What was returned is not taken twice. */
export function attachDraft(job: DocumentJob, act: Act<'attach-draft'>, context: DecideContext): Decision {
  if (job.draft?.sha256 === act.draft.sha256 && job.status === 'drafted') return [];
  const returned = job.returnedDrafts?.find((one) => one.sha256 === act.draft.sha256);
  if (returned !== undefined) return refuse('draft-was-returned', { reason: returned.reason });
  const draft = { ...act.draft, version: (job.draft?.version ?? 0) + 1 };
  return happen(context, { type: 'draft-attached', documentId: job.id, draft });
}

/** Verifies documents, each against the very draft the verifier saw, by somebody who did not enter it. */
export function verifyDocuments(
  state: CaseState,
  act: Act<'verify-documents'>,
  context: DecideContext,
): Decision {
  const events: CaseEvent[] = [];
  for (const { documentId, draftSha256 } of act.documents) {
    const job = findDocument(state, documentId);
    if (job === undefined) return refuse('unknown-document');
    const isNamedTwice = events.some((event) => 'documentId' in event && event.documentId === documentId);
    if (isNamedTwice || (job.status === 'verified' && job.draft?.sha256 === draftSha256)) continue;
    if (!isAllowed('verify-documents', context.by, state, job)) return refuse('not-now');
    if (job.draft?.sha256 !== draftSha256) return refuse('draft-changed');
    const conflict = dutyConflict('verify', job, context.actor.id);
    if (conflict !== undefined) return conflict;
    events.push(...happen(context, { type: 'document-verified', documentId, draftSha256 }));
  }
  return act.documents.length === 0 ? refuse('nothing-to-do') : events;
}

/** The signer has read one verified document. Reading a changed draft does not count. */
export function markRead(job: DocumentJob, act: Act<'mark-read'>, context: DecideContext): Decision {
  if (job.draft?.sha256 !== act.draftSha256) return refuse('draft-changed');
  const conflict = dutyConflict('sign', job, context.actor.id);
  if (conflict !== undefined) return conflict;
  return job.readSha256 === act.draftSha256 && job.readBy === context.actor.id
    ? []
    : happen(context, { type: 'document-read', documentId: job.id, draftSha256: act.draftSha256 });
}

/** Writes down that a signature is about to be asked for. Authority was checked by the caller for this moment. */
export function startSigning(job: DocumentJob, act: Act<'start-signing'>, context: DecideContext): Decision {
  // Who signs has read it with their own eyes: another signer's reading does not count.
  const isRead = job.readSha256 === job.draft?.sha256 && job.readBy === context.actor.id;
  if (job.draft === undefined || !isRead) return refuse('not-read');
  const conflict = dutyConflict('sign', job, context.actor.id);
  if (conflict !== undefined) return conflict;
  return happen(context, {
    type: 'signing-started',
    documentId: job.id,
    attempt: {
      id: act.attemptId,
      draftSha256: job.draft.sha256,
      signerId: context.actor.id,
      authorityId: act.authorityId,
      startedAt: context.now,
    },
  });
}

type SigningOutcome = Act<
  | 'record-signing-refused'
  | 'record-signing-not-reached'
  | 'record-signing-unsettled'
  | 'record-signed'
  | 'settle-signing'
>;

/** Records what became of an attempt. Only the attempt that was started can be settled, and only once. */
export function recordSigningOutcome(
  job: DocumentJob,
  act: SigningOutcome,
  context: DecideContext,
): Decision {
  const { attempt } = job;
  if (attempt === undefined || attempt.id !== act.attemptId) return refuse('not-now');
  const about = { documentId: job.id, attemptId: act.attemptId };
  const evidence = act.act === 'settle-signing' ? cleanText(act.evidence) : '';
  if (act.act === 'settle-signing' && evidence === '') return refuse('reason-needed');
  switch (act.act) {
    case 'record-signing-refused':
      return happen(context, { type: 'signing-refused', ...about, problem: act.problem });
    case 'record-signing-not-reached':
      return happen(context, { type: 'signing-not-reached', ...about });
    case 'record-signing-unsettled':
      return happen(context, { type: 'signing-unsettled', ...about, reason: act.reason });
    case 'record-signed':
      return happen(context, {
        type: 'document-signed',
        ...about,
        file: act.file,
        signedAt: act.signedAt,
        signerId: attempt.signerId,
        via: 'bsre',
      });
    case 'settle-signing':
      if (act.signed !== undefined) {
        return happen(context, {
          type: 'document-signed',
          ...about,
          ...act.signed,
          signerId: attempt.signerId,
          via: 'bsre',
        });
      }
      return happen(context, { type: 'signing-settled-unsigned', ...about, evidence });
  }
}

/** Keeps a signed PDF that failed its checks as evidence; the same one is kept once. */
export function keepFaultyPdf(
  job: DocumentJob,
  act: Act<'keep-faulty-pdf'>,
  context: DecideContext,
): Decision {
  const { documentId, file, reason } = act;
  const isKnown = job.faultyPdfs?.some((one) => one.sha256 === file.sha256) ?? false;
  return isKnown ? [] : happen(context, { type: 'faulty-pdf-kept', documentId, file, reason });
}

/** Takes in a PDF that was signed in SIAK itself. Its checks were made by the caller; duties hold here too. */
export function takeInSigned(job: DocumentJob, act: Act<'take-in-signed'>, context: DecideContext): Decision {
  const conflict = dutyConflict('sign', job, act.signerId);
  if (conflict !== undefined) return conflict;
  if (job.draft !== undefined && job.draft.number !== act.number) {
    return refuse('draft-does-not-match', { what: draftFault('not-the-verified-number') });
  }
  return happen(context, {
    type: 'document-signed',
    documentId: job.id,
    file: act.file,
    signedAt: act.signedAt,
    signerId: act.signerId,
    via: 'siak',
  });
}

/** With the last document that ended, well or not, the case closes by itself. */
function closeAfter(state: CaseState, events: CaseEvent[], context: DecideContext): CaseEvent[] {
  const isLast = state.status === 'accepted' && evolveAll(state, events)!.documents.every(isEnded);
  return isLast ? [...events, ...happen(context, { type: 'case-closed' })] : events;
}

/** The document reached its person. A printed paper is given to somebody who is written down. */
export function receiveDocument(
  state: CaseState,
  job: DocumentJob,
  act: Act<'receive-document'>,
  context: DecideContext,
): Decision {
  const { documentId, how } = act;
  const recipient = act.recipient && { ...act.recipient, name: cleanText(act.recipient.name) };
  if (how === 'counter' && job.form === 'paper' && !recipient?.name) return refuse('recipient-needed');
  const received = happen(context, {
    type: 'document-received',
    documentId,
    how,
    ...(recipient !== undefined && { recipient }),
  });
  return closeAfter(state, received, context);
}

/** A later document of the same kind and number took its place. */
export function supersedeDocument(
  state: CaseState,
  act: Act<'supersede-document'>,
  context: DecideContext,
): Decision {
  const { documentId, replacedBy } = act;
  const superseded = happen(context, { type: 'document-superseded', documentId, replacedBy });
  return closeAfter(state, superseded, context);
}
