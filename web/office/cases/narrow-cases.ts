/** Narrows the list of all cases by where they stand and where they lie. */
import type { CaseListItem } from '../../../src/http/api-types.ts';
import { kecamatanOf } from '../queue/filter-cases.ts';

/** Empty text chooses all. `stage` is a status of the case, `kecamatan` a code like `63.11.02`. */
export interface CaseNarrowing {
  stage: string;
  kecamatan: string;
}

/** Nothing is narrowed. */
export const everyCase: CaseNarrowing = { stage: '', kecamatan: '' };

const order: readonly CaseListItem['status'][] = [
  'draft',
  'submitted',
  'incomplete',
  'accepted',
  'closed',
  'rejected',
  'withdrawn',
];

/** The cases that pass, in their order. */
export function narrowCases(cases: readonly CaseListItem[], by: CaseNarrowing): CaseListItem[] {
  return cases.filter(
    (item) =>
      (by.stage === '' || item.status === by.stage) &&
      (by.kecamatan === '' || kecamatanOf(item.areaCode) === by.kecamatan),
  );
}

/** Where cases of the list stand, from the first step to the last. */
export function stagesIn(cases: readonly CaseListItem[]): CaseListItem['status'][] {
  return order.filter((status) => cases.some((item) => item.status === status));
}

/** Kecamatan of the list, by code. */
export function areasIn(cases: readonly CaseListItem[]): string[] {
  const codes = new Set(cases.map((item) => kecamatanOf(item.areaCode)));
  return [...codes].filter((code) => code !== '').sort();
}
