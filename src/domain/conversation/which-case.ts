/** Asks which of several cases is meant, for whatever it was asked for. */

import { caseOption } from './case-title.ts';
import { awaitsResident, findEntry, isWithdrawable } from './case-view.ts';
import { askToWithdraw } from './endings.ts';
import { continueCase, toMenu } from './next-step.ts';
import { go, type Scene, type Step, wordsFor } from './scene.ts';
import { showCase } from './status.ts';
import type { CaseEntry } from './types.ts';

function candidates(scene: Scene): CaseEntry[] {
  const { cases } = scene.context;
  switch (scene.state.intent) {
    case 'continue':
      return cases.filter((entry) => awaitsResident(entry.state));
    case 'withdraw':
      return cases.filter((entry) => isWithdrawable(entry.state));
    default:
      return [...cases];
  }
}

/** LANJUT: the draft in hand, the only case that waits for this person, or a choice among them. */
export function continueWith(scene: Scene): Scene {
  const current = findEntry(scene.context, scene.state.currentCaseId);
  if (current !== undefined && awaitsResident(current.state)) return continueCase(scene, current);
  const waiting = scene.context.cases.filter((entry) => awaitsResident(entry.state));
  if (waiting.length === 1) return continueCase(scene, waiting[0]!);
  if (waiting.length > 1) return go(scene, 'which-case', { intent: 'continue' });
  if (scene.state.step === 'for-whom' || scene.state.step === 'services') return scene;
  if (current !== undefined) return showCase(scene, current);
  return toMenu(scene);
}

/** Which case? */
export const whichCase: Step = {
  ask(scene) {
    const words = wordsFor(scene).status;
    return {
      body: words.which,
      listButton: words.whichButton,
      options: candidates(scene).map((entry) => caseOption(scene, entry)),
    };
  },
  choose(scene, value) {
    const entry = findEntry(scene.context, value);
    if (entry === undefined) return toMenu(scene);
    if (scene.state.intent === 'withdraw') return askToWithdraw(scene, entry);
    return scene.state.intent === 'continue' ? continueCase(scene, entry) : showCase(scene, entry);
  },
  example: (scene) => wordsFor(scene).status.example,
  back: toMenu,
  isPossible: (scene) => candidates(scene).length > 0,
};
