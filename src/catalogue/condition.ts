/** Conditions as data: they travel to the phone, print in the manual and freeze with the case. */

/** One answer. Numbers of people and papers (NIK, KK …) are text: they are names, not quantities. */
export type AnswerValue = string | number | boolean;

/** Answers of a case by field id. Dates are `YYYY-MM-DD`, times `HH:mm`. */
export type Answers = Readonly<Record<string, AnswerValue | undefined>>;

/**
 * A condition over answers. While a field is unanswered, every comparison with it is unknown, and so is what is
 * built upon it (also under `not`); what is unknown does not hold, so that nothing is demanded or promised before
 * the answer is there. Ask for that explicitly with `isAnswered`.
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

/** `undefined` means: not known yet, because an answer is missing. */
type Truth = boolean | undefined;

/** A conjunction: one false part decides, else one unknown part leaves it open. */
function both(parts: readonly Truth[]): Truth {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

function negation(part: Truth): Truth {
  return part === undefined ? undefined : !part;
}

function compare(condition: Extract<Condition, { field: string }>, answers: Answers, today: string): Truth {
  const value = answers[condition.field];
  if ('isAnswered' in condition) return (value !== undefined && value !== '') === condition.isAnswered;
  if (value === undefined) return undefined;
  if ('is' in condition) return value === condition.is;
  if ('isOneOf' in condition) return condition.isOneOf.includes(value);
  if (typeof value !== 'string') return undefined;
  if ('olderThanDays' in condition) return daysBetween(value, today) > condition.olderThanDays;
  return ageInYears(value, today) < condition.youngerThanYears;
}

function truthOf(condition: Condition, answers: Answers, today: string): Truth {
  if ('all' in condition) return both(condition.all.map((part) => truthOf(part, answers, today)));
  if ('any' in condition) {
    return negation(both(condition.any.map((part) => negation(truthOf(part, answers, today)))));
  }
  if ('not' in condition) return negation(truthOf(condition.not, answers, today));
  return compare(condition, answers, today);
}

/**
 * Whether a condition is known to hold for these answers on `today` (`YYYY-MM-DD`, the office's calendar day).
 * No condition holds always.
 */
export function holds(condition: Condition | undefined, answers: Answers, today: string): boolean {
  return condition === undefined || truthOf(condition, answers, today) === true;
}

/** Every field that a condition looks at. */
export function fieldsOf(condition: Condition | undefined): string[] {
  if (condition === undefined) return [];
  if ('all' in condition) return condition.all.flatMap(fieldsOf);
  if ('any' in condition) return condition.any.flatMap(fieldsOf);
  if ('not' in condition) return fieldsOf(condition.not);
  return [condition.field];
}
