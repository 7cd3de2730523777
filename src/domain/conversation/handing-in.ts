/** Hands the case in once its PIN is digested, and gives the receipt. */
import { fillSlots } from '../refusal.ts';
import type { CaseView } from './case-view.ts';
import { dayInWords } from './dates-in-words.ts';
import { paperNames } from './papers.ts';
import { act, go, keepSilent, note, type Scene, say, wordsFor } from './scene.ts';
import { deliveryOf, papersToFollow } from './summary.ts';

function noteReceipt(scene: Scene, view: CaseView): Scene {
  const words = wordsFor(scene).receipt;
  const { context, state } = scene;
  const day =
    view.expectedOn === undefined
      ? fillSlots(words.target, { count: String(view.service.target.workingDays) })
      : dayInWords(view.expectedOn, state.language);
  const toFollow = papersToFollow(view, context.today);
  const parts = [
    fillSlots(words.done, { number: view.number, day }),
    toFollow.length === 0 ? '' : fillSlots(words.later, { papers: paperNames(scene, view, toFollow) }),
    words.pin,
    fillSlots(words.end, { url: `${context.office.trackUrl}?n=${view.number}` }),
    view.forWhom === 'resident' ? words.nextResident : '',
    context.hasPhone ? '' : words.phone,
  ];
  return parts.reduce(note, scene);
}

/** The PIN was digested: keep it, hand the case in, give the receipt. Out of place it is ignored. */
export function handIn(scene: Scene, digest: string): Scene {
  const { view } = scene;
  if (view === undefined || view.status !== 'draft' || scene.state.step !== 'summary')
    return keepSilent(scene);
  const done = act(
    scene,
    { do: 'keep-pin', caseId: view.id, digest },
    { do: 'submit-case', caseId: view.id, delivery: deliveryOf(scene, view) },
  );
  const rested = go(noteReceipt(done, view), 'resting');
  const submitted: CaseView = { ...view, status: 'submitted', submittedOn: scene.context.today };
  const asksPhone = !scene.context.hasPhone;
  return { ...say({ ...rested, view: submitted }), ...(asksPhone && { requestsPhone: true }) };
}
