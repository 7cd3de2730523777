/** Puts papers to requirements by what their caption or file name says. */
import type { Service } from '../../catalogue/define-service.ts';
import { type CaseView, thinkablePapers } from './case-view.ts';
import { act, assign, receive, type Scene } from './scene.ts';
import { wordsIn } from './text-match.ts';
import type { ArrivedPaper } from './types.ts';

/** Words of file names and captions that say nothing about a paper. */
const empty = new Set(
  'img image foto photo scan dokumen document file berkas wa whatsapp jpg jpeg png webp pdf ini dan and atau or dari of the yang asli original'.split(
    ' ',
  ),
);

function wordsOfRequirement(service: Service, id: string): Set<string> {
  const texts = [service.words.id, service.words.en].flatMap((words) => {
    const requirement = words.requirements[id];
    return requirement === undefined
      ? []
      : [requirement.label, requirement.short, ...Object.values(requirement.accepts ?? {})];
  });
  return new Set(wordsIn([id, ...texts].join(' ')).filter((word) => !empty.has(word)));
}

/**
 * The requirements that a hint speaks of: those with a word that is theirs alone, else those that share most words
 * with it. One is a match; none or several are not: an officer's eye is better than a guess.
 */
function hintedPapers(view: CaseView, hint: string, today: string): string[] {
  const said = wordsIn(hint).filter((word) => word.length > 1 && !empty.has(word) && !/^\d+$/u.test(word));
  const candidates = thinkablePapers(view, today)
    .filter((id) => view.requirements[id]?.status !== 'accepted')
    .map((id) => ({ id, words: wordsOfRequirement(view.service, id) }));
  const owners = (word: string) => candidates.filter((candidate) => candidate.words.has(word)).length;
  const hits = candidates.map(({ id, words }) => {
    const known = said.filter((word) => words.has(word));
    return { id, shared: known.length, own: known.filter((word) => owners(word) === 1).length };
  });
  const telling = hits.filter((hit) => hit.own > 0);
  const most = Math.max(...hits.map((hit) => hit.shared), 1);
  const best = telling.length > 0 ? telling : hits.filter((hit) => hit.shared === most);
  return best.map((hit) => hit.id);
}

/**
 * Puts papers that have just come into the current case. A single one without a telling hint is what was asked
 * for, and so are several when nothing else is missing (`isOnlyOne`); otherwise those without a hint stay for the
 * officer. Returns the requirements that were met.
 */
export function matchPapers(
  scene: Scene,
  papers: readonly ArrivedPaper[],
  asked: string | undefined,
  isOnlyOne = false,
): { scene: Scene; met: string[] } {
  let matched = receive(scene, papers);
  const met: string[] = [];
  const isSure = papers.length === 1 || isOnlyOne;
  for (const paper of papers) {
    const view = matched.view;
    if (view === undefined) break;
    const hinted = hintedPapers(view, paper.hint, scene.context.today);
    const isThatOne = isSure && asked !== undefined && (hinted.length === 0 || hinted.includes(asked));
    const found = hinted.length === 1 ? hinted[0] : isThatOne ? asked : undefined;
    if (found === undefined) continue;
    matched = assign(matched, paper.attachmentId, found);
    met.push(found);
  }
  return { scene: matched, met: [...new Set(met)] };
}

/** Takes the papers that came before there was a case into the one that is now talked about. */
export function takeInLoosePapers(scene: Scene): Scene {
  const { loosePapers } = scene.context;
  if (scene.view === undefined || loosePapers.length === 0) return scene;
  const attachmentIds = loosePapers.map((paper) => paper.attachmentId);
  const adopted = act(scene, { do: 'adopt-papers', caseId: scene.view.id, attachmentIds });
  return matchPapers(adopted, loosePapers, undefined).scene;
}
