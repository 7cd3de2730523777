/** What a desk sees of one case: numbers masked, the acts that are possible now, both clocks, and what is missing. */
import type { AnswerValue } from '../catalogue/condition.ts';
import type { FieldSpec, Service } from '../catalogue/define-service.ts';
import {
  activeMarks,
  fieldsProvenBy,
  missingFields,
  neededRequirements,
  relevantFields,
} from '../catalogue/plan.ts';
import { type ActName, actTable, isAllowed } from '../domain/case/acts.ts';
import { type OfficeClock, officeClock, type ResidentClock, residentClock } from '../domain/case/clocks.ts';
import { dutyConflict } from '../domain/case/duties.ts';
import type { CaseState, DocumentJob, RequirementState } from '../domain/case/state.ts';
import { isAwaited, isForCounter, papersFor } from '../domain/case/state.ts';
import { officeDay } from '../domain/office/calendar.ts';
import { maskNumber } from '../domain/person/number.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Officer, Transaction } from './ports.ts';

/** Why somebody opens a case; kept in the access log. The desk decides it, not the person. */
export const purposes = [
  'intake',
  'siak-entry',
  'verification',
  'signing',
  'hand-over',
  'history',
  'hand-over-chat',
] as const;
export type Purpose = (typeof purposes)[number];

/** One field beside the paper that proves it. `value` is masked for NIK and KK unless it was revealed. */
export interface FieldView {
  id: string;
  kind: FieldSpec['kind'];
  choices?: readonly string[];
  value?: AnswerValue;
  isMasked: boolean;
  isChecked: boolean;
  isOptional: boolean;
  isAsked: boolean;
  source?: CaseState['sources'][string];
  provenBy: readonly string[];
}

/** One paper as the desk shows it; pages are fetched by `/api/files/:fileId`. */
export interface PaperView {
  id: string;
  requirementId: string | null;
  status: string;
  reason?: string;
  receivedAt: string;
  /** SHA-256 (hex) of the file as it was sent, by which a page can be traced back to its upload. */
  originalSha256: string;
  pages: { fileId: string; sha256: string; widthPx: number; heightPx: number }[];
}

/** One needed paper. `missing`: nothing in hand. `received`: to be looked at. */
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

/** One expected document with who did what, and whether this officer may verify or sign it. */
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
  recipient?: DocumentJob['recipient'];
  replacedBy?: DocumentJob['replacedBy'];
  attempt?: DocumentJob['attempt'];
  can: ActName[];
  /** Refusal code when the duties keep this officer from the next step. */
  conflict?: string;
}

/** The whole case for one officer. */
export interface CaseView {
  id: string;
  version: number;
  number: string;
  serviceId: string;
  serviceVersion: string;
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
  /** Printed papers of this case are given out at the counter. */
  isForCounter: boolean;
  /** Names of officers by id, for everything above. */
  people: Record<string, string>;
}

function viewField(state: CaseState, id: string, field: FieldSpec, isRevealed: boolean): FieldView {
  const value = state.answers[id];
  const isMasked = (field.kind === 'nik' || field.kind === 'kk') && !isRevealed && value !== undefined;
  const from = field.fromAttachment;
  return {
    id,
    kind: field.kind,
    isMasked,
    isChecked: state.checked.includes(id),
    isOptional: field.optional === true,
    isAsked: field.ask === true,
    provenBy: from === undefined ? [] : typeof from === 'string' ? [from] : from,
    ...(field.choices !== undefined && { choices: field.choices }),
    ...(value !== undefined && state.sources[id] !== undefined && { source: state.sources[id] }),
    ...(value !== undefined && { value: isMasked ? maskNumber(String(value)) : value }),
  };
}

function viewRequirements(state: CaseState, service: Service, day: string): RequirementView[] {
  return neededRequirements(service, state.answers, day).map(([id, spec]) => {
    const said = state.requirements[id];
    const papers = papersFor(state, id);
    const isWaiting = papers.length > 0 && said?.status !== 'accepted' && !isAwaited(state, id);
    return {
      id,
      status: isWaiting ? 'received' : (said?.status ?? 'missing'),
      basis: spec.basis,
      accepts: spec.accepts,
      provenFields: fieldsProvenBy(service, id),
      paperIds: papers.map((paper) => paper.id),
      ...(said?.reason !== undefined && { reason: said.reason }),
      ...(said?.note !== undefined && { note: said.note }),
    };
  });
}

