/** What a benchmark says while it runs, and how it stops when what it measures did not happen. */

/** Tells people how far it is; figures alone go to standard output. */
export function note(words: string): void {
  process.stderr.write(`${words} …\n`);
}

/** Something that was to be measured did not happen, or happened wrongly: its figures would be worthless. */
export class NotAsExpected extends Error {}

/** Stops the benchmark unless `holds`. */
export function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new NotAsExpected(otherwise);
}
