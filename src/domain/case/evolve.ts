/** Folds events into the state of a case. Total: an event that was decided can always be folded. */
import { type CaseEvent, endedStatuses, type PlannedDocument } from './events.ts';
import { evolvePapers } from './evolve-papers.ts';
import type { CaseState, DocumentJob } from './state.ts';

function withDocument(state: CaseState, id: string, change: (job: DocumentJob) => DocumentJob): CaseState {
  return { ...state, documents: state.documents.map((job) => (job.id === id ? change(job) : job)) };
}

function stopWaiting(state: CaseState, at: string): CaseState {
  return { ...state, waits: state.waits.map((wait) => (wait.to === undefined ? { ...wait, to: at } : wait)) };
}

/** A job that must be made again: what was entered, verified and read no longer counts. */
function backToPlanned(job: DocumentJob): DocumentJob {
  const {
    enteredBy: _entered,
    verifiedBy: _verified,
    verifiedAt: _verifiedAt,
    signedBy: _signed,
    readSha256: _read,
    readBy: _reader,
    attempt: _attempt,
    draft,
    ...rest
  } = job;
  return { ...rest, status: 'planned', ...(draft && { draft }) };
}

/** Still in the operator's, verifier's or signer's hands: correction can reach it. */
function isInProgress(job: DocumentJob): boolean {
  return job.form === 'paper' && (job.status === 'drafted' || job.status === 'verified');
}

function openCase(event: CaseEvent & { type: 'case-opened' }): CaseState {
  return {
    id: event.id,
    version: 0,
    number: event.number,
    serviceId: event.serviceId,
    serviceVersion: event.serviceVersion,
    channel: event.channel,
    ...(event.contactId !== undefined && { contactId: event.contactId }),
    forWhom: event.forWhom,
    status: 'draft',
    openedAt: event.at,
    answers: {},
    sources: {},
    checked: [],
    attachments: [],
    requirements: {},
    documents: [],
    waits: [],
  };
}

function endCase(state: CaseState, status: 'rejected' | 'withdrawn' | 'closed', at: string): CaseState {
  return { ...stopWaiting(state, at), status, endedAt: at, takenBy: undefined };
}

function recordAnswers(state: CaseState, event: CaseEvent & { type: 'answers-recorded' }): CaseState {
  const answers: Record<string, string | number | boolean | undefined> = { ...state.answers };
  const changed = Object.entries(event.answers).filter(
    ([field, value]) => answers[field] !== (value ?? undefined),
  );
  for (const [field, value] of changed) {
    if (value === null) delete answers[field];
    else answers[field] = value;
  }
  const changedFields = new Set(changed.map(([field]) => field));
  return {
    ...state,
    answers,
    sources: { ...state.sources, ...Object.fromEntries(changed.map(([field]) => [field, event.source])) },
    checked: state.checked.filter((field) => !changedFields.has(field)),
  };
}

function evolveIntake(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'answers-recorded':
      return recordAnswers(state, event);
    case 'fields-checked':
      return { ...state, checked: [...new Set([...state.checked, ...event.fields])] };
    case 'case-submitted':
      return {
        ...state,
        status: 'submitted',
        submittedAt: event.at,
        submittedOn: event.on,
        ...(event.delivery && { delivery: event.delivery }),
      };
    case 'case-taken':
      return { ...state, takenBy: event.actor.id };
    case 'case-released':
      return { ...state, takenBy: undefined };
    case 'resident-answered':
      return { ...stopWaiting(state, event.at), status: 'submitted' };
    default:
      return evolvePapers(state, event);
  }
}

/** A case that came back from the SIAK desk keeps the jobs it already has; a withdrawn one may be planned again. */
function planDocuments(jobs: readonly DocumentJob[], planned: readonly PlannedDocument[]): DocumentJob[] {
  const isKnown = (id: string) => jobs.some((job) => job.id === id);
  return [
    ...jobs.map((job) => (planned.some(({ id }) => id === job.id) ? backToPlanned(job) : job)),
    ...planned.filter(({ id }) => !isKnown(id)).map((one): DocumentJob => ({ ...one, status: 'planned' })),
  ];
}

