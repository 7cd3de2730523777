/** Limits of single texts in a send, with Meta's way of refusing them. */
import { type MetaError, metaError } from './meta-error.ts';
import { asText, lengthOf } from './shape.ts';

/** Refuses a text that is missing (when needed), empty or longer than `most` characters. */
export function checkText(
  value: unknown,
  name: string,
  most: number,
  options: { isOptional?: boolean; code?: number } = {},
): MetaError | undefined {
  const code = options.code ?? 131009;
  if (value === undefined && options.isOptional) return undefined;
  const text = asText(value);
  if (value === undefined) return metaError(131008, `The parameter ${name} is required.`);
  if (text === undefined) return metaError(100, `Param ${name} must be a string.`);
  const length = lengthOf(text);
  if (length < 1 || length > most)
    return metaError(code, `Length of ${name} is invalid. Min length: 1, Max length: ${most}.`);
  return undefined;
}

/** The first refusal of several checks. */
export function firstProblem(checks: (() => MetaError | undefined)[]): MetaError | undefined {
  for (const check of checks) {
    const problem = check();
    if (problem) return problem;
  }
  return undefined;
}
