/** The whole shelf: every service is complete, and every example of every service comes out as it says. */
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkExamples } from '../src/catalogue/check-examples.ts';
import type { Example } from '../src/catalogue/define-service.ts';
import { catalogueRoot, loadCatalogue, serviceFolders } from '../src/main/load-catalogue.ts';
import { checkCatalogue } from './check-catalogue.ts';

test('the catalogue has no problems', async () => {
  expect(await checkCatalogue()).toEqual([]);
});

const { services } = await loadCatalogue();
for (const folder of await serviceFolders(catalogueRoot)) {
  const { examples } = (await import(pathToFileURL(join(folder, 'examples.ts')).href)) as {
    examples: Example[];
  };
  const { service } = services.find((one) => one.service.id === basename(folder))!;
  describe(service.words.id.name, () => {
    test.each(examples.map((one) => [one.title, one] as const))('%s', (title, example) => {
      const problems = checkExamples(service, [example]).filter((problem) => problem.includes(title));
      expect(problems).toEqual([]);
    });
  });
}
