/** Between questions: nothing is asked, and whatever is written is answered with how the case stands. */
import {
  type CaseView,
  findEntry,
  isEditable,
  isOver,
  sendableDocuments,
  stillMissing,
} from './case-view.ts';
import { openDocuments } from './documents.ts';
import { toForWhom } from './for-whom.ts';
import { findService } from './menu.ts';
import { continueCase, toMenu } from './next-step.ts';
import { go, type Heard, type Option, type Scene, type Step, wordsFor } from './scene.ts';
import { statusText } from './status.ts';

function restingOptions(scene: Scene, view: CaseView): Option[] {
  const words = wordsFor(scene).status;
  const isMissing = isEditable(view) && stillMissing(view, [], scene.context.today) > 0;
  return [
    ...(isMissing || view.status === 'draft' ? [{ value: 'send', title: words.send }] : []),
    ...(sendableDocuments(view).length > 0 ? [{ value: 'documents', title: words.documents }] : []),
    ...(isEditable(view) && view.status !== 'draft' ? [{ value: 'correct', title: words.correct }] : []),
  ];
}

function chooseResting(scene: Scene, value: string): Scene {
  const entry = findEntry(scene.context, scene.state.currentCaseId);
  if (entry === undefined) return toMenu(scene);
  if (value === 'documents') return openDocuments(scene, entry);
  return value === 'correct' ? go(scene, 'correct') : continueCase(scene, entry);
}

/** Nothing is asked. What is said here is how the current case stands. */
export const resting: Step = {
  ask(scene) {
    const { view } = scene;
    if (view === undefined) return { body: wordsFor(scene).status.nothing };
    return { body: statusText(scene, view), options: restingOptions(scene, view) };
  },
  choose: chooseResting,
  hear(scene, text): Heard {
    const service = findService(scene, text);
    if (service !== undefined) return toForWhom(scene, service.id);
    if (scene.view === undefined || isOver(scene.view)) return toMenu(scene);
    return { unclear: wordsFor(scene).status.here };
  },
  example: (scene) => wordsFor(scene).status.hint,
  back: toMenu,
};
