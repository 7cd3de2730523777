/** Words that people read are spelled in one way, as the Kamus Besar Bahasa Indonesia has them. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** `penandatangan` is the role's name in code and in addresses; whoever reads it as a word finds it written in two. */
const AS_A_WORD = /(?<!['`/\-\w])penandatangan(?!['`.\w:-])|[Pp]enandatangan(?= )/gu;

it('the signer is a “penanda tangan” wherever people read', () => {
  const files = execFileSync('git', ['ls-files', 'src', 'web', 'docs', 'stories', 'catalogue', '*.md'])
    .toString()
    .split('\n')
    .filter((path) => /\.(?:tsx?|md|typ)$/u.test(path));
  const found = files.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(AS_A_WORD)].map((match) => `${path}: ${match[0]}`),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(found).toEqual([]);
});
