/** Tells how messages wait, leave in order, and climb their ladder whatever order Meta's statuses come in. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import type { DeliveryStatus, Transaction } from '../../app/ports.ts';

let office: TestApp;
let contactId: string;
beforeAll(async () => {
  office = await openTestApp();
  const contact = await office.whole((tx) =>
    tx.contacts.findOrMake('111', { bsuid: 'ID.1' }, office.clock.now()),
  );
  contactId = contact.contactId;
});
beforeEach(() => office.admin.query('delete from outbox'));
afterAll(() => office.close());

const now = () => office.clock.now();
const text = (body: string) => ({ kind: 'message' as const, content: { kind: 'text' as const, body } });
const add = (tx: Transaction, body: string) =>
  tx.outbox.add({ contactId, content: text(body), purpose: 'reply' }, now());
const queue = (body: string) => office.whole((tx) => add(tx, body));
const row = async (outboxId: string) =>
  (
    await office.admin.query(
      'select state, wamid, error_code, reason, category, billable from outbox where outbox_id = $1',
      [outboxId],
    )
  ).rows[0];

/** One thing that happens to a message after it left: our own answer, or a status. */
type Happening = 'answer' | DeliveryStatus['status'];
const happenings: readonly Happening[] = ['answer', 'sent', 'delivered', 'read', 'played', 'failed'];

async function happen(tx: Transaction, outboxId: string, what: Happening): Promise<void> {
  if (what === 'answer')
    return tx.outbox.settle(outboxId, { state: 'accepted', wamid: `w.${outboxId}` }, now());
  const about = {
    phoneNumberId: '111',
    wamid: `w.${outboxId}`,
    callbackData: outboxId,
    recipient: {},
    at: now(),
  };
  const pricing = { billable: true, category: 'utility' };
  const errorCodes = what === 'failed' ? [131_026] : [];
  await tx.outbox.applyStatus({ ...about, status: what, errorCodes, pricing }, now());
}

/** Where a message ends to which all this happened, by the rule and not by the code. */
function endOf(all: ReadonlySet<Happening>): string {
  if (all.has('read') || all.has('played')) return 'read';
  if (all.has('delivered')) return 'delivered';
  if (all.has('failed')) return 'failed';
  return all.has('sent') ? 'sent' : 'accepted';
}

describe('the ladder of a message', () => {
  it('ends the same in every order, with every doubling, and wherever our own answer falls', async () => {
    const lives = fc
      .subarray([...happenings], { minLength: 1 })
      .chain((some) => fc.shuffledSubarray([...some, ...some], { minLength: some.length }));
    await fc.assert(
      fc.asyncProperty(lives, async (shuffled) => {
        const life: Happening[] = [...shuffled, 'answer'];
        for (const order of [life, [...life].reverse()]) {
          const outboxId = await office.whole(async (tx) => {
            const id = await add(tx, 'halo');
            await tx.outbox.markSending(id, now());
            for (const what of order) await happen(tx, id, what);
            return id;
          });
          const all = new Set(order);
          const priced = life.some((what) => what !== 'answer');
          expect(await row(outboxId), order.join(' ')).toEqual({
            state: endOf(all),
            wamid: `w.${outboxId}`,
            error_code: all.has('failed') ? 131_026 : null,
            reason: all.has('failed') ? 'Meta 131026' : null,
            category: priced ? 'utility' : null,
            billable: priced ? true : null,
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is climbed by Meta’s id too, when our own did not come back', async () => {
    const outboxId = await queue('halo');
    await office.whole(async (tx) => {
      await happen(tx, outboxId, 'answer');
      const bare = { phoneNumberId: '111', wamid: `w.${outboxId}`, recipient: {}, at: now(), errorCodes: [] };
      expect(await tx.outbox.applyStatus({ ...bare, status: 'delivered' }, now())).toMatchObject({
        contactId,
      });
      expect(
        await tx.outbox.applyStatus({ ...bare, wamid: 'w.other', status: 'read' }, now()),
      ).toBeUndefined();
    });
    expect(await row(outboxId)).toMatchObject({ state: 'delivered' });
  });

  it('leads an uncertain message on: a status is the proof that it left', async () => {
    const outboxId = await queue('halo');
    await office.whole(async (tx) => {
      await tx.outbox.settle(outboxId, { state: 'uncertain', reason: 'timeout' }, now());
      expect(await tx.troubled.list()).toMatchObject([{ outboxId, state: 'uncertain' }]);
      await happen(tx, outboxId, 'sent');
      expect(await tx.troubled.list()).toEqual([]);
    });
  });

  it('is not left again when our own answer says that it must be tried once more', async () => {
    const outboxId = await queue('halo');
    await office.whole(async (tx) => {
      await tx.outbox.markSending(outboxId, now());
      await happen(tx, outboxId, 'sent');
      await tx.outbox.putBack(outboxId, now(), 131_000, 'server error');
    });
    expect(await row(outboxId)).toMatchObject({ state: 'sent', error_code: null });
  });
});

describe('the messages of one person', () => {
  const next = async (tx: Transaction) => {
    const item = await tx.outbox.lockNext(contactId);
    return item?.content.kind === 'message' && item.content.content.kind === 'text'
      ? item.content.content.body
      : undefined;
  };

  it('leave in the order in which they were said, each after the one before is settled', async () => {
    const first = await queue('satu');
    await queue('dua');
    expect(await office.whole(next)).toBe('satu');
    await office.whole((tx) => tx.outbox.markSending(first, now()));
    expect(await office.whole(next)).toBeUndefined();
    await office.whole((tx) => tx.outbox.settle(first, { state: 'accepted', wamid: 'w' }, now()));
    expect(await office.whole(next)).toBe('dua');
  });

  it('that must be tried again stay before those that came later', async () => {
    const first = await queue('satu');
    await queue('dua');
    await office.whole(async (tx) => {
      await tx.outbox.markSending(first, now());
      await tx.outbox.putBack(first, new Date(now().getTime() + 60_000), 131_056, 'pair rate');
    });
    expect(await office.whole(next)).toBe('satu');
    // Not due yet, and nothing may overtake it.
    const dueAt = (ms: number) =>
      office.whole((tx) => tx.outbox.contactsDue(new Date(now().getTime() + ms), 10));
    expect(await dueAt(59_999)).toEqual([]);
    expect(await dueAt(60_000)).toEqual([contactId]);
  });

  it('are taken by one worker at a time', async () => {
    await queue('satu');
    const taken = await office.whole(async (tx) => ({
      mine: await next(tx),
      theirs: await office.whole(next),
    }));
    expect(taken).toEqual({ mine: 'satu', theirs: undefined });
  });

  it('that were on their way when the app stopped are uncertain, not sent again', async () => {
    const outboxId = await queue('satu');
    await office.whole((tx) => tx.outbox.markSending(outboxId, now()));
    const later = new Date(now().getTime() + 1);
    expect(await office.whole((tx) => tx.outbox.markStuckUncertain(later))).toBe(1);
    expect(await office.whole((tx) => tx.outbox.markStuckUncertain(later))).toBe(0);
    expect(await office.whole(next)).toBeUndefined();
    expect(await office.whole((tx) => tx.troubled.list())).toMatchObject([{ outboxId, contactId }]);
  });

  it('lie in the database sealed', async () => {
    await queue('kode Anda 123456');
    const { rows } = await office.admin.query(
      "select 1 from outbox o where o::text like '%' || encode('123456', 'hex') || '%'",
    );
    expect(rows).toEqual([]);
  });
});
