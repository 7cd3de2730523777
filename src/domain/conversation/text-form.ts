/** Reads a filled text form: lines `label: value`, or one line of values parted by `#`. */
import type { Answers, AnswerValue } from '../../catalogue/condition.ts';
import type { FieldSpec, Service } from '../../catalogue/define-service.ts';
import { relevantFields } from '../../catalogue/plan.ts';
import { type AnswerFault, parseAnswer } from '../case/answer.ts';
import { type FoundField, findField } from './form-labels.ts';
import { type NameTrouble, nameTrouble } from './name-doubts.ts';
import { plain, wordsIn } from './text-match.ts';

/** What a form said: answers that were read, those that were not, and what could be put nowhere. */
export interface ReadForm {
  answers: Record<string, AnswerValue>;
  unread: { field: string; fault: AnswerFault | NameTrouble }[];
  /** Fields whose label was not written as the form has it: their answers are said back. */
  guessed: string[];
  /** Labels that the service does not know, or that several fields might have. */
  unknown: string[];
  /** Lines without any label. */
  unplaced: string[];
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

function emptyReading(): ReadForm {
  return { answers: {}, unread: [], guessed: [], unknown: [], unplaced: [] };
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
  const trouble = read?.ok === true ? nameTrouble(String(read.value), service.fields[field]!) : undefined;
  if (trouble !== undefined) form.unread.push({ field, fault: trouble });
  else if (read?.ok) form.answers[field] = read.value;
  else if (first !== undefined && !first.ok) form.unread.push({ field, fault: first.fault });
}

/** A line taken apart; without a colon the label is as many of the first words as name a field. */
interface Line {
  label: string;
  value: string;
  found?: FoundField;
  hasColon: boolean;
}

/** Words that a label without a colon has at most. */
const MAX_LABEL_WORDS = 7;

function splitLine(service: Service, line: string): Line {
  const match = /^[\s*•\-–]*([^:=]{2,100}?)\s*[:=](.*)$/u.exec(line);
  if (match !== null) {
    const [, label = '', rest = ''] = match;
    const found = findField(service, label);
    return { label, value: rest.replace(/^[\s*_]+|[\s*_]+$/gu, ''), hasColon: true, ...(found && { found }) };
  }
  const words = line.trim().split(/\s+/u);
  for (let count = Math.min(MAX_LABEL_WORDS, words.length - 1); count > 0; count -= 1) {
    const label = words.slice(0, count).join(' ');
    const found = findField(service, label);
    if (found !== undefined) {
      return { label, value: words.slice(count).join(' '), found, hasColon: false };
    }
  }
  return { label: '', value: line.trim(), hasColon: false };
}

function readLabelled(
  service: Service,
  parts: readonly string[],
  context: FormContext,
): ReadForm | undefined {
  const form = emptyReading();
  let labels = 0;
  for (const part of parts) {
    const { label, value, found, hasColon } = splitLine(service, part);
    if (found !== undefined) labels += 1;
    if (value === '') continue;
    if (found === undefined && hasColon) form.unknown.push(label.replace(/[*_]/gu, '').trim());
    else if (found === undefined) form.unplaced.push(value);
    else if (form.answers[found.id] !== undefined && found.isGuess) form.unknown.push(label.trim());
    else {
      readValue(form, service, found.id, value, context);
      if (found.isGuess && form.answers[found.id] !== undefined) form.guessed.push(found.id);
    }
  }
  return labels >= ENOUGH_LABELS ? form : undefined;
}

/** Values in the order in which the form lists its labels; an empty place leaves its field for later. */
function readInOrder(service: Service, parts: readonly string[], context: FormContext): ReadForm | undefined {
  const form = emptyReading();
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
