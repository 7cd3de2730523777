/** Tells how repeated requests are answered, what falls due when, and what the access log says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apply, hire, type People } from '../../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import type { Actor } from '../../domain/case/events.ts';

let office: TestApp;
let people: People;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
});
afterAll(() => office.close());

const now = () => office.clock.now();
const inMinutes = (count: number) => new Date(now().getTime() + count * 60_000);

describe('an answer that was remembered', () => {
  const hash = (byte: number) => Buffer.alloc(32, byte);
  const answer = { status: 'accepted', name: 'Rara Contoh Utami' };
  const find = (actor: string, key: string, request: Buffer) =>
    office.whole((tx) => tx.idempotency.find(actor, key, request));

  beforeAll(() => office.whole((tx) => tx.idempotency.remember('lina', 'k1', hash(1), 200, answer, now())));

  it('is given to the same request of the same person', async () => {
    expect(await find('lina', 'k1', hash(1))).toEqual({ status: 200, answer });
  });

  it('is told apart from another request under the same key', async () => {
    expect(await find('lina', 'k1', hash(2))).toBe('other-request');
  });

  it('is nobody else’s, and under no other key', async () => {
    expect(await find('oki', 'k1', hash(1))).toBeUndefined();
    expect(await find('lina', 'k2', hash(1))).toBeUndefined();
  });

  it('lies in the database sealed', async () => {
    const { rows } = await office.admin.query('select 1 from idempotency_keys k where k::text ~ $1', [
      `Rara|${Buffer.from('Rara').toString('hex')}`,
    ]);
    expect(rows).toEqual([]);
  });

  it('is waited for by the same request that comes while the first is still at work', async () => {
    const work = async (who: string) =>
      office.whole(async (tx) => {
        const before = await tx.idempotency.find('lina', 'k3', hash(3));
        if (before !== undefined) return before;
        await new Promise((resolve) => setTimeout(resolve, 50));
        await tx.idempotency.remember('lina', 'k3', hash(3), 200, { who }, now());
        return { status: 200, answer: { who } };
      });
    const [first, second] = await Promise.all([work('satu'), work('dua')]);
    expect(second).toEqual(first);
  });
});

describe('something that falls due', () => {
  const about = '01a20033-53bc-73b2-9aea-70af57239337';
  const take = (at: Date) =>
    office.whole(async (tx) => (await tx.due.takeDue(at, 10)).map(({ kind, about: what }) => [kind, what]));
  const set = (at: Date, kind = 'nudge') => office.whole((tx) => tx.due.set(kind, about, at));

  it('is taken when its time has come, and once', async () => {
    await set(inMinutes(10));
    expect(await take(inMinutes(9))).toEqual([]);
    expect(await take(inMinutes(10))).toEqual([['nudge', about]]);
    expect(await take(inMinutes(99))).toEqual([]);
  });

  it('is moved when it is set again, even after it was done', async () => {
    await set(inMinutes(10));
    await set(inMinutes(20));
    expect(await take(inMinutes(15))).toEqual([]);
    expect(await take(inMinutes(20))).toEqual([['nudge', about]]);
    await set(inMinutes(30));
    expect(await take(inMinutes(30))).toEqual([['nudge', about]]);
  });

  it('is not taken once it was cleared; other kinds stay', async () => {
    await set(inMinutes(10));
    await set(inMinutes(10), 'expire');
    await office.whole((tx) => tx.due.clear('nudge', about));
    expect(await take(inMinutes(10))).toEqual([['expire', about]]);
  });

  it('is taken by one of two tickers', async () => {
    await set(inMinutes(10));
    const taken = await Promise.all([take(inMinutes(10)), take(inMinutes(10))]);
    expect(taken.flat()).toEqual([['nudge', about]]);
  });
});

describe('the access log of a case', () => {
  it('names officers, newest look first, and others by their kind', async () => {
    const { id: caseId } = await apply(office, people.intake);
    await office.whole(async (tx) => {
      const officer = { kind: 'officer', id: people.intake.officerId } as const;
      await tx.accessLog.add({ actor: officer, purpose: 'intake', what: 'case', caseId }, now());
      const resident = { kind: 'resident', id: caseId } as const;
      await tx.accessLog.add({ actor: resident, purpose: 'track', what: 'track', caseId }, inMinutes(1));
    });
    expect(await office.whole((tx) => tx.accessLog.ofCase(caseId))).toEqual([
      { at: inMinutes(1).toISOString(), actorName: 'resident', purpose: 'track', what: 'track' },
      { at: now().toISOString(), actorName: 'Lina Contoh', purpose: 'intake', what: 'case' },
    ]);
  });
});

describe('a look that a screen renews by itself', () => {
  const officer = () => ({ kind: 'officer', id: people.verifier.officerId }) as const;
  const look = (caseId: string, purpose: string, at: Date, actor: Actor = officer()) =>
    office.whole((tx) => tx.accessLog.addOnce({ actor, purpose, what: 'case', caseId }, at));
  const count = async (caseId: string) => (await office.whole((tx) => tx.accessLog.ofCase(caseId))).length;

  it('is noted once in a quarter of an hour, however often and however close together it comes', async () => {
    const { id } = await apply(office, people.intake);
    await Promise.all(Array.from({ length: 6 }, () => look(id, 'verification', now())));
    await look(id, 'verification', inMinutes(14));
    expect(await count(id)).toBe(1);
    await look(id, 'verification', inMinutes(15));
    expect(await count(id)).toBe(2);
  });

  it('is noted anew for another purpose, another case and another person', async () => {
    const [one, other] = [await apply(office, people.intake), await apply(office, people.intake)];
    await look(one.id, 'verification', now());
    await look(one.id, 'history', now());
    await look(one.id, 'verification', now(), { kind: 'officer', id: people.signer.officerId });
    await look(other.id, 'verification', now());
    expect([await count(one.id), await count(other.id)]).toEqual([3, 1]);
  });

  it('without a case is noted once too', async () => {
    const queue = { actor: officer(), purpose: 'queue', what: 'desk/intake' };
    const at = inMinutes(60);
    for (let time = 0; time < 3; time += 1) await office.whole((tx) => tx.accessLog.addOnce(queue, at));
    const { rows } = await office.admin.query("select 1 from access_log where what = 'desk/intake'");
    expect(rows).toHaveLength(1);
  });
});

describe('a job', () => {
  it('is added with its transaction or not at all, once under its key', async () => {
    const jobs = async () =>
      (
        await office.admin.query(
          "select payload, key from graphile_worker._private_jobs where key like 'contoh/%'",
        )
      ).rows;
    const undone = office.whole(async (tx) => {
      await tx.jobs.add('contoh', { a: 1 }, { key: 'x' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await jobs()).toEqual([]);
    await office.whole((tx) => tx.jobs.add('contoh', { a: 1 }, { key: 'x' }));
    await office.whole((tx) => tx.jobs.add('contoh', { a: 2 }, { key: 'x' }));
    expect(await jobs()).toEqual([
      { key: `contoh/${office.officeId}/x`, payload: { officeId: office.officeId, a: 2 } },
    ]);
  });
});
