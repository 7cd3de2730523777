/**
 * Checks GLOSSARY.md: every code name is really used, no term stands twice, no link is dead. Run by itself it
 * prints one line per problem and exits with 1 when there is any; `check-glossary.test.ts` runs it with the tests.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeWords, deadLinks, listFiles, type Page, readPage, tableRows } from './markdown.ts';

/** Where a code name must be found: our own sources, not their tests. */
const SOURCES = /^(?:src|catalogue|web|migrations)\/.*\.(?:ts|tsx|sql)$/;
const TESTS = /\.(?:test|fixture)\.tsx?$/;

/** Strings stay, since ids and columns are strings; what is only spoken of in a comment is not used. */
const STRING_OR_COMMENT =
  /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|(?:\/\/|^\s*--)[^\n]*/gm;

/** The code in which names are looked for, as one text without comments. */
function readSources(root: string): string {
  return listFiles(root)
    .filter((path) => SOURCES.test(path) && !TESTS.test(path))
    .map((path) => withoutComments(readFileSync(join(root, path), 'utf8')))
    .join('\n');
}

/** The text of a file with its comments taken out. */
export function withoutComments(text: string): string {
  return text.replace(STRING_OR_COMMENT, (_, string: string | undefined) => string ?? '');
}

/** Whether a name stands in the code as a whole word; `case` does not count within `case-view`. */
function isUsed(name: string, code: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`).test(code);
}

/** Everything that is wrong with a glossary, one English sentence each. */
export function glossaryProblems(root: string, page: Page, code: string): string[] {
  const entries = tableRows(page.text);
  const terms = entries.map((entry) => entry.Term ?? '');
  const twice = terms
    .filter((term, at) => terms.indexOf(term) !== at)
    .map((term) => `"${term}" stands twice`);
  const unused = entries.flatMap((entry) => {
    const names = codeWords(entry['In the code'] ?? '');
    if (names.length === 0) return [`"${entry.Term}" has no code name`];
    return names
      .filter((name) => !isUsed(name, code))
      .map((name) => `"${entry.Term}": \`${name}\` is used nowhere`);
  });
  const dead = deadLinks(root, page).map((target) => `the link to ${target} is dead`);
  return [...(entries.length === 0 ? ['there are no entries'] : []), ...twice, ...unused, ...dead];
}

/** Checks the glossary of the project at `root`. */
export function checkGlossary(root: string): string[] {
  return glossaryProblems(root, readPage(root, 'GLOSSARY.md'), readSources(root));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = checkGlossary(fileURLToPath(new URL('..', import.meta.url)));
  for (const problem of problems) console.error(`GLOSSARY.md: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}
