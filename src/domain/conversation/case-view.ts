/** The case as the chat sees it while a turn is being thought out: today's facts plus what this turn will do. */
import { type AnswerValue, fieldsOf } from '../../catalogue/condition.ts';
import type { ProducedDocument, Service } from '../../catalogue/define-service.ts';
import { neededRequirements, plannedDocuments, relevantFields } from '../../catalogue/plan.ts';
import {
  type Attachment,
  type CaseState,
  type DocumentJob,
  isBeyondRecall,
  isStillAwaited,
} from '../case/state.ts';
import { isDay } from './dates-in-words.ts';
import type { ArrivedPaper, CaseEntry, ConversationContext, ConversationState, Language } from './types.ts';

/** A paper as far as the chat needs it. */
export type PaperView = Pick<Attachment, 'id' | 'requirementId' | 'status' | 'receivedAt'>;

/** The part of a case that is talked about. `number` is empty until the case was really opened. */
export interface CaseView
  extends Pick<
    CaseState,
    | 'id'
    | 'number'
    | 'forWhom'
    | 'status'
    | 'answers'
    | 'requirements'
    | 'documents'
    | 'waits'
    | 'submittedAt'
    | 'submittedOn'
    | 'takenBy'
  > {
  service: Service;
  papers: readonly PaperView[];
  expectedOn?: string;
}

/** The view of a case that exists. */
export function viewOf({ state, service, expectedOn }: CaseEntry): CaseView {
  return { ...state, service, papers: state.attachments, ...(expectedOn !== undefined && { expectedOn }) };
}

/** The view of a case that this turn opens. */
export function newView(id: string, service: Service, forWhom: CaseState['forWhom']): CaseView {
  return {
    id,
    number: '',
    forWhom,
    status: 'draft',
    answers: {},
    requirements: {},
    documents: [],
    waits: [],
    service,
    papers: [],
  };
}

/** Finds one of this sender's own cases; those of others cannot be named. */
export function findEntry(context: ConversationContext, caseId: string | undefined): CaseEntry | undefined {
  if (caseId === undefined) return undefined;
  return [context.current, ...context.cases].find((entry) => entry?.state.id === caseId);
}

/** The view with more answers. */
export function withAnswers(view: CaseView, answers: Readonly<Record<string, AnswerValue>>): CaseView {
  return { ...view, answers: { ...view.answers, ...answers } };
}

/** The view with papers that came at `receivedAt` (ISO 8601), unless they stand in it already. */
export function withPapers(view: CaseView, arrived: readonly ArrivedPaper[], receivedAt: string): CaseView {
  const known = new Set(view.papers.map((paper) => paper.id));
  const fresh = arrived.filter((paper) => !known.has(paper.attachmentId));
  return {
    ...view,
    papers: [
      ...view.papers,
      ...fresh.map(
        ({ attachmentId }): PaperView => ({
          id: attachmentId,
          requirementId: null,
          status: 'received',
          receivedAt,
        }),
      ),
    ],
  };
}

/** The view with one paper put to a requirement. */
export function withAssigned(view: CaseView, attachmentId: string, requirementId: string): CaseView {
  return {
    ...view,
    papers: view.papers.map((paper) => (paper.id === attachmentId ? { ...paper, requirementId } : paper)),
  };
}

/** The day that decides which papers and fields matter: that of handing in, until then today (`YYYY-MM-DD`). */
export function dayOf(view: CaseView, today: string): string {
  return view.submittedOn ?? today;
}

const isInHand = (paper: PaperView) => paper.status === 'received' || paper.status === 'accepted';

/** Papers that this case needs, or may need once open questions are answered. */
export function thinkablePapers(view: CaseView, today: string): string[] {
  const needed = neededPapers(view, today);
  return Object.entries(view.service.requirements)
    .filter(
      ([id, { when }]) =>
        needed.includes(id) || fieldsOf(when).some((field) => view.answers[field] === undefined),
    )
    .map(([id]) => id);
}

/** Ids of the papers that this case needs, in the order of the catalogue. */
export function neededPapers(view: CaseView, today: string): string[] {
  return neededRequirements(view.service, view.answers, dayOf(view, today)).map(([id]) => id);
}

/** Whether something is in hand for a requirement, or the office is content without. */
export function isCovered(view: CaseView, requirementId: string): boolean {
  const inHand = view.papers.filter((paper) => paper.requirementId === requirementId && isInHand(paper));
  const ids = inHand.map((paper) => paper.id);
  return (
    view.requirements[requirementId]?.status === 'accepted' ||
    (inHand.length > 0 && !isStillAwaited(view, requirementId, ids))
  );
}

function tray(view: CaseView): PaperView[] {
  return view.papers.filter((paper) => paper.requirementId === null && paper.status === 'received');
}

