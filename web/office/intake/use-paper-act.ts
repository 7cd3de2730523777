/** Does the next step about the paper that is looked at: shows its other pages, uncovers its numbers, accepts it. */
import type { CaseView } from '../../../src/http/api-types.ts';
import { useAct, withAccepted } from '../api/acts.ts';
import { type PaperStep, paperStep } from './next-step.ts';
import { nextOpenStop, type Stop } from './stops.ts';

/** What the card and the foot need to know of it. */
export interface PaperAct {
  step: PaperStep | undefined;
  /** Does the step; nothing while a page is still being drawn or the numbers are on their way. */
  go: () => void;
  isBusy: boolean;
  isPending: boolean;
  error: unknown;
}

/** The act for `stop`. After a paper was accepted the next open one is shown, without waiting for the server. */
export function usePaperAct(given: {
  view: CaseView;
  stops: readonly Stop[];
  stop: Stop | undefined;
  shown: ReadonlySet<string>;
  isRevealed: boolean;
  onReveal: () => void;
  onGoTo: (stop: Stop | undefined) => void;
}): PaperAct {
  const { view, stops, stop, shown, isRevealed, onReveal, onGoTo } = given;
  const act = useAct(view.id);
  const step = paperStep(view, stops, stop, shown);
  const isBusy = step?.kind === 'wait' || (step?.kind === 'reveal' && isRevealed);
  const accept = (requirementId: string, from: Stop) => {
    const next = nextOpenStop(stops, view, from);
    act.mutate(
      {
        act: 'accept-paper',
        body: { requirementId },
        change: (before) => withAccepted(before, requirementId),
      },
      { onError: () => onGoTo(from) },
    );
    onGoTo(next);
  };
  const go = () => {
    if (isBusy || act.isPending) return;
    if (step?.kind === 'look') onGoTo(step.stop);
    if (step?.kind === 'reveal') onReveal();
    if (step?.kind === 'accept' && stop !== undefined) accept(step.requirementId, stop);
  };
  return { step, go, isBusy, isPending: act.isPending, error: act.error };
}
