/** Tells what becomes of webhooks: each message once, none lost, none in the way of the others. */
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '../../../test/support/open-test-app.ts';
import type { DeliveryStatus, ReceivedWebhook, WhatsAppIdentity } from '../../app/ports.ts';
import { KeyRing } from './key-ring.ts';
import { createStorage } from './storage.ts';
import { createWebhookIntake } from './webhook-intake.ts';

let office: TestApp;
beforeAll(async () => {
  office = await openTestApp();
});
beforeEach(async () => {
  await office.admin.query(
    'delete from inbound_messages; delete from raw_webhooks; delete from delivery_statuses; delete from graphile_worker._private_jobs',
  );
});
afterAll(() => office.close());

type Message = ReceivedWebhook['messages'][number];
function message(wamid: string, more: Partial<Message> = {}): Message {
  const identity = { bsuid: 'ID.1', waId: '628009901111' };
  const content = { kind: 'text' as const, body: `isi ${wamid}` };
  return {
    phoneNumberId: '111',
    wamid,
    identity,
    sentAt: new Date('2026-11-23T01:00:00Z'),
    content,
    ...more,
  };
}

function status(wamid: string, more: Partial<DeliveryStatus> = {}): DeliveryStatus {
  const at = new Date('2026-11-23T01:00:00Z');
  return { phoneNumberId: '111', wamid, status: 'sent', at, recipient: {}, errorCodes: [], ...more };
}

function webhook(
  messages: Message[],
  statuses: DeliveryStatus[] = [],
  at = '2026-11-23T01:00:05Z',
): ReceivedWebhook {
  const { officeId } = office;
  return {
    officeId,
    raw: Buffer.from(JSON.stringify(messages)),
    receivedAt: new Date(at),
    messages,
    statuses,
  };
}

const rows = async (sql: string) => (await office.admin.query(sql)).rows;
const wamids = async () =>
  (await rows('select wamid from inbound_messages order by wamid')).map(
    (row: { wamid: string }) => row.wamid,
  );
/** Everything that waits, sender by sender, as handling reads it after a restart. */
async function waiting(): Promise<string[][]> {
  const { pool, keys, files: fileStore, officeId } = office;
  const storage = createStorage({ pool, keys, ring: new KeyRing(keys), fileStore });
  return storage.transact({ officeId, areas: '*' }, async (tx) => {
    const queues: string[][] = [];
    for (const sender of await tx.inbox.waitingSenders(100)) {
      const queue = await tx.inbox.waitingOf(sender, 100);
      queues.push(queue.map(({ content }) => (content.kind === 'text' ? content.body : content.kind)));
    }
    return queues;
  });
}

describe('a webhook', () => {
  it('is in the database when it is acknowledged', async () => {
    await office.intake.receive(webhook([message('a')]));
    expect(await wamids()).toEqual(['a']);
    expect(await rows('select 1 from raw_webhooks')).toHaveLength(1);
  });

  it('shows nothing of its content there', async () => {
    await office.intake.receive(webhook([message('a')]));
    expect(await rows("select 1 from raw_webhooks r where r::text like '%isi a%'")).toEqual([]);
    expect(await rows(`select 1 from inbound_messages m where m::text like '%6973692061%'`)).toEqual([]);
    expect(await waiting()).toEqual([['isi a']]);
  });

  it('that comes again brings nothing twice, whether at once or later', async () => {
    const twice = webhook([message('a'), message('a')], [status('x'), status('x')]);
    await Promise.all([office.intake.receive(twice), office.intake.receive(twice)]);
    await office.intake.receive(webhook([message('a'), message('b')], [status('x')]));
    expect(await wamids()).toEqual(['a', 'b']);
    expect(await rows('select 1 from delivery_statuses')).toHaveLength(1);
  });

  it('wakes the handling once, however many come', async () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      webhook([message(`m${index}`)], [status(`s${index}`)]),
    );
    await Promise.all(many.map((one) => office.intake.receive(one)));
    expect(await rows('select task_identifier as name from graphile_worker.jobs order by 1')).toEqual([
      { name: 'apply-statuses' },
      { name: 'handle-inbox' },
    ]);
  });

  it('shares its commit with the others that wait', async () => {
    const many = Array.from({ length: 60 }, (_, index) => webhook([message(`m${index}`)]));
    await Promise.all(many.map((one) => office.intake.receive(one)));
    const [{ commits }] = await rows('select count(distinct xmin::text)::int as commits from raw_webhooks');
    expect(await wamids()).toHaveLength(60);
    expect(commits).toBeLessThan(6);
  });
});

