/** Whether a case has what it needs: its papers, its fields, and the documents that its answers promise. */
import { missingFields, neededRequirements, plannedDocuments } from '../../catalogue/plan.ts';
import { type DecideContext, happen } from './decide-context.ts';
import type { CaseEvent, PlannedDocument } from './events.ts';
import { type CaseState, type DocumentJob, isAwaited } from './state.ts';

/** What is needed was fixed on the day the case was handed in, not on the day an officer gets to it. */
export function dayOfNeeds(state: CaseState, context: DecideContext): string {
  return state.submittedOn ?? context.today;
}

/** One document for one person, as a key. */
export const keyOf = (one: { documentId: string; subject: string }): string =>
  `${one.documentId}/${one.subject}`;

/** Documents that the answers promise now, as they would be planned. */
export function wantedDocuments(state: CaseState, context: DecideContext): Omit<PlannedDocument, 'id'>[] {
  return plannedDocuments(context.service, state.answers, dayOfNeeds(state, context)).map((one) => ({
    documentId: one.document.id,
    subject: one.subject,
    form: one.document.form.kind,
  }));
}

/** Jobs of the case that are still meant: not withdrawn, not superseded. */
export function standingJobs(state: CaseState): DocumentJob[] {
  return state.documents.filter((job) => job.status !== 'withdrawn' && job.status !== 'superseded');
}

/** Requirements of which the office has not accepted the papers yet, by id. */
export function unacceptedPapers(state: CaseState, context: DecideContext): string[] {
  return neededRequirements(context.service, state.answers, dayOfNeeds(state, context))
    .map(([id]) => id)
    .filter((id) => state.requirements[id]?.status !== 'accepted');
}

/** Whether an accepted case, after a correction, still has all its papers and fields and the same documents. */
export function isStillComplete(state: CaseState, context: DecideContext): boolean {
  const wanted = wantedDocuments(state, context).map(keyOf).sort().join();
  return (
    unacceptedPapers(state, context).length === 0 &&
    missingFields(context.service, state.answers, dayOfNeeds(state, context)).length === 0 &&
    wanted === standingJobs(state).map(keyOf).sort().join()
  );
}

/** The resident's turn is over once every paper that was asked for again, and is still needed, is in hand. */
export function answeredEvents(after: CaseState, context: DecideContext): CaseEvent[] {
  if (after.status !== 'incomplete') return [];
  const needed = neededRequirements(context.service, after.answers, dayOfNeeds(after, context));
  const isAnswered = !needed.some(([id]) => isAwaited(after, id));
  return isAnswered ? happen(context, { type: 'resident-answered' }) : [];
}
