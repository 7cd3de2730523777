/** Tells what the glossary is held to, and that today's glossary keeps to it. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkGlossary, glossaryProblems, withoutComments } from './check-glossary.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const code = "export interface CaseState { status: 'draft' } // case-view, document_jobs";

const problems = (...rows: string[]) =>
  glossaryProblems(
    root,
    { path: 'GLOSSARY.md', text: ['| Term | In the code |', '|---|---|', ...rows].join('\n') },
    code,
  );

describe('the glossary', () => {
  it('has only words that the code uses', () => {
    expect(checkGlossary(root)).toEqual([]);
  });
});

describe('an entry', () => {
  it('is well when its names stand in the code', () => {
    expect(problems('| berkas | `CaseState` |', '| draf | `draft`, `document_jobs` |')).toEqual([]);
  });
  it('is reported when a name is used nowhere, or only within another', () => {
    expect(problems('| kurir | `courier` |')).toEqual(['"kurir": `courier` is used nowhere']);
    expect(problems('| tampilan | `view` |')).toEqual(['"tampilan": `view` is used nowhere']);
  });
  it('is reported when it has no name, stands twice, or links to nothing', () => {
    expect(problems('| berkas | |')).toEqual(['"berkas" has no code name']);
    expect(problems('| berkas | `CaseState` |', '| berkas | `CaseState` |')).toEqual([
      '"berkas" stands twice',
    ]);
    expect(problems('| [berkas](nowhere.md) | `CaseState` |')).toEqual(['the link to nowhere.md is dead']);
  });
  it('is missed when there is none at all', () => {
    expect(problems()).toEqual(['there are no entries']);
  });
});

describe('the code that is looked at', () => {
  it('is without its comments', () => {
    const text = "const a = 'case'; // courier\n/* courier */\n-- courier\nconst url = 'https://a.go.id/kk';";
    expect(withoutComments(text)).not.toContain('courier');
    expect(withoutComments(text)).toContain("'https://a.go.id/kk'");
  });
});
