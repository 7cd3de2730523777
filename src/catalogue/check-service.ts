/** Checks a whole service, as the compiler cannot: one checker per concern, one sentence per problem. */
import { checkConditions } from './check-conditions.ts';
import { checkDocument, checkReferences } from './check-references.ts';
import { checkWords } from './check-words.ts';
import type { Service } from './define-service.ts';

/** Checks a service with the documents it produces. Returns English sentences that begin with the service's id. */
export function checkService(service: Service): string[] {
  const problems = [
    ...(/^[a-z][a-z0-9-]*$/u.test(service.id) ? [] : ['the id is not kebab-case']),
    ...checkReferences(service),
    ...checkConditions(service),
    ...checkWords(service),
    ...service.produces.flatMap(({ document }) => checkDocument(document)),
  ];
  return [...new Set(problems)].map((problem) => `${service.id}: ${problem}`);
}
