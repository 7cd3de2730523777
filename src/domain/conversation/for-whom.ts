/** For whom the papers are; the answer opens the case. */
import type { Service } from '../../catalogue/define-service.ts';
import type { CaseState } from '../case/state.ts';
import { fillSlots } from '../refusal.ts';
import { newView } from './case-view.ts';
import { proceed, toMenu } from './next-step.ts';
import { takeInLoosePapers } from './paper-matching.ts';
import { act, go, putAside, recordAnswers, type Scene, type Step, wordsFor } from './scene.ts';
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
      options: [
        { value: 'self', title: words.self },
        { value: 'household', title: words.household },
        { value: 'resident', title: words.resident },
      ],
    };
  },
  choose: (scene, value) => openCase(scene, chosenService(scene)!, value as CaseState['forWhom']),
  example: (scene) => wordsFor(scene).forWhom.example,
  back: toMenu,
  isPossible: (scene) => chosenService(scene) !== undefined,
};
