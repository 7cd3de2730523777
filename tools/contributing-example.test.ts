/** Holds the minimal service of CONTRIBUTING to the catalogue's check, as somebody who copies it would run it. */
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkCatalogue } from './check-catalogue.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let house: string;
beforeEach(async () => {
  house = await mkdtemp(join(tmpdir(), 'sampai-contributing-'));
});
afterEach(() => rm(house, { recursive: true, force: true }));

it('is whole: copied into a folder of its own, nothing is missing or wrong', async () => {
  const page = await readFile(join(root, 'CONTRIBUTING.md'), 'utf8');
  const files = [...page.matchAll(/```ts (\S+\.ts)\n([\s\S]*?)```/gu)];
  expect(files.map(([, name]) => name)).toEqual(['service.ts', 'messages.id.ts', 'examples.ts']);
  await cp(join(root, 'catalogue'), join(house, 'catalogue'), { recursive: true });
  await symlink(join(root, 'src'), join(house, 'src'));
  const folder = join(house, 'catalogue', 'services', 'kk-hilang');
  await mkdir(folder);
  for (const [, name, text] of files) {
    await writeFile(join(folder, name!), text!);
    if (name === 'messages.id.ts') await writeFile(join(folder, 'messages.en.ts'), text!);
  }
  expect(await checkCatalogue(join(house, 'catalogue'))).toEqual([]);
});
