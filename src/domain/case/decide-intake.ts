/** Decisions about the case as a whole, from the first answer to acceptance, or to an end without documents. */
import type { AnswerValue } from '../../catalogue/condition.ts';
import { missingFields } from '../../catalogue/plan.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { CaseAct } from './acts.ts';
import { answerFaultWords, parseAnswer } from './answer.ts';
import {
  answeredEvents,
  dayOfNeeds,
  isStillComplete,
  keyOf,
  standingJobs,
  unacceptedPapers,
  wantedDocuments,
} from './completeness.ts';
import { type DecideContext, type Decision, happen, noteOf } from './decide-context.ts';
import type { CaseEvent, PlannedDocument } from './events.ts';
import { evolveAll } from './evolve.ts';
import { type CaseState, isBeyondRecall, isEnded, isOutOfTheOffice } from './state.ts';

type Act<N extends CaseAct['act']> = Extract<CaseAct, { act: N }>;

/** Reads every raw answer by its field; `null` takes an answer back. The first that cannot be read refuses all. */
function readAnswers(
  act: Act<'record-answers'>,
  context: DecideContext,
): { answers: Record<string, AnswerValue | null> } | Refusal {
  const answers: Record<string, AnswerValue | null> = {};
  for (const [id, raw] of Object.entries(act.answers)) {
    const field = Object.hasOwn(context.service.fields, id) ? context.service.fields[id] : undefined;
    if (field === undefined) return refuse('unknown-field');
    if (raw === null) {
      answers[id] = null;
      continue;
    }
    const words = context.service.words.id.fields[id]!;
    const parsed = parseAnswer(raw, field, { ...context, choiceWords: words.choices });
    if (!parsed.ok) {
      return refuse('bad-answer', {
        fieldId: id,
        fault: parsed.fault,
        field: words.label,
        hint: answerFaultWords[parsed.fault].id,
      });
    }
    answers[id] = parsed.value;
  }
  return { answers };
}

/** Records answers; after verification this is a correction, which voids what was verified. */
export function recordAnswers(
  state: CaseState,
  act: Act<'record-answers'>,
  context: DecideContext,
): Decision {
  // After acceptance the resident's answers stand; only the office corrects them, visibly.
  if (state.status === 'accepted' && context.actor.kind === 'resident') return refuse('not-now');
  const read = readAnswers(act, context);
  if (!('answers' in read)) return read;
  const changed = Object.fromEntries(
    Object.entries(read.answers).filter(([id, value]) => (state.answers[id] ?? null) !== value),
  );
  if (Object.keys(changed).length === 0) return [];
  if (state.documents.some((job) => job.form === 'paper' && isBeyondRecall(job))) return refuse('not-now');
  const recorded = happen(context, { type: 'answers-recorded', answers: changed, source: act.source });
  const after = evolveAll(state, recorded)!;
  if (state.status !== 'accepted') return [...recorded, ...answeredEvents(after, context)];
  const isInProgress = state.documents.some((job) => job.status === 'drafted' || job.status === 'verified');
  const voided = isInProgress ? happen(context, { type: 'verification-voided', reason: 'correction' }) : [];
  if (isStillComplete(after, context)) return [...recorded, ...voided];
  // A card that exists already cannot be planned away.
  if (state.documents.some(isBeyondRecall)) return refuse('not-now');
  const returned = happen(context, { type: 'case-returned-to-intake', reason: 'mismatch-papers' });
  return [...recorded, ...voided, ...returned];
}

/** Marks fields as compared with a paper. */
export function checkFields(state: CaseState, act: Act<'check-fields'>, context: DecideContext): Decision {
  if (act.fields.some((id) => !Object.hasOwn(context.service.fields, id))) return refuse('unknown-field');
  const fresh = act.fields.filter((id) => !state.checked.includes(id) && state.answers[id] !== undefined);
  return fresh.length === 0 ? [] : happen(context, { type: 'fields-checked', fields: fresh });
}