describe('the queue of a sender', () => {
  it('goes by the time of sending, then by arrival, whatever order Meta delivers in', async () => {
    const at = (second: number) => new Date(`2026-11-23T01:00:0${second}Z`);
    for (const [wamid, second] of [
      ['c', 3],
      ['a', 1],
      ['b1', 2],
      ['b2', 2],
    ] as const)
      await office.intake.receive(webhook([message(wamid, { sentAt: at(second) })]));
    expect(await waiting()).toEqual([['isi a', 'isi b1', 'isi b2', 'isi c']]);
  });

  it('ends the same however the deliveries are shuffled, doubled and bundled', async () => {
    const said = ['a', 'b', 'c', 'd', 'e', 'f'].map((wamid, second) =>
      message(wamid, { sentAt: new Date(Date.parse('2026-11-23T01:00:00Z') + second * 1_000) }),
    );
    const deliveries = fc
      .shuffledSubarray([...said, ...said, ...said], { minLength: said.length })
      .chain((all) => fc.tuple(fc.constant(all), fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1 })));
    await fc.assert(
      fc.asyncProperty(deliveries, async ([shuffled, sizes]) => {
        await office.admin.query('delete from inbound_messages');
        const left = [...shuffled, ...said];
        const bundles: ReceivedWebhook[] = [];
        for (let turn = 0; left.length > 0; turn += 1)
          bundles.push(webhook(left.splice(0, sizes[turn % sizes.length])));
        await Promise.all(bundles.map((one) => office.intake.receive(one)));
        expect(await waiting()).toEqual([said.map(({ wamid }) => `isi ${wamid}`)]);
      }),
      { numRuns: 25 },
    );
  });

  it('is one for the person, also when the number is missing or another one', async () => {
    const from = (identity: WhatsAppIdentity, wamid: string) => message(wamid, { identity });
    await office.intake.receive(
      webhook([
        from({ bsuid: 'ID.1', waId: '628009901111' }, 'a'),
        from({ bsuid: 'ID.1' }, 'b'),
        from({ bsuid: 'ID.2', waId: '628009901111' }, 'c'),
      ]),
    );
    expect(await waiting()).toEqual([['isi a', 'isi b'], ['isi c']]);
  });

  it('is taken by one worker at a time', async () => {
    await office.intake.receive(webhook([message('a')]));
    const taken = await office.whole(async (tx) => {
      const [sender] = await tx.inbox.waitingSenders(1);
      const mine = await tx.inbox.takeSender(sender!);
      const theirs = await office.whole((other) => other.inbox.takeSender(sender!));
      return { mine, theirs };
    });
    expect(taken).toEqual({ mine: true, theirs: false });
  });
});

describe('a webhook that cannot be stored', () => {
  const poison = () => webhook([message('gift\0')]);

  it('is not acknowledged, and takes none of the others with it', async () => {
    const outcomes = await Promise.allSettled(
      [webhook([message('a')]), webhook([message('b')]), poison(), webhook([message('c')])].map((one) =>
        office.intake.receive(one),
      ),
    );
    expect(outcomes.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await wamids()).toEqual(['a', 'b', 'c']);
  });

  it('is not one whose status carries an error code beyond all that Meta has', async () => {
    await office.intake.receive(
      webhook([], [status('x', { status: 'failed', errorCodes: [2 ** 40, 131_026, -5] })]),
    );
    expect(await rows('select error_codes from delivery_statuses')).toEqual([{ error_codes: [131_026, -5] }]);
  });

  it('is every one while the database is away; the next is taken again', async () => {
    const nowhere = new pg.Pool({ connectionString: 'postgres://nobody:x@127.0.0.1:1/none' });
    const cut = createWebhookIntake({ pool: nowhere, ring: office.ring });
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c'].map((id) => cut.receive(webhook([message(id)]))),
    );
    await nowhere.end();
    expect(outcomes.map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected']);
    await office.intake.receive(webhook([message('d')]));
    expect(await wamids()).toEqual(['d']);
  });

  it('is every one while the database hangs: told in time, and taken once when it comes again', async () => {
    const { pool, ring, admin } = office;
    const hurried = createWebhookIntake({ pool, ring, deadlineMs: 200 });
    const holder = await admin.connect();
    await holder.query('begin; lock table raw_webhooks in access exclusive mode');
    const outcomes = await Promise.allSettled(
      ['a', 'b'].map((id) => hurried.receive(webhook([message(id)]))),
    );
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { reason: 'database-away' } },
      { status: 'rejected', reason: { reason: 'database-away' } },
    ]);
    await holder.query('rollback');
    holder.release();
    await hurried.receive(webhook([message('a'), message('b')]));
    expect(await wamids()).toEqual(['a', 'b']);
  });
});

describe('midnight', () => {
  it('changes the key and loses nothing, also within one commit', async () => {
    const before = webhook([message('a')], [], '2026-12-01T23:59:59.900Z');
    const after = webhook(
      [message('b', { sentAt: new Date('2026-11-23T02:00:00Z') })],
      [],
      '2026-12-02T00:00:00.100Z',
    );
    await Promise.all([before, after, after, before].map((one) => office.intake.receive(one)));
    await office.intake.receive(
      webhook([message('c', { sentAt: new Date('2026-11-23T03:00:00Z') })], [], '2026-12-02T00:00:01Z'),
    );
    expect(await waiting()).toEqual([['isi a', 'isi b', 'isi c']]);
    expect(await rows("select day::text from data_keys where day >= '2026-12-01' order by 1")).toEqual([
      { day: '2026-12-01' },
      { day: '2026-12-02' },
    ]);
  });
});

describe('two offices', () => {
  it('that share a process keep their messages apart', async () => {
    const other = await openTestApp(office);
    const theirs = { ...webhook([message('a')]), officeId: other.officeId };
    await Promise.all(
      [webhook([message('a')]), theirs, webhook([message('b')])].map((one) => office.intake.receive(one)),
    );
    await other.close();
    expect(await rows('select count(*)::int from inbound_messages group by office_id order by 1')).toEqual([
      { count: 1 },
      { count: 2 },
    ]);
  });
});
