/** What the intake desk does next with a case: every page is shown and every paper accepted before it goes on. */
import type { CaseView } from '../../../src/http/api-types.ts';
import { lackOf, nextOpenStop, type Stop } from './stops.ts';

/** What can be done about the paper that is looked at. `wait`: its page is not drawn yet. */
export type PaperStep =
  | { kind: 'wait' }
  | { kind: 'look'; stop: Stop }
  /** Its numbers are covered: nobody can compare what nobody sees. */
  | { kind: 'reveal' }
  | { kind: 'accept'; requirementId: string };

/** What the main button of the desk does. */
export type IntakeStep =
  | PaperStep
  | { kind: 'take' }
  | { kind: 'next-case' }
  | { kind: 'lack' }
  | { kind: 'forward' };

/** Whether this paper proves a number that is covered now. */
function hasMaskedNumber(view: CaseView, requirementId: string): boolean {
  return view.pages.some((page) =>
    page.fields.some((field) => field.isMasked && field.provenBy.includes(requirementId)),
  );
}

/**
 * The step for the requirement of `stop`, or nothing when there is none to take. `shown` are the file ids of the
 * pages that were on this officer's screen.
 */
export function paperStep(
  view: CaseView,
  stops: readonly Stop[],
  stop: Stop | undefined,
  shown: ReadonlySet<string>,
): PaperStep | undefined {
  if (stop?.kind !== 'page' || stop.requirementId === null) return undefined;
  const { requirementId } = stop;
  const isOpen = view.requirements.some((one) => one.id === requirementId && one.status === 'received');
  if (!isOpen) return undefined;
  const unseen = stops.filter(
    (one) => one.kind === 'page' && one.requirementId === requirementId && !shown.has(one.page.fileId),
  );
  if (unseen.some((one) => one.key === stop.key)) return { kind: 'wait' };
  if (unseen[0] !== undefined) return { kind: 'look', stop: unseen[0] };
  if (hasMaskedNumber(view, requirementId)) return { kind: 'reveal' };
  return { kind: 'accept', requirementId };
}

/** Requirements whose papers wait for a word, by id. */
export function papersToJudge(view: CaseView): string[] {
  return view.requirements.filter((one) => one.status === 'received').map((one) => one.id);
}

/** What the main button does now. */
export function intakeStep(
  view: CaseView,
  stops: readonly Stop[],
  stop: Stop | undefined,
  shown: ReadonlySet<string>,
): IntakeStep {
  const isWaiting = view.status === 'submitted';
  if (isWaiting && view.takenBy === undefined && view.can.includes('take-case')) return { kind: 'take' };
  if (!isWaiting || !view.isMine) return { kind: 'next-case' };
  const here = paperStep(view, stops, stop, shown);
  if (here !== undefined) return here;
  const open = stops.filter((one) => one.requirementId !== null);
  const next = stop === undefined ? undefined : nextOpenStop(open, view, stop);
  if (next !== undefined) return { kind: 'look', stop: next };
  const { papers, fields } = lackOf(view);
  return papers.length + fields.length > 0 ? { kind: 'lack' } : { kind: 'forward' };
}
