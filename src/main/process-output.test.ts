/** Tells which lines of the processes a person sees. */
import { expect, it } from 'vitest';
import { makeReadable } from './process-output.ts';

it.each([
  ['a plain line', 'Kunci dibuat', 'Kunci dibuat'],
  ['routine of the app', '{"level":30,"msg":"request completed"}', undefined],
  ['a warning', '{"level":40,"msg":"pengiriman ditunda"}', 'peringatan: pengiriman ditunda'],
  [
    'an error with where it happened',
    '{"level":50,"msg":"gagal","err":{"message":"sebab","stack":"Error: sebab\\n at x"}}',
    'galat: gagal: sebab\nError: sebab\n at x',
  ],
  ['JSON that is no log line', '{"a":1}', '{"a":1}'],
  ['a broken line', '{"level":', '{"level":'],
])('shows %s', (_, line, shown) => {
  expect(makeReadable(line)).toBe(shown);
});
