/** Holds the manuals in docs/id to the screens: what they print bold stands on a screen, word for word. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Page, readPages } from './markdown.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const manuals = readPages(root).filter((page) => page.path.startsWith('docs/id/'));

/** Where words for people stand. Loaded by name, because the pages' own types are checked elsewhere. */
const sources = [
  'web/office/words.id.ts',
  'web/citizen/words.id.ts',
  'src/domain/conversation/words.id.ts',
  'src/domain/refusal.ts',
  'src/domain/conversation/notices.id.ts',
];

/** Every text in a tree of words. */
function textsIn(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsIn) : [];
}

async function readTexts(): Promise<Set<string>> {
  const modules = await Promise.all(sources.map((file) => import(`${root}/${file}`)));
  return new Set(modules.flatMap((module) => textsIn({ ...module })));
}

function boldIn({ text }: Page): string[] {
  return [...text.matchAll(/\*\*([^*\n]+)\*\*/g)].map((match) => match[1] ?? '');
}

describe('the manuals', () => {
  it('are there for every role', () => {
    const names = manuals.map((page) => page.path.slice('docs/id/'.length));
    expect(names.toSorted()).toEqual(
      ['admin', 'operator', 'penandatangan', 'petugas-layanan', 'verifikator', 'warga'].map(
        (name) => `${name}.md`,
      ),
    );
  });

  it.each(manuals.map((page) => [page.path, page] as const))(
    '%s prints only words of the screens bold',
    async (_, page) => {
      const texts = await readTexts();
      // The word itself is shown bold where the manual says what bold means, or for stress.
      const stressed = ['tebal', 'tidak', 'asli'];
      expect(boldIn(page).filter((bold) => !stressed.includes(bold) && !texts.has(bold))).toEqual([]);
    },
  );

  it.each(manuals.map((page) => [page.path, page.text] as const))('%s is one page', (_, text) => {
    // The bars and lines of tables are no words.
    const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
    expect(words.length).toBeLessThanOrEqual(650);
  });
});
