/** For whom the papers are; the answer opens the case. */
import { choicesForWhom, type Service } from '../../catalogue/define-service.ts';
import type { CaseState } from '../case/state.ts';
import { fillSlots } from '../refusal.ts';
import { newView } from './case-view.ts';
import { proceed, toMenu } from './next-step.ts';
import { takeInLoosePapers } from './paper-matching.ts';
import {
  act,
  go,
  type Heard,
  note,
  type Option,
  putAside,
  recordAnswers,
  type Scene,
  type Step,
  wordsFor,
} from './scene.ts';
import { wordsIn } from './text-match.ts';
import { paragraphs } from './words.ts';

/** Goes to the question for whom a service is wanted. */
export function toForWhom(scene: Scene, serviceId: string): Scene {
  return go(putAside(scene), 'for-whom', { serviceId });
}

function chosenService(scene: Scene): Service | undefined {
  return scene.context.services.find((service) => service.id === scene.state.serviceId);
}

/** Opens the case, with everything that came before it: loose papers and the answers of a text form. */
function openCase(scene: Scene, service: Service, forWhom: CaseState['forWhom']): Scene {
  const caseId = scene.context.newCaseId;
  const opened = act(scene, { do: 'open-case', caseId, serviceId: service.id, forWhom });
  const { held, ...state } = opened.state;
  const begun: Scene = {
    ...opened,
    state: { ...state, currentCaseId: caseId, serviceId: service.id },
    view: newView(caseId, service, forWhom),
  };
  return proceed(takeInLoosePapers(recordAnswers(begun, { ...held }, 'form')));
}

/** The choices of the service, in its own words where it has some. */
function optionsOf(scene: Scene): Option[] {
  const words = wordsFor(scene).forWhom;
  const service = chosenService(scene);
  if (service === undefined) return [];
  return choicesForWhom(service).map((one) => {
    const own = service.words[scene.state.language].forWhom?.[one];
    const also = (['id', 'en'] as const).flatMap((language) => {
      const known = service.words[language].forWhom?.[one];
      return [...(known === undefined ? [] : [known.title]), ...(known?.also ?? [])];
    });
    return { value: one, title: own?.title ?? words[one], also: [...also, ...words.also[one]] };
  });
}

/** "buat anak saya": the one choice that all the words mean; it is repeated, because it opens the case. */
function hearForWhom(scene: Scene, text: string): Heard {
  const service = chosenService(scene);
  const { fillers } = wordsFor(scene);
  const said = wordsIn(text).filter((word) => !fillers.includes(word));
  if (service === undefined || said.length === 0) return undefined;
  const hits = optionsOf(scene).filter(({ title, also = [] }) => {
    const known = wordsIn([title, ...also].join(' '));
    return said.every((word) => known.includes(word));
  });
  const [only, ...more] = hits;
  if (only === undefined || more.length > 0) return undefined;
  const told = note(scene, fillSlots(wordsFor(scene).forWhom.understood, { whom: only.title }));
  return openCase(told, service, only.value as CaseState['forWhom']);
}

/** For whom: oneself, the household, or a resident whom a village officer helps. */
export const forWhom: Step = {
  ask(scene) {
    const words = wordsFor(scene).forWhom;
    const service = chosenService(scene)?.words[scene.state.language];
    const hasDraft = scene.context.cases.some((entry) => entry.state.status === 'draft');
    return {
      body: paragraphs(
        hasDraft ? words.drafts : '',
        fillSlots(words.ask, { service: service?.name ?? '', promise: service?.promise ?? '' }),
      ),
      options: optionsOf(scene),
    };
  },
  choose: (scene, value) => openCase(scene, chosenService(scene)!, value as CaseState['forWhom']),
  hear: hearForWhom,
  help: (scene) => fillSlots(wordsFor(scene).misses.help, { help: wordsFor(scene).forWhom.example }),
  example: (scene) => wordsFor(scene).forWhom.example,
  back: toMenu,
  isPossible: (scene) => chosenService(scene) !== undefined,
};
