/** Tells how a case stands, in plain words with both clocks, and rests there. */
import { reasonWords } from '../case/reasons.ts';
import { isEnded } from '../case/state.ts';
import { fillSlots } from '../refusal.ts';
import { caseTitle } from './case-title.ts';
import { type CaseView, documentName, viewOf, wantedPapers } from './case-view.ts';
import { dayInWords, wholeDays } from './dates-in-words.ts';
import { continueCase } from './next-step.ts';
import { paperName } from './papers.ts';
import { go, note, type Scene, say, takeUp, wordsFor } from './scene.ts';
import { plain } from './text-match.ts';
import type { CaseEntry } from './types.ts';
import { lines, listed } from './words.ts';

/** Papers that the office wants from the person, with the reasons. */
function awaited(scene: Scene, view: CaseView): string {
  const names = wantedPapers(view, [], scene.context.today).map((id) => {
    const reason = view.requirements[id]?.reason;
    const why = reason === undefined ? '' : ` (${reasonWords[reason][scene.state.language]})`;
    return `${paperName(scene, view, id)}${why}`;
  });
  return listed(names, wordsFor(scene));
}

/** The two clocks: how long it has run for the person, and how much of that the office was waiting. */
function clockLines(scene: Scene, view: CaseView): string {
  const words = wordsFor(scene).status;
  const { now } = scene.context;
  if (view.submittedAt === undefined || view.status === 'draft') return '';
  const days = wholeDays(view.submittedAt, now);
  const waited = view.waits
    .filter((wait) => wait.on === 'resident')
    .reduce((sum, wait) => sum + wholeDays(wait.from, wait.to ?? now), 0);
  const slots = { count: String(days), waited: String(Math.min(waited, days)) };
  if (days === 0) return words.sentToday;
  return fillSlots(waited === 0 ? words.running : words.runningWaited, slots);
}

function expectation(scene: Scene, view: CaseView): string {
  const words = wordsFor(scene).status;
  if (view.status === 'incomplete') return words.paused;
  const isRunning = view.status === 'submitted' || view.status === 'accepted';
  if (!isRunning || view.expectedOn === undefined) return '';
  if (
    view.documents.length > 0 &&
    view.documents.every((job) => job.issuedAt !== undefined || isEnded(job))
  ) {
    return '';
  }
  return fillSlots(words.expected, { day: dayInWords(view.expectedOn, scene.state.language) });
}

/** One sentence on where the case is. Nobody checks it before an officer has taken it. */
function statusWords(scene: Scene, view: CaseView): string {
  const words = wordsFor(scene).status;
  if (view.status !== 'submitted' || view.takenBy !== undefined) return words[view.status];
  return scene.context.office.isOpen ? words.waiting : words.waitingClosed;
}

/** How a case stands, in a few lines. */
export function statusText(scene: Scene, view: CaseView): string {
  const words = wordsFor(scene).status;
  return lines(
    caseTitle(scene, view),
    fillSlots(statusWords(scene, view), { papers: awaited(scene, view), hours: scene.context.office.hours }),
    ...view.documents.slice(0, 10).map((job) =>
      fillSlots(words.document, {
        document: documentName(view.service, job, scene.state.language),
        state: words.documentStates[job.status],
      }),
    ),
    clockLines(scene, view),
    expectation(scene, view),
  );
}

/** Shows one case: a draft goes on where it was, any other rests at its status. */
export function showCase(scene: Scene, entry: CaseEntry): Scene {
  if (entry.state.status === 'draft') {
    const title = `${caseTitle(scene, viewOf(entry))}. ${wordsFor(scene).status.draft}`;
    return continueCase(note(scene, title), entry);
  }
  return go(takeUp(scene, entry), 'resting');
}

/** Finds a case by what was typed behind STATUS: its number, or the end of it. */
function findByNumber(scene: Scene, typed: string): CaseEntry | undefined {
  const wanted = plain(typed).replaceAll(' ', '');
  if (wanted.length < 3) return undefined;
  const hits = scene.context.cases.filter((entry) =>
    plain(entry.state.number).replaceAll(' ', '').endsWith(wanted),
  );
  return hits.length === 1 ? hits[0] : undefined;
}

/** STATUS, alone or with a number. */
export function showStatus(scene: Scene, typed = ''): Scene {
  const words = wordsFor(scene).status;
  const { cases, office } = scene.context;
  if (/\d/u.test(typed)) {
    const entry = findByNumber(scene, typed);
    if (entry !== undefined) return showCase(scene, entry);
    return say(scene, fillSlots(words.notYours, { url: office.trackUrl }));
  }
  if (cases.length === 0) return say(scene, words.noCases);
  return cases.length === 1 ? showCase(scene, cases[0]!) : go(scene, 'which-case', { intent: 'status' });
}
