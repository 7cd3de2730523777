/** Tells how events are sealed into signed checkpoints, and that no change to them goes unnoticed. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apply, hire, type People } from '../../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import { randomOfficeKeys } from '../keys/random-office-keys.fixture.ts';
import { isGenuineCheckpoint, makeCheckpoint } from './checkpoints.ts';
import { inOffice } from './office-transaction.ts';

let office: TestApp;
let people: People;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
});
beforeEach(async () => {
  await office.admin.query(
    'delete from checkpoints; delete from checkpoint_events; delete from unsealed_events; delete from document_jobs; delete from cases; delete from case_events',
  );
});
afterAll(() => office.close());

const scope = () => ({ officeId: office.officeId, areas: '*' }) as const;
const make = () =>
  inOffice(office.pool, scope(), (tx) => makeCheckpoint(tx, office.keys, office.clock.now()));
const rows = async (sql: string) => (await office.admin.query(sql)).rows;
type Checkpoint = Parameters<typeof isGenuineCheckpoint>[0];
const checkpoints = (): Promise<Checkpoint[]> => rows('select * from checkpoints order by checkpoint_no');

describe('a checkpoint', () => {
  it('takes every event that waits, once, in the order in which they happened', async () => {
    const { id } = await apply(office, people.intake);
    const [{ count }] = await rows('select count(*)::int from case_events');
    expect(await make()).toBe(count);
    expect(await make()).toBe(0);
    expect(await rows('select seq from checkpoint_events order by position')).toEqual(
      Array.from({ length: count }, (_, index) => ({ seq: index + 1 })),
    );
    expect(await rows('select 1 from unsealed_events')).toEqual([]);
    expect(await rows('select distinct case_id from checkpoint_events')).toEqual([{ case_id: id }]);
  });

  it('is made by one sequencer at a time; another one that comes meanwhile leaves it alone', async () => {
    await apply(office, people.intake);
    const [mine, theirs] = await inOffice(office.pool, scope(), async (tx) => [
      await makeCheckpoint(tx, office.keys, office.clock.now()),
      await make(),
    ]);
    expect(mine).toBeGreaterThan(0);
    expect(theirs).toBe(0);
    expect(await checkpoints()).toHaveLength(1);
  });

  it('follows the one before it', async () => {
    for (let round = 0; round < 3; round += 1) {
      await apply(office, people.intake);
      await make();
    }
    const all = await checkpoints();
    expect(all.map((one) => one.checkpoint_no)).toEqual([1, 2, 3]);
    const genuine = all.map((one, index) => isGenuineCheckpoint(one, all[index - 1]?.hash, office.keys));
    expect(genuine).toEqual([true, true, true]);
    // Taken out of the row, or with another one before it, it is not.
    expect(isGenuineCheckpoint(all[2]!, all[0]!.hash, office.keys)).toBe(false);
    expect(isGenuineCheckpoint(all[1]!, undefined, office.keys)).toBe(false);
  });

  it('is signed: whatever is changed in it shows, also with its hash made anew by somebody without the key', async () => {
    await apply(office, people.intake);
    await make();
    const [one] = await checkpoints();
    const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte)));
    const changes: Partial<Checkpoint>[] = [
      { event_count: one!.event_count + 1 },
      { made_at: new Date(one!.made_at.getTime() + 1) },
      { leaves_hash: flip(one!.leaves_hash) },
      { office_id: office.app.newId() },
      { checkpoint_no: 2 },
      { signature: flip(one!.signature) },
    ];
    for (const change of changes)
      expect(
        isGenuineCheckpoint({ ...one!, ...change }, undefined, office.keys),
        JSON.stringify(change),
      ).toBe(false);
    expect(isGenuineCheckpoint(one!, undefined, randomOfficeKeys())).toBe(false);
    expect(isGenuineCheckpoint(one!, undefined, office.keys)).toBe(true);
  });
});
