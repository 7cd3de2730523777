/** One measured figure: its value, what it stands beside in the same run, and the target it has to meet. */

/** Something measured in the same run that a value is compared with. */
export interface Anchor {
  name: string;
  value: number;
  unit: string;
}

/** A bound that a figure has to keep. */
export type Target = { atLeast: number } | { atMost: number };

/** A value that could not be had here, such as the CPU of a database on another machine. */
const NOT_MEASURED = 'not measured';

/** A figure as it is printed: one row of the table, one object of `--json`. */
export interface Figure {
  name: string;
  value: number | typeof NOT_MEASURED;
  unit: string;
  anchor: Anchor | null;
  /** Value over anchor. */
  ratio: number | null;
  /** The bound in words, e.g. "≥ 600". */
  target: string | null;
  /** Whether the target is met; null without a target, or where the value was not measured. */
  met: boolean | null;
}

/** Makes a figure. `undefined` stands for a value that could not be measured. */
export function figure(
  name: string,
  value: number | undefined,
  unit: string,
  beside: { anchor?: Anchor; target?: Target } = {},
): Figure {
  const { anchor, target } = beside;
  const isKnown = value !== undefined && Number.isFinite(value);
  return {
    name,
    value: isKnown ? roundTo4Digits(value) : NOT_MEASURED,
    unit,
    anchor: anchor === undefined ? null : { ...anchor, value: roundTo4Digits(anchor.value) },
    ratio: isKnown && anchor !== undefined && anchor.value > 0 ? roundTo4Digits(value / anchor.value) : null,
    target: target === undefined ? null : inWords(target),
    met: isKnown && target !== undefined ? keeps(value, target) : null,
  };
}

function keeps(value: number, target: Target): boolean {
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}

function inWords(target: Target): string {
  return 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
}

/** Four digits say more than any of these measurements can promise. */
function roundTo4Digits(value: number): number {
  return Number(value.toPrecision(4));
}
