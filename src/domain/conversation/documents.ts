/** Releases issued PDFs against the PIN, and hears whether they arrived well. */
import { isEnded } from '../case/state.ts';
import { fillSlots } from '../refusal.ts';
import { caseTitle } from './case-title.ts';
import { documentName, sendableDocuments, viewOf } from './case-view.ts';
import { readPin } from './pin.ts';
import {
  act,
  go,
  type Heard,
  handOver,
  keepSilent,
  note,
  type Scene,
  type Step,
  say,
  takeUp,
  wordsFor,
} from './scene.ts';
import type { CaseEntry, ConversationInput } from './types.ts';
import { listed } from './words.ts';

/** [Kirim PDF] was tapped: ask for the PIN, or say how far it is. */
export function openDocuments(scene: Scene, entry: CaseEntry): Scene {
  const taken = takeUp(scene, entry);
  if (sendableDocuments(viewOf(entry)).length > 0) return go(taken, 'pin-for-documents');
  return note(go(taken, 'resting'), wordsFor(scene).documents.notYet);
}

function hear(scene: Scene, text: string): Heard {
  const { view } = scene;
  const pin = readPin(text);
  if (view === undefined) return undefined;
  if (pin === undefined) return { unclear: wordsFor(scene).pinFaults['not-six-digits'], isEnough: true };
  return say(act(scene, { do: 'verify-pin', caseId: view.id, pin }));
}

/** The PIN that was chosen when the case was handed in. */
export const pinForDocuments: Step = {
  ask(scene) {
    const words = wordsFor(scene);
    const { view } = scene;
    if (view === undefined) return { body: '' };
    const names = sendableDocuments(view).map((job) => documentName(view.service, job, scene.state.language));
    return {
      body: fillSlots(words.documents.ask, {
        title: caseTitle(scene, view),
        documents: listed(names, words),
      }),
      options: [
        { value: 'forgotten', title: words.documents.forgotten, also: words.documents.forgottenAlso },
      ],
    };
  },
  choose: (scene) => handOver(scene, 'asked', wordsFor(scene).documents.newPin),
  hear,
  help: (scene) => wordsFor(scene).documents.example,
  example: (scene) => wordsFor(scene).documents.example,
  back: (scene) => go(scene, 'resting'),
  isPossible: (scene) => scene.view !== undefined && sendableDocuments(scene.view).length > 0,
};

/** The app compared the PIN. The PDFs themselves are the answer to a right one. */
export function hearPinOutcome(
  scene: Scene,
  outcome: Extract<ConversationInput, { kind: 'pin-verified' }>['outcome'],
): Scene {
  const { view } = scene;
  if (view === undefined || scene.state.step !== 'pin-for-documents') return keepSilent(scene);
  const words = wordsFor(scene).documents;
  if (outcome === 'wrong') return say(scene, words.wrong);
  const rested = go(scene, 'resting');
  if (outcome === 'too-many') return say(rested, words.tooMany);
  return say(act(rested, { do: 'send-documents', caseId: view.id }));
}

/** [Sudah terima]: thanks, and what is still to come. Whatever is being asked stays as it is. */
export function confirmReceived(scene: Scene, entry: CaseEntry): Scene {
  const words = wordsFor(scene);
  const view = viewOf(entry);
  const cards = view.documents
    .filter((job) => job.form === 'card' && !isEnded(job) && job.status !== 'waiting')
    .map((job) => documentName(view.service, job, scene.state.language));
  const later =
    cards.length === 0 ? '' : fillSlots(words.documents.cardLater, { documents: listed(cards, words) });
  const thanked = note(act(scene, { do: 'confirm-received', caseId: view.id }), words.documents.thanks);
  return say(thanked, later);
}

/** [Ada salah]: an officer looks at it, and the person writes what is wrong. */
export function reportFault(scene: Scene, entry: CaseEntry): Scene {
  const taken = takeUp(scene, entry);
  const reported = act(taken, { do: 'report-fault', caseId: entry.state.id });
  return handOver(reported, 'something-wrong', wordsFor(scene).documents.fault);
}
