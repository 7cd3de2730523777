/** What a proof gives: figures to print, and violations, of which one is enough to fail. */

/** The outcome of comparing two sides. */
export interface Proof {
  counts: Record<string, number>;
  violations: string[];
}

const NAMED = 5;

/** Members of the first that the second has not. */
export function difference<T>(first: { keys(): Iterable<T> }, second: { has(member: T): boolean }): T[] {
  return [...first.keys()].filter((member) => !second.has(member));
}

/** One sentence about these, naming the first few; nothing when there are none. */
export function some(sentence: string, found: readonly string[]): string[] {
  if (found.length === 0) return [];
  const more = found.length > NAMED ? ' …' : '';
  return [`${found.length} ${sentence}: ${found.slice(0, NAMED).join(', ')}${more}`];
}
