/** One turn while it is being thought out: the state so far, what will be done, what will be said. */
import type { AnswerValue } from '../../catalogue/condition.ts';
import { fillSlots } from '../refusal.ts';
import { type CaseView, findEntry, viewOf, withAnswers, withAssigned, withPapers } from './case-view.ts';
import type {
  ArrivedPaper,
  CaseEntry,
  ConversationContext,
  ConversationState,
  Effect,
  HandOverReason,
  StepName,
} from './types.ts';
import { speak, type Words } from './words.ts';

/** Everything is replaced, nothing changed in place. */
export interface Scene {
  /** As it was before this turn. */
  readonly before: ConversationState;
  readonly state: ConversationState;
  readonly context: ConversationContext;
  readonly effects: readonly Effect[];
  /** Paragraphs that stand before the next question. */
  readonly notes: readonly string[];
  readonly view?: CaseView;
  /** How the turn ends: the step's question is asked, only the notes are said, or nothing. */
  readonly ending: 'ask' | 'say' | 'silent';
  /** The message also asks for the phone number. */
  readonly requestsPhone?: true;
}

/** Why an input was not understood. A sentence that `isEnough` need not be followed by the whole question. */
export interface Unclear {
  unclear: string;
  isEnough?: true;
}

/** What a step made of an input: a scene, a reason why not, or nothing at all. */
export type Heard = Scene | Unclear | undefined;

/** A choice that a step offers; `also`: other words that mean the same. */
export interface Option {
  value: string;
  title: string;
  description?: string;
  /** Heading under which it stands in a list; all options of a list have one, or none. */
  section?: string;
  also?: readonly string[];
}

/** What a step asks, before it is fitted to WhatsApp's limits. */
export interface Asked {
  body: string;
  options?: readonly Option[];
  listButton?: string;
}

/** One row of the table in `steps.ts`: how a step asks, how it understands, where it goes. */
export interface Step {
  ask(scene: Scene): Asked;
  /** Takes one of the offered options, by tap, digit or word. */
  choose?(scene: Scene, value: string): Scene;
  /** Understands free text. */
  hear?(scene: Scene, text: string): Heard;
  /** All that is said to somebody who asks about the question; when absent, the example and the question again. */
  help?(scene: Scene): string;
  /** Shown after the second answer that was not understood. */
  example(scene: Scene): string;
  /** Where KEMBALI leads. */
  back(scene: Scene): Scene;
  /** Whether the step still makes sense for the case as it is now. */
  isPossible?(scene: Scene): boolean;
  /** Part of an unfinished draft: after a day's silence a message is not taken as the answer. */
  isDrafting?: true;
}

/** The scene at the beginning of a turn. */
export function beginScene(state: ConversationState, context: ConversationContext): Scene {
  const entry = findEntry(context, state.currentCaseId);
  return {
    before: state,
    state,
    context,
    effects: [],
    notes: [],
    ending: 'ask',
    ...(entry !== undefined && { view: viewOf(entry) }),
  };
}

/** The words of the person's language. */
export function wordsFor(scene: Scene): Words {
  return speak(scene.state.language);
}

/** Goes to a step. Misses, field and page begin anew. */
export function go(scene: Scene, step: StepName, change: Partial<ConversationState> = {}): Scene {
  const { field: _field, doubted: _doubted, page: _page, intent: _intent, ...kept } = scene.state;
  return { ...scene, ending: 'ask', state: { ...kept, misses: 0, ...change, step } };
}

/** Changes what is remembered without going anywhere. */
export function remember(scene: Scene, change: Partial<ConversationState>): Scene {
  return { ...scene, state: { ...scene.state, ...change } };
}

/** Adds a paragraph before the next question. */
export function note(scene: Scene, words: string): Scene {
  return words === '' ? scene : { ...scene, notes: [...scene.notes, words] };
}

/** Adds something for the app to do. */
export function act(scene: Scene, ...effects: Effect[]): Scene {
  return { ...scene, effects: [...scene.effects, ...effects] };
}

/** Ends the turn with the notes alone. */
export function say(scene: Scene, words = ''): Scene {
  return { ...note(scene, words), ending: 'say' };
}

/** Ends the turn without a message. */
export function keepSilent(scene: Scene): Scene {
  return { ...scene, ending: 'silent' };
}

/** Papers and optional fields that were put off in the current case. */
export function skippedOf(scene: Scene): readonly string[] {
  return scene.state.skipped ?? [];
}

/** Makes a case the one that is talked about; loose papers of this sender go into it. */
export function takeUp(scene: Scene, entry: CaseEntry): Scene {
  const { skipped: _skipped, delivery: _delivery, held: _held, ...kept } = scene.state;
  const state = scene.state.currentCaseId === entry.state.id ? scene.state : kept;
  return { ...scene, state: { ...state, currentCaseId: entry.state.id }, view: viewOf(entry) };
}

/** Puts the current case aside. It stays as it is. */
export function putAside(scene: Scene): Scene {
  const { currentCaseId: _case, skipped: _skipped, delivery: _delivery, ...kept } = scene.state;
  const { serviceId: _service, group: _group, held: _held, ...state } = kept;
  const { view: _view, ...rest } = scene;
  return { ...rest, state };
}

/** Records answers of the current case. */
export function recordAnswers(
  scene: Scene,
  answers: Record<string, AnswerValue>,
  source: 'chat' | 'form',
): Scene {
  if (scene.view === undefined || Object.keys(answers).length === 0) return scene;
  return {
    ...act(scene, { do: 'record-answers', caseId: scene.view.id, answers, source }),
    view: withAnswers(scene.view, answers),
  };
}

/** Shows the current case papers that have just been put into it. */
export function receive(scene: Scene, papers: readonly ArrivedPaper[]): Scene {
  return scene.view === undefined
    ? scene
    : { ...scene, view: withPapers(scene.view, papers, scene.context.now) };
}

/** Puts a paper of the current case to a requirement. */
export function assign(scene: Scene, attachmentId: string, requirementId: string): Scene {
  if (scene.view === undefined) return scene;
  return {
    ...act(scene, { do: 'assign-attachment', caseId: scene.view.id, attachmentId, requirementId }),
    view: withAssigned(scene.view, attachmentId, requirementId),
  };
}

/** Hands over to an officer; the chat falls silent until it is released or called back. */
export function handOver(scene: Scene, reason: HandOverReason, why = ''): Scene {
  const words = wordsFor(scene);
  const { isOpen, hours } = scene.context.office;
  const when = isOpen ? words.officer.soon : fillSlots(words.officer.closed, { hours });
  const hasCase = scene.view !== undefined || scene.context.cases.length > 0;
  const there = go(act(scene, { do: 'hand-over', reason }), 'with-officer');
  return say(
    note(there, [why, when].filter((part) => part !== '').join(' ')),
    hasCase ? words.officer.howBack : words.officer.toMenu,
  );
}
