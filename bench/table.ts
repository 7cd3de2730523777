/** Figures as a table for people. */
import type { Figure } from './figure.ts';

const HEAD = ['figure', 'value', 'unit', 'target', 'met', 'ratio', 'anchor'];
/** Columns of numbers stand to the right. */
const RIGHT = new Set([1, 3, 5]);

function rowOf(figure: Figure): string[] {
  const { name, value, unit, anchor, ratio, target, met } = figure;
  return [
    name,
    String(value),
    unit,
    target ?? '',
    met === null ? '' : met ? 'yes' : 'NO',
    ratio === null ? '' : String(ratio),
    anchor === null ? '' : `${anchor.name}: ${anchor.value} ${anchor.unit}`,
  ];
}

/** Lays figures out, one line each, under a line of headings. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        RIGHT.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}
