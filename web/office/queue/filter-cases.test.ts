/** Which cases a queue shows, and which comes next. */
import { describe, expect, it } from 'vitest';
import type { CaseListItem } from '../../../src/http/api-types.ts';
import { filterCases, kecamatanOf, nextCase, noFilter } from './filter-cases.ts';

const now = Date.parse('2026-11-23T01:00:00Z');
const me = { officerId: 'me', now };

function item(caseId: string, rest: Partial<CaseListItem> = {}): CaseListItem {
  return {
    caseId,
    number: `B-2611-0000${caseId}`,
    serviceId: 'membership',
    status: 'submitted',
    channel: 'whatsapp',
    openedAt: '2026-11-22T01:00:00Z',
    isClockStopped: false,
    trayCount: 0,
    documents: [],
    ...rest,
  };
}

const cases = [
  item('1', { status: 'incomplete', subjectName: 'Anggota Contoh' }),
  item('2', { takenBy: 'somebody', areaCode: '63.11.02.2004' }),
  item('3', { channel: 'desk', dueAt: '2026-11-23T00:00:00Z', areaCode: '63.11.05.2001' }),
  item('4', { takenBy: 'me' }),
];

const shown = (filter: Partial<typeof noFilter>) =>
  filterCases(cases, { ...noFilter, ...filter }, me).map((one) => one.caseId);

describe('the filters', () => {
  it.each([
    [{ chip: 'all' }, ['1', '2', '3', '4']],
    [{ chip: 'desk' }, ['3']],
    [{ chip: 'overdue' }, ['3']],
    [{ chip: 'waiting' }, ['1']],
    [{ chip: 'mine' }, ['4']],
    [{ kecamatan: '63.11.02' }, ['2']],
    [{ search: 'anggota CONTOH' }, ['1']],
    [{ search: '00003' }, ['3']],
    [{ chip: 'desk', kecamatan: '63.11.02' }, []],
  ] as const)('%o lets through %o', (filter, expected) => {
    expect(shown(filter)).toEqual(expected);
  });

  it('know the kecamatan of a desa, and of nothing', () => {
    expect(kecamatanOf('63.11.02.2004')).toBe('63.11.02');
    expect(kecamatanOf(undefined)).toBe('');
  });
});

describe('the next case', () => {
  it('is the oldest that nobody else holds and that does not wait for the resident', () => {
    expect(nextCase(cases, 'me')?.caseId).toBe('3');
  });

  it('is not the one that was just finished', () => {
    expect(nextCase(cases, 'me', '3')?.caseId).toBe('4');
  });

  it('is none when all that is left belongs to others', () => {
    expect(nextCase(cases.slice(0, 2), 'me')).toBeUndefined();
  });
});
