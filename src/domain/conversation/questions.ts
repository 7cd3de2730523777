/** Asks the fields of a service one at a time. */
import type { AnswerValue } from '../../catalogue/condition.ts';
import type { FieldSpec } from '../../catalogue/define-service.ts';
import { answerFaultWords, parseAnswer } from '../case/answer.ts';
import { fillSlots } from '../refusal.ts';
import { askedFields, type CaseView, dayOf, isEditable } from './case-view.ts';
import { askWhichDesa, desasNamed } from './desa-names.ts';
import { nameDoubt, newNameFault } from './name-doubts.ts';
import { proceed, toMenu } from './next-step.ts';
import {
  type Asked,
  go,
  type Heard,
  note,
  type Option,
  recordAnswers,
  remember,
  type Scene,
  type Step,
  skippedOf,
  wordsFor,
} from './scene.ts';
import { answerIn } from './sentences.ts';
import { shownAnswer, shownText } from './shown-value.ts';
import { isOneOf, plain } from './text-match.ts';
import { lines, paragraphs } from './words.ts';

/** Fields whose answer is repeated: numbers are misread and days mistaken more often than names. */
const repeated: readonly string[] = ['nik', 'kk', 'date'] satisfies FieldSpec['kind'][];

/** The field being asked, with the case it belongs to. */
function open(scene: Scene): { view: CaseView; id: string; spec: FieldSpec } | undefined {
  const { view, state } = scene;
  const id = state.field;
  if (view === undefined || id === undefined || !Object.hasOwn(view.service.fields, id)) return undefined;
  return { view, id, spec: view.service.fields[id]! };
}

function optionsFor(scene: Scene, view: CaseView, id: string, spec: FieldSpec): Option[] | undefined {
  const words = wordsFor(scene);
  if (spec.kind === 'yes-no') {
    return [
      { value: 'yes', title: words.yes },
      { value: 'no', title: words.no },
    ];
  }
  if (spec.kind !== 'choice') return undefined;
  const names = view.service.words[scene.state.language].fields[id]?.choices;
  return spec.choices?.map((code) => ({ value: code, title: names?.[code] ?? code }));
}

/** Remembers that an optional field was left out, and goes on. */
function skip(scene: Scene, id: string): Scene {
  return proceed(remember(scene, { skipped: [...skippedOf(scene), id] }));
}

/** Value of the choice that a doubted name is right all the same. */
const SURE = '=sure';

/** The name of a desa whose code is an answer. */
function desaIn(scene: Scene, value: AnswerValue): string | undefined {
  if (open(scene)?.spec.kind !== 'desa') return undefined;
  return scene.context.desas?.find(({ code }) => code === value)?.name;
}

/** Records what was understood and goes on; what is easily mistaken, or was found in a sentence, is repeated. */
function keep(scene: Scene, value: AnswerValue, isRepeated: boolean): Scene {
  const { view, id } = open(scene)!;
  const words = wordsFor(scene);
  const { language } = scene.state;
  const recorded = recordAnswers(scene, { [id]: value }, 'chat');
  const echo = fillSlots(words.question.understood, {
    label: view.service.words[language].fields[id]?.label ?? id,
    value: desaIn(scene, value) ?? shownAnswer(recorded.view ?? view, id, language),
  });
  if (view.status === 'draft') return proceed(isRepeated ? note(recorded, echo) : recorded);
  return proceed(note(recorded, `${echo}. ${words.correct.saved}`));
}

/** A name that the law forbids, or that is asked for once more; `undefined` when nothing speaks against it. */
function doubtName(scene: Scene, name: string, spec: FieldSpec): Heard {
  const words = wordsFor(scene).names;
  const fault = newNameFault(name, spec);
  if (fault !== undefined) return { unclear: words[fault] };
  const { doubted } = scene.state;
  if (doubted !== undefined && plain(doubted) === plain(name)) return undefined;
  return nameDoubt(name, spec) === undefined ? undefined : remember(scene, { doubted: name, misses: 0 });
}

/** Takes the one desa that a text names, or asks which one is meant; `undefined` leaves it to be read as a code. */
function answerDesa(scene: Scene, text: string): Heard {
  const { desas = [] } = scene.context;
  if (desas.length === 0) return undefined;
  const [only, ...more] = desasNamed(text, desas);
  if (only !== undefined && more.length === 0) return keep(scene, only.code, true);
  return { unclear: askWhichDesa(text, desas, scene.state.language) };
}

