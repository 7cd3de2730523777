/** Reads a filled text form: lines `label: value`, or one line of values parted by `#`. */
import type { Answers, AnswerValue } from '../../catalogue/condition.ts';
import type { FieldSpec, Service } from '../../catalogue/define-service.ts';
import { relevantFields } from '../../catalogue/plan.ts';
import { type AnswerFault, parseAnswer } from '../case/answer.ts';
import { isWithinOneSlip, plain, wordsIn } from './text-match.ts';

/** What a form said: answers that were read, those that were not, and labels that the service does not know. */
export interface ReadForm {
  answers: Record<string, AnswerValue>;
  unread: { field: string; fault: AnswerFault }[];
  unknown: string[];
}

/** What reading needs besides the service. */
export interface FormContext {
  /** `YYYY-MM-DD`. */
  today: string;
  /** What is known already; a line without labels fills what is still open. */
  answers: Answers;
  isDesa?: (code: string) => boolean;
}

/** A form has at least this many lines with a label of the service; fewer may be an ordinary sentence. */
const ENOUGH_LABELS = 2;

/** Labels shorter than this must be spelt right: too many words lie one slip apart. */
const SLIP_FROM = 7;

/** A label as it is compared: without what stands in brackets and without a number before it. */
function labelKey(label: string): string {
  return plain(label.replace(/\([^)]*\)/gu, ' ')).replace(/^\d+ /u, '');
}

function findField(service: Service, label: string): string | undefined {
  const wanted = labelKey(label);
  if (wanted === '') return undefined;
  const labels = [service.words.id, service.words.en].flatMap((words) =>
    Object.entries(words.fields).map(([id, field]): [string, string] => [id, labelKey(field.label)]),
  );
  const exact = labels.find(([, key]) => key === wanted);
  if (exact !== undefined) return exact[0];
  const near = labels.filter(([, key]) => key.length >= SLIP_FROM && isWithinOneSlip(key, wanted));
  return new Set(near.map(([id]) => id)).size === 1 ? near[0]![0] : undefined;
}

function readValue(form: ReadForm, service: Service, field: string, raw: string, context: FormContext): void {
  const choices = [service.words.id, service.words.en].map((words) => words.fields[field]?.choices);
  const outcomes = choices.map((choiceWords) =>
    parseAnswer(raw, service.fields[field]!, {
      today: context.today,
      ...(choiceWords !== undefined && { choiceWords }),
      ...(context.isDesa !== undefined && { isDesa: context.isDesa }),
    }),
  );
  const [first] = outcomes;
  const read = outcomes.find((outcome) => outcome.ok);
  if (read?.ok) form.answers[field] = read.value;
  else if (first !== undefined && !first.ok) form.unread.push({ field, fault: first.fault });
}

function readLabelled(
  service: Service,
  parts: readonly string[],
  context: FormContext,
): ReadForm | undefined {
  const form: ReadForm = { answers: {}, unread: [], unknown: [] };
  let labels = 0;
  for (const part of parts) {
    const match = /^[\s*•\-–]*([^:=]{2,100}?)\s*[:=](.*)$/u.exec(part);
    if (match === null) continue;
    const [, label = '', rest = ''] = match;
    const value = rest.replace(/^[\s*_]+|[\s*_]+$/gu, '');
    const field = findField(service, label);
    if (field !== undefined) labels += 1;
    if (value === '') continue;
    if (field === undefined) form.unknown.push(label.replace(/[*_]/gu, '').trim());
    else readValue(form, service, field, value, context);
  }
  return labels >= ENOUGH_LABELS ? form : undefined;
}

/** Values in the order in which the form lists its labels; an empty place leaves its field for later. */
function readInOrder(service: Service, parts: readonly string[], context: FormContext): ReadForm | undefined {
  const form: ReadForm = { answers: {}, unread: [], unknown: [] };
  const values = isServiceName(service, parts[0] ?? '') ? parts.slice(1) : parts;
  const isAsked = ([, spec]: [string, FieldSpec]) => spec.ask === true;
  const askedNow = relevantFields(service, context.answers, context.today).filter(isAsked);
  const isAllKnown = askedNow.every(([id]) => context.answers[id] !== undefined);
  const passed = new Set(
    isAllKnown ? [] : Object.keys(context.answers).filter((id) => context.answers[id] !== undefined),
  );
  for (const value of values) {
    const known = { ...context.answers, ...form.answers };
    const field = relevantFields(service, known, context.today)
      .filter(isAsked)
      .find(([id]) => !passed.has(id))?.[0];
    if (field === undefined) {
      if (value !== '') form.unknown.push(value);
      continue;
    }
    passed.add(field);
    if (value !== '') readValue(form, service, field, value, context);
  }
  return Object.keys(form.answers).length >= ENOUGH_LABELS ? form : undefined;
}

function isServiceName(service: Service, text: string): boolean {
  const said = wordsIn(text);
  const known = [service.words.id, service.words.en].flatMap((words) =>
    wordsIn(`${words.name} ${words.menu}`),
  );
  return said.length > 0 && said.every((word) => known.includes(word) || word === plain(service.id));
}

/** Reads a message as a form of the service; `undefined` when it is not one. Nothing is trusted: every value is parsed. */
export function readForm(service: Service, text: string, context: FormContext): ReadForm | undefined {
  const labelled = readLabelled(service, text.split('\n'), context);
  if (labelled !== undefined) return labelled;
  if (!text.includes('#')) return undefined;
  const parts = text
    .replace(/\n/gu, ' ')
    .split('#')
    .map((part) => part.trim());
  if (parts[0] === '') parts.shift();
  return readLabelled(service, parts, context) ?? readInOrder(service, parts, context);
}
