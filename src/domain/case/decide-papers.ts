/** Decisions about the papers of a case: they come in, are put to a requirement, accepted or asked for again. */
import { fieldsProvenBy, neededRequirements } from '../../catalogue/plan.ts';
import { refuse } from '../refusal.ts';
import type { CaseAct } from './acts.ts';
import { answeredEvents, dayOfNeeds } from './completeness.ts';
import { type DecideContext, type Decision, happen, noteOf } from './decide-context.ts';
import type { CaseEvent } from './events.ts';
import { evolveAll } from './evolve.ts';
import { type CaseState, findAttachment, isAwaited, papersFor } from './state.ts';

type Act<N extends CaseAct['act']> = Extract<CaseAct, { act: N }>;

/** Adds to the decided events what follows from them: perhaps nothing more is awaited from the resident. */
function withAnswered(state: CaseState, events: CaseEvent[], context: DecideContext): CaseEvent[] {
  return [...events, ...answeredEvents(evolveAll(state, events)!, context)];
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
  return withAnswered(state, happen(context, { type: 'attachment-added', attachment }), context);
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
  // A refused paper counts again where an officer puts it (the KK sent as KTP); the resident cannot revive it.
  if (paper.status === 'refused' && context.actor.kind !== 'officer') return refuse('not-now');
  const assigned = happen(context, {
    type: 'attachment-assigned',
    attachmentId: paper.id,
    requirementId: act.requirementId,
  });
  return withAnswered(state, assigned, context);
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

/** Accepts the papers of one requirement and with them the fields they prove. */
export function acceptPaper(state: CaseState, act: Act<'accept-paper'>, context: DecideContext): Decision {
  if (!Object.hasOwn(context.service.requirements, act.requirementId)) return refuse('unknown-paper');
  const papers = papersFor(state, act.requirementId);
  if (papers.length === 0) return refuse('unknown-paper');
  // The good page alone is not what was asked for.
  if (isAwaited(state, act.requirementId)) return refuse('not-now');
  // A further page that came after acceptance is accepted by the same act.
  const isAccepted = state.requirements[act.requirementId]?.status === 'accepted';
  if (isAccepted && papers.every((paper) => paper.status === 'accepted')) return [];
  const proven = fieldsProvenBy(context.service, act.requirementId).filter(
    (id) => state.answers[id] !== undefined && !state.checked.includes(id),
  );
  return [
    ...happen(context, { type: 'paper-accepted', requirementId: act.requirementId }),
    ...(proven.length > 0 ? happen(context, { type: 'fields-checked', fields: proven }) : []),
  ];
}

/** Asks for one paper again, with a coded reason: for all that lies there, or for the bad ones among them. */
export function askAgain(state: CaseState, act: Act<'ask-again'>, context: DecideContext): Decision {
  if (!Object.hasOwn(context.service.requirements, act.requirementId)) return refuse('unknown-paper');
  const needed = neededRequirements(context.service, state.answers, dayOfNeeds(state, context));
  // What these answers do not call for cannot be asked for: the answers would have to be corrected first.
  if (!needed.some(([id]) => id === act.requirementId)) return refuse('unknown-paper');
  const now = state.requirements[act.requirementId];
  const inHand = papersFor(state, act.requirementId).map((paper) => paper.id);
  const bad = act.attachmentIds ?? inHand;
  if (bad.some((id) => !inHand.includes(id))) return refuse('unknown-paper');
  const isAskedAlready =
    state.status === 'incomplete' && now?.status === 'asked-again' && now.reason === act.reason;
  if (isAskedAlready && inHand.length === 0) return [];
  const isPartly = inHand.some((id) => !bad.includes(id));
  return happen(context, {
    type: 'paper-asked-again',
    requirementId: act.requirementId,
    reason: act.reason,
    ...noteOf(act),
    ...(isPartly && { attachmentIds: bad }),
  });
}
