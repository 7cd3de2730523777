/** The chat while an officer has it, and the ways back. */
import { awaitsResident, isOver } from './case-view.ts';
import { wholeHours } from './dates-in-words.ts';
import { proceed, toMenu } from './next-step.ts';
import { act, go, keepSilent, note, remember, type Scene, type Step, say, wordsFor } from './scene.ts';

/** Where the automatic service takes up again: the open case, or the menu. */
function pointOfReturn(scene: Scene): Scene {
  const { view } = scene;
  if (view === undefined) return toMenu(scene);
  if (awaitsResident(view)) return proceed(scene);
  return isOver(view) ? toMenu(scene) : go(scene, 'resting');
}

/** The officer has released the chat, or nobody wrote for half a day: go on by itself. */
export function comeBack(scene: Scene): Scene {
  return note(pointOfReturn(scene), wordsFor(scene).officer.released);
}

/** Leaves the officer or the silence because the person wants the automatic service. Elsewhere nothing changes. */
export function wakeUp(scene: Scene): Scene {
  if (scene.state.step === 'with-officer') return go(act(scene, { do: 'end-hand-over' }), 'resting');
  if (scene.state.step === 'stopped') return go(act(scene, { do: 'resume-messages' }), 'resting');
  return scene;
}

/** The person wrote again after BERHENTI: that is a wish to talk. */
export function resumeAfterStop(scene: Scene): Scene {
  return pointOfReturn(wakeUp(scene));
}

/**
 * A word that does nothing while an officer has the chat: said at most once an hour, because messages cost money, and
 * because the officer reads along.
 */
export function tellOfOfficer(scene: Scene): Scene {
  const { toldAt } = scene.state;
  const { now } = scene.context;
  if (toldAt !== undefined && wholeHours(toldAt, now) < 1) return keepSilent(scene);
  return say(remember(scene, { toldAt: now }), wordsFor(scene).officer.still);
}

/** Muted: what the person writes is for the officer. */
export const withOfficer: Step = {
  ask: (scene) => ({ body: wordsFor(scene).officer.still }),
  example: (scene) => wordsFor(scene).officer.example,
  back: pointOfReturn,
};