/** Hands the case in. Asked fields must be answered; papers may still be missing: the officer asks for them. */
export function submitCase(state: CaseState, act: Act<'submit-case'>, context: DecideContext): Decision {
  const missing = missingFields(context.service, state.answers, context.today).filter(
    (id) => context.service.fields[id]?.ask === true,
  );
  if (missing.length > 0) {
    return refuse('fields-missing', {
      fields: missing.map((id) => context.service.words.id.fields[id]!.label).join(', '),
    });
  }
  const { delivery } = act;
  return happen(context, {
    type: 'case-submitted',
    on: context.today,
    ...(delivery !== undefined && { delivery }),
  });
}

/** An officer takes the case, so that two do not work on it at once. */
export function takeCase(state: CaseState, context: DecideContext): Decision {
  if (state.takenBy === context.actor.id) return [];
  if (state.takenBy !== undefined) return refuse('taken-by-other');
  return happen(context, { type: 'case-taken' });
}

/** Gives the case back to the queue: one's own, or anybody's for an admin, who then says why. */
export function releaseCase(state: CaseState, act: Act<'release-case'>, context: DecideContext): Decision {
  if (state.takenBy === undefined) return [];
  if (state.takenBy === context.actor.id) return happen(context, { type: 'case-released' });
  if (!context.by.includes('admin')) return refuse('taken-by-other');
  const { reason } = act;
  return reason === undefined
    ? refuse('reason-needed')
    : happen(context, { type: 'case-released', reason, ...noteOf(act) });
}

/**
 * Accepts the case: every paper accepted, every field filled. Plans the documents in their order; jobs of an earlier
 * acceptance stay, unless a correction made them needless.
 */
export function acceptCase(state: CaseState, act: Act<'accept-case'>, context: DecideContext): Decision {
  const { words } = context.service;
  const papers = unacceptedPapers(state, context);
  if (papers.length > 0) {
    return refuse('papers-missing', {
      papers: papers.map((id) => words.id.requirements[id]!.short).join(', '),
    });
  }
  const fields = missingFields(context.service, state.answers, dayOfNeeds(state, context));
  if (fields.length > 0) {
    return refuse('fields-missing', { fields: fields.map((id) => words.id.fields[id]!.label).join(', ') });
  }
  const wanted = wantedDocuments(state, context);
  // Without a document the case could never end well; it has to be rejected with a reason.
  if (wanted.length === 0) return refuse('nothing-to-do');
  const standing = standingJobs(state);
  const known = new Set(standing.map(keyOf));
  const needless = standing.filter((job) => !wanted.some((one) => keyOf(one) === keyOf(job)));
  const withdrawn = new Map(
    state.documents.filter((job) => job.status === 'withdrawn').map((job) => [keyOf(job), job.id]),
  );
  const fresh = [...act.documentIds];
  const documents = wanted
    .filter((one) => !known.has(keyOf(one)))
    .map((one): PlannedDocument => {
      // A job that an earlier correction made needless comes back as itself: one job per document and person.
      const id = withdrawn.get(keyOf(one)) ?? fresh.shift();
      if (id === undefined) throw new Error('accept-case was given too few document ids');
      return { id, ...one };
    });
  return [
    ...needless.flatMap((job) => happen(context, { type: 'document-withdrawn', documentId: job.id })),
    ...happen(context, { type: 'case-accepted', documents }),
  ];
}

/** Ends a case that waits for a resident who is silent. What the office still has to do is never ended like this. */
export function lapseCase(state: CaseState, context: DecideContext): Decision {
  const lapsed = happen(context, { type: 'case-lapsed' });
  if (state.status !== 'accepted') return endWithout(state, lapsed, context);
  return state.documents.every(isOutOfTheOffice) ? lapsed : refuse('not-now');
}

/** Ends a case without documents: rejected by the office or withdrawn by the resident. */
export function endWithout(state: CaseState, event: CaseEvent[], context: DecideContext): Decision {
  // A withdrawn case with a signed akta would be a lie: the outcome must be settled first.
  if (state.documents.some(isBeyondRecall)) return refuse('not-now');
  const documents = state.documents.filter((job) => !isEnded(job));
  return [
    ...documents.flatMap((job) => happen(context, { type: 'document-withdrawn', documentId: job.id })),
    ...event,
  ];
}
