/** What a service asks for and produces, for given answers: the questions that every room puts to the catalogue. */
import { type Answers, holds } from './condition.ts';
import type { FieldSpec, ProducedDocument, RequirementSpec, Service } from './define-service.ts';

/** Fields that matter for these answers, in page order. */
export function relevantFields(service: Service, answers: Answers, today: string): [string, FieldSpec][] {
  return service.pages
    .flatMap((page) => page.fields)
    .map((id): [string, FieldSpec] => [id, service.fields[id]!])
    .filter(([, field]) => holds(field.when, answers, today));
}

/** Relevant fields that are neither answered nor optional. */
export function missingFields(service: Service, answers: Answers, today: string): string[] {
  return relevantFields(service, answers, today)
    .filter(([id, field]) => field.optional !== true && (answers[id] === undefined || answers[id] === ''))
    .map(([id]) => id);
}

/** Papers that this case needs, in the order of declaration. */
export function neededRequirements(
  service: Service,
  answers: Answers,
  today: string,
): [string, RequirementSpec][] {
  return Object.entries(service.requirements).filter(([, spec]) => holds(spec.when, answers, today));
}

/** Documents that this case will produce, in the order in which they must be made. */
export function plannedDocuments(service: Service, answers: Answers, today: string): ProducedDocument[] {
  return service.produces.filter((produced) => holds(produced.when, answers, today));
}

/** Remarks that hold now. */
export function activeMarks(service: Service, answers: Answers, today: string): string[] {
  return Object.entries(service.marks)
    .filter(([, mark]) => holds(mark.when, answers, today))
    .map(([id]) => id);
}

/** Fields that an officer reads off the papers of one requirement. */
export function fieldsProvenBy(service: Service, requirementId: string): string[] {
  return Object.entries(service.fields)
    .filter(([, field]) => {
      const from = field.fromAttachment;
      return (
        from !== undefined &&
        (typeof from === 'string' ? from === requirementId : from.includes(requirementId))
      );
    })
    .map(([id]) => id);
}
