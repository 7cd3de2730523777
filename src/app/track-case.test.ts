/** Tells what /lacak gives away to whoever tries out numbers: the same answer after the same work. */
import { scryptSync } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { apply, codeOf, hire, pin } from '../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../test/support/open-test-app.ts';
import { trackCase } from './track-case.ts';

vi.mock('node:crypto', async (original) => {
  const real = await original<typeof import('node:crypto')>();
  return { ...real, scryptSync: vi.fn(real.scryptSync) };
});

let office: TestApp;
let number: string;
let withoutPin: string;
beforeAll(async () => {
  office = await openTestApp();
  const people = await hire(office);
  ({ number } = await apply(office, people.intake));
  const other = await apply(office, people.intake);
  withoutPin = other.number;
  await office.admin.query('delete from case_secrets where case_id = $1', [other.id]);
});
afterAll(() => office.close());

it.each([
  ['a number that is none', () => 'B-0001-00001', '111111'],
  ['a wrong PIN', () => number, '111111'],
  ['a case without PIN', () => withoutPin, pin],
])('answers %s alike, after one slow digest', async (_what, typed, tried) => {
  vi.mocked(scryptSync).mockClear();
  expect(codeOf(await trackCase(office.app, typed(), tried))).toBe('wrong-pin');
  expect(scryptSync).toHaveBeenCalledTimes(1);
});
