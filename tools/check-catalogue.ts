/**
 * `npm run check:catalogue`: every service is complete and consistent, and every example of every service comes out
 * as it says. Prints one line per problem and exits with 1 when there is any.
 */
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkExamples } from '../src/catalogue/check-examples.ts';
import type { Answers } from '../src/catalogue/condition.ts';
import type { Example, Service } from '../src/catalogue/define-service.ts';
import { parseAnswer } from '../src/domain/case/answer.ts';
import {
  catalogueRoot,
  importPart,
  inspectCatalogue,
  serviceFolders,
  UnfinishedService,
} from '../src/main/load-catalogue.ts';

/** What was looked at, and what is wrong with it. */
export interface CatalogueReport {
  problems: string[];
  services: number;
  documents: number;
  examples: number;
}

/** Answers of an example as an officer or resident would give them: the field must understand each of them. */
function answerProblems(service: Service, example: Example): string[] {
  return Object.entries(example.answers as Answers).flatMap(([id, value]) => {
    const field = service.fields[id];
    if (field === undefined || value === undefined) return [];
    const parsed = parseAnswer(value, field, { today: example.today });
    const problem = !parsed.ok
      ? parsed.fault
      : parsed.value === value
        ? undefined
        : 'is read as something else';
    return problem === undefined ? [] : [`example "${example.title}": the answer of ${id} ${problem}`];
  });
}

/** Checks a whole catalogue folder. */
export async function inspect(root = catalogueRoot): Promise<CatalogueReport> {
  const { catalogue, problems } = await inspectCatalogue(root);
  let examples = 0;
  for (const folder of await serviceFolders(root)) {
    const service = catalogue.services.find((one) => one.service.id === basename(folder))?.service;
    if (service === undefined) continue;
    const own = await importPart<Example[]>(join(folder, 'examples.ts'), 'examples');
    examples += own.length;
    const found = [
      ...(own.length === 0 ? ['there are no examples'] : []),
      ...checkExamples(service, own),
      ...own.flatMap((example) => answerProblems(service, example)),
    ];
    problems.push(...found.map((problem) => `${service.id}: ${problem}`));
  }
  return { problems, services: catalogue.services.length, documents: catalogue.documents.length, examples };
}

/** Every problem of the catalogue, one English sentence each; none means that all is well. */
export async function checkCatalogue(root = catalogueRoot): Promise<string[]> {
  return (await inspect(root)).problems;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { problems, services, documents, examples } = await inspect().catch((error: Error) => {
    if (!(error instanceof UnfinishedService)) throw error;
    console.error(error.message);
    process.exit(1);
  });
  for (const problem of problems) console.error(problem);
  console.log(
    `Catalogue: ${services} service(s), ${documents} document(s), ${examples} example(s), ${problems.length} problem(s).`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
