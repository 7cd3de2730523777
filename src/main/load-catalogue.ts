/** Loads the office's shelf: every folder of `catalogue/services` is a service, every file of `documents` a document. */
import { createHash } from 'node:crypto';
import { access, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkDocument } from '../catalogue/check-references.ts';
import { checkService } from '../catalogue/check-service.ts';
import type { DocumentKind } from '../catalogue/define-document.ts';
import { assembleService, type Service, type ServiceWords } from '../catalogue/define-service.ts';
import { formProblems } from '../domain/forms/from-answers.ts';

/** A service with the version under which a case freezes it: SHA-256 (hex) of its plain JSON. */
export interface LoadedService {
  service: Service;
  version: string;
}

/** Everything that can be asked for, in the order of the folders' names. */
export interface Catalogue {
  services: LoadedService[];
  documents: DocumentKind[];
}

/** The catalogue of this installation. */
export const catalogueRoot = fileURLToPath(new URL('../../catalogue', import.meta.url));

/**
 * The version of a service. Its JSON is taken as declared, without any reordering: the order of fields, papers and
 * documents is part of what a case was promised.
 */
export function versionOf(service: Service): string {
  return createHash('sha256').update(JSON.stringify(service)).digest('hex');
}

async function namesIn(folder: string, kind: 'folders' | 'files'): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => (kind === 'folders' ? entry.isDirectory() : entry.isFile()))
    .map((entry) => entry.name)
    .sort();
}

/** A service or its examples cannot be read as they should: said in one sentence. */
export class UnfinishedService extends Error {}

/** What a file of a service exports under this name. Throws `UnfinishedService` when either is missing. */
export async function importPart<T>(file: string, part: string): Promise<T> {
  const name = `${basename(dirname(file))}/${basename(file)}`;
  await access(file).catch(() => {
    throw new UnfinishedService(`${name} is missing`);
  });
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  if (module[part] === undefined) throw new UnfinishedService(`${name} does not export "${part}"`);
  return module[part] as T;
}

async function loadService(folder: string): Promise<Service> {
  const [spec, id, en] = await Promise.all([
    importPart<object>(join(folder, 'service.ts'), 'service'),
    importPart<ServiceWords>(join(folder, 'messages.id.ts'), 'words'),
    importPart<ServiceWords>(join(folder, 'messages.en.ts'), 'words'),
  ]);
  return assembleService(spec, { id, en });
}

async function loadDocuments(file: string): Promise<DocumentKind[]> {
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const isDocument = (value: unknown): value is DocumentKind =>
    typeof value === 'object' && value !== null && 'signedBy' in value && 'deliveries' in value;
  return Object.values(module).filter(isDocument);
}

/** The folders of the services, as full paths. A folder without `service.ts` is a mistake and fails when it is loaded. */
export async function serviceFolders(root: string): Promise<string[]> {
  return (await namesIn(join(root, 'services'), 'folders')).map((name) => join(root, 'services', name));
}

function idProblems(folders: readonly string[], services: readonly Service[]): string[] {
  return services
    .filter((service, index) => basename(folders[index] ?? '') !== service.id)
    .map((service) => `${service.id}: its folder has another name`);
}

function documentProblems(services: readonly Service[], documents: readonly DocumentKind[]): string[] {
  const ids = documents.map((document) => document.id);
  const twice = ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => `document ${id}: declared twice`);
  const foreign = services.flatMap((service) =>
    service.produces
      .filter(({ document }) => !ids.includes(document.id))
      .map(({ document }) => `${service.id}: the document ${document.id} is not in catalogue/documents`),
  );
  return [...twice, ...foreign, ...documents.flatMap(checkDocument)];
}

/** Reads the catalogue without judging it. `root` is the catalogue folder. */
async function readCatalogue(
  root: string,
): Promise<{ services: Service[]; documents: DocumentKind[]; folders: string[] }> {
  const folders = await serviceFolders(root);
  const files = (await namesIn(join(root, 'documents'), 'files')).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const [services, documents] = await Promise.all([
    Promise.all(folders.map(loadService)),
    Promise.all(files.map((name) => loadDocuments(join(root, 'documents', name)))),
  ]);
  return { services, documents: documents.flat(), folders };
}

/** Reads the catalogue and says what is wrong with it, one English sentence per problem; none means it can be used. */
export async function inspectCatalogue(
  root = catalogueRoot,
): Promise<{ catalogue: Catalogue; problems: string[] }> {
  const { services, documents, folders } = await readCatalogue(root);
  const problems = [
    ...services.flatMap(checkService),
    ...services.flatMap((service) =>
      formProblems(service).map((problem) => `${service.id}: form ${problem}`),
    ),
    ...idProblems(folders, services),
    ...documentProblems(services, documents),
  ];
  const loaded = services.map((service) => ({ service, version: versionOf(service) }));
  return { catalogue: { services: loaded, documents }, problems: [...new Set(problems)] };
}

/** The catalogue, ready for use. Throws with every problem in its message: a wrong shelf must not serve anybody. */
export async function loadCatalogue(root = catalogueRoot): Promise<Catalogue> {
  const { catalogue, problems } = await inspectCatalogue(root);
  if (problems.length > 0) throw new Error(`The catalogue cannot be used:\n${problems.join('\n')}`);
  return catalogue;
}
