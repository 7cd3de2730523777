/** A masked name is recognised by its owner and tells others nothing, not even how long it is. */
import { expect, it } from 'vitest';
import { maskName } from './name.ts';

it.each([
  ['Aisyah Contoh Putri', 'A••• C••• P•••'],
  ['  ali  ', 'A•••'],
  ['Éva Ö', 'É••• Ö•••'],
  ['', ''],
])('%j is shown as %j', (name, shown) => {
  expect(maskName(name)).toBe(shown);
});
