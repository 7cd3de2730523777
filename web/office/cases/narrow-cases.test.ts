/** The list of all cases by state and kecamatan. */
import { describe, expect, it } from 'vitest';
import type { CaseListItem } from '../../../src/http/api-types.ts';
import { areasIn, everyCase, narrowCases, stagesIn } from './narrow-cases.ts';

const item = (caseId: string, status: CaseListItem['status'], areaCode?: string) =>
  ({ caseId, status, ...(areaCode !== undefined && { areaCode }) }) as CaseListItem;
const cases = [
  item('a', 'closed', '63.11.02.2001'),
  item('b', 'submitted', '63.11.04.2003'),
  item('c', 'submitted', '63.11.02.2002'),
  item('d', 'draft'),
];
const idsOf = (found: readonly CaseListItem[]) => found.map(({ caseId }) => caseId).join('');

describe('the list of all cases', () => {
  it('is whole while nothing is chosen', () => {
    expect(idsOf(narrowCases(cases, everyCase))).toBe('abcd');
  });

  it('is narrowed by state, by kecamatan, and by both', () => {
    expect(idsOf(narrowCases(cases, { ...everyCase, stage: 'submitted' }))).toBe('bc');
    expect(idsOf(narrowCases(cases, { ...everyCase, kecamatan: '63.11.02' }))).toBe('ac');
    expect(idsOf(narrowCases(cases, { stage: 'submitted', kecamatan: '63.11.02' }))).toBe('c');
  });

  it('offers only what occurs', () => {
    expect(stagesIn(cases)).toEqual(['draft', 'submitted', 'closed']);
    expect(areasIn(cases)).toEqual(['63.11.02', '63.11.04']);
  });
});
