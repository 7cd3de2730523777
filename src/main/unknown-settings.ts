/** Finds settings that were misspelt: what begins like ours and is read by nobody would be passed over in silence. */
import type { Sentence } from './sentence.ts';

const PREFIX = 'SAMPAI_';

/** Read by tests and tools where they need them (docs/settings.md, "While developing and testing"). */
const FOR_DEVELOPING = [
  'SAMPAI_DEV_APP',
  'SAMPAI_TEST_ALL',
  'SAMPAI_TEST_SEED',
  'SAMPAI_TEST_DATABASE_ADMIN_URL',
  'SAMPAI_CHROMIUM',
  'SAMPAI_SCREENSHOTS',
  'SAMPAI_CONTRACT_META',
];

/** More wrong letters than this, and another name was hardly meant. */
const MOST_WRONG_LETTERS = 4;

/** One sentence for each variable that begins with `SAMPAI_` and is not in `read`, with the likeliest name. */
export function describeUnknown(env: NodeJS.ProcessEnv, read: ReadonlySet<string>): Sentence[] {
  const known = [...read, ...FOR_DEVELOPING].filter((name) => name.startsWith(PREFIX));
  const unknown = Object.keys(env).filter((name) => name.startsWith(PREFIX) && !known.includes(name));
  return unknown.toSorted().map((name) => {
    const likely = likeliest(name, known);
    return {
      id: `${name} tidak dikenal dan tidak dipakai${likely ? `: mungkin maksudnya ${likely}` : ''}.`,
      en: `${name} is unknown and has no effect${likely ? `: perhaps ${likely} is meant` : ''}.`,
    };
  });
}

function likeliest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((one) => ({ one, wrong: wrongLetters(name, one) }))
    .toSorted((a, b) => a.wrong - b.wrong);
  const [best] = ranked;
  return best && best.wrong <= MOST_WRONG_LETTERS ? best.one : undefined;
}

/** How many letters must be added, taken out or changed to make one of the other (Levenshtein's distance). */
function wrongLetters(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let at = 1; at <= from.length; at += 1) {
    const next = [at];
    for (let other = 1; other <= to.length; other += 1) {
      const changed = row[other - 1]! + (from[at - 1] === to[other - 1] ? 0 : 1);
      next.push(Math.min(changed, row[other]! + 1, next[other - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}
