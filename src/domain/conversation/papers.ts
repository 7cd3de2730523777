/** Asks for the papers of a case one after the other, and says what is still missing. */
import { reasonWords } from '../case/reasons.ts';
import { fillSlots } from '../refusal.ts';
import {
  type CaseView,
  expectedDocuments,
  isCovered,
  isEditable,
  neededPapers,
  stillMissing,
  unmatchedPapers,
  wantedPapers,
} from './case-view.ts';
import { proceed, toMenu } from './next-step.ts';
import {
  type Asked,
  go,
  type Heard,
  note,
  recordAnswers,
  remember,
  type Scene,
  type Step,
  say,
  skippedOf,
  wordsFor,
} from './scene.ts';
import { shownText } from './shown-value.ts';
import { isOneOf } from './text-match.ts';
import { lines, listed, paragraphs } from './words.ts';

/** What people call a paper, in short. */
export function paperName(scene: Scene, view: CaseView, id: string): string {
  return view.service.words[scene.state.language].requirements[id]?.short ?? id;
}

/** Several papers by name, joined as people do. */
export function paperNames(scene: Scene, view: CaseView, ids: readonly string[]): string {
  return listed(
    ids.map((id) => paperName(scene, view, id)),
    wordsFor(scene),
  );
}

/** Needed papers without a file, as far as they were not put off. */
function wanted(scene: Scene, view: CaseView): string[] {
  return wantedPapers(view, skippedOf(scene), scene.context.today);
}

/** The one paper that is asked for now; none while an officer has to match those that came. */
export function askedPaper(scene: Scene, isNew: (paperId: string) => boolean = () => false) {
  const { view, state } = scene;
  if (view === undefined || unmatchedPapers(view).some((paper) => !isNew(paper.id))) return undefined;
  const missing = wanted(scene, view);
  // Whoever answers a request for one paper by just sending it means that one.
  const isPlain = state.step === 'papers' || (view.status === 'incomplete' && missing.length === 1);
  return isPlain ? missing[0] : undefined;
}

/** What comes out of the case, said once at the first paper. */
function packageLine(scene: Scene, view: CaseView): string {
  const words = wordsFor(scene);
  const documents = expectedDocuments(view, scene.context.today).map(
    ({ document }) => document.words[scene.state.language].short,
  );
  return fillSlots(documents.length > 1 ? words.papers.package : words.papers.single, {
    count: String(documents.length),
    documents: listed(documents, words),
  });
}

function askNext(scene: Scene, view: CaseView, missing: readonly string[]): string {
  const words = wordsFor(scene).papers;
  const [id = '', ...others] = missing;
  const requirement = view.service.words[scene.state.language].requirements[id];
  const needed = neededPapers(view, scene.context.today).filter((one) => !skippedOf(scene).includes(one));
  const isFirst = !needed.some((one) => isCovered(view, one));
  const original = view.service.requirements[id]?.original;
  const slots = {
    position: String(needed.length - missing.length + 1),
    count: String(needed.length),
    paper: requirement?.label ?? id,
    help: lines(
      requirement?.help ?? '',
      whereForm(scene, view, id),
      original === 'shown' ? words.shown : original === 'surrendered' ? words.surrendered : '',
    ),
  };
  if (!isFirst) {
    const then =
      others.length === 0 ? '' : fillSlots(words.afterwards, { papers: paperNames(scene, view, others) });
    return lines(fillSlots(words.next, slots), then, words.none);
  }
  const all = fillSlots(words.together, { papers: paperNames(scene, view, missing) });
  return paragraphs(
    packageLine(scene, view),
    fillSlots(words.first, slots),
    lines(missing.length > 1 ? all : '', words.none),
  );
}

/** Where the empty form of a paper is to be had; nothing for a paper that is no form. */
function whereForm(scene: Scene, view: CaseView, id: string): string {
  const form = view.service.requirements[id]?.form?.split('@')[0];
  if (form === undefined) return '';
  return fillSlots(wordsFor(scene).papers.form, { form, hours: scene.context.office.hours });
}

