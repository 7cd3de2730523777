/** Folds what happens to the papers of a case: they arrive, are put to a requirement, accepted or asked for again. */
import type { CaseEvent } from './events.ts';
import { type Attachment, type CaseState, papersFor, type RequirementState } from './state.ts';

function withAttachment(state: CaseState, id: string, change: Partial<Attachment>): CaseState {
  return {
    ...state,
    attachments: state.attachments.map((paper) => (paper.id === id ? { ...paper, ...change } : paper)),
  };
}

function revived(paper: Attachment): Partial<Attachment> {
  return paper.status === 'refused' ? { status: 'received', reason: undefined } : {};
}

/** The papers in hand that were found bad, and those beside them that stay. */
function sortOut(
  state: CaseState,
  event: CaseEvent & { type: 'paper-asked-again' },
): { bad: Set<string>; kept: string[] } {
  const inHand = papersFor(state, event.requirementId).map((paper) => paper.id);
  const bad = new Set(event.attachmentIds ?? inHand);
  return { bad, kept: inHand.filter((id) => !bad.has(id)) };
}

function withRequirement(state: CaseState, id: string, requirement: RequirementState | undefined): CaseState {
  const { [id]: _old, ...others } = state.requirements;
  return { ...state, requirements: requirement === undefined ? others : { ...others, [id]: requirement } };
}

/** Folds an event about papers; any other event leaves the state as it is. */
export function evolvePapers(state: CaseState, event: CaseEvent): CaseState {
  switch (event.type) {
    case 'attachment-added':
      return {
        ...state,
        attachments: [
          ...state.attachments,
          {
            ...event.attachment,
            status: 'received',
            ...(event.actor.kind === 'officer' && { broughtBy: event.actor.id }),
          },
        ],
      };
    case 'attachment-assigned':
      // Put to where it belongs, a paper that was refused elsewhere is looked at anew.
      return {
        ...state,
        attachments: state.attachments.map((paper) =>
          paper.id === event.attachmentId
            ? { ...paper, requirementId: event.requirementId, ...revived(paper) }
            : paper,
        ),
      };
    case 'attachment-withdrawn':
      return withAttachment(state, event.attachmentId, { status: 'withdrawn' });
    case 'paper-accepted': {
      const accepted = withRequirement(state, event.requirementId, { status: 'accepted', at: event.at });
      return {
        ...accepted,
        attachments: accepted.attachments.map((paper) =>
          paper.requirementId === event.requirementId && paper.status === 'received'
            ? { ...paper, status: 'accepted' }
            : paper,
        ),
      };
    }
    case 'paper-asked-again': {
      const { bad, kept } = sortOut(state, event);
      const asked = withRequirement(state, event.requirementId, {
        status: 'asked-again',
        reason: event.reason,
        ...(event.note !== undefined && { note: event.note }),
        at: event.at,
        ...(kept.length > 0 && { keptPaperIds: kept }),
      });
      const isWaiting = state.waits.some((wait) => wait.to === undefined);
      return {
        ...asked,
        status: 'incomplete',
        waits: isWaiting ? state.waits : [...state.waits, { on: 'resident', from: event.at }],
        attachments: asked.attachments.map((paper) =>
          paper.requirementId === event.requirementId && bad.has(paper.id)
            ? { ...paper, status: 'refused', reason: event.reason }
            : paper,
        ),
      };
    }
    default:
      return state;
  }
}
