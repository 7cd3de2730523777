import { describe, expect, test } from 'vitest';
import { ageInYears, type Condition, daysBetween, fieldsOf, holds } from './condition.ts';

const today = '2026-11-23';
const check = (condition: Condition, answers: Record<string, string | number | boolean>) =>
  holds(condition, answers, today);

test('no condition holds always', () => {
  expect(holds(undefined, {}, today)).toBe(true);
});

describe('comparisons', () => {
  test('equal, one of several, answered', () => {
    expect(check({ field: 'a', is: true }, { a: true })).toBe(true);
    expect(check({ field: 'a', is: true }, { a: false })).toBe(false);
    expect(check({ field: 'a', is: '1' }, { a: 1 })).toBe(false);
    expect(check({ field: 'a', isOneOf: ['1', '2'] }, { a: '2' })).toBe(true);
    expect(check({ field: 'a', isOneOf: ['1', '2'] }, { a: '3' })).toBe(false);
    expect(check({ field: 'a', isAnswered: true }, { a: 0 })).toBe(true);
    expect(check({ field: 'a', isAnswered: true }, { a: '' })).toBe(false);
    expect(check({ field: 'a', isAnswered: false }, {})).toBe(true);
  });

  test('a text that is no date is neither old nor young', () => {
    expect(check({ field: 'on', olderThanDays: 1 }, { on: 'kemarin' })).toBe(false);
    expect(check({ field: 'on', youngerThanYears: 200 }, { on: 'kemarin' })).toBe(false);
    expect(check({ field: 'on', olderThanDays: 1 }, { on: 5 })).toBe(false);
  });
});

describe('what is not answered yet', () => {
  const unanswered = { field: 'a', is: true } as const;

  test('holds neither as it stands nor turned around', () => {
    expect(check(unanswered, {})).toBe(false);
    expect(check({ not: unanswered }, {})).toBe(false);
    expect(check({ not: { not: unanswered } }, {})).toBe(false);
    expect(check({ not: { field: 'on', youngerThanYears: 17 } }, {})).toBe(false);
  });

  test('does not keep the rest from deciding', () => {
    expect(check({ any: [unanswered, { field: 'b', is: 1 }] }, { b: 1 })).toBe(true);
    expect(check({ all: [unanswered, { field: 'b', is: 1 }] }, { b: 1 })).toBe(false);
    expect(check({ not: { all: [unanswered, { field: 'b', is: 1 }] } }, { b: 2 })).toBe(true);
    expect(check({ not: { any: [unanswered, { field: 'b', is: 1 }] } }, { b: 2 })).toBe(false);
  });

  test('empty groups: all of nothing holds, any of nothing does not', () => {
    expect(check({ all: [] }, {})).toBe(true);
    expect(check({ any: [] }, {})).toBe(false);
  });
});

describe('days on the boundary', () => {
  const late: Condition = { field: 'born', olderThanDays: 60 };

  test('the 60th day is still in time, the 61st is late', () => {
    expect(check(late, { born: '2026-09-24' })).toBe(false);
    expect(check(late, { born: '2026-09-23' })).toBe(true);
    expect(daysBetween('2026-09-24', today)).toBe(60);
  });

  test('a day yet to come is not old', () => {
    expect(daysBetween('2026-11-24', today)).toBe(-1);
    expect(check(late, { born: '2027-01-01' })).toBe(false);
  });

  test('days are counted over a leap day and the turn of a year', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2027-02-28', '2027-03-01')).toBe(1);
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
  });

  test('seventeen on the birthday itself, not the day before', () => {
    const young: Condition = { field: 'born', youngerThanYears: 17 };
    expect(check(young, { born: '2009-11-24' })).toBe(true);
    expect(check(young, { born: '2009-11-23' })).toBe(false);
    expect(check({ not: young }, { born: '2009-11-23' })).toBe(true);
  });

  test('born on 29 February: a year older on 1 March, except in leap years', () => {
    expect(ageInYears('2008-02-29', '2025-02-28')).toBe(16);
    expect(ageInYears('2008-02-29', '2025-03-01')).toBe(17);
    expect(ageInYears('2008-02-29', '2024-02-29')).toBe(16);
    expect(ageInYears('2008-02-29', '2028-02-29')).toBe(20);
  });

  test('born today is zero years old', () => {
    expect(ageInYears(today, today)).toBe(0);
  });
});

test('every field that a condition looks at is named, at any depth', () => {
  const deep: Condition = {
    all: [{ field: 'a', is: 1 }, { any: [{ not: { field: 'b', isAnswered: true } }, { field: 'c', is: 2 }] }],
  };
  expect(fieldsOf(deep)).toEqual(['a', 'b', 'c']);
  expect(fieldsOf(undefined)).toEqual([]);
});
