/** Conditions as data: they travel to the phone, print in the manual and freeze with the case. */

/** One answer. Numbers of people and papers (NIK, KK …) are text: they are names, not quantities. */
export type AnswerValue = string | number | boolean;

/** Answers of a case by field id. Dates are `YYYY-MM-DD`, times `HH:mm`. */
export type Answers = Readonly<Record<string, AnswerValue | undefined>>;

/**
 * A condition over answers. An unanswered field makes every comparison false, so that nothing is demanded
 * or promised before the answer is known; ask for that explicitly with `isAnswered`.
 */
export type Condition<F extends string = string> =
  | { field: F; is: AnswerValue }
  | { field: F; isOneOf: readonly AnswerValue[] }
  | { field: F; isAnswered: boolean }
  /** Date field: more than this many days before `today`. */
  | { field: F; olderThanDays: number }
  /** Date field: the person born then has not had this birthday yet. */
  | { field: F; youngerThanYears: number }
  | { all: readonly Condition<F>[] }
  | { any: readonly Condition<F>[] }
  | { not: Condition<F> };

/** Whole days from `from` to `to`, both `YYYY-MM-DD`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Completed years on `on` of a person born on `bornOn`, both `YYYY-MM-DD`. Born 29 February counts on 1 March. */
export function ageInYears(bornOn: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) >= bornOn.slice(5) ? years : years - 1;
}

/** Whether a condition holds for these answers on `today` (`YYYY-MM-DD`, the office's calendar day). */
export function holds(condition: Condition | undefined, answers: Answers, today: string): boolean {
  if (condition === undefined) return true;
  if ('all' in condition) return condition.all.every((part) => holds(part, answers, today));
  if ('any' in condition) return condition.any.some((part) => holds(part, answers, today));
  if ('not' in condition) return !holds(condition.not, answers, today);
  const value = answers[condition.field];
  if ('isAnswered' in condition) return (value !== undefined && value !== '') === condition.isAnswered;
  if (value === undefined) return false;
  if ('is' in condition) return value === condition.is;
  if ('isOneOf' in condition) return condition.isOneOf.includes(value);
  if (typeof value !== 'string') return false;
  if ('olderThanDays' in condition) return daysBetween(value, today) > condition.olderThanDays;
  return ageInYears(value, today) < condition.youngerThanYears;
}

/** Every field that a condition looks at. */
export function fieldsOf(condition: Condition | undefined): string[] {
  if (condition === undefined) return [];
  if ('all' in condition) return condition.all.flatMap(fieldsOf);
  if ('any' in condition) return condition.any.flatMap(fieldsOf);
  if ('not' in condition) return fieldsOf(condition.not);
  return [condition.field];
}
