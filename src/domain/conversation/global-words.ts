/** Words that are understood at every step, in any case and with one slip. */
import { fillSlots } from '../refusal.ts';
import { isOver } from './case-view.ts';
import { stopMessages, withdraw } from './endings.ts';
import { emptyForm } from './form-exchange.ts';
import { toMenu } from './next-step.ts';
import { wakeUp } from './officer.ts';
import { takesFreeText } from './questions.ts';
import { go, handOver, note, remember, type Scene, say, wordsFor } from './scene.ts';
import { showStatus } from './status.ts';
import { steps } from './steps.ts';
import { isWithinOneSlip, plain } from './text-match.ts';
import type { Language } from './types.ts';
import { continueWith } from './which-case.ts';
import { speak, type Words } from './words.ts';

/** What a global word asks for. */
export type CommandName = keyof Words['commands'];

/** A command; `typed` is what stood behind STATUS. */
export interface Command {
  name: CommandName;
  typed: string;
}

/** Names like "Natal" are one slip from a short command, so that where names are asked short ones must be exact. */
const SHORT = 5;

/** Indonesian words always, English ones to those who chose English. */
function knownWords(language: Language): [CommandName, string][] {
  const packs = language === 'en' ? [speak('en'), speak('id')] : [speak('id')];
  return packs.flatMap((pack) =>
    (Object.entries(pack.commands) as [CommandName, string[]][]).flatMap(([name, words]) =>
      words.map((word): [CommandName, string] => [name, word]),
    ),
  );
}

/** Finds the command in a message, if it is one. */
export function readCommand(scene: Scene, text: string): Command | undefined {
  const said = plain(text);
  const words = knownWords(scene.state.language);
  const exact = words.find(([, word]) => word === said);
  if (exact !== undefined) return { name: exact[0], typed: '' };
  const isStrict = takesFreeText(scene);
  const near = words.find(
    ([, word]) => word.length >= 4 && !(isStrict && word.length <= SHORT) && isWithinOneSlip(word, said),
  );
  if (near !== undefined) return { name: near[0], typed: '' };
  const [first = '', ...rest] = said.split(' ');
  const isStatus = rest.length > 0 && /\d/u.test(said) && isWithinOneSlip('status', first);
  return isStatus && !isStrict ? { name: 'status', typed: rest.join(' ') } : undefined;
}

/** Commands that call the chat back from an officer; other words are meant for the officer. */
const recalling: readonly CommandName[] = ['menu', 'continue', 'cancel', 'status', 'stop', 'erase'];

/** Whether a command counts while an officer has the chat. */
export function recallsChat(command: Command): boolean {
  return recalling.includes(command.name);
}

function back(scene: Scene): Scene {
  return steps[scene.state.step].back(scene);
}

function switchLanguage(scene: Scene, language: Language): Scene {
  const switched = remember(scene, { language });
  const isQuiet = ['resting', 'stopped', 'with-officer'].includes(scene.state.step);
  return isQuiet ? say(switched, wordsFor(switched).misses.language) : switched;
}

function sendForm(scene: Scene, isFull: boolean): Scene {
  const service =
    scene.view?.service ?? scene.context.services.find((one) => one.id === scene.state.serviceId);
  const words = wordsFor(scene).form;
  if (service === undefined || (scene.view !== undefined && isOver(scene.view))) {
    return note(toMenu(scene), words.noService);
  }
  if (scene.view?.status === 'accepted') {
    return say(scene, fillSlots(wordsFor(scene).correct.tooLate, { number: scene.view.number }));
  }
  return say(scene, emptyForm(scene, service, isFull));
}

/** Does what a global word asks for. */
export function follow(scene: Scene, command: Command): Scene {
  switch (command.name) {
    case 'menu':
      return toMenu(wakeUp(scene));
    case 'status':
      return showStatus(wakeUp(scene), command.typed);
    case 'continue':
      return continueWith(wakeUp(scene));
    case 'back':
      return back(scene);
    case 'cancel':
      return scene.state.step === 'confirm-withdraw' ? scene : withdraw(wakeUp(scene));
    case 'officer':
      return handOver(scene, 'asked');
    case 'stop':
      return stopMessages(scene);
    case 'erase':
      return go(wakeUp(scene), 'confirm-erase');
    case 'form':
      return sendForm(scene, false);
    case 'full-form':
      return sendForm(scene, true);
    case 'indonesian':
      return switchLanguage(scene, 'id');
    case 'english':
      return switchLanguage(scene, 'en');
  }
}
