/** The way through a case's papers: every page, every paper that is missing, and the photos nobody has placed yet. */
import type { CaseView, FieldView, PaperView, RequirementView } from '../../../src/http/api-types.ts';

/** One stop of the way: a page to look at, or a needed paper of which there is none. */
export type Stop =
  | {
      kind: 'page';
      key: string;
      paperId: string;
      /** `null` while nobody said what it is, or when this case does not need it. */
      requirementId: string | null;
      status: string;
      page: { fileId: string; widthPx: number; heightPx: number };
    }
  | { kind: 'missing'; key: string; requirementId: string };

function pagesOf(paper: PaperView, requirementId: string | null): Stop[] {
  return paper.pages.map((page) => ({
    kind: 'page',
    key: page.fileId,
    paperId: paper.id,
    requirementId,
    status: paper.status,
    page,
  }));
}

function stopsOf(view: CaseView, requirement: RequirementView): Stop[] {
  const papers = view.papers.filter((paper) => requirement.paperIds.includes(paper.id));
  const refused = view.papers.filter(
    (paper) => paper.requirementId === requirement.id && paper.status === 'refused',
  );
  // One photo may be asked for again while its sibling is good: both are shown until the new one is there.
  const isAwaited = requirement.status === 'asked-again';
  const shown = isAwaited ? [...papers, ...refused] : papers.length > 0 ? papers : refused;
  if (shown.length === 0)
    return [{ kind: 'missing', key: `missing/${requirement.id}`, requirementId: requirement.id }];
  return shown.flatMap((paper) => pagesOf(paper, requirement.id));
}

/** All stops: papers in the order of the requirements, then what lies in the tray. */
export function stopsThrough(view: CaseView): Stop[] {
  const needed = new Set(view.requirements.map((one) => one.id));
  const tray = view.papers.filter(
    (paper) =>
      paper.status === 'received' && (paper.requirementId === null || !needed.has(paper.requirementId)),
  );
  return [
    ...view.requirements.flatMap((requirement) => stopsOf(view, requirement)),
    ...tray.flatMap((paper) => pagesOf(paper, null)),
  ];
}

/** A stop where the officer still has to say something. */
export function isOpen(stop: Stop, view: CaseView): boolean {
  if (stop.kind === 'missing') return false;
  if (stop.requirementId === null) return true;
  return view.requirements.find((one) => one.id === stop.requirementId)?.status === 'received';
}

/** Where to begin: at the first page that waits for a word; else at what is missing; else at the first page. */
export function firstStop(stops: readonly Stop[], view: CaseView): Stop | undefined {
  return (
    stops.find((stop) => isOpen(stop, view)) ?? stops.find((stop) => stop.kind === 'missing') ?? stops[0]
  );
}

/** Where to go after a word about `requirementId`: the next open page of another paper, going round. */
export function nextOpenStop(stops: readonly Stop[], view: CaseView, from: Stop): Stop | undefined {
  const at = stops.findIndex((stop) => stop.key === from.key);
  const round = [...stops.slice(at + 1), ...stops.slice(0, Math.max(at, 0))];
  return round.find(
    (stop) =>
      isOpen(stop, view) && (stop.requirementId === null || stop.requirementId !== from.requirementId),
  );
}

/** Fields beside a paper, and the others that no paper proves. */
export interface FieldsBeside {
  beside: FieldView[];
  others: FieldView[];
}

/**
 * What this paper proves, led by what the applicant said about the same person. Questions of yes and no decide
 * which papers are needed; they stand with the others.
 */
export function fieldsBeside(view: CaseView, requirementId: string | null): FieldsBeside {
  const isUnproven = (field: FieldView) => field.provenBy.length === 0;
  const isSaid = (field: FieldView) => isUnproven(field) && field.kind !== 'yes-no';
  const proves = (field: FieldView) => requirementId !== null && field.provenBy.includes(requirementId);
  const pages = view.pages.filter((page) => page.fields.some(proves));
  const beside = pages.flatMap((page) => [...page.fields.filter(isSaid), ...page.fields.filter(proves)]);
  const others = view.pages
    .flatMap((page) => page.fields)
    .filter((field) => isUnproven(field) && !beside.includes(field));
  return { beside, others };
}

/** What keeps a case from going on to the SIAK desk. */
export interface Lack {
  /** Requirements without a paper in hand. */
  papers: string[];
  fields: string[];
  /** Photos that nobody has placed; they do not keep the case back. */
  tray: number;
}

/** What is lacking now. */
export function lackOf(view: CaseView): Lack {
  return {
    papers: view.requirements
      .filter((one) => one.status === 'missing' || one.status === 'asked-again')
      .map((one) => one.id),
    fields: view.missing,
    tray: stopsThrough(view).filter((stop) => stop.requirementId === null).length,
  };
}

/** The stop at which a missing field is filled in: a page of the paper that proves it, else where it is said. */
export function stopForField(stops: readonly Stop[], view: CaseView, fieldId: string): Stop | undefined {
  const field = view.pages.flatMap((page) => page.fields).find((one) => one.id === fieldId);
  return (
    stops.find((stop) => stop.requirementId !== null && field?.provenBy.includes(stop.requirementId)) ??
    stops[0]
  );
}