/** What helps with the paper that is asked for: where its form is, or what a good photo of it shows. */
function help(scene: Scene): string {
  const { view } = scene;
  const id = askedPaper(scene);
  if (view === undefined || id === undefined) return wordsFor(scene).papers.example;
  const where = whereForm(scene, view, id);
  const about = view.service.words[scene.state.language].requirements[id]?.help ?? '';
  const example = lines(about, wordsFor(scene).papers.example);
  return where === '' ? fillSlots(wordsFor(scene).misses.help, { help: example }) : where;
}

/** Only what an officer wants again, each with its reason. */
function askAgain(scene: Scene, view: CaseView, missing: readonly string[]): string {
  const words = wordsFor(scene).papers;
  const { language } = scene.state;
  return lines(
    fillSlots(words.again, { number: view.number }),
    ...missing.map((id) => {
      const asked = view.requirements[id];
      const reason = reasonWords[asked?.reason ?? 'missing'][language];
      const remark = asked?.note === undefined ? '' : `. ${shownText(asked.note, 160)}`;
      return fillSlots(words.againLine, { paper: paperName(scene, view, id), reason: `${reason}${remark}` });
    }),
    words.none,
  );
}

function ask(scene: Scene): Asked {
  const { view } = scene;
  if (view === undefined) return { body: '' };
  const missing = wanted(scene, view);
  if (unmatchedPapers(view).length > 0) {
    return {
      body: fillSlots(wordsFor(scene).papers.stillMissing, {
        count: String(stillMissing(view, skippedOf(scene), scene.context.today)),
        papers: paperNames(scene, view, missing),
      }),
    };
  }
  return {
    body: view.status === 'incomplete' ? askAgain(scene, view, missing) : askNext(scene, view, missing),
  };
}

/**
 * The yes-no question whose "yes" made this paper necessary. Saying "no" there instead leads to the alternative
 * that the service declares, if it has one.
 */
function questionBehind(view: CaseView, id: string): string | undefined {
  const when = view.service.requirements[id]?.when;
  if (when === undefined || !('is' in when) || when.is !== true) return undefined;
  const field = view.service.fields[when.field];
  return field?.kind === 'yes-no' && field.ask === true ? when.field : undefined;
}

/** "Belum ada": the alternative where there is one; otherwise the paper follows later and an officer asks for it. */
function goWithout(scene: Scene, view: CaseView, ids: readonly string[]): Scene {
  const words = wordsFor(scene).papers;
  const [only] = ids;
  const behind = ids.length === 1 && only !== undefined ? questionBehind(view, only) : undefined;
  if (behind !== undefined && only !== undefined) {
    const without = fillSlots(words.without, { paper: paperName(scene, view, only) });
    return proceed(note(recordAnswers(scene, { [behind]: false }, 'chat'), without));
  }
  const later = remember(scene, { skipped: [...skippedOf(scene), ...ids] });
  if (view.status === 'draft') {
    return proceed(note(later, fillSlots(words.later, { papers: paperNames(scene, view, ids) })));
  }
  const next = proceed(later);
  if (next.state.step === 'papers') return next;
  return say(next, fillSlots(words.waiting, { number: view.number }));
}

function hear(scene: Scene, text: string): Heard {
  const { view } = scene;
  if (view === undefined) return undefined;
  const words = wordsFor(scene).papers;
  const missing = wanted(scene, view);
  const asked = askedPaper(scene);
  if (isOneOf(words.noneWords, text)) return goWithout(scene, view, asked === undefined ? missing : [asked]);
  if (isOneOf(words.doneWords, text)) return goWithout(scene, view, missing);
  return undefined;
}

/** The last question that was answered; from a case that was handed in, rest. */
function back(scene: Scene): Scene {
  const { view } = scene;
  if (view === undefined) return toMenu(scene);
  return go(scene, view.status === 'draft' ? 'correct' : 'resting');
}

/** The papers, one by one or all at once. */
export const papers: Step = {
  ask,
  hear,
  help,
  example: (scene) => wordsFor(scene).papers.example,
  back,
  isPossible: (scene) =>
    scene.view !== undefined && isEditable(scene.view) && wanted(scene, scene.view).length > 0,
  isDrafting: true,
};
