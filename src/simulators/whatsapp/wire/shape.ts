/** Careful reading of JSON that somebody else wrote. */

/** A JSON object whose members are not yet known. */
export type Shape = Record<string, unknown>;

/** The value as an object, or undefined. */
export function asObject(value: unknown): Shape | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Shape) : undefined;
}

/** The value as a text, or undefined. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value as a list, or undefined. */
export function asList(value: unknown): unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** Length as a person counts it: in code points, not in UTF-16 units. */
export function lengthOf(text: string): number {
  return [...text].length;
}
