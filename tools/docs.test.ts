/** Holds the documents to the code: links lead somewhere, named files exist, named commands can be given. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { stories } from '../stories/stories.ts';
import { codeLines, deadLinks, listFiles, missingFiles, type Page, readPages } from './markdown.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = readPages(root);
const files = listFiles(root);
const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
  scripts: Record<string, string>;
};

/** What `npm run sampai` offers, as it says itself. */
function sampaiCommands(): string[] {
  const { stderr } = spawnSync(process.execPath, [`${root}/src/main/cli.ts`], { encoding: 'utf8' });
  return [...stderr.matchAll(/^ {2}([a-z][\w-]*)/gm)].map((match) => match[1] ?? '');
}

const choices: Record<string, string[]> = {
  sampai: ['COMMAND', ...sampaiCommands()],
  story: ['NAME', 'all', ...Object.keys(stories)],
};

/** Commands of a page that npm would not know, or whose first argument the command would not know. */
function unknownCommands(text: string): string[] {
  const named = [...codeLines(text).matchAll(/npm (?:run )?([a-z][\w:]*)(?: -- ([\w-]+))?/g)];
  return named
    .filter(([whole, script = '', argument]) => {
      if (/^npm (?:ci|install)/.test(whole)) return false;
      if (scripts[script] === undefined) return true;
      return argument !== undefined && choices[script]?.includes(argument) === false;
    })
    .map(([whole]) => whole);
}

test('there are documents to check', () => {
  expect(pages.map((page) => page.path)).toEqual(
    expect.arrayContaining(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'GLOSSARY.md']),
  );
  expect(choices.sampai).toContain('migrate');
});

describe.each(pages.map((page) => [page.path, page] as const))('%s', (_path, page: Page) => {
  it('links to what exists', () => {
    expect(deadLinks(root, page)).toEqual([]);
  });
  it('names files that exist', () => {
    expect(missingFiles(root, page, files)).toEqual([]);
  });
  it('names commands that can be given', () => {
    expect(unknownCommands(page.text)).toEqual([]);
  });
});

describe('the README', () => {
  const text = pages.find((page) => page.path === 'README.md')?.text ?? '';

  it.each(Object.keys(scripts))('names the command %s', (script) => {
    expect(codeLines(text)).toMatch(new RegExp(`^npm (?:run )?${script}(?![\\w:-])`, 'm'));
  });
  it.each(sampaiCommands())('names what `npm run sampai -- %s` does', (command) => {
    expect(codeLines(text)).toMatch(new RegExp(`^(?:npm run sampai -- )?${command}(?![\\w:-])`, 'm'));
  });
});

describe('decision records', () => {
  const records = pages.filter((page) => page.path.startsWith('docs/decisions/'));

  it('are numbered without a gap', () => {
    const numbers = records.map((page) => page.path.slice('docs/decisions/'.length).slice(0, 4)).sort();
    expect(numbers).toEqual(numbers.map((_, at) => String(at + 1).padStart(4, '0')));
  });
  it.each(records.map((page) => [page.path, page.text] as const))('%s has its four parts', (_path, text) => {
    expect(text).toMatch(
      /^# .+\n\n\*\*Status:\*\* \S.*\n\n## Context\n[\s\S]+\n## Decision\n[\s\S]+\n## Consequences\n/,
    );
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  });
});

describe('the check itself', () => {
  const page = (text: string): Page => ({ path: 'docs/page.md', text });

  it('sees a dead link, a dead anchor and a missing file', () => {
    expect(
      deadLinks(root, page('[a](nowhere.md) [b](../README.md#no-such-part) [c](https://a.go.id)')),
    ).toEqual(['nowhere.md', '../README.md#no-such-part']);
    expect(
      missingFiles(root, page('`src/none.ts` `none.ts` `src/app/*.none` `src/app/*.ts`'), files),
    ).toEqual(['src/none.ts', 'none.ts', 'src/app/*.none']);
  });
  it('sees a command that does not exist, and one with a wrong argument', () => {
    const text =
      '`npm ci && npm start` `npm run nothing`\n```\nnpm run sampai -- dance\n```\n`npm run sampai -- migrate`';
    expect(unknownCommands(text)).toEqual(['npm run sampai -- dance', 'npm run nothing']);
  });
  it('takes what stands between fences as an example', () => {
    expect(deadLinks(root, page('```\n[a](nowhere.md) `src/none.ts`\n```'))).toEqual([]);
    expect(missingFiles(root, page('```\n`src/none.ts`\n```'), files)).toEqual([]);
  });
});
