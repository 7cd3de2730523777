/** Names that are asked for once more: what is hardly a name, and new names that the law would rather have otherwise. */
import type { FieldSpec } from '../../catalogue/define-service.ts';
import { plain } from './text-match.ts';
import { speak } from './words.ts';

/**
 * Why a name is refused or doubted; each has its sentence in `words.names`. Permendagri 73/2022, Articles 4 and 5:
 * at most 60 letters with spaces, no digits and no punctuation; at least two words, and no abbreviation unless it
 * cannot be taken for something else. Existing names stay as they are.
 */
export type NameTrouble = 'punctuation' | 'too-long' | 'abbreviated' | 'one-word' | 'no-name';

/** Letters with spaces that a new name may have at most (Permendagri 73/2022, Article 4). */
const MOST_LETTERS = 60;

/** Usual short forms of given names; a single letter is one too. */
const shortForms = new Set('muh moh mhd muhd mohd mochd moch abd abdl st st hj'.split(' '));

/** What the law forbids for a name that is given for the first time; a name that exists is not touched. */
export function newNameFault(
  text: string,
  spec: FieldSpec,
): Extract<NameTrouble, 'punctuation' | 'too-long'> | undefined {
  if (spec.isNewName !== true) return undefined;
  if (/[\p{N}\p{P}\p{S}]/u.test(text)) return 'punctuation';
  return text.trim().length > MOST_LETTERS ? 'too-long' : undefined;
}

function isHardlyName(said: string): boolean {
  const { notNames: id } = speak('id');
  const { notNames: en } = speak('en');
  return (
    [...id.begins, ...en.begins].some((word) => said.startsWith(`${word} `)) ||
    [...id.holds, ...en.holds].some((word) => ` ${said} `.includes(` ${word} `))
  );
}

/** Why a name is asked for once more before it counts; whoever repeats it is believed. */
export function nameDoubt(
  name: string,
  spec: FieldSpec,
): Exclude<NameTrouble, 'punctuation' | 'too-long'> | undefined {
  if (spec.kind !== 'name') return undefined;
  const said = plain(name);
  if (isHardlyName(said)) return 'no-name';
  if (spec.isNewName !== true) return undefined;
  const words = said.split(' ');
  if (words.some((word) => word.length === 1 || shortForms.has(word))) return 'abbreviated';
  return words.length < 2 ? 'one-word' : undefined;
}

/** Everything that speaks against taking a name as it stands, e.g. from a text form. */
export function nameTrouble(name: string, spec: FieldSpec): NameTrouble | undefined {
  return newNameFault(name, spec) ?? nameDoubt(name, spec);
}