/** Reads an answer, as it stands or in an ordinary sentence. */
function answer(scene: Scene, text: string): Heard {
  const asked = open(scene);
  if (asked === undefined) return undefined;
  const { view, id, spec } = asked;
  const words = wordsFor(scene);
  if (spec.optional === true && isOneOf(words.skipWords, text)) return skip(scene, id);
  const desa = spec.kind === 'desa' ? answerDesa(scene, text) : undefined;
  if (desa !== undefined) return desa;
  const { language } = scene.state;
  const choiceWords = view.service.words[language].fields[id]?.choices;
  const today = dayOf(view, scene.context.today);
  const read = (raw: string) =>
    parseAnswer(raw, spec, {
      today,
      ...(choiceWords !== undefined && { choiceWords }),
      ...(scene.context.isDesa !== undefined && { isDesa: scene.context.isDesa }),
    });
  const parsed = read(text);
  if (!parsed.ok) {
    const found = answerIn(text, { service: view.service, id, spec }, scene.context.today);
    const inSentence = found === undefined ? parsed : read(found);
    if (inSentence.ok) return keep(scene, inSentence.value, true);
    const forbidden = newNameFault(text, spec);
    const why = found === undefined ? parsed.fault : inSentence.fault;
    return {
      unclear: forbidden === undefined ? answerFaultWords[why][language] : words.names[forbidden],
    };
  }
  return (
    doubtName(scene, String(parsed.value), spec) ?? keep(scene, parsed.value, repeated.includes(spec.kind))
  );
}

/** The doubt about the name that was typed, with the choice that it is right. */
function askDoubted(scene: Scene, doubted: string, spec: FieldSpec): Asked {
  const words = wordsFor(scene);
  const doubt = nameDoubt(doubted, spec) ?? 'no-name';
  return {
    body: lines(fillSlots(words.names[doubt], { value: shownText(doubted) }), words.names.confirm),
    options: [{ value: SURE, title: words.names.sure, also: words.names.sureAlso }],
  };
}

function ask(scene: Scene): Asked {
  const words = wordsFor(scene).question;
  const asked = open(scene);
  if (asked === undefined) return { body: '' };
  const { view, id, spec } = asked;
  if (scene.state.doubted !== undefined) return askDoubted(scene, scene.state.doubted, spec);
  const fieldWords = view.service.words[scene.state.language].fields[id];
  const fields = askedFields(view, scene.context.today);
  const isFirst = fields.length > 1 && fields.every((field) => view.answers[field] === undefined);
  const options = optionsFor(scene, view, id, spec);
  return {
    body: paragraphs(
      isFirst ? fillSlots(words.begin, { count: String(fields.length) }) : '',
      lines(
        fieldWords?.question ?? fillSlots(words.fallback, { label: fieldWords?.label ?? id }),
        fieldWords?.hint ?? '',
        spec.optional === true ? words.optional : '',
      ),
    ),
    ...(options !== undefined && { options, listButton: wordsFor(scene).choose }),
  };
}

/** The asked field before this one; from the first, the menu. */
function back(scene: Scene): Scene {
  const { view, state } = scene;
  if (view === undefined) return toMenu(scene);
  if (view.status !== 'draft') return go(scene, 'resting');
  const fields = askedFields(view, scene.context.today);
  const before = fields[fields.indexOf(state.field ?? '') - 1];
  return before === undefined ? toMenu(scene) : go(scene, 'question', { field: before });
}

/** One field at a time; after the last, the papers. */
export const question: Step = {
  ask,
  choose(scene, value) {
    const { doubted } = scene.state;
    if (value === SURE && doubted !== undefined) return keep(scene, doubted, false);
    const heard = answer(scene, value);
    return heard === undefined || 'unclear' in heard ? scene : heard;
  },
  hear: answer,
  example(scene) {
    const kind = open(scene)?.spec.kind ?? 'text';
    return wordsFor(scene).question.examples[kind];
  },
  back,
  isPossible(scene) {
    const asked = open(scene);
    return asked !== undefined && isEditable(asked.view);
  },
  isDrafting: true,
};

/** Whether the field being asked takes any words, so that a name is not mistaken for a command. */
export function takesFreeText(scene: Scene): boolean {
  const kind = scene.state.step === 'question' ? open(scene)?.spec.kind : undefined;
  return kind === 'name' || kind === 'text';
}

/** Whether thanks or "baik" may be the answer itself. */
export function takesAnyText(scene: Scene): boolean {
  return scene.state.step === 'question' && open(scene)?.spec.kind === 'text';
}
