/** One message in, one turn out: the conversation of Sampai, without clock, network or chance. */
import { fillSlots } from '../refusal.ts';
import { hearPapers } from './arrivals.ts';
import { findEntry } from './case-view.ts';
import { hearChange } from './correction.ts';
import { wholeHours } from './dates-in-words.ts';
import { confirmReceived, hearPinOutcome, openDocuments, reportFault } from './documents.ts';
import { fitReply } from './fit.ts';
import { hearForm } from './form-exchange.ts';
import { follow, readCommand, recallsChat } from './global-words.ts';
import { handIn } from './handing-in.ts';
import { findService } from './menu.ts';
import { continueCase, proceed, toMenu } from './next-step.ts';
import { comeBack, resumeAfterStop, tellOfOfficer, wakeUp } from './officer.ts';
import { isFresh, MORE, matchOption, readTap, screenful, type TemplateTap } from './options.ts';
import { holdsPin, readPin } from './pin.ts';
import { takesAnyText } from './questions.ts';
import {
  act,
  beginScene,
  handOver,
  keepSilent,
  note,
  remember,
  type Scene,
  say,
  type Unclear,
  wordsFor,
} from './scene.ts';
import { asksForHelp } from './sentences.ts';
import { steps } from './steps.ts';
import { cleanMessage, isOneOf, plain } from './text-match.ts';
import type { ConversationContext, ConversationInput, ConversationState, Turn } from './types.ts';

/** After this long a message in an unfinished draft is a greeting sooner than the answer to a forgotten question. */
const FORGOTTEN_AFTER_HOURS = 24;

/** So many answers in a row that were not understood bring an officer. */
const MISSES_UNTIL_OFFICER = 3;

/** The state of somebody who has never written. */
export function startConversation(): ConversationState {
  return { flow: 1, step: 'consent', language: 'id', nonce: '', misses: 0 };
}

/**
 * Hears one input and says what to remember, to do and to reply. Never throws for anything that people or the
 * network may send. At most one reply comes back: messages cost money.
 */
export function converse(
  state: ConversationState,
  input: ConversationInput,
  context: ConversationContext,
): Turn {
  const turn = finish(hear(beginScene(state, context), input));
  return isPinTyped(state, input) ? { ...turn, heardPin: true } : turn;
}

/**
 * Whether the message is to be hidden for the PIN in it: where one is asked any six digits, elsewhere a message of
 * nothing else (sent twice, or too late), except where a question may be answered so.
 */
function isPinTyped(state: ConversationState, input: ConversationInput): boolean {
  if (input.kind !== 'text') return false;
  const text = cleanMessage(input.body);
  const asksPin = state.step === 'summary' || state.step === 'pin-for-documents';
  return asksPin ? holdsPin(text) : state.step !== 'question' && readPin(text) !== undefined;
}

function hear(scene: Scene, input: ConversationInput): Scene {
  const isMuted = scene.state.step === 'with-officer' && scene.context.withOfficer;
  switch (input.kind) {
    case 'text':
      return hearText(scene, cleanMessage(input.body), isMuted);
    case 'choice':
      return hearTap(scene, input.id);
    case 'papers':
      return isMuted ? keepSilent(scene) : hearPapers(awaken(settle(scene)), input.papers);
    case 'voice':
      return isMuted ? keepSilent(scene) : hearVoice(awaken(settle(scene)));
    case 'phone-shared':
    case 'other':
      return keepSilent(scene);
    case 'pin-digest':
      return handIn(scene, input.digest);
    case 'pin-verified':
      return hearPinOutcome(scene, input.outcome);
    case 'refused':
      return note(settle(scene), `${input.sentence} ${input.next}`.trim());
  }
}

