/** Tells what the signer's queue leaves in the access log. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bring, hire, type People } from '../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../test/support/open-test-app.ts';
import { readSigningQueue } from './signing-queue.ts';

let office: TestApp;
let people: People;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
});
afterAll(() => office.close());

describe('the queue of the signer', () => {
  it('read again with every change leaves one line for each case', async () => {
    const { id } = await bring(office, people, 'verified');
    for (let time = 0; time < 4; time += 1) await readSigningQueue(office.app, people.signer);
    const looks = await office.whole((tx) => tx.accessLog.ofCase(id));
    expect(looks.filter(({ purpose }) => purpose === 'signing')).toHaveLength(1);
    office.clock.move(15 * 60_000);
    await readSigningQueue(office.app, people.signer);
    const later = await office.whole((tx) => tx.accessLog.ofCase(id));
    expect(later.filter(({ purpose }) => purpose === 'signing')).toHaveLength(2);
  });
});
