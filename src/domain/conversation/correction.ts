/** Changing an answer or the way to receive, before and after handing in. */
import { fillSlots } from '../refusal.ts';
import { askedFields, type CaseView, isEditable, isOver } from './case-view.ts';
import { proceed } from './next-step.ts';
import { paperNames } from './papers.ts';
import { replaceablePapers } from './replace-photo.ts';
import { go, type Option, remember, type Scene, type Step, say, wordsFor } from './scene.ts';
import { wordsToChange } from './sentences.ts';
import { shownAnswer } from './shown-value.ts';
import { deliveryOf, isDeliveryChoosable } from './summary.ts';
import { wordsIn } from './text-match.ts';

/** Not a field: chooses the way to receive. */
const DELIVERY = '=delivery';

/** Not a field either: a photo that is to be replaced. */
const PHOTOS = '=photos';

function deliveryName(scene: Scene, view: CaseView): string {
  const words = wordsFor(scene).delivery;
  return deliveryOf(scene, view) === 'whatsapp' ? words.whatsapp : words.pickup;
}

function choices(scene: Scene, view: CaseView): Option[] {
  const { language } = scene.state;
  const fields = askedFields(view, scene.context.today)
    .filter((id) => view.answers[id] !== undefined)
    .map((id) => {
      const { label = id, short } = view.service.words[language].fields[id] ?? {};
      const value = shownAnswer(view, id, language);
      const isShort = short !== undefined && short !== label;
      return { value: id, title: short ?? label, description: isShort ? `${label}: ${value}` : value };
    });
  const words = wordsFor(scene).correct;
  const papers = replaceablePapers(view, scene.context.today);
  const photos: Option[] =
    papers.length === 0
      ? []
      : [{ value: PHOTOS, title: words.photos, description: paperNames(scene, view, papers) }];
  if (view.status !== 'draft' || !isDeliveryChoosable(view)) return [...fields, ...photos];
  const way = { value: DELIVERY, title: words.delivery, description: deliveryName(scene, view) };
  return [...fields, ...photos, way];
}

/** Goes to change what the words name: one answer, the photos, or else the list of all. */
function change(scene: Scene, view: CaseView, said: readonly string[]): Scene | undefined {
  const { photoWords } = wordsFor(scene);
  const list = choices(scene, view);
  const isPhoto = said.every((word) => photoWords.includes(word)) && list.some((one) => one.value === PHOTOS);
  if (isPhoto) return go(scene, 'which-photo');
  const named = list.filter(({ value, title }) => {
    const texts = [view.service.words.id, view.service.words.en].map(
      (words) => `${words.fields[value]?.label ?? ''} ${words.fields[value]?.short ?? ''}`,
    );
    const known = wordsIn([title, ...texts].join(' '));
    return said.every((word) => known.includes(word));
  });
  const [only, ...more] = named;
  if (only !== undefined && more.length === 0) return correct.choose?.(scene, only.value);
  const isLooking = ['summary', 'resting', 'correct', 'papers'].includes(scene.state.step);
  return named.length > 0 || isLooking ? go(scene, 'correct') : undefined;
}

/** "ubah nama anak", at any step of a case; `undefined` when nothing of it is to be changed. */
export function hearChange(scene: Scene, text: string): Scene | undefined {
  const { view } = scene;
  const said = wordsToChange(text);
  if (view === undefined || said === undefined || isOver(view)) return undefined;
  if (!isEditable(view)) {
    return say(scene, fillSlots(wordsFor(scene).correct.tooLate, { number: view.number }));
  }
  return choices(scene, view).length === 0 ? undefined : change(scene, view, said);
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
    if (value === PHOTOS) return go(scene, 'which-photo');
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
