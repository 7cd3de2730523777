/** Which cases of a queue are shown, and which comes next. */
import type { CaseListItem } from '../../../src/http/api-types.ts';

/** What the chips of the queue choose. */
export type ChipFilter = 'all' | 'whatsapp' | 'desk' | 'overdue' | 'waiting' | 'mine';

/** All that narrows a queue down. `kecamatan` is a code like `63.11.02`. */
export interface QueueFilter {
  chip: ChipFilter;
  kecamatan: string;
  search: string;
}

/** Nothing is narrowed down. */
export const noFilter: QueueFilter = { chip: 'all', kecamatan: '', search: '' };

function passesChip(item: CaseListItem, chip: ChipFilter, officerId: string, now: number): boolean {
  switch (chip) {
    case 'all':
      return true;
    case 'whatsapp':
    case 'desk':
      return item.channel === chip;
    case 'overdue':
      return isOverdue(item, now);
    case 'waiting':
      return isWaiting(item);
    case 'mine':
      return item.takenBy === officerId;
  }
}

/** The office is late with it. */
export function isOverdue(item: CaseListItem, now: number): boolean {
  return item.dueAt !== undefined && Date.parse(item.dueAt) < now;
}

/** It is the resident's turn. */
export function isWaiting(item: CaseListItem): boolean {
  return item.status === 'incomplete';
}

/** The kecamatan's code of a desa's code: its first three parts. */
export function kecamatanOf(areaCode: string | undefined): string {
  return areaCode?.split('.').slice(0, 3).join('.') ?? '';
}

/** The cases that pass, in their order. Search looks at number and names, whatever the capitals. */
export function filterCases(
  cases: readonly CaseListItem[],
  filter: QueueFilter,
  who: { officerId: string; now: number },
): CaseListItem[] {
  const wanted = filter.search.trim().toLowerCase();
  return cases.filter(
    (item) =>
      passesChip(item, filter.chip, who.officerId, who.now) &&
      (filter.kecamatan === '' || kecamatanOf(item.areaCode) === filter.kecamatan) &&
      (wanted === '' ||
        [item.number, item.subjectName, item.applicantName].some((text) =>
          text?.toLowerCase().includes(wanted),
        )),
  );
}

/** The next case to work on: the oldest that is not finished, not somebody else's, and not the resident's turn. */
export function nextCase(
  cases: readonly CaseListItem[],
  officerId: string,
  finishedCaseId?: string,
): CaseListItem | undefined {
  return cases.find(
    (item) =>
      item.caseId !== finishedCaseId &&
      !isWaiting(item) &&
      (item.takenBy === undefined || item.takenBy === officerId),
  );
}
