/** Takes the project's Markdown pages apart, so that tests can hold them to the code. */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, matchesGlob } from 'node:path';

/** One page. `path` is from the root of the project. */
export interface Page {
  path: string;
  text: string;
}

/** One row of a table: the text of its cells by the heading of their columns. */
export type Row = Record<string, string>;

/** Folders that hold nothing of ours, or only what was made from it. */
const FOREIGN = new Set(['node_modules', 'dist', 'out', 'coverage']);

/** Every file of the project below `root`, as paths from there; foreign and hidden folders are left out. */
export function listFiles(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return FOREIGN.has(entry.name) || entry.name.startsWith('.') ? [] : listFiles(root, path);
  });
}

/** Every Markdown page of the project. */
export function readPages(root: string): Page[] {
  return listFiles(root)
    .filter((path) => path.endsWith('.md'))
    .map((path) => readPage(root, path));
}

/** One page by its path from the root. */
export function readPage(root: string, path: string): Page {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

/** What stands between fences is an example: no link and no name of a file. */
function withoutFences(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '');
}

/** Targets of all links and pictures. */
function linkTargets(text: string): string[] {
  const bare = withoutFences(text).replace(/`[^`\n]*`/g, '');
  return [...bare.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
}

/** Words set as code within a line. */
export function codeWords(text: string): string[] {
  return [...withoutFences(text).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
}

/** What stands between fences, and words set as code, one a line: where commands are given. */
export function codeLines(text: string): string {
  const fenced = [...text.matchAll(/^```[^\n]*\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
  return [...fenced, ...codeWords(text)].join('\n');
}

/** The anchors that links may name: headings as code hosts turn them into ids. */
function anchorsOf(text: string): string[] {
  return [...withoutFences(text).matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

/** Every row of every table. A column without a heading is left out. */
export function tableRows(text: string): Row[] {
  const rows: Row[] = [];
  let headings: string[] | undefined;
  for (const line of withoutFences(text).split('\n')) {
    if (!line.startsWith('|')) headings = undefined;
    else if (headings === undefined) headings = cellsOf(line);
    else if (!/^\|[\s:|-]+$/.test(line)) {
      const cells = cellsOf(line);
      rows.push(Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? ''])));
    }
  }
  return rows;
}

function cellsOf(line: string): string[] {
  const cells = line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/);
  return cells.map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** Links of a page that lead nowhere. Addresses outside are only looked at, never called. */
export function deadLinks(root: string, page: Page): string[] {
  return linkTargets(page.text).filter((target) => {
    if (/^(https?|mailto):/.test(target)) return !URL.canParse(target);
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page.path : join(dirname(page.path), path);
    if (!existsSync(join(root, file))) return true;
    return anchor !== undefined && !anchorsOf(readPage(root, file).text).includes(anchor);
  });
}

const PATH = /^[\w.@*-]+(?:\/[\w.@*-]+)*\/?$/;
const FILE_NAME = /[\w*]\.(?:ts|tsx|js|md|sql|json|typ|css|html|svg|png)$/;
/** What a running Sampai or a command writes. */
const MADE = /^(?:SAMPAI_DATA|out|dist)\//;

/**
 * Files and folders that a page names as code and that do not exist. A path counts from the root or from the page's
 * own folder and may hold `*`; a bare file name must be some file's name.
 */
export function missingFiles(root: string, page: Page, files: readonly string[]): string[] {
  const roots = new Set(files.map((path) => path.split('/')[0] ?? '').filter((name) => !name.includes('.')));
  return codeWords(page.text).filter((word) => {
    const isOurs = FILE_NAME.test(word) || (word.includes('/') && roots.has(word.split('/')[0] ?? ''));
    if (!PATH.test(word) || !isOurs || MADE.test(word)) return false;
    if (!word.includes('/')) return !files.some((path) => matchesGlob(basename(path), word));
    const places = [word, join(dirname(page.path), word)];
    return !places.some((place) => globSync(place, { cwd: root }).length > 0);
  });
}
