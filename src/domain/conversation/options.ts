/** Choices below a message: their ids, their screenfuls, and how a tap, a digit or a word finds one. */
import type { Option } from './scene.ts';
import { isWithinOneSlip, plain, wordsIn } from './text-match.ts';
import type { ConversationState } from './types.ts';

/** Value of the row that turns to the next screenful of a long list. */
export const MORE = '>';

/** Rows of a list at most, over all its sections (Meta Cloud API, "Interactive list messages"). */
export const MAX_ROWS = 10;

/** A tap, taken apart: one of our questions, or a button of a template that was sent days ago. */
export type Tap =
  | { kind: 'answer'; step: string; caseId: string; nonce: string; value: string }
  | { kind: 'template'; what: TemplateTap; caseId: string };

/** What the buttons of our templates ask for. */
export type TemplateTap = 'complete' | 'documents' | 'received' | 'fault';

const templateTaps: readonly string[] = [
  'complete',
  'documents',
  'received',
  'fault',
] satisfies TemplateTap[];

/** Id of a choice: step, case and nonce travel along, so that an old button is known as stale. */
export function optionId(state: ConversationState, value: string): string {
  return [state.step, state.currentCaseId ?? '', state.nonce, value]
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join(':');
}

/** Id of a button on a template or below a document. */
export function templateTapId(what: TemplateTap, caseId: string): string {
  return `${what}:${caseId}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** Takes a tapped id apart; `undefined` for an id that is not ours. */
export function readTap(id: string): Tap | undefined {
  const parts = id.split(':');
  const [first = '', second = ''] = parts;
  if (parts.length === 2 && templateTaps.includes(first)) {
    return { kind: 'template', what: first as TemplateTap, caseId: second };
  }
  if (parts.length !== 4) return undefined;
  const [step, caseId, nonce, value] = parts.map(decode) as [string, string, string, string];
  return { kind: 'answer', step, caseId, nonce, value };
}

/** The case that a tapped id names, so that the app can put it among the context's cases. */
export function caseIdOfChoice(id: string): string | undefined {
  const tap = readTap(id);
  return tap === undefined || tap.caseId === '' ? undefined : tap.caseId;
}

/** Whether a tap answers the question that is open now. */
export function isFresh(tap: Tap, state: ConversationState): boolean {
  return (
    tap.kind === 'answer' &&
    state.nonce !== '' &&
    tap.nonce === state.nonce &&
    tap.step === state.step &&
    tap.caseId === (state.currentCaseId ?? '')
  );
}

/** The rows of one screenful; a list of more than ten gets a last row that turns the page. */
export function screenful(options: readonly Option[], page: number, more: string): readonly Option[] {
  if (options.length <= MAX_ROWS) return options;
  const perPage = MAX_ROWS - 1;
  const pages = Math.ceil(options.length / perPage);
  const start = (page % pages) * perPage;
  return [...options.slice(start, start + perPage), { value: MORE, title: more }];
}

function isSaid(option: Option, text: string): boolean {
  return [option.title, ...(option.also ?? [])].some((word) => {
    const wanted = plain(word);
    return wanted === text || (wanted.length >= 4 && isWithinOneSlip(wanted, text));
  });
}

/**
 * Finds what was meant among the options on the screen: their number, their words with at most one slip, or
 * words that occur in one of them only.
 */
export function matchOption(options: readonly Option[], typed: string): string | undefined {
  const text = plain(typed);
  if (text === '') return undefined;
  if (/^\d{1,2}$/u.test(text)) return options[Number(text) - 1]?.value;
  const said = options.filter((option) => isSaid(option, text));
  if (said.length > 0) return said.length === 1 ? said[0]!.value : undefined;
  const words = wordsIn(typed);
  if (words.some((word) => word.length < 2)) return undefined;
  for (const textOf of [
    (option: Option) => option.title,
    (option: Option) => `${option.title} ${option.description ?? ''}`,
  ]) {
    const hits = options.filter((option) => {
      const known = wordsIn(textOf(option));
      return words.every((word) => known.includes(word));
    });
    if (hits.length === 1) return hits[0]!.value;
  }
  return undefined;
}
