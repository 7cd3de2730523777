/** The summary before handing in: everything once more, and the PIN that sends it. */
import type { Delivery } from '../../catalogue/define-document.ts';
import { fillSlots } from '../refusal.ts';
import {
  askedFields,
  type CaseView,
  expectedDocuments,
  isCovered,
  neededPapers,
  stillMissing,
  unmatchedPapers,
} from './case-view.ts';
import { proceed } from './next-step.ts';
import { paperNames } from './papers.ts';
import { pinFault, readPin } from './pin.ts';
import { type Asked, act, go, type Heard, type Scene, type Step, say, wordsFor } from './scene.ts';
import { shownAnswer } from './shown-value.ts';
import { clip, isOneOf } from './text-match.ts';
import { lines, listed, paragraphs } from './words.ts';

/** Characters that the list of answers may take, so that the sentence about the PIN always has room. */
const ANSWERS_ROOM = 360;

/** Ways to receive that the service offers; whoever writes by WhatsApp gets PDFs there unless they say otherwise. */
export function deliveryOf(scene: Scene, view: CaseView): Delivery {
  const { deliveries } = view.service;
  const chosen = scene.state.delivery;
  if (chosen !== undefined && deliveries.includes(chosen)) return chosen;
  return deliveries.includes('whatsapp') ? 'whatsapp' : 'office-pickup';
}

/** Whether there is anything to choose about the delivery. */
export function isDeliveryChoosable(view: CaseView): boolean {
  return view.service.deliveries.includes('whatsapp') && view.service.deliveries.includes('office-pickup');
}

function answerLines(scene: Scene, view: CaseView): string {
  const words = wordsFor(scene);
  const { language } = scene.state;
  const all = askedFields(view, scene.context.today)
    .filter((id) => view.answers[id] !== undefined)
    .map(
      (id) => `${view.service.words[language].fields[id]?.label ?? id}: ${shownAnswer(view, id, language)}`,
    );
  const shown: string[] = [];
  for (const line of all) {
    if ([...shown, line].join('\n').length > ANSWERS_ROOM) break;
    shown.push(line);
  }
  const left = all.length - shown.length;
  const more = left === 0 ? '' : fillSlots(words.summary.moreAnswers, { count: String(left) });
  return lines(...shown, more);
}

/** What comes out, and how each document reaches the person. */
function outcomeLines(scene: Scene, view: CaseView): string {
  const words = wordsFor(scene);
  const isSent = deliveryOf(scene, view) === 'whatsapp';
  const documents = expectedDocuments(view, scene.context.today).map(({ document }) => ({
    name: document.words[scene.state.language].short,
    isSent: isSent && document.form.kind === 'paper' && document.deliveries.includes('whatsapp'),
  }));
  const name = (which: boolean) =>
    listed(
      documents.filter((one) => one.isSent === which).map((one) => one.name),
      words,
    );
  return lines(
    name(true) === '' ? '' : fillSlots(words.summary.byWhatsapp, { documents: name(true) }),
    name(false) === '' ? '' : fillSlots(words.summary.byPickup, { documents: name(false) }),
  );
}

/** Needed papers that nobody has sent and no unmatched file can be. */
export function papersToFollow(view: CaseView, today: string): string[] {
  if (stillMissing(view, [], today) === 0) return [];
  return neededPapers(view, today).filter((id) => !isCovered(view, id));
}

/** How many photos came, and what became of the others. */
function photosLine(scene: Scene, view: CaseView): string {
  const words = wordsFor(scene).summary;
  const { today } = scene.context;
  const needed = neededPapers(view, today);
  if (needed.length === 0) return '';
  const unmatched = unmatchedPapers(view).length;
  const covered = needed.filter((id) => isCovered(view, id)).length;
  const toFollow = papersToFollow(view, today);
  const names = clip(paperNames(scene, view, toFollow), 120);
  const later = toFollow.length === 0 ? '' : ` ${fillSlots(words.later, { papers: names })}`;
  const inTray = unmatched === 0 ? '' : ` ${fillSlots(words.unmatched, { count: String(unmatched) })}`;
  return fillSlots(words.photos, {
    have: String(Math.min(covered + unmatched, needed.length)),
    need: String(needed.length),
    remark: later === '' ? inTray : later,
  });
}

function ask(scene: Scene): Asked {
  const { view } = scene;
  if (view === undefined) return { body: '' };
  const words = wordsFor(scene).summary;
  return {
    body: paragraphs(
      lines(words.title, answerLines(scene, view)),
      lines(photosLine(scene, view), outcomeLines(scene, view)),
      words.ask,
    ),
    options: [{ value: 'change', title: words.change, also: words.changeAlso }],
  };
}

/** The PIN is the signature under the summary: typing it sends the case. */
function hear(scene: Scene, text: string): Heard {
  const { view } = scene;
  if (view === undefined) return undefined;
  const words = wordsFor(scene);
  if (isOneOf(words.summary.sendWords, text)) return say(scene, words.summary.pinOnly);
  const pin = readPin(text);
  if (pin === undefined) {
    return /^[\d\s.-]+$/u.test(text)
      ? { unclear: words.pinFaults['not-six-digits'], isEnough: true }
      : undefined;
  }
  const fault = pinFault(pin, view.service, view.answers);
  if (fault !== undefined) return { unclear: words.pinFaults[fault], isEnough: true };
  return say(act(scene, { do: 'make-pin-digest', caseId: view.id, pin }));
}

/** Everything once more; the PIN sends it, [Ubah] changes it. */
export const summary: Step = {
  ask,
  choose: (scene) => go(scene, 'correct'),
  hear,
  example: (scene) => wordsFor(scene).summary.example,
  back: (scene) => go(scene, 'correct'),
  isPossible(scene) {
    const isDraft = scene.view?.status === 'draft';
    return isDraft && proceed(scene).state.step === 'summary';
  },
  isDrafting: true,
};
