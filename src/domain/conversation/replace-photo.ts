/** Replacing a photo that came already: which one, and then the new one; the old one stays until that is there. */
import { fillSlots } from '../refusal.ts';
import { type CaseView, isCovered, isEditable, neededPapers } from './case-view.ts';
import { proceed } from './next-step.ts';
import { paperName } from './papers.ts';
import {
  act,
  assign,
  go,
  note,
  type Option,
  receive,
  type Scene,
  type Step,
  say,
  wordsFor,
} from './scene.ts';
import type { ArrivedPaper } from './types.ts';
import { lines } from './words.ts';

/** Papers in hand that no officer has accepted yet: those the resident may still replace. */
export function replaceablePapers(view: CaseView, today: string): string[] {
  if (!isEditable(view)) return [];
  return neededPapers(view, today).filter(
    (id) =>
      isCovered(view, id) && view.requirements[id]?.status !== 'accepted' && inHand(view, id).length > 0,
  );
}

function inHand(view: CaseView, requirementId: string): string[] {
  return view.papers
    .filter((paper) => paper.requirementId === requirementId && paper.status === 'received')
    .map((paper) => paper.id);
}

/** Which photo? */
export const whichPhoto: Step = {
  ask(scene) {
    const { view } = scene;
    const words = wordsFor(scene).replace;
    const ids = view === undefined ? [] : replaceablePapers(view, scene.context.today);
    const options = ids.map((id): Option => {
      const label = view?.service.words[scene.state.language].requirements[id]?.label ?? id;
      return { value: id, title: paperName(scene, view!, id), description: label };
    });
    return { body: words.which, listButton: words.listButton, options };
  },
  choose: (scene, value) => go(scene, 'new-photo', { field: value }),
  example: (scene) => wordsFor(scene).correct.example,
  back: (scene) => go(scene, 'correct'),
  isPossible: (scene) =>
    scene.view !== undefined && replaceablePapers(scene.view, scene.context.today).length > 0,
  isDrafting: true,
};

/** The paper that is being replaced, while it still may be. */
function replaced(scene: Scene): string | undefined {
  const { view, state } = scene;
  if (view === undefined || state.step !== 'new-photo' || state.field === undefined) return undefined;
  return replaceablePapers(view, scene.context.today).includes(state.field) ? state.field : undefined;
}

/** The new photo itself. */
export const newPhoto: Step = {
  ask(scene) {
    const { view } = scene;
    const id = replaced(scene);
    if (view === undefined || id === undefined) return { body: '' };
    const words = wordsFor(scene).replace;
    const help = view.service.words[scene.state.language].requirements[id]?.help ?? '';
    return { body: lines(fillSlots(words.send, { paper: paperName(scene, view, id) }), help, words.keep) };
  },
  example: (scene) => wordsFor(scene).replace.example,
  back: proceed,
  isPossible: (scene) => replaced(scene) !== undefined,
  isDrafting: true,
};

/** Puts what has just come in the place of the old photo; `undefined` when none is being replaced. */
export function replaceWith(scene: Scene, good: readonly ArrivedPaper[]): Scene | undefined {
  const { view } = scene;
  const id = replaced(scene);
  if (view === undefined || id === undefined || good.length === 0) return undefined;
  const arrived = new Set(good.map((paper) => paper.attachmentId));
  const old = inHand(view, id).filter((paper) => !arrived.has(paper));
  const assigned = good.reduce((next, paper) => assign(next, paper.attachmentId, id), receive(scene, good));
  const withdrawn = old.reduce(
    (next, attachmentId) => act(next, { do: 'withdraw-attachment', caseId: view.id, attachmentId }),
    assigned,
  );
  const kept = {
    ...withdrawn.view!,
    papers: withdrawn.view!.papers.filter((paper) => !old.includes(paper.id)),
  };
  const words = fillSlots(wordsFor(scene).replace.done, { paper: paperName(scene, view, id) });
  const next = proceed(note({ ...withdrawn, view: kept }, words));
  return next.state.step === 'resting' ? say(next) : next;
}