function evolveCase(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'case-accepted':
      return {
        ...state,
        status: 'accepted',
        acceptedAt: event.at,
        takenBy: undefined,
        documents: planDocuments(state.documents, event.documents),
      };
    case 'case-returned-to-intake':
      return {
        ...state,
        status: 'submitted',
        acceptedAt: undefined,
        documents: state.documents.map((job) => (isInProgress(job) ? backToPlanned(job) : job)),
      };
    case 'verification-voided':
      return {
        ...state,
        documents: state.documents.map((job) => (isInProgress(job) ? backToPlanned(job) : job)),
      };
    case 'case-rejected':
      return endCase(state, 'rejected', event.at);
    case 'case-withdrawn':
      return endCase(state, 'withdrawn', event.at);
    case 'case-lapsed':
      return endCase(state, state.status === 'accepted' ? 'closed' : 'withdrawn', event.at);
    case 'case-closed':
      return endCase(state, 'closed', event.at);
    default:
      return evolveIntake(state, event);
  }
}

function evolveSigning(job: DocumentJob, event: CaseEvent): DocumentJob {
  switch (event.type) {
    case 'signing-started':
      return { ...job, status: 'signing', attempt: event.attempt };
    case 'signing-refused':
      return { ...job, status: 'verified', attempt: job.attempt && { ...job.attempt, outcome: 'refused' } };
    case 'signing-not-reached':
      return {
        ...job,
        status: 'verified',
        attempt: job.attempt && { ...job.attempt, outcome: 'not-reached' },
      };
    case 'signing-unsettled':
      return { ...job, status: 'unsettled', attempt: job.attempt && { ...job.attempt, outcome: 'unknown' } };
    case 'faulty-pdf-kept':
      return { ...job, faultyPdfs: [...(job.faultyPdfs ?? []), event.file] };
    case 'signing-settled-unsigned':
      return { ...job, status: 'verified', attempt: undefined, readSha256: undefined, readBy: undefined };
    case 'document-signed':
      return {
        ...job,
        status: 'signed',
        signedBy: event.signerId,
        signed: { ...event.file, signedAt: event.signedAt, via: event.via },
        attempt: job.attempt && { ...job.attempt, outcome: 'signed' },
      };
    default:
      return job;
  }
}

function evolveDocument(job: DocumentJob, event: CaseEvent): DocumentJob {
  switch (event.type) {
    case 'draft-attached':
      return {
        ...backToPlanned(job),
        status: 'drafted',
        draft: event.draft,
        enteredBy: event.actor.id,
        returned: undefined,
      };
    case 'document-verified':
      return { ...job, status: 'verified', verifiedBy: event.actor.id, verifiedAt: event.at };
    case 'document-returned':
      return {
        ...backToPlanned(job),
        ...(job.draft !== undefined && {
          returnedDrafts: [...(job.returnedDrafts ?? []), { sha256: job.draft.sha256, reason: event.reason }],
        }),
        returned: {
          reason: event.reason,
          ...(event.note !== undefined && { note: event.note }),
          by: event.actor.id,
          at: event.at,
        },
      };
    case 'document-read':
      return { ...job, readSha256: event.draftSha256, readBy: event.actor.id };
    case 'document-issued':
      return { ...job, status: 'issued', issuedAt: event.at };
    case 'card-printed':
      return { ...job, status: 'printed', blankSerial: event.blankSerial, enteredBy: event.actor.id };
    case 'card-waiting':
      return { ...job, status: 'waiting' };
    case 'document-received':
      return {
        ...job,
        status: 'received',
        receivedAt: event.at,
        ...(event.recipient !== undefined && { recipient: event.recipient }),
      };
    case 'document-withdrawn':
      return { ...job, status: 'withdrawn' };
    case 'document-superseded':
      return { ...job, status: 'superseded', replacedBy: event.replacedBy };
    default:
      return evolveSigning(job, event);
  }
}

/** Folds one event. `undefined` is the state before the case was opened. */
export function evolve(state: CaseState | undefined, event: CaseEvent): CaseState {
  if (event.type === 'case-opened') return { ...openCase(event), version: 1 };
  if (state === undefined) throw new Error(`event ${event.type} before the case was opened`);
  const next =
    'documentId' in event
      ? withDocument(state, event.documentId, (job) => evolveDocument(job, event))
      : evolveCase(state, event);
  return { ...next, version: state.version + 1 };
}

/** Folds many events, oldest first. */
export function evolveAll(state: CaseState | undefined, events: readonly CaseEvent[]): CaseState | undefined {
  return events.reduce<CaseState | undefined>(evolve, state);
}

/** Whether anything can still happen to the case. */
export function isEndedCase(state: CaseState): boolean {
  return endedStatuses.includes(state.status);
}
