/** Messages that did not surely arrive: what was said, what went wrong, and whether it may be said again. */
import { type Refusal, refuse } from '../refusal.ts';
import { NEW_PIN } from './codes.ts';

/** States in which a message waits for a person. */
export const troubledStates = ['uncertain', 'failed', 'window-closed'] as const;
export type TroubledState = (typeof troubledStates)[number];

/** Whether a message in this state waits for a person, unless one has closed it. */
export function isTroubled(state: string): state is TroubledState {
  return (troubledStates as readonly string[]).includes(state);
}

/** Purpose of the reminder of a draft that lies about. */
export const NUDGE = 'nudge';

/** Whether nobody needs to do anything when it could not be sent any more: a reminder that came too late. */
export function isIdleWhenLate(purpose: string): boolean {
  return purpose === NUDGE;
}

/** What a message was about. Closed list; the screens have words for each. */
export const subjects = [
  'documents-issued',
  'papers-asked-again',
  'card-waiting',
  'new-pin',
  'case-rejected',
  'document',
  'reply',
  'nudge',
  'other',
] as const;
export type Subject = (typeof subjects)[number];

/** The subject of a purpose such as `document/ID` or `reply`. */
export function subjectOf(purpose: string): Subject {
  const [kind] = purpose.split('/');
  return subjects.find((one) => one === kind) ?? 'other';
}

/** Why nobody knows that a message arrived. Closed list; the screens have words for each. */
export const troubles = [
  'no-answer',
  'window-closed',
  'not-on-whatsapp',
  'too-many',
  'account',
  'template',
  'file',
  'not-accepted',
] as const;
export type Trouble = (typeof troubles)[number];

/** Meta's codes by what an officer can do about them (Meta Cloud API, "Error codes"). */
const byCode: Readonly<Record<Exclude<Trouble, 'no-answer' | 'window-closed'>, readonly number[]>> = {
  'not-on-whatsapp': [131021, 131026, 131030, 131062],
  'too-many': [4, 17, 32, 613, 80007, 130429, 130472, 131048, 131049, 131050, 131056, 131064],
  account: [0, 3, 10, 33, 190, 368, 130497, 131005, 131031, 131037, 131042, 131045, 133010],
  template: [],
  file: [131051, 131052, 131053],
  'not-accepted': [],
};

/** What went wrong, from the state of a message and Meta's error code if there was one. */
export function troubleOf(state: TroubledState, code: number | undefined): Trouble {
  if (state === 'uncertain') return 'no-answer';
  if (state === 'window-closed' || code === 131_047) return 'window-closed';
  if (code === undefined) return 'not-accepted';
  if (code >= 132_000 && code <= 132_999) return 'template';
  if (code >= 200 && code <= 299) return 'account';
  const found = Object.entries(byCode).find(([, codes]) => codes.includes(code));
  return (found?.[0] as Trouble | undefined) ?? 'not-accepted';
}

/** What decides whether a message may be said once more. */
export interface Repeating {
  state: string;
  /** A person has closed it already. */
  isClosed: boolean;
  /** A notice has a template, which Meta takes at any time. */
  isNotice: boolean;
  /** The PIN or pick-up code in it was struck out. */
  isCodeGone: boolean;
  purpose: string;
  /** The resident wrote within the last 24 hours. */
  isWindowOpen: boolean;
  /** The resident asked for silence. */
  isStopped: boolean;
  /** The officer has found out that the message did not arrive. */
  isConfirmed: boolean;
}

/** Why the message may not be said once more; `undefined` when it may. */
export function whyNotAgain(message: Repeating): Refusal | undefined {
  if (message.isClosed || !isTroubled(message.state)) return refuse('message-settled');
  // A PIN is struck out as soon as it has left, whether or not it arrived; any code when another took its place.
  if (message.purpose === NEW_PIN || message.isCodeGone) return refuse('secret-gone');
  // As in sending: whoever said BERHENTI hears only answers.
  if (message.isStopped && message.purpose !== 'reply') return refuse('resident-stopped');
  // Outside the 24 hours Meta takes templates alone (Meta Cloud API, "Customer service windows").
  if (!message.isNotice && !message.isWindowOpen) return refuse('message-too-late');
  if (message.state === 'uncertain' && !message.isConfirmed) return refuse('not-confirmed');
  return undefined;
}
