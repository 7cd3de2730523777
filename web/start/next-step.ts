/** Where a newcomer should look next: the step of the family whose phone is shown. */
import type { Role } from '../../src/http/api-types.ts';
import type { CaseOnItsWay } from './demo.ts';

/** The steps in the order in which a birth takes them. */
export const steps = [
  'birth',
  'intake',
  'siak',
  'verification',
  'signing',
  'delivery',
  'card',
  'done',
] as const;
export type Step = (typeof steps)[number];

/** Whose turn a step is at the desks; steps without a role happen on the phone or on this page. */
export const roleOf: Partial<Record<Step, Role>> = {
  intake: 'petugas-layanan',
  siak: 'operator',
  verification: 'verifikator',
  signing: 'penandatangan',
  card: 'operator',
};

/** The step one case waits at; a case that ended early, or whose resident has not handed it in, waits at none. */
function stepOf({ status, documents }: CaseOnItsWay): Step | undefined {
  if (status === 'submitted' || status === 'incomplete') return 'intake';
  if (status === 'closed') return 'done';
  if (status !== 'accepted') return undefined;
  const standing = documents.filter((one) => one.status !== 'withdrawn' && one.status !== 'superseded');
  const papers = standing.filter(({ form }) => form === 'paper').map((one) => one.status);
  const cards = standing.filter(({ form }) => form === 'card').map((one) => one.status);
  if (papers.includes('planned')) return 'siak';
  if (papers.includes('drafted')) return 'verification';
  if (papers.some((one) => ['verified', 'signing', 'unsettled', 'signed'].includes(one))) return 'signing';
  if (papers.includes('issued')) return 'delivery';
  if (cards.some((one) => one === 'planned' || one === 'printed')) return 'card';
  return 'done';
}

/** Where to go on, and with which case. */
export interface Next {
  step: Step;
  caseId?: string;
}

/** What the phone that is shown tells of its family. */
export interface Family {
  /** It has written, or was asked to. */
  hasBegun: boolean;
  /** Cases that its chat tells of. */
  caseNumbers: readonly string[];
}

/** The step to show: of the newest case of the family, or without a family of the case that has come furthest. */
export function nextStep(cases: readonly CaseOnItsWay[], family?: Family): Next {
  if (family === undefined) return furthestStep(cases);
  const [own] = cases
    .filter(({ number }) => family.caseNumbers.includes(number))
    .toSorted((a, b) => b.openedAt.localeCompare(a.openedAt));
  // Not handed in yet, or not seen by anybody who is signed in: it waits, or will wait, at the first desk.
  if (own === undefined || own.status === 'draft') return { step: family.hasBegun ? 'intake' : 'birth' };
  const step = stepOf(own);
  return step === undefined ? { step: 'birth' } : { step, caseId: own.caseId };
}

/**
 * Cases further along come first, so that one birth is led to its end before the next; with
 * nothing on its way it is the beginning, or the end when something was finished.
 */
function furthestStep(cases: readonly CaseOnItsWay[]): Next {
  const found = cases.flatMap((one) => {
    const step = stepOf(one);
    return step === undefined ? [] : [{ step, caseId: one.caseId }];
  });
  const open = found.filter(({ step }) => step !== 'done');
  const [first] = (open.length > 0 ? open : found).toSorted(
    (a, b) => steps.indexOf(b.step) - steps.indexOf(a.step),
  );
  return first ?? { step: 'birth' };
}

/** The desks of the console, by the step that is done there. */
const deskPaths: Partial<Record<Step, string>> = {
  intake: '/office/pemeriksaan',
  siak: '/office/meja-siak',
  verification: '/office/verifikasi',
  signing: '/office/tanda-tangan',
  card: '/office/kartu',
};

/** The address in the console where a step is done; signing is for all documents at once and names no case. */
export function deskAddress({ step, caseId }: Next): string {
  const path = deskPaths[step] ?? '/office/';
  return caseId === undefined || step === 'signing' ? path : `${path}/${caseId}`;
}
