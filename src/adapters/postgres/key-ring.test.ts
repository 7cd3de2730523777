/** Tells when a data key may be used: after its transaction is certain, until it is destroyed, for one office only. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import { type KeyDestroyed, KeyRing } from './key-ring.ts';
import { inOffice, type OfficeTransaction } from './office-transaction.ts';

let office: TestApp;
beforeAll(async () => {
  office = await openTestApp();
});
afterAll(() => office.close());

const day = (date: string) => new Date(`${date}T12:00:00Z`);
const inside = <T>(work: (tx: OfficeTransaction) => Promise<T>) =>
  inOffice(office.pool, { officeId: office.officeId, areas: '*' }, work);
/** A ring that remembers nothing, as after a restart. */
const freshRing = () => new KeyRing(office.keys);

describe('the key of a case', () => {
  it('is the same after a restart', async () => {
    const made = await inside((tx) => office.ring.make(tx, 'case', day('2026-11-01')));
    expect(await inside((tx) => freshRing().get(tx, made.keyId))).toEqual(made.key);
  });

  it('lies in the database only as it was wrapped', async () => {
    const made = await inside((tx) => office.ring.make(tx, 'case', day('2026-11-01')));
    const { rows } = await office.admin.query<{ row: string }>(
      'select k::text as row from data_keys k where key_id = $1',
      [made.keyId],
    );
    expect(rows[0]!.row).not.toContain(made.key.toString('hex'));
  });

  it('is wrapped by the newest office key; what an older one wrapped still opens', async () => {
    const made = await inside((tx) => office.ring.make(tx, 'case', day('2026-11-01')));
    const wrapping = new Map([...office.keys.wrapping, ['k2', randomBytes(32)]]);
    const rotated = new KeyRing({ ...office.keys, current: 'k2', wrapping });
    expect(await inside((tx) => rotated.get(tx, made.keyId))).toEqual(made.key);
    const later = await inside((tx) => rotated.make(tx, 'case', day('2026-11-02')));
    await expect(inside((tx) => freshRing().get(tx, later.keyId))).rejects.toThrow('"k2"');
  });

  it('is gone for good once it is destroyed', async () => {
    const made = await inside((tx) => office.ring.make(tx, 'case', day('2026-11-01')));
    await inside((tx) => office.ring.get(tx, made.keyId));
    await inside((tx) => office.ring.destroy(tx, made.keyId, day('2027-11-01')));
    for (const ring of [office.ring, freshRing()]) {
      await expect(inside((tx) => ring.get(tx, made.keyId))).rejects.toMatchObject({
        keyId: made.keyId,
      } satisfies Partial<KeyDestroyed>);
    }
  });

  it('stays when the transaction that destroyed it is undone', async () => {
    const made = await inside((tx) => office.ring.make(tx, 'case', day('2026-11-01')));
    const undone = inside(async (tx) => {
      await office.ring.destroy(tx, made.keyId, day('2027-11-01'));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await inside((tx) => office.ring.get(tx, made.keyId))).toEqual(made.key);
  });
});

describe('the key of a day', () => {
  it('is one for the whole day, and another from midnight (UTC) on', async () => {
    const keyAt = (at: string) => inside((tx) => office.ring.forDay(tx, new Date(at)));
    const morning = await keyAt('2026-12-01T00:00:00.000Z');
    expect(await keyAt('2026-12-01T23:59:59.999Z')).toEqual(morning);
    expect((await keyAt('2026-12-02T00:00:00.000Z')).keyId).not.toBe(morning.keyId);
    expect(await inside((tx) => freshRing().forDay(tx, day('2026-12-01')))).toEqual(morning);
  });

  it('is one even when several processes begin the day at once', async () => {
    const keys = await Promise.all(
      Array.from({ length: 5 }, () => inside((tx) => freshRing().forDay(tx, day('2026-12-03')))),
    );
    expect(new Set(keys.map((one) => one.keyId)).size).toBe(1);
    expect(new Set(keys.map((one) => one.key.toString('hex'))).size).toBe(1);
  });

  it('seals nothing when the transaction that made it was undone', async () => {
    const undone = inside(async (tx) => {
      await office.ring.forDay(tx, day('2026-12-04'));
      await office.ring.forDay(tx, day('2026-12-04'));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const used = await inside((tx) => office.ring.forDay(tx, day('2026-12-04')));
    expect(await inside((tx) => freshRing().get(tx, used.keyId))).toEqual(used.key);
  });

  it('seals nothing when only the attempt that made it was undone', async () => {
    const used = await inside(async (tx) => {
      const attempt = tx.attempt(async () => {
        await office.ring.forDay(tx, day('2026-12-05'));
        await office.ring.forDay(tx, day('2026-12-05'));
        throw new Error('undone');
      });
      await expect(attempt).rejects.toThrow('undone');
      return office.ring.forDay(tx, day('2026-12-05'));
    });
    expect(await inside((tx) => freshRing().get(tx, used.keyId))).toEqual(used.key);
  });

  it('is another one when the clock was moved back to a day whose key is destroyed', async () => {
    const made = await inside((tx) => office.ring.forDay(tx, day('2026-12-06')));
    await inside((tx) => office.ring.forDay(tx, day('2026-12-06')));
    await inside((tx) => office.ring.destroy(tx, made.keyId, day('2027-12-06')));
    const again = await inside((tx) => office.ring.forDay(tx, day('2026-12-06')));
    expect(again.keyId).not.toBe(made.keyId);
    await expect(inside((tx) => office.ring.get(tx, made.keyId))).rejects.toThrow('destroyed');
  });

  it('belongs to one office, also when two share a process', async () => {
    const other = await openTestApp(office);
    const mine = await inside((tx) => office.ring.forDay(tx, day('2026-12-07')));
    await inside((tx) => office.ring.forDay(tx, day('2026-12-07')));
    const theirs = await inOffice(other.pool, { officeId: other.officeId, areas: '*' }, (tx) =>
      office.ring.forDay(tx, day('2026-12-07')),
    );
    await other.close();
    expect(theirs.keyId).not.toBe(mine.keyId);
  });
});
