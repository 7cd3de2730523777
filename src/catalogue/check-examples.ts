/** Runs the examples of a service: each needs and produces what it says, and together they show every condition. */
import type { Answers } from './condition.ts';
import type { Example, Service } from './define-service.ts';
import { activeMarks, fieldsProvenBy, neededRequirements, plannedDocuments, relevantFields } from './plan.ts';

function difference(what: string, said: readonly string[], found: readonly string[]): string[] {
  return said.join() === found.join()
    ? []
    : [`${what} ${found.join(', ') || 'nothing'}, not ${said.join(', ')}`];
}

/** Fields that nobody could fill in: relevant, not optional, not asked, and on none of the papers that are needed. */
function unreachableFields(service: Service, answers: Answers, today: string): string[] {
  const provable = neededRequirements(service, answers, today).flatMap(([id]) => fieldsProvenBy(service, id));
  return relevantFields(service, answers, today)
    .filter(([id, field]) => field.ask !== true && field.optional !== true && !provable.includes(id))
    .map(([id]) => id);
}

function exampleProblems(service: Service, example: Example): string[] {
  const answers = example.answers as Answers;
  const { today } = example;
  const unknown = Object.keys(answers).filter((id) => !Object.hasOwn(service.fields, id));
  const problems = [
    ...unknown.map((id) => `answers ${id}, which is no field`),
    ...difference(
      'needs',
      example.needs,
      neededRequirements(service, answers, today).map(([id]) => id),
    ),
    ...difference(
      'produces',
      example.produces,
      plannedDocuments(service, answers, today).map((one) => one.document.id),
    ),
    ...difference('has the marks', example.marks ?? [], activeMarks(service, answers, today)),
    ...unreachableFields(service, answers, today).map(
      (id) => `needs the field ${id}, but none of its papers shows it`,
    ),
  ];
  return problems.map((problem) => `example "${example.title}" ${problem}`);
}

/** What is bound to a condition must be seen with and without it. */
function coverageProblems(service: Service, examples: readonly Example[]): string[] {
  const check = (what: string, id: string, isConditional: boolean, seen: (example: Example) => boolean) => {
    const times = examples.filter(seen).length;
    if (times === 0) return [`${what} ${id}: no example has it`];
    return isConditional && times === examples.length ? [`${what} ${id}: no example goes without it`] : [];
  };
  return [
    ...Object.entries(service.requirements).flatMap(([id, one]) =>
      check('requirement', id, one.when !== undefined, (example) => example.needs.includes(id)),
    ),
    ...service.produces.flatMap(({ document: { id }, when }) =>
      check('document', id, when !== undefined, (example) => example.produces.includes(id)),
    ),
    ...Object.keys(service.marks).flatMap((id) =>
      check('mark', id, true, (example) => example.marks?.includes(id) === true),
    ),
  ];
}

/** Runs the examples. Returns one English sentence per problem. */
export function checkExamples(service: Service, examples: readonly Example[]): string[] {
  return [
    ...examples.flatMap((example) => exampleProblems(service, example)),
    ...coverageProblems(service, examples),
  ];
}
