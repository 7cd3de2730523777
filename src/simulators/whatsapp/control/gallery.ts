/** The sample papers that a person can send from a handset: files of one folder, with titles if given. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** One sample paper. `title` and `group` are for people. */
export interface GalleryItem {
  file: string;
  title: string;
  group: string;
  mime: string;
}

const mimeOf: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
};

function titleOf(file: string): string {
  const words = file.slice(0, -extname(file).length).replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function readIndex(folder: string): Partial<GalleryItem>[] {
  const path = join(folder, 'gallery.json');
  if (!existsSync(path)) return [];
  try {
    const list: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return Array.isArray(list) ? list : [];
  } catch {
    // The folder is filled by somebody else while we run: a half-written index is read again at the next look.
    return [];
  }
}

/** What the folder holds now, in the order of its index; files that the index does not name come last. */
export function listGallery(folder: string | undefined): GalleryItem[] {
  if (!folder || !existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => extname(file).toLowerCase() in mimeOf);
  const index = readIndex(folder).filter((item) => files.includes(String(item.file)));
  const named = new Set(index.map((item) => item.file));
  const rest = files.filter((file) => !named.has(file)).sort();
  const all: Partial<GalleryItem>[] = [...index, ...rest.map((file) => ({ file }))];
  return all.map((item) => ({
    file: item.file!,
    title: item.title ?? titleOf(item.file!),
    group: item.group ?? '',
    mime: mimeOf[extname(item.file!).toLowerCase()]!,
  }));
}

/** The bytes of one listed file; undefined for any other name, so that no path leads out of the folder. */
export function readGalleryFile(
  folder: string | undefined,
  file: string,
): (GalleryItem & { bytes: Uint8Array }) | undefined {
  const item = listGallery(folder).find((candidate) => candidate.file === file);
  return folder && item ? { ...item, bytes: readFileSync(join(folder, item.file)) } : undefined;
}
