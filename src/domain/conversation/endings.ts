/** Leaving: withdrawing a case, deleting what was not sent, and stopping all messages; each asks first. */
import { fillSlots } from '../refusal.ts';
import { caseTitle } from './case-title.ts';
import { findEntry, isWithdrawable, viewOf } from './case-view.ts';
import { proceed, toMenu } from './next-step.ts';
import { act, go, type Scene, type Step, say, takeUp, wordsFor } from './scene.ts';
import type { CaseEntry } from './types.ts';

/** Asks whether one case shall really be withdrawn. */
export function askToWithdraw(scene: Scene, entry: CaseEntry): Scene {
  const words = wordsFor(scene).withdraw;
  if (isWithdrawable(entry.state)) return go(takeUp(scene, entry), 'confirm-withdraw');
  return say(scene, fillSlots(words.tooLate, { title: caseTitle(scene, viewOf(entry)) }));
}

/** BATAL: the case that is being filled in, or one of those that can still be withdrawn. */
export function withdraw(scene: Scene): Scene {
  const { cases } = scene.context;
  const current = findEntry(scene.context, scene.state.currentCaseId);
  if (current?.state.status === 'draft') return askToWithdraw(scene, current);
  const open = cases.filter((entry) => isWithdrawable(entry.state));
  if (open.length > 1) return go(scene, 'which-case', { intent: 'withdraw' });
  if (open.length === 1) return askToWithdraw(scene, open[0]!);
  if (current !== undefined && !['closed', 'withdrawn', 'rejected'].includes(current.state.status)) {
    return askToWithdraw(scene, current);
  }
  const isChoosing = scene.state.step === 'services' || scene.state.step === 'for-whom';
  return isChoosing ? toMenu(scene) : say(scene, wordsFor(scene).withdraw.nothing);
}

/** Really withdraw? */
export const confirmWithdraw: Step = {
  ask(scene) {
    const words = wordsFor(scene).withdraw;
    const title = scene.view === undefined ? '' : caseTitle(scene, scene.view);
    return {
      body: fillSlots(words.ask, { title }),
      options: [
        { value: 'yes', title: words.yes },
        { value: 'no', title: words.no },
      ],
    };
  },
  choose(scene, value) {
    const { view } = scene;
    if (view === undefined || value !== 'yes') return proceed(scene);
    const done = fillSlots(wordsFor(scene).withdraw.done, { title: caseTitle(scene, view) });
    const withdrawn = act(scene, { do: 'withdraw-case', caseId: view.id });
    return say(go({ ...withdrawn, view: { ...view, status: 'withdrawn' } }, 'resting'), done);
  },
  example: (scene) => wordsFor(scene).withdraw.example,
  back: proceed,
  isPossible: (scene) => scene.view !== undefined && isWithdrawable(scene.view),
};

/** What was deleted and what is kept; of the cases that are kept those that ended lately or still run by their numbers. */
function erased(scene: Scene): string {
  const words = wordsFor(scene).erase;
  const { cases, office } = scene.context;
  const done = fillSlots(words.done, { days: String(office.retentionDays) });
  const kept = cases
    .filter(({ state }) => state.submittedAt !== undefined)
    .map(({ state }) => `*${state.number}*`);
  const named = kept.length === 0 ? [] : [fillSlots(words.kept, { cases: kept.join(', ') })];
  return [done, [...named, words.again].join(' ')].join('\n\n');
}

/** Really delete what was not sent? Afterwards everything begins with consent again. */
export const confirmErase: Step = {
  ask(scene) {
    const words = wordsFor(scene).erase;
    const days = String(scene.context.office.retentionDays);
    return {
      body: fillSlots(words.ask, { days }),
      options: [
        { value: 'yes', title: words.yes },
        { value: 'no', title: words.no },
      ],
    };
  },
  choose(scene, value) {
    if (value !== 'yes') return scene.view === undefined ? toMenu(scene) : proceed(scene);
    const { view: _view, ...rest } = act(scene, { do: 'erase-unsent' });
    const { language } = scene.state;
    const state = { flow: 1, step: 'consent', language, nonce: '', misses: 0 } as const;
    return say({ ...rest, state }, erased(scene));
  },
  example: (scene) => wordsFor(scene).erase.example,
  back: (scene) => (scene.view === undefined ? toMenu(scene) : proceed(scene)),
};

/** BERHENTI: nothing more is sent until this person writes again. */
export function stopMessages(scene: Scene): Scene {
  return say(go(act(scene, { do: 'stop-messages' }), 'stopped'), wordsFor(scene).stop.done);
}

/** Silent on purpose; `converse` brings the chat back when the person writes. */
export const stopped: Step = {
  ask: (scene) => ({ body: wordsFor(scene).stop.done }),
  example: (scene) => wordsFor(scene).stop.done,
  back: toMenu,
};