/** When the office first asked for something again that has not come yet; `undefined` when it did not. */
function askedAgainAt(view: CaseView): string | undefined {
  const open = Object.entries(view.requirements).filter(
    ([id, requirement]) => requirement.status === 'asked-again' && !isCovered(view, id),
  );
  return open.map(([, requirement]) => requirement.at).sort()[0];
}

/**
 * Papers that came but stand for no requirement yet; an officer matches them. What lay there before the office
 * asked for something again cannot be the answer to that.
 */
export function unmatchedPapers(view: CaseView): PaperView[] {
  const since = askedAgainAt(view) ?? '';
  return tray(view).filter((paper) => paper.receivedAt > since);
}

/** Needed papers for which nothing has come and that were not put off, in the order of the catalogue. */
export function wantedPapers(view: CaseView, skipped: readonly string[], today: string): string[] {
  const open = neededPapers(view, today).filter((id) => !isCovered(view, id) && !skipped.includes(id));
  // Older unmatched papers may be those that nobody asked for again; an officer knows.
  const mayLieInTray = tray(view).length > unmatchedPapers(view).length;
  return mayLieInTray ? open.filter((id) => view.requirements[id]?.status === 'asked-again') : open;
}

/** How many more files are wanted once an officer has matched those in the tray. */
export function stillMissing(view: CaseView, skipped: readonly string[], today: string): number {
  return Math.max(wantedPapers(view, skipped, today).length - unmatchedPapers(view).length, 0);
}

/** Fields that the chat asks in this case, in page order. */
export function askedFields(view: CaseView, today: string): string[] {
  return relevantFields(view.service, view.answers, dayOf(view, today))
    .filter(([, field]) => field.ask === true)
    .map(([id]) => id);
}

/** The next field to ask: the first without an answer that was not put off. */
export function nextField(view: CaseView, skipped: readonly string[], today: string): string | undefined {
  return askedFields(view, today).find((id) => view.answers[id] === undefined && !skipped.includes(id));
}

/** What will come out of this case, in order. */
export function expectedDocuments(view: CaseView, today: string): ProducedDocument[] {
  return plannedDocuments(view.service, view.answers, dayOf(view, today));
}

/** What people call the document of a job. */
export function documentName(service: Service, job: DocumentJob, language: Language): string {
  const produced = service.produces.find((one) => one.document.id === job.documentId);
  return produced?.document.words[language].short ?? job.documentId;
}

/** Papers of this case that can be sent as PDF: issued, or sent before. */
export function sendableDocuments(view: CaseView): DocumentJob[] {
  return view.documents.filter(
    (job) => job.form === 'paper' && (job.status === 'issued' || job.status === 'received'),
  );
}

/** May the resident still correct answers and send papers? Afterwards the office corrects, visibly. */
export function isEditable(view: Pick<CaseView, 'status'>): boolean {
  return view.status === 'draft' || view.status === 'submitted' || view.status === 'incomplete';
}

/** Has the case ended, well or not? */
export function isOver(view: Pick<CaseView, 'status'>): boolean {
  return view.status === 'closed' || view.status === 'withdrawn' || view.status === 'rejected';
}

/** Nothing that cannot be undone has happened: the resident may withdraw the case. */
export function isWithdrawable(view: Pick<CaseView, 'status' | 'documents'>): boolean {
  return !isOver(view) && !view.documents.some(isBeyondRecall);
}

/** Is it the resident's turn? */
export function awaitsResident(view: Pick<CaseView, 'status'>): boolean {
  return view.status === 'draft' || view.status === 'incomplete';
}

/**
 * The case into which the app puts files that arrive now; `undefined`: keep them among the loose papers. Late
 * files of a running case go to its tray, never into a new case.
 */
export function caseForPapers(state: ConversationState, context: ConversationContext): string | undefined {
  // A new case is about to be opened: the files are meant for that one.
  if (state.step === 'services' || state.step === 'for-whom') return undefined;
  const current = findEntry(context, state.currentCaseId)?.state;
  if (current !== undefined && !isOver(current)) return current.id;
  const waiting = context.cases.filter((entry) => awaitsResident(entry.state));
  return waiting.length === 1 ? waiting[0]!.state.id : undefined;
}

/** The person that names the case in lists, e.g. the child; `undefined` until answered. */
export function subjectOf(view: Pick<CaseView, 'service' | 'answers'>): string | undefined {
  const [person] = Object.values(view.service.persons);
  const name = person === undefined ? undefined : view.answers[person.name];
  return typeof name === 'string' ? name : undefined;
}

/** Whether an answer of this field is a day that should be shown in words. */
export function isDayAnswer(service: Service, field: string, value: AnswerValue): value is string {
  return service.fields[field]?.kind === 'date' && typeof value === 'string' && isDay(value);
}
