/** What happens when files arrive, at whatever step: one reply for the whole album. */
import { fillSlots } from '../refusal.ts';
import {
  caseForPapers,
  findEntry,
  isEditable,
  stillMissing,
  unmatchedPapers,
  wantedPapers,
} from './case-view.ts';
import { proceed, toMenu } from './next-step.ts';
import { matchPapers } from './paper-matching.ts';
import { askedPaper, paperName, paperNames } from './papers.ts';
import { replaceWith } from './replace-photo.ts';
import { keepSilent, note, type Scene, say, skippedOf, takeUp, wordsFor } from './scene.ts';
import type { ArrivedPaper, ConversationInput, PaperProblem } from './types.ts';

type Arrivals = Extract<ConversationInput, { kind: 'papers' }>['papers'];

/** Steps that go on by themselves when papers come; at the others the same question is asked once more. */
const movedByPapers: readonly string[] = ['papers', 'summary', 'resting', 'menu', 'which-case'];

/** Says of each problem what to do about it; only the bad file is asked for again. */
function noteProblems(scene: Scene, problems: readonly PaperProblem[], asked: string | undefined): Scene {
  const words = wordsFor(scene);
  const { view } = scene;
  let noted = scene;
  for (const problem of new Set(problems)) {
    const count = problems.filter((one) => one === problem).length;
    const slots = { count: String(count), problem: words.problems[problem] };
    const isAsked = problems.length === 1 && asked !== undefined && view !== undefined;
    const sentence = isAsked
      ? fillSlots(words.papers.bad, { ...slots, paper: paperName(scene, view, asked) })
      : fillSlots(count === 1 ? words.papers.badOne : words.papers.badSome, slots);
    noted = note(noted, sentence);
  }
  return noted;
}

/** Files of a sender with no case to put them into: kept until there is one. */
function keepLoose(scene: Scene, good: readonly ArrivedPaper[], problems: readonly PaperProblem[]): Scene {
  const kept = good.length === 0 ? '' : wordsFor(scene).papers.kept;
  const noted = noteProblems(
    note(scene, fillSlots(kept, { count: String(good.length) })),
    problems,
    undefined,
  );
  const isIdle = ['resting', 'stopped', 'with-officer'].includes(scene.state.step);
  return isIdle ? toMenu(noted) : noted;
}

/** Papers for a case that still takes them: matched, acknowledged, and on to what is missing. */
function takeIn(scene: Scene, good: readonly ArrivedPaper[], problems: readonly PaperProblem[]): Scene {
  const replaced = replaceWith(scene, good);
  if (replaced !== undefined) return noteProblems(replaced, problems, undefined);
  const words = wordsFor(scene).papers;
  const ids = new Set(good.map((paper) => paper.attachmentId));
  const wasIncomplete = scene.view?.status === 'incomplete';
  const asked = askedPaper(scene, (id) => ids.has(id));
  const isOnlyOne = wantedPapers(scene.view!, skippedOf(scene), scene.context.today).length === 1;
  const { scene: matched, met } = matchPapers(scene, good, asked, isOnlyOne);
  const { view } = matched;
  if (view === undefined) return matched;
  const unmatched = unmatchedPapers(view).filter((paper) => ids.has(paper.id)).length;
  let noted = matched;
  if (met.length > 0) {
    noted = note(noted, fillSlots(words.received, { papers: paperNames(matched, view, met) }));
  }
  if (unmatched > 0) noted = note(noted, fillSlots(words.unmatched, { count: String(unmatched) }));
  noted = noteProblems(noted, problems, asked);
  if (!movedByPapers.includes(scene.state.step)) return noted;
  const next = proceed(noted);
  if (next.state.step !== 'resting') return next;
  const isComplete = stillMissing(view, skippedOf(matched), scene.context.today) === 0;
  return say(next, wasIncomplete && isComplete && good.length > 0 ? words.complete : '');
}

/** Hears one or more files. */
export function hearPapers(scene: Scene, arrived: Arrivals): Scene {
  const good = arrived.filter((one): one is ArrivedPaper => 'attachmentId' in one);
  const problems = arrived.flatMap((one) => ('problem' in one ? [one.problem] : []));
  if (arrived.length === 0) return keepSilent(scene);
  const caseId = caseForPapers(scene.state, scene.context);
  const entry = findEntry(scene.context, caseId);
  if (entry === undefined) return keepLoose(scene, good, problems);
  const taken = scene.state.currentCaseId === caseId ? scene : takeUp(scene, entry);
  if (taken.view !== undefined && isEditable(taken.view)) return takeIn(taken, good, problems);
  const words = wordsFor(scene).papers;
  const kept =
    good.length === 0
      ? ''
      : fillSlots(words.keptInCase, { count: String(good.length), number: entry.state.number });
  return say(noteProblems(note(taken, kept), problems, undefined));
}
