/** The menu in two levels, made from the catalogue alone: groups, then the services of a group. */
import type { Service, ServiceGroup } from '../../catalogue/define-service.ts';
import { fillSlots } from '../refusal.ts';
import { toForWhom } from './for-whom.ts';
import { toMenu } from './next-step.ts';
import { go, handOver, type Option, type Scene, type Step, wordsFor } from './scene.ts';
import { showStatus } from './status.ts';
import { wordsIn } from './text-match.ts';
import type { ConversationContext } from './types.ts';
import { paragraphs } from './words.ts';

/** Order of the groups in the menu; those without a service do not show. */
const groupOrder: readonly ServiceGroup[] = [
  'pencatatan-sipil',
  'kartu-keluarga',
  'ktp-el',
  'kia',
  'pindah-datang',
  'lainnya',
];

/** Services of one group, in the order of the catalogue. */
function servicesOf(context: ConversationContext, group: string | undefined): Service[] {
  return context.services.filter((service) => service.group === group);
}

function hasDraft(context: ConversationContext): boolean {
  return context.cases.some((entry) => entry.state.status === 'draft');
}

function groupOption(scene: Scene, group: ServiceGroup): Option {
  const { language } = scene.state;
  const services = servicesOf(scene.context, group);
  const [only] = services;
  if (services.length === 1 && only !== undefined) {
    return { value: group, title: only.words[language].menu, description: only.words[language].promise };
  }
  return {
    value: group,
    title: wordsFor(scene).menu.groups[group],
    description: services.map((service) => service.words[language].menu).join(', '),
  };
}

function toGroup(scene: Scene, group: string): Scene {
  const services = servicesOf(scene.context, group);
  if (services.length === 1) return toForWhom(scene, services[0]!.id);
  return services.length === 0 ? toMenu(scene) : go(scene, 'services', { group });
}

/** The one service whose own words cover everything that was typed, e.g. "mau urus akta kelahiran". */
export function findService(scene: Scene, text: string): Service | undefined {
  const { fillers } = wordsFor(scene);
  const said = wordsIn(text).filter((word) => !fillers.includes(word));
  if (said.length === 0 || !said.some((word) => word.length >= 3)) return undefined;
  const hits = scene.context.services.filter((service) => {
    const documents = service.produces.flatMap(({ document }) => Object.values(document.words));
    const words = [service.words.id, service.words.en].flatMap((one) => [one.name, one.menu]);
    const known = wordsIn([...words, ...documents.flatMap((one) => [one.name, one.short])].join(' '));
    return said.every((word) => known.includes(word));
  });
  return hits.length === 1 ? hits[0] : undefined;
}

/** First level: a row for each group that has services, then status, officer, anything else. */
export const menu: Step = {
  ask(scene) {
    const words = wordsFor(scene).menu;
    const groups = groupOrder.filter((group) => servicesOf(scene.context, group).length > 0);
    return {
      body: paragraphs(words.ask, hasDraft(scene.context) ? words.drafts : ''),
      listButton: words.listButton,
      options: [
        ...groups.map((group) => groupOption(scene, group)),
        { value: '=status', title: words.status, description: words.statusHint },
        { value: '=officer', title: words.officer, description: words.officerHint },
        { value: '=other', title: words.other, description: words.otherHint },
      ],
    };
  },
  choose(scene, value) {
    if (value === '=status') return showStatus(scene);
    if (value === '=officer') return handOver(scene, 'asked');
    if (value === '=other') return handOver(scene, 'no-such-service', wordsFor(scene).officer.other);
    return toGroup(scene, value);
  },
  hear(scene, text) {
    const service = findService(scene, text);
    return service === undefined ? undefined : toForWhom(scene, service.id);
  },
  example: (scene) => wordsFor(scene).menu.example,
  back: toMenu,
};

/** Second level: the services of the chosen group. */
export const services: Step = {
  ask(scene) {
    const words = wordsFor(scene).menu;
    const group = scene.state.group as ServiceGroup;
    return {
      body: fillSlots(words.services, { group: words.groups[group] }),
      listButton: words.listButton,
      options: servicesOf(scene.context, group).map((service) => ({
        value: service.id,
        title: service.words[scene.state.language].menu,
        description: service.words[scene.state.language].promise,
      })),
    };
  },
  choose: (scene, value) => toForWhom(scene, value),
  hear: menu.hear!,
  example: (scene) => wordsFor(scene).menu.example,
  back: toMenu,
  isPossible: (scene) => servicesOf(scene.context, scene.state.group).length > 0,
};