/** Leaves a step that no longer makes sense, because the case or the catalogue has changed meanwhile. */
function settle(scene: Scene): Scene {
  const step = steps[scene.state.step];
  const needsView = [
    'question',
    'papers',
    'summary',
    'correct',
    'delivery',
    'which-photo',
    'new-photo',
  ].includes(scene.state.step);
  if (step.isPossible?.(scene) ?? true) return scene;
  if (scene.view === undefined) return toMenu(scene);
  const next = proceed(scene);
  return needsView ? note(next, wordsFor(scene).misses.gone) : next;
}

/** Released by the officer, or back after BERHENTI: whoever writes wishes to go on. Elsewhere nothing changes. */
function awaken(scene: Scene): Scene {
  if (scene.state.step === 'with-officer') return scene.context.withOfficer ? scene : comeBack(scene);
  return scene.state.step === 'stopped' ? resumeAfterStop(scene) : scene;
}

function isMoved(scene: Scene): boolean {
  return scene.state.step !== scene.before.step;
}

/** Nothing is on offer that a digit or word could mean, and nothing rests either: the step has still to be asked. */
function isUnasked(scene: Scene): boolean {
  return scene.state.nonce === '' && scene.state.step !== 'resting';
}

function hearText(scene: Scene, text: string, isMuted: boolean): Scene {
  if (text === '') return keepSilent(scene);
  const command = readCommand(scene, text);
  if (isMuted && command === undefined) return keepSilent(scene);
  if (isMuted && command !== undefined && !recallsChat(command)) return tellOfOfficer(scene);
  const settled = settle(scene);
  // A word like MENU needs no remark on what has changed meanwhile.
  if (command !== undefined) return hearCommand({ ...settled, notes: [] }, command);
  if (scene.state.step === 'stopped' && isThanks(scene, text)) return keepSilent(scene);
  const awake = awaken(scene);
  if (awake !== scene) return awake;
  if (isUnasked(settled) || isMoved(settled)) return hearForm(settled, text) ?? noteWish(settled, text);
  return hearAnswer(settled, text);
}

/** A greeting that names a service is remembered until consent is given: the menu need not be shown then. */
function noteWish(scene: Scene, text: string): Scene {
  const service = scene.state.step === 'consent' ? findService(scene, text) : undefined;
  return service === undefined ? scene : remember(scene, { serviceId: service.id });
}

function hearCommand(scene: Scene, command: NonNullable<ReturnType<typeof readCommand>>): Scene {
  if (command.name === 'stop' && scene.state.step === 'stopped') return keepSilent(scene);
  return follow(scene, command);
}

function hearAnswer(scene: Scene, text: string): Scene {
  const form = hearForm(scene, text) ?? hearChange(scene, text);
  if (form !== undefined) return form;
  const step = steps[scene.state.step];
  const { heardAt } = scene.state;
  const isForgotten =
    heardAt !== undefined && wholeHours(heardAt, scene.context.now) >= FORGOTTEN_AFTER_HOURS;
  if (step.isDrafting === true && isForgotten) return note(scene, wordsFor(scene).misses.back);
  const chosen = matchOffered(scene, text);
  if (chosen !== undefined) return choose(scene, chosen);
  if (isThanks(scene, text) && !takesAnyText(scene)) return keepSilent(scene);
  if (isOneOf(wordsFor(scene).greetings, text)) return scene.state.step === 'resting' ? toMenu(scene) : scene;
  const canHelp = step.isDrafting === true || step.help !== undefined;
  if (canHelp && asksForHelp(text) && !takesAnyText(scene)) return help(scene);
  const heard = step.hear?.(scene, text);
  if (heard === undefined) return miss(scene, { unclear: wordsFor(scene).misses.first });
  return 'unclear' in heard ? miss(scene, heard) : heard;
}

/** The offered choice that a text means, as far as choices are on the screen. */
function matchOffered(scene: Scene, text: string): string | undefined {
  if (scene.state.nonce === '') return undefined;
  const options = steps[scene.state.step].ask(scene).options ?? [];
  return matchOption(screenful(options, scene.state.page ?? 0, wordsFor(scene).more), text);
}

