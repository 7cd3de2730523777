/** Sends the empty text form of a service, and takes in a filled one, at any step after the service is chosen. */
import type { FieldSpec, Service } from '../../catalogue/define-service.ts';
import { relevantFields } from '../../catalogue/plan.ts';
import { type AnswerFault, answerFaultWords } from '../case/answer.ts';
import { fillSlots } from '../refusal.ts';
import { type CaseView, dayOf, isEditable, isOver, newView, withAnswers } from './case-view.ts';
import type { NameTrouble } from './name-doubts.ts';
import { proceed } from './next-step.ts';
import { note, recordAnswers, remember, type Scene, say, wordsFor } from './scene.ts';
import { shownAnswer, shownText } from './shown-value.ts';
import { type ReadForm, readForm } from './text-form.ts';
import { plain } from './text-match.ts';
import type { Language } from './types.ts';
import { lines, paragraphs, speak } from './words.ts';

/** Unknown lines that are named one by one; the rest is counted. */
const NAMED_UNKNOWN = 3;

/** Unread answers that are named one by one. */
const NAMED_UNREAD = 6;

/** What kind of answer a line expects, in brackets behind its label. */
function expectation(service: Service, id: string, spec: FieldSpec, language: Language): string {
  const words = speak(language).form;
  if (spec.kind === 'yes-no') return ` (${words.yesNo})`;
  if (spec.kind === 'date') return ` (${words.date})`;
  if (spec.kind === 'nik' || spec.kind === 'kk') return ` (${words.digits})`;
  if (spec.kind !== 'choice') return spec.unit === undefined ? '' : ` (${spec.unit})`;
  const names = Object.values(service.words[language].fields[id]?.choices ?? {});
  return names.length === 0 || names.length > 6 ? '' : ` (${names.join('/')})`;
}

/** The form to copy: the asked fields, or all that matter; answered ones are left out while others are open. */
export function emptyForm(scene: Scene, service: Service, isFull: boolean): string {
  const { language } = scene.state;
  const words = wordsFor(scene).form;
  const answers = scene.view?.answers ?? {};
  const day = scene.view === undefined ? scene.context.today : dayOf(scene.view, scene.context.today);
  const relevant = relevantFields(service, answers, day).filter(([, spec]) => isFull || spec.ask === true);
  const open = relevant.filter(([id]) => answers[id] === undefined);
  const shown = (open.length === 0 ? relevant : open).map(
    ([id, spec]) =>
      `${service.words[language].fields[id]?.label ?? id}${expectation(service, id, spec, language)}:`,
  );
  return paragraphs(
    fillSlots(words.begin, { service: service.words[language].menu }),
    lines(...shown),
    isFull ? '' : lines(words.end, words.full),
  );
}

/** Why an answer of the form was not taken, in the words of the person's language. */
function faultWords(scene: Scene, { fault }: ReadForm['unread'][number], value: string): string {
  const { names } = wordsFor(scene);
  return fault in names
    ? fillSlots(names[fault as NameTrouble], { value })
    : answerFaultWords[fault as AnswerFault][scene.state.language];
}

/** Lines of the form's own text, greetings and thanks: nobody needs to hear that they are no answers. */
function isOwnText(service: Service, line: string): boolean {
  const said = plain(line);
  if (said === '') return true;
  return (['id', 'en'] as const).some((language) => {
    const words = speak(language);
    const own = [
      fillSlots(words.form.begin, { service: service.words[language].menu }),
      words.form.end,
      words.form.full,
      service.words[language].menu,
      service.words[language].name,
      ...Object.values(service.words[language].pages),
      ...words.greetings,
      ...words.thanks,
    ].map(plain);
    return own.some((text) => text === said || (said.length >= 12 && text.includes(said)));
  });
}

/** What could be put nowhere, line by line; of many only the first. */
function strayLines(scene: Scene, service: Service, form: ReadForm): string[] {
  const words = wordsFor(scene).form;
  const stray = [
    ...form.unknown.map((label) => fillSlots(words.unknownLine, { label: shownText(label, 30) })),
    ...form.unplaced
      .filter((line) => !isOwnText(service, line))
      .map((line) => fillSlots(words.unplaced, { line: shownText(line, 30) })),
  ];
  const left = stray.length - NAMED_UNKNOWN;
  const more = left > 0 ? [fillSlots(words.unknownCount, { count: String(left) })] : [];
  return [...stray.slice(0, NAMED_UNKNOWN), ...more];
}

/** Says what was read, repeats what was guessed, and names what was not read. */
function report(scene: Scene, service: Service, form: ReadForm, view: CaseView): string {
  const words = wordsFor(scene).form;
  const { language } = scene.state;
  const count = Object.keys(form.answers).length;
  const label = (field: string) => service.words[language].fields[field]?.label ?? field;
  const stray = strayLines(scene, service, form);
  if (count === 0 && form.unread.length === 0 && stray.length === 0) return words.empty;
  const answered = withAnswers(view, form.answers);
  const guessed = form.guessed
    .slice(0, NAMED_UNREAD)
    .map((field) =>
      fillSlots(words.guessed, { label: label(field), value: shownAnswer(answered, field, language) }),
    );
  const unread = form.unread.slice(0, NAMED_UNREAD).map((one) =>
    fillSlots(words.unreadLine, {
      label: label(one.field),
      fault: faultWords(scene, one, label(one.field)),
    }),
  );
  const left = form.unread.length - NAMED_UNREAD;
  return lines(
    count === 0 ? '' : fillSlots(words.read, { count: String(count) }),
    ...guessed,
    unread.length + stray.length === 0 ? '' : words.unread,
    ...unread,
    left > 0 ? fillSlots(words.unknownCount, { count: String(left) }) : '',
    ...stray,
  );
}

/** Takes a filled form in; `undefined` when the message is not one, or no service is chosen. */
export function hearForm(scene: Scene, text: string): Scene | undefined {
  const { view, state, context } = scene;
  const isChoosing = view === undefined && state.step === 'for-whom';
  const service =
    view?.service ?? (isChoosing ? context.services.find((one) => one.id === state.serviceId) : undefined);
  if (service === undefined || (view !== undefined && isOver(view))) return undefined;
  const form = readForm(service, text, {
    today: view === undefined ? context.today : dayOf(view, context.today),
    answers: view?.answers ?? {},
    ...(context.isDesa !== undefined && { isDesa: context.isDesa }),
  });
  if (form === undefined) return undefined;
  const shown = view ?? newView(context.newCaseId, service, 'self');
  const told = note(scene, report(scene, service, form, shown));
  // Before the case exists, what was read waits for the one answer that opens it.
  if (view === undefined) return remember(told, { held: { ...state.held, ...form.answers }, misses: 0 });
  if (!isEditable(view)) {
    return say(scene, fillSlots(wordsFor(scene).correct.tooLate, { number: view.number }));
  }
  return proceed(recordAnswers(told, form.answers, 'form'));
}
