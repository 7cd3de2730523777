/** Changing an answer or the way to receive, before and after handing in. */
import { askedFields, type CaseView, isEditable } from './case-view.ts';
import { proceed } from './next-step.ts';
import { go, type Option, remember, type Scene, type Step, wordsFor } from './scene.ts';
import { shownAnswer } from './shown-value.ts';
import { deliveryOf, isDeliveryChoosable } from './summary.ts';

/** Not a field: chooses the way to receive. */
const DELIVERY = '=delivery';

function deliveryName(scene: Scene, view: CaseView): string {
  const words = wordsFor(scene).delivery;
  return deliveryOf(scene, view) === 'whatsapp' ? words.whatsapp : words.pickup;
}

function choices(scene: Scene, view: CaseView): Option[] {
  const { language } = scene.state;
  const fields = askedFields(view, scene.context.today)
    .filter((id) => view.answers[id] !== undefined)
    .map((id) => ({
      value: id,
      title: view.service.words[language].fields[id]?.label ?? id,
      description: shownAnswer(view, id, language),
    }));
  if (view.status !== 'draft' || !isDeliveryChoosable(view)) return fields;
  return [
    ...fields,
    {
      value: DELIVERY,
      title: wordsFor(scene).correct.delivery,
      description: deliveryName(scene, view),
    },
  ];
}

/** Which answer to change; it is asked again, and then the summary comes back. */
export const correct: Step = {
  ask(scene) {
    const words = wordsFor(scene).correct;
    const { view } = scene;
    return {
      body: words.ask,
      listButton: words.listButton,
      options: view === undefined ? [] : choices(scene, view),
    };
  },
  choose(scene, value) {
    return value === DELIVERY ? go(scene, 'delivery') : go(scene, 'question', { field: value });
  },
  example: (scene) => wordsFor(scene).correct.example,
  back: proceed,
  isPossible: (scene) =>
    scene.view !== undefined && isEditable(scene.view) && choices(scene, scene.view).length > 0,
  isDrafting: true,
};

/** How the documents are to reach the person; asked only on wish. */
export const delivery: Step = {
  ask(scene) {
    const words = wordsFor(scene).delivery;
    return {
      body: words.ask,
      options: [
        { value: 'whatsapp', title: words.whatsapp },
        { value: 'office-pickup', title: words.pickup },
      ],
    };
  },
  choose(scene, value) {
    return proceed(remember(scene, { delivery: value === 'whatsapp' ? 'whatsapp' : 'office-pickup' }));
  },
  example: (scene) => wordsFor(scene).delivery.example,
  back: proceed,
  isPossible: (scene) => scene.view?.status === 'draft' && isDeliveryChoosable(scene.view),
  isDrafting: true,
};
