/** Asks the fields of a service one at a time. */
import type { FieldSpec } from '../../catalogue/define-service.ts';
import { answerFaultWords, parseAnswer } from '../case/answer.ts';
import { fillSlots } from '../refusal.ts';
import { askedFields, type CaseView, dayOf, isEditable } from './case-view.ts';
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
import { shownAnswer } from './shown-value.ts';
import { isOneOf } from './text-match.ts';
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

/** Reads an answer; one that is understood is recorded, and what is easily mistaken is repeated. */
function answer(scene: Scene, text: string): Heard {
  const asked = open(scene);
  if (asked === undefined) return undefined;
  const { view, id, spec } = asked;
  const words = wordsFor(scene);
  if (spec.optional === true && isOneOf(words.skipWords, text)) return skip(scene, id);
  const { language } = scene.state;
  const fieldWords = view.service.words[language].fields[id];
  const parsed = parseAnswer(text, spec, {
    today: dayOf(view, scene.context.today),
    ...(fieldWords?.choices !== undefined && { choiceWords: fieldWords.choices }),
    ...(scene.context.isDesa !== undefined && { isDesa: scene.context.isDesa }),
  });
  if (!parsed.ok) return { unclear: answerFaultWords[parsed.fault][language] };
  const recorded = recordAnswers(scene, { [id]: parsed.value }, 'chat');
  const echo = fillSlots(words.question.understood, {
    label: fieldWords?.label ?? id,
    value: shownAnswer(recorded.view ?? view, id, language),
  });
  if (view.status === 'draft') return proceed(repeated.includes(spec.kind) ? note(recorded, echo) : recorded);
  return proceed(note(recorded, `${echo}. ${words.correct.saved}`));
}

function ask(scene: Scene): Asked {
  const words = wordsFor(scene).question;
  const asked = open(scene);
  if (asked === undefined) return { body: '' };
  const { view, id, spec } = asked;
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
