import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkCatalogue } from '../../tools/check-catalogue.ts';
import { catalogueRoot, loadCatalogue, versionOf } from './load-catalogue.ts';

const source = fileURLToPath(new URL('..', import.meta.url));
let house: string;
let root: string;

/** A house of its own: a copy of the catalogue beside the same language. */
beforeEach(async () => {
  house = await mkdtemp(join(tmpdir(), 'sampai-catalogue-'));
  root = join(house, 'catalogue');
  await cp(catalogueRoot, root, { recursive: true });
  await symlink(source, join(house, 'src'));
});
afterEach(() => rm(house, { recursive: true, force: true }));

/** Changes a file, and fails when there was nothing to change. */
async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(path, 'utf8');
  expect(change(before), `nothing to change in ${path}`).not.toBe(before);
  await writeFile(path, change(before));
}

/** Copies the birth under another name, as somebody does who begins a new service; returns its folder. */
async function addService(name: string, change = (text: string) => text): Promise<string> {
  const folder = join(root, 'services', name);
  await cp(join(root, 'services', 'kelahiran'), folder, { recursive: true });
  await edit(join(folder, 'service.ts'), (text) => change(text.replace("id: 'kelahiran'", `id: '${name}'`)));
  return folder;
}

const isBirth = ({ service }: { service: { id: string } }) => service.id === 'kelahiran';

describe('the shelf', () => {
  test('holds every folder of services and every document', async () => {
    const { services, documents } = await loadCatalogue();
    const ids = services.map(({ service }) => service.id);
    expect(ids).toContain('kelahiran');
    expect(ids).toEqual([...ids].sort());
    expect(documents.map((document) => document.id)).toEqual(
      expect.arrayContaining(['akta-kelahiran', 'kia', 'kk']),
    );
    for (const { version } of services) expect(version).toMatch(/^[0-9a-f]{64}$/u);
  });

  test('grows by a folder: no other file changes', async () => {
    const before = await loadCatalogue(root);
    await addService('kelahiran-jauh');
    const after = await loadCatalogue(root);
    expect(after.services.map(({ service }) => service.id)).toContain('kelahiran-jauh');
    expect(after.services).toHaveLength(before.services.length + 1);
    expect(await checkCatalogue(root)).toEqual([]);
  });

  test('gives a service the same version wherever it lies, and another when a single word changes', async () => {
    const here = (await loadCatalogue()).services.find(isBirth);
    const there = (await loadCatalogue(root)).services.find(isBirth);
    expect(there!.version).toBe(here!.version);
    const renamed = structuredClone(here!.service);
    renamed.words.id.fields[Object.keys(renamed.fields)[0]!]!.label = 'Lain';
    expect(versionOf(renamed)).not.toBe(here!.version);
    const reordered = {
      ...here!.service,
      requirements: Object.fromEntries(Object.entries(here!.service.requirements).reverse()),
    };
    expect(versionOf(reordered)).not.toBe(here!.version);
  });

  test('is plain data: it survives being stored as JSON', async () => {
    for (const { service, version } of (await loadCatalogue()).services) {
      expect(versionOf(JSON.parse(JSON.stringify(service)))).toBe(version);
    }
  });
});

describe('a wrong shelf serves nobody', () => {
  test('a mistake in a service is named', async () => {
    await addService('rusak', (text) => text.replace("applicant: 'pemohon'", "applicant: 'wali'"));
    await expect(loadCatalogue(root)).rejects.toThrow('rusak: applicant: the person wali does not exist');
    expect(await checkCatalogue(root)).toEqual(['rusak: applicant: the person wali does not exist']);
  });

  test('a form that nobody can fill in is named', async () => {
    const folder = await addService('formulir');
    await edit(join(folder, 'forms.ts'), (text) => text.replace("'pelapor.nama'", "'pelapor.panggilan'"));
    await expect(loadCatalogue(root)).rejects.toThrow(
      'F-2.01A@2026, pelapor.panggilan: the form has no such field',
    );
  });

  test('a folder with another name than its service is named', async () => {
    await addService('salah-nama', (text) => text.replace("id: 'salah-nama'", "id: 'nama-salah'"));
    await expect(loadCatalogue(root)).rejects.toThrow('nama-salah: its folder has another name');
  });

  test('a document that the shelf does not hold is named', async () => {
    await rm(join(root, 'documents', 'kia.ts'));
    await expect(loadCatalogue(root)).rejects.toThrow();
  });

  test('an unfinished folder, or one that forgets its words, is no service', async () => {
    await mkdir(join(root, 'services', 'kosong'));
    await expect(loadCatalogue(root)).rejects.toThrow('kosong/service.ts is missing');
    await rm(join(root, 'services', 'kosong'), { recursive: true });
    const bare = await addService('tanpa-contoh');
    await rm(join(bare, 'examples.ts'));
    await expect(checkCatalogue(root)).rejects.toThrow('tanpa-contoh/examples.ts is missing');
    await rm(bare, { recursive: true });
    await addService('tanpa-kata');
    await writeFile(join(root, 'services', 'tanpa-kata', 'messages.en.ts'), 'export const kata = {};\n');
    await expect(loadCatalogue(root)).rejects.toThrow('does not export "words"');
  });

  test('an example that comes out otherwise is found by the check', async () => {
    await addService('contoh-keliru', (text) =>
      text.replace('youngerThanYears: 17 },\n      mustShow', 'youngerThanYears: 3 },\n      mustShow'),
    );
    expect(await checkCatalogue(root)).toEqual([
      'contoh-keliru: example "reported after nine years: late, same papers, same documents" produces akta-kelahiran, kk, not akta-kelahiran, kk, kia',
    ]);
  });
});
