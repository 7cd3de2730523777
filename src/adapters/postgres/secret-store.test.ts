/** Tells how long PINs and pick-up codes hold out against guessing. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apply, hire } from '../../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import { randomOfficeKeys } from '../keys/random-office-keys.fixture.ts';
import { createStorage } from './storage.ts';

let office: TestApp;
let caseId: string;
beforeAll(async () => {
  office = await openTestApp();
  caseId = (await apply(office, (await hire(office)).intake)).id;
});
beforeEach(() => office.whole((tx) => tx.secrets.setPin(caseId, tx.secrets.digestPin('482916'))));
afterAll(() => office.close());

const minutes = (count: number) => office.clock.move(count * 60_000);
const check = (secret: string, kind: 'pin' | 'pickup' = 'pin') =>
  office.whole((tx) => tx.secrets.check(caseId, kind, secret, office.clock.now()));
async function guess(times: number): Promise<string[]> {
  const outcomes: string[] = [];
  for (let index = 0; index < times; index += 1) outcomes.push(await check('000000'));
  return outcomes;
}

describe('a PIN', () => {
  it('opens, as often as it is right', async () => {
    expect([await check('482916'), await check('482916'), await check('482917')]).toEqual([
      'ok',
      'ok',
      'wrong',
    ]);
  });

  it('is locked by the fifth wrong try in a row, for the right one too', async () => {
    expect(await guess(6)).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'too-many', 'too-many']);
    expect(await check('482916')).toBe('too-many');
  });

  it('opens again after a quarter of an hour on the office’s clock, not before', async () => {
    await guess(5);
    minutes(14);
    // Trying meanwhile does not make it longer.
    expect(await check('482916')).toBe('too-many');
    minutes(1);
    expect(await check('482916')).toBe('ok');
  });

  it('has five tries again after the pause, and after a right one', async () => {
    await guess(5);
    minutes(15);
    expect(await guess(4)).toEqual(['wrong', 'wrong', 'wrong', 'wrong']);
    expect(await check('482916')).toBe('ok');
    expect(await guess(4)).toEqual(['wrong', 'wrong', 'wrong', 'wrong']);
  });

  it('has no more tries when they come all at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => check('000000')));
    expect(outcomes.filter((one) => one === 'wrong')).toHaveLength(4);
    expect(await check('482916')).toBe('too-many');
  });

  it('that is set anew is free at once, and the old one is worth nothing', async () => {
    await guess(5);
    await office.whole((tx) => tx.secrets.setPin(caseId, tx.secrets.digestPin('135790')));
    expect([await check('482916'), await check('135790')]).toEqual(['wrong', 'ok']);
  });

  it('that was never set opens nothing', async () => {
    expect(await check('482916', 'pickup')).toBe('wrong');
  });
});

describe('a pick-up code', () => {
  it('is apart from the PIN, with tries of its own', async () => {
    await office.whole((tx) => tx.secrets.setPickupCode(caseId, '111222'));
    expect([await check('482916', 'pickup'), await check('111222', 'pickup')]).toEqual(['wrong', 'ok']);
    await guess(5);
    expect(await check('111222', 'pickup')).toBe('ok');
  });
});

describe('what is stored of a secret', () => {
  it('is another digest each time, and worth nothing without the office’s key', async () => {
    const digests = await office.whole(async (tx) => [1, 2].map(() => tx.secrets.digestPin('482916')));
    expect(digests[0]).not.toBe(digests[1]);
    const { pool, ring, files: fileStore, officeId } = office;
    const thief = createStorage({
      pool,
      ring,
      fileStore,
      keys: { ...office.keys, pin: randomOfficeKeys().pin },
    });
    const outcome = await thief.transact({ officeId, areas: '*' }, (tx) =>
      tx.secrets.check(caseId, 'pin', '482916', office.clock.now()),
    );
    expect(outcome).toBe('wrong');
  });
});
