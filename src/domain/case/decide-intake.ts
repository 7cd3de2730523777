/** Decisions while papers and answers are gathered: from the first word of the resident to acceptance. */
import type { AnswerValue } from '../../catalogue/condition.ts';
import { fieldsProvenBy, missingFields, neededRequirements, plannedDocuments } from '../../catalogue/plan.ts';
import { refuse } from '../refusal.ts';
import type { CaseAct } from './acts.ts';
import { answerFaultWords, parseAnswer } from './answer.ts';
import { type DecideContext, type Decision, happen } from './decide-context.ts';
import type { CaseEvent, PlannedDocument } from './events.ts';
import { type CaseState, findAttachment, isBeyondRecall, isEnded, papersFor } from './state.ts';

type Act<N extends CaseAct['act']> = Extract<CaseAct, { act: N }>;

/** Records answers; after verification this is a correction, which voids what was verified. */
export function recordAnswers(
  state: CaseState,
  act: Act<'record-answers'>,
  context: DecideContext,
): Decision {
  // After acceptance the resident's answers stand; only the office corrects them, visibly.
  if (state.status === 'accepted' && context.actor.kind === 'resident') return refuse('not-now');
  const answers: Record<string, AnswerValue | null> = {};
  for (const [id, raw] of Object.entries(act.answers)) {
    const field = context.service.fields[id];
    const words = context.service.words.id.fields[id];
    if (field === undefined || words === undefined || !Object.hasOwn(context.service.fields, id))
      return refuse('unknown-field');
    if (raw === null) {
      answers[id] = null;
      continue;
    }
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
  const changed = Object.fromEntries(
    Object.entries(answers).filter(([id, value]) => (state.answers[id] ?? null) !== value),
  );
  if (Object.keys(changed).length === 0) return [];
  const recorded = happen(context, { type: 'answers-recorded', answers: changed, source: act.source });
  const isVerified = state.documents.some((job) => job.status === 'drafted' || job.status === 'verified');
  if (state.documents.some((job) => job.form === 'paper' && isBeyondRecall(job))) return refuse('not-now');
  return isVerified
    ? [...recorded, ...happen(context, { type: 'verification-voided', reason: 'correction' })]
    : recorded;
}

/** Marks fields as compared with a paper. */
export function checkFields(state: CaseState, act: Act<'check-fields'>, context: DecideContext): Decision {
  if (act.fields.some((id) => !Object.hasOwn(context.service.fields, id))) return refuse('unknown-field');
  const fresh = act.fields.filter((id) => !state.checked.includes(id) && state.answers[id] !== undefined);
  return fresh.length === 0 ? [] : happen(context, { type: 'fields-checked', fields: fresh });
}

/** Whether every paper that was asked for again is there once more. */
function isAnswered(state: CaseState, arrivedFor: string | null): boolean {
  return Object.entries(state.requirements).every(
    ([id, requirement]) =>
      requirement.status !== 'asked-again' || id === arrivedFor || papersFor(state, id).length > 0,
  );
}

function answeredEvents(state: CaseState, requirementId: string | null, context: DecideContext): CaseEvent[] {
  const isNews = state.status === 'incomplete' && requirementId !== null && isAnswered(state, requirementId);
  return isNews ? happen(context, { type: 'resident-answered' }) : [];
}

/** Adds a paper; late papers after acceptance go to the tray of the case, not into a new one. */
export function addAttachment(
  state: CaseState,
  act: Act<'add-attachment'>,
  context: DecideContext,
): Decision {
  const { attachment } = act;
  // The same message or file twice is one paper (WhatsApp delivers at least once).
  if (findAttachment(state, attachment.id) !== undefined) return [];
  if (
    attachment.requirementId !== null &&
    !Object.hasOwn(context.service.requirements, attachment.requirementId)
  ) {
    return refuse('unknown-paper');
  }
  return [
    ...happen(context, { type: 'attachment-added', attachment }),
    ...answeredEvents(state, attachment.requirementId, context),
  ];
}

/** Puts a paper to a requirement, or back into the tray. */
export function assignAttachment(
  state: CaseState,
  act: Act<'assign-attachment'>,
  context: DecideContext,
): Decision {
  const paper = findAttachment(state, act.attachmentId);
  if (paper === undefined || paper.status === 'withdrawn') return refuse('unknown-paper');
  if (act.requirementId !== null && !Object.hasOwn(context.service.requirements, act.requirementId)) {
    return refuse('unknown-paper');
  }
  if (paper.requirementId === act.requirementId) return [];
  if (paper.status === 'accepted') return refuse('not-now');
  return [
    ...happen(context, {
      type: 'attachment-assigned',
      attachmentId: paper.id,
      requirementId: act.requirementId,
    }),
    ...(paper.status === 'received' ? answeredEvents(state, act.requirementId, context) : []),
  ];
}

/** Withdraws a paper that nobody has accepted yet. */
export function withdrawAttachment(
  state: CaseState,
  act: Act<'withdraw-attachment'>,
  context: DecideContext,
): Decision {
  const paper = findAttachment(state, act.attachmentId);
  if (paper === undefined) return refuse('unknown-paper');
  if (paper.status === 'withdrawn') return [];
  if (paper.status === 'accepted') return refuse('not-now');
  return happen(context, { type: 'attachment-withdrawn', attachmentId: paper.id });
}

/** Hands the case in. Asked fields must be answered; papers may still be missing: the officer asks for them. */
export function submitCase(state: CaseState, context: DecideContext): Decision {
  const missing = missingFields(context.service, state.answers, context.today).filter(
    (id) => context.service.fields[id]?.ask === true,
  );
  if (missing.length > 0) {
    return refuse('fields-missing', {
      fields: missing.map((id) => context.service.words.id.fields[id]!.label).join(', '),
    });
  }
  return happen(context, { type: 'case-submitted', on: context.today });
}

/** An officer takes the case, so that two do not work on it at once. */
export function takeCase(state: CaseState, context: DecideContext): Decision {
  if (state.takenBy === context.actor.id) return [];
  if (state.takenBy !== undefined) return refuse('taken-by-other');
  return happen(context, { type: 'case-taken' });
}

/** Gives the case back to the queue: one's own, or anybody's for an admin. */
export function releaseCase(state: CaseState, context: DecideContext): Decision {
  if (state.takenBy === undefined) return [];
  if (state.takenBy !== context.actor.id && !context.by.includes('admin')) return refuse('taken-by-other');
  return happen(context, { type: 'case-released' });
}

/** Accepts the papers of one requirement and with them the fields they prove. */
export function acceptPaper(state: CaseState, act: Act<'accept-paper'>, context: DecideContext): Decision {
  if (!Object.hasOwn(context.service.requirements, act.requirementId)) return refuse('unknown-paper');
  if (state.requirements[act.requirementId]?.status === 'accepted') return [];
  if (papersFor(state, act.requirementId).length === 0) return refuse('unknown-paper');
  const proven = fieldsProvenBy(context.service, act.requirementId).filter(
    (id) => state.answers[id] !== undefined && !state.checked.includes(id),
  );
  return [
    ...happen(context, { type: 'paper-accepted', requirementId: act.requirementId }),
    ...(proven.length > 0 ? happen(context, { type: 'fields-checked', fields: proven }) : []),
  ];
}

/** Asks for one paper again, with a coded reason. */
export function askAgain(state: CaseState, act: Act<'ask-again'>, context: DecideContext): Decision {
  if (!Object.hasOwn(context.service.requirements, act.requirementId)) return refuse('unknown-paper');
  const now = state.requirements[act.requirementId];
  if (
    now?.status === 'asked-again' &&
    papersFor(state, act.requirementId).length === 0 &&
    now.reason === act.reason
  )
    return [];
  return happen(context, {
    type: 'paper-asked-again',
    requirementId: act.requirementId,
    reason: act.reason,
    ...(act.note !== undefined && { note: act.note }),
  });
}

/** Accepts the case: every paper accepted, every field filled. Plans the documents in their order. */
export function acceptCase(state: CaseState, act: Act<'accept-case'>, context: DecideContext): Decision {
  const { service } = context;
  // What is needed was fixed on the day the case was handed in, not on the day an officer gets to it.
  const day = state.submittedOn ?? context.today;
  const papers = neededRequirements(service, state.answers, day).filter(
    ([id]) => state.requirements[id]?.status !== 'accepted',
  );
  if (papers.length > 0) {
    return refuse('papers-missing', {
      papers: papers.map(([id]) => service.words.id.requirements[id]!.short).join(', '),
    });
  }
  const fields = missingFields(service, state.answers, day);
  if (fields.length > 0) {
    return refuse('fields-missing', {
      fields: fields.map((id) => service.words.id.fields[id]!.label).join(', '),
    });
  }
  const planned = plannedDocuments(service, state.answers, day);
  const known = new Set(state.documents.map((job) => `${job.documentId}/${job.subject}`));
  const documents = planned
    .filter((one) => !known.has(`${one.document.id}/${one.subject}`))
    .map((one, index): PlannedDocument => {
      const id = act.documentIds[index];
      if (id === undefined) throw new Error('accept-case was given too few document ids');
      return { id, documentId: one.document.id, subject: one.subject, form: one.document.form.kind };
    });
  return happen(context, { type: 'case-accepted', documents });
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
