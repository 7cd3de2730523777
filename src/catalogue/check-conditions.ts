/** Checks the conditions of a service: their fields exist, what they compare with fits, and none waits for itself. */
import { type AnswerValue, type Condition, fieldsOf } from './condition.ts';
import type { FieldSpec, Service } from './define-service.ts';

/** The comparisons inside a condition, at any depth. */
function comparisons(condition: Condition): Extract<Condition, { field: string }>[] {
  if ('all' in condition) return condition.all.flatMap(comparisons);
  if ('any' in condition) return condition.any.flatMap(comparisons);
  if ('not' in condition) return comparisons(condition.not);
  return [condition];
}

/** Whether a field of this kind can ever have this answer. */
function canBe(field: FieldSpec, value: AnswerValue): boolean {
  if (field.kind === 'yes-no') return typeof value === 'boolean';
  if (field.kind === 'number') return typeof value === 'number';
  if (field.kind === 'choice') return field.choices?.includes(String(value)) === true;
  return typeof value === 'string';
}

function comparisonProblem(
  service: Service,
  condition: Extract<Condition, { field: string }>,
): string | undefined {
  const field = Object.hasOwn(service.fields, condition.field) ? service.fields[condition.field] : undefined;
  if (field === undefined) return `looks at the field ${condition.field}, which does not exist`;
  const values = 'is' in condition ? [condition.is] : 'isOneOf' in condition ? condition.isOneOf : [];
  const never = values.find((value) => !canBe(field, value));
  if (never !== undefined) return `compares ${condition.field} with "${never}", which it can never be`;
  const isAboutTime = 'olderThanDays' in condition || 'youngerThanYears' in condition;
  return isAboutTime && field.kind !== 'date' ? `takes ${condition.field} for a date` : undefined;
}

/** Problems of one condition; `where` says whose it is. */
function conditionProblems(service: Service, where: string, condition: Condition | undefined): string[] {
  if (condition === undefined) return [];
  return comparisons(condition)
    .map((one) => comparisonProblem(service, one))
    .filter((problem) => problem !== undefined)
    .map((problem) => `${where}: its condition ${problem}`);
}

/** Fields whose relevance depends, over one or more steps, on their own answer. */
function cycleProblems(service: Service): string[] {
  const reaches = (from: string, target: string, seen: ReadonlySet<string>): boolean =>
    fieldsOf(service.fields[from]?.when).some(
      (next) => next === target || (!seen.has(next) && reaches(next, target, new Set([...seen, next]))),
    );
  return Object.keys(service.fields)
    .filter((id) => reaches(id, id, new Set([id])))
    .map((id) => `field ${id}: its condition depends on its own answer`);
}

/** A question in the chat cannot wait for an answer that only an officer reads off a paper. */
function chatOrderProblems(service: Service): string[] {
  return Object.entries(service.fields)
    .filter(([, field]) => field.ask === true)
    .flatMap(([id, field]) =>
      fieldsOf(field.when)
        .filter((other) => service.fields[other] !== undefined && service.fields[other].ask !== true)
        .map((other) => `field ${id}: asked in chat, but its condition needs ${other}, which is not asked`),
    );
}

/** Checks every condition of a service. Returns one English sentence per problem. */
export function checkConditions(service: Service): string[] {
  const check = (where: string, when: Condition | undefined) => conditionProblems(service, where, when);
  return [
    ...Object.entries(service.fields).flatMap(([id, one]) => check(`field ${id}`, one.when)),
    ...Object.entries(service.requirements).flatMap(([id, one]) => check(`requirement ${id}`, one.when)),
    ...service.produces.flatMap((one) => check(`document ${one.document.id}`, one.when)),
    ...Object.entries(service.marks).flatMap(([id, one]) => check(`mark ${id}`, one.when)),
    ...Object.entries(service.forms).flatMap(([formId, mapping]) =>
      Object.entries(mapping).flatMap(([path, one]) => check(`form ${formId}, ${path}`, one.when)),
    ),
    ...cycleProblems(service),
    ...chatOrderProblems(service),
  ];
}
