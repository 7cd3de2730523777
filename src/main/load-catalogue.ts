/** Loads the shelf: every folder of `catalogue/services` is a service; nothing else lists them. */
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { DocumentKind } from '../catalogue/define-document.ts';
import { assembleService, type Service, type ServiceWords } from '../catalogue/define-service.ts';

/** The catalogue as it stands in the folder. */
export interface LoadedCatalogue {
  services: { service: Service; version: string }[];
  documents: DocumentKind[];
}

/** The catalogue that comes with Sampai. */
export const catalogueFolder = fileURLToPath(new URL('../../catalogue', import.meta.url));

/** Version of a service: sha256 (hex) of its JSON with sorted keys, so that order of writing does not matter. */
export function versionOf(service: Service): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.map(([key, one]) => [key, sorted(one)]);
  };
  return createHash('sha256')
    .update(JSON.stringify(sorted(service)))
    .digest('hex');
}

async function loadService(folder: string): Promise<Service> {
  const load = async (file: string) =>
    import(pathToFileURL(`${folder}/${file}`).href) as Promise<Record<string, unknown>>;
  const [{ service }, { words: id }, { words: en }] = await Promise.all([
    load('service.ts'),
    load('messages.id.ts'),
    load('messages.en.ts'),
  ]);
  return assembleService(service, { id: id as ServiceWords, en: en as ServiceWords });
}

/** Reads all services and the documents that they produce. */
export async function loadCatalogue(root = catalogueFolder): Promise<LoadedCatalogue> {
  const folders = (await readdir(`${root}/services`, { withFileTypes: true })).filter((one) =>
    one.isDirectory(),
  );
  const services: LoadedCatalogue['services'] = [];
  for (const { name } of folders.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const service = await loadService(`${root}/services/${name}`);
    services.push({ service, version: versionOf(service) });
  }
  const documents = new Map(
    services.flatMap(({ service }) => service.produces.map((one) => [one.document.id, one.document])),
  );
  return { services, documents: [...documents.values()] };
}
