/** Puts the characters of a page into the order in which a person reads them. */

import type { PlacedCharacter } from '../pdfium.ts';

interface Run {
  text: string;
  left: number;
  bottom: number;
  top: number;
}

/**
 * The text of a page, line by line from the top, each line from the left. Runs that stand at the same height form
 * one line, whatever their order in the file, so that a label and its value end up beside each other. Blanks are
 * single; ligatures are taken apart.
 */
export function readingOrder(characters: PlacedCharacter[]): string {
  const runs = runsOf(characters).sort((a, b) => middle(b) - middle(a));
  const lines: Run[][] = [];
  for (const run of runs) {
    const line = lines.at(-1);
    if (line?.[0] && isBeside(line[0], run)) line.push(run);
    else lines.push([run]);
  }
  return lines
    .map((line) =>
      line
        .sort((a, b) => a.left - b.left)
        .map((run) => run.text)
        .join(' '),
    )
    .join('\n');
}

/** Pieces of text without a line break, as the file has them. */
function runsOf(characters: PlacedCharacter[]): Run[] {
  const runs: Run[] = [];
  let piece: PlacedCharacter[] = [];
  const finish = () => {
    const inked = piece.filter((one) => one.character.trim() !== '' && one.top > one.bottom);
    const text = piece
      .map((one) => one.character)
      .join('')

      .normalize('NFKC');
    const tidy = text
      .replace(/[^\P{Cc}\t]/gu, '')
      .replace(/\s+/g, ' ')
      .trim();
    if (tidy !== '' && inked.length > 0) {
      runs.push({
        text: tidy,
        left: Math.min(...inked.map((one) => one.left)),
        bottom: Math.min(...inked.map((one) => one.bottom)),
        top: Math.max(...inked.map((one) => one.top)),
      });
    }
    piece = [];
  };
  for (const one of characters) {
    if (one.character === '\n' || one.character === '\r') finish();
    else piece.push(one);
  }
  finish();
  return runs;
}

function middle(run: Run): number {
  return (run.top + run.bottom) / 2;
}

/** Same line: the middle of each lies within the height of the other, or nearly so. */
function isBeside(a: Run, b: Run): boolean {
  const lowerOf = Math.min(a.top - a.bottom, b.top - b.bottom);
  return Math.abs(middle(a) - middle(b)) < Math.max(lowerOf / 2, 1.5);
}