/** Thanks, "ok", or nothing but signs and emoji: needs no answer, and costs none. */
function isThanks(scene: Scene, text: string): boolean {
  return plain(text) === '' || isOneOf(wordsFor(scene).thanks, text);
}

function choose(scene: Scene, value: string): Scene {
  if (value === MORE) return remember(scene, { page: (scene.state.page ?? 0) + 1 });
  const step = steps[scene.state.step];
  const isOffered = step.ask(scene).options?.some((option) => option.value === value) ?? false;
  return isOffered && step.choose !== undefined ? step.choose(scene, value) : scene;
}

/** A tap: on the open question, on a template's button, or on something old, which gets the present step again. */
function hearTap(scene: Scene, id: string): Scene {
  const tap = readTap(id);
  if (tap?.kind === 'template') return hearTemplateTap(scene, tap.what, tap.caseId);
  const settled = awaken(settle(scene));
  const isAnswer = tap?.kind === 'answer' && isFresh(tap, scene.state) && !isMoved(settled);
  return isAnswer ? choose(settled, tap.value) : settled;
}

function hearTemplateTap(scene: Scene, what: TemplateTap, caseId: string): Scene {
  const entry = findEntry(scene.context, caseId);
  if (entry === undefined) return note(awaken(settle(scene)), wordsFor(scene).documents.notFound);
  switch (what) {
    case 'complete':
      return continueCase(wakeUp(scene), entry);
    case 'documents':
      return openDocuments(wakeUp(scene), entry);
    case 'received':
      return confirmReceived(scene, entry);
    case 'fault':
      return reportFault(scene, entry);
  }
}

/** A voice message or video goes to an officer and is never taken for an answer. */
function hearVoice(scene: Scene): Scene {
  const misses = scene.state.misses + 1;
  if (misses >= MISSES_UNTIL_OFFICER) return handOver(scene, 'voice');
  const told = note(act(scene, { do: 'hand-over', reason: 'voice' }), wordsFor(scene).officer.voice);
  return remember(told, { misses });
}

/** A question about the question: what helps with it, and who does. That is no answer, and no miss either. */
function help(scene: Scene): Scene {
  const step = steps[scene.state.step];
  if (step.help !== undefined) return say(scene, step.help(scene));
  return note(scene, fillSlots(wordsFor(scene).misses.help, { help: step.example(scene) }));
}

/** Not understood: once more with the numbers, then with an example, then an officer. */
function miss(scene: Scene, { unclear, isEnough }: Unclear): Scene {
  const misses = scene.state.misses + 1;
  if (misses >= MISSES_UNTIL_OFFICER) {
    return handOver(scene, 'not-understood', wordsFor(scene).officer.giveUp);
  }
  const example = misses === 2 ? steps[scene.state.step].example(scene) : '';
  const told = remember(note(note(scene, unclear), example), { misses });
  return isEnough === true ? say(told) : told;
}

/** Turns the scene into what the app needs. */
function finish(scene: Scene): Turn {
  const { before, context, effects } = scene;
  if (scene.ending === 'silent') return { state: before, effects: [...effects], replies: [] };
  const isAsked = scene.ending === 'ask';
  const isMovedOn = scene.state.step !== before.step || scene.state.currentCaseId !== before.currentCaseId;
  const nonce = isAsked ? context.newNonce : isMovedOn ? '' : scene.state.nonce;
  const state: ConversationState = { ...scene.state, nonce, heardAt: context.now };
  const spoken = { ...scene, state };
  const reply = fitReply(
    scene.notes,
    isAsked ? steps[state.step].ask(spoken) : undefined,
    state,
    wordsFor(spoken),
  );
  if (reply !== undefined && scene.requestsPhone === true) reply.requestsPhone = true;
  return { state, effects: [...effects], replies: reply === undefined ? [] : [reply] };
}
