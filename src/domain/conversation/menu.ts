/**
 * The menu in two levels, made from the catalogue alone: groups and their services. While all services have room in
 * one list they stand there under their groups, which saves a message; else the groups come first.
 */
import type { Service, ServiceGroup } from '../../catalogue/define-service.ts';
import { fillSlots } from '../refusal.ts';
import { toForWhom } from './for-whom.ts';
import { toMenu } from './next-step.ts';
import { MAX_ROWS } from './options.ts';
import { go, handOver, type Option, type Scene, type Step, wordsFor } from './scene.ts';
import { showStatus } from './status.ts';
import { wordsIn } from './text-match.ts';
import type { ConversationContext } from './types.ts';
import { lines, paragraphs } from './words.ts';

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

/** What the value of a row that means one service begins with; a group may have the same name. */
const SERVICE = 'service/';

function serviceOption(scene: Scene, service: Service): Option {
  const { menu, promise } = service.words[scene.state.language];
  return { value: `${SERVICE}${service.id}`, title: menu, description: promise };
}

function groupOption(scene: Scene, group: ServiceGroup): Option {
  const { language } = scene.state;
  const services = servicesOf(scene.context, group);
  if (services.length === 1) return serviceOption(scene, services[0]!);
  return {
    value: group,
    title: wordsFor(scene).menu.groups[group],
    description: services.map((service) => service.words[language].menu).join(', '),
  };
}

/** Rows that are always there. */
function helpOptions(scene: Scene): Option[] {
  const words = wordsFor(scene).menu;
  return [
    { value: '=status', title: words.status, description: words.statusHint },
    { value: '=officer', title: words.officer, description: words.officerHint },
    { value: '=other', title: words.other, description: words.otherHint },
  ];
}

/** Every service under its group; `undefined` when there are too many for one list. */
function wholeMenu(scene: Scene): Option[] | undefined {
  const words = wordsFor(scene).menu;
  const help = helpOptions(scene).map((option) => ({ ...option, section: words.help }));
  const all = groupOrder.flatMap((group) =>
    servicesOf(scene.context, group).map((service) => ({
      ...serviceOption(scene, service),
      section: words.groups[group],
    })),
  );
  return all.length + help.length <= MAX_ROWS ? [...all, ...help] : undefined;
}

/** Groups with several services first; the services of a group follow in a message of their own. */
function groupMenu(scene: Scene): Option[] {
  const groups = groupOrder.filter((group) => servicesOf(scene.context, group).length > 0);
  return [...groups.map((group) => groupOption(scene, group)), ...helpOptions(scene)];
}

/** How to skip the list of a group: by the name of a service, here of the first in a group with several. */
function typeNameHint(scene: Scene): string {
  const group = groupOrder.find((one) => servicesOf(scene.context, one).length > 1);
  const [service] = servicesOf(scene.context, group);
  const { menu } = wordsFor(scene);
  if (service === undefined) return '';
  return fillSlots(menu.typeName, { service: service.words[scene.state.language].menu.toLowerCase() });
}

/** Whether all that was said is what people say of this service, with at least one word that tells it from others. */
function isSpokenOf(service: Service, said: readonly string[]): boolean {
  const spoken = [service.words.id, service.words.en].flatMap((words) => words.spoken ?? []);
  const telling = spoken.flatMap((one) => one.telling);
  const known = [...telling, ...spoken.flatMap((one) => one.beside)];
  return said.some((word) => telling.includes(word)) && said.every((word) => known.includes(word));
}

/** The one service whose own words cover everything that was typed, e.g. "mau urus akta kelahiran". */
export function findService(scene: Scene, text: string): Service | undefined {
  const { fillers, greetings } = wordsFor(scene);
  const small = [...fillers, ...wordsIn(greetings.join(' '))];
  const said = wordsIn(text).filter((word) => !small.includes(word));
  if (said.length === 0 || !said.some((word) => word.length >= 3)) return undefined;
  const hits = scene.context.services.filter((service) => {
    if (isSpokenOf(service, said)) return true;
    const documents = service.produces.flatMap(({ document }) => Object.values(document.words));
    const words = [service.words.id, service.words.en].flatMap((one) => [one.name, one.menu]);
    const known = wordsIn([...words, ...documents.flatMap((one) => [one.name, one.short])].join(' '));
    return said.every((word) => known.includes(word));
  });
  return hits.length === 1 ? hits[0] : undefined;
}

/** First level: the services or their groups, then status, officer, anything else. */
export const menu: Step = {
  ask(scene) {
    const words = wordsFor(scene).menu;
    const whole = wholeMenu(scene);
    const ask = lines(words.ask, whole === undefined ? typeNameHint(scene) : '');
    return {
      body: paragraphs(ask, hasDraft(scene.context) ? words.drafts : ''),
      listButton: words.listButton,
      options: whole ?? groupMenu(scene),
    };
  },
  choose(scene, value) {
    if (value === '=status') return showStatus(scene);
    if (value === '=officer') return handOver(scene, 'asked');
    if (value === '=other') return handOver(scene, 'no-such-service', wordsFor(scene).officer.other);
    if (value.startsWith(SERVICE)) return toForWhom(scene, value.slice(SERVICE.length));
    return go(scene, 'services', { group: value });
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
      options: servicesOf(scene.context, group).map((service) => serviceOption(scene, service)),
    };
  },
  choose: (scene, value) => toForWhom(scene, value.slice(SERVICE.length)),
  hear: menu.hear!,
  example: (scene) => wordsFor(scene).menu.example,
  back: toMenu,
  isPossible: (scene) => servicesOf(scene.context, scene.state.group).length > 0,
};
