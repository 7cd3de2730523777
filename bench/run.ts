/** `npm run bench -- intake|flow|start [--json]`: measures the figures that Sampai promises, each beside its anchor. */

import type { Figure } from './figure.ts';
import { benchFlow } from './flow.ts';
import { benchIntake } from './intake.ts';
import { NotAsExpected } from './report.ts';
import { benchStart } from './start.ts';
import { tableOf } from './table.ts';

/** All benchmarks; a new one is a row here. */
const BENCHMARKS: Record<string, () => Promise<Figure[]>> = {
  intake: benchIntake,
  flow: benchFlow,
  start: benchStart,
};

const USAGE_ERROR = 64;
const MISSED = 1;
const NOT_HAPPENED = 2;

/** Exit codes: 0 all targets met, 1 one missed, 2 what was to be measured did not happen, 64 no such benchmark. */
async function main(args: readonly string[]): Promise<number> {
  const isJson = args.includes('--json');
  const named = args.filter((arg) => !arg.startsWith('--'));
  const names = named.length === 0 ? Object.keys(BENCHMARKS) : named;
  if (names.some((name) => BENCHMARKS[name] === undefined)) {
    process.stderr.write(`Usage: npm run bench -- ${Object.keys(BENCHMARKS).join('|')} [--json]\n`);
    return USAGE_ERROR;
  }
  const figures: Figure[] = [];
  for (const name of names) figures.push(...(await BENCHMARKS[name]!()));
  // Programs read standard output, people the table: with --json it goes to the terminal's other stream.
  (isJson ? process.stderr : process.stdout).write(`\n${tableOf(figures)}\n`);
  if (isJson) for (const figure of figures) process.stdout.write(`${JSON.stringify(figure)}\n`);
  return figures.some((figure) => figure.met === false) ? MISSED : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof NotAsExpected)) throw error;
  process.stderr.write(`\nNot measured: ${error.message}\n`);
  process.exitCode = NOT_HAPPENED;
}