function viewDocument(state: CaseState, job: DocumentJob, officer: Officer): DocumentView {
  const step = job.status === 'drafted' ? 'verify' : job.status === 'verified' ? 'sign' : undefined;
  const conflict = step && dutyConflict(step, job, officer.officerId);
  const acts = (Object.keys(actTable) as ActName[]).filter(
    (act) => actTable[act].documentWhen !== undefined && isAllowed(act, officer.roles, state, job),
  );
  const { draft, signed, readSha256, ...rest } = job;
  return {
    ...rest,
    isRead: draft !== undefined && readSha256 === draft.sha256,
    can: acts,
    ...(draft !== undefined && {
      number: draft.number,
      draft: { fileId: draft.fileId, sha256: draft.sha256, version: draft.version },
    }),
    ...(signed !== undefined && {
      signed: { fileId: signed.fileId, sha256: signed.sha256, signedAt: signed.signedAt, via: signed.via },
    }),
    ...(conflict !== undefined && { conflict: conflict.refused }),
  };
}

async function namesOf(tx: Transaction, state: CaseState): Promise<Record<string, string>> {
  const ids = new Set(
    state.documents
      .flatMap((job) => [job.enteredBy, job.verifiedBy, job.signedBy, job.returned?.by])
      .concat(state.takenBy)
      .filter((id) => id !== undefined),
  );
  if (ids.size === 0) return {};
  const names = await tx.directory.officerNames([...ids]);
  return Object.fromEntries([...ids].map((id) => [id, names.get(id) ?? 'Petugas']));
}

/** Builds the view from a state; `isRevealed` shows NIK and KK numbers in full. */
function viewCase(
  app: App,
  state: CaseState,
  service: Service,
  officer: Officer,
  isRevealed: boolean,
): Omit<CaseView, 'people'> {
  const now = app.clock.now().toISOString();
  const day = state.submittedOn ?? officeDay(now, app.office().utcOffsetMinutes);
  const relevant = new Map(relevantFields(service, state.answers, day));
  const area = state.answers[service.area];
  const areaName = typeof area === 'string' ? app.areaName(area) : undefined;
  const { id, version, number, serviceId, serviceVersion, channel, forWhom, status, openedAt } = state;
  return {
    ...{ id, version, number, serviceId, serviceVersion, channel, forWhom, status, openedAt },
    service,
    ...(state.submittedAt !== undefined && { submittedAt: state.submittedAt }),
    ...(state.acceptedAt !== undefined && { acceptedAt: state.acceptedAt }),
    ...(state.endedAt !== undefined && { endedAt: state.endedAt }),
    ...(state.takenBy !== undefined && { takenBy: state.takenBy }),
    ...(state.contactId !== undefined && { contactId: state.contactId }),
    ...(areaName !== undefined && { areaName }),
    isMine: state.takenBy === officer.officerId,
    isForCounter: isForCounter(state),
    marks: activeMarks(service, state.answers, day),
    pages: service.pages
      .map((page) => ({
        id: page.id,
        fields: page.fields
          .filter((field) => relevant.has(field))
          .map((field) => viewField(state, field, relevant.get(field)!, isRevealed)),
      }))
      .filter((page) => page.fields.length > 0),
    requirements: viewRequirements(state, service, day),
    papers: state.attachments.map((paper) => ({
      id: paper.id,
      requirementId: paper.requirementId,
      status: paper.status,
      receivedAt: paper.receivedAt,
      originalSha256: paper.original.sha256,
      pages: paper.pages.map(({ fileId, sha256, widthPx, heightPx }) => ({
        fileId,
        sha256,
        widthPx,
        heightPx,
      })),
      ...(paper.reason !== undefined && { reason: paper.reason }),
    })),
    documents: state.documents.map((job) => viewDocument(state, job, officer)),
    missing: missingFields(service, state.answers, day),
    can: (Object.keys(actTable) as ActName[]).filter(
      (act) => actTable[act].documentWhen === undefined && isAllowed(act, officer.roles, state),
    ),
    officeClock: officeClock(state, app.calendar(), now, service.target),
    residentClock: residentClock(state, now),
  };
}

/** Opens a case for an officer; the look is logged with its purpose, and a reveal of numbers as such. */
export async function readCase(
  app: App,
  officer: Officer,
  caseId: string,
  purpose: Purpose,
  isRevealed = false,
): Promise<CaseView | Refusal> {
  const performer = asOfficer(officer);
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const state = await tx.cases.get(caseId);
    if (state === undefined) return refuse('not-found');
    const service = app.catalogue.at(state.serviceId, state.serviceVersion);
    const what = isRevealed ? 'case/numbers' : 'case';
    await tx.accessLog.addOnce({ actor: performer.actor, purpose, what, caseId }, app.clock.now());
    return { ...viewCase(app, state, service, officer, isRevealed), people: await namesOf(tx, state) };
  });
}
