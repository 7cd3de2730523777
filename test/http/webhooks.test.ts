/** The webhook as strangers may send it: forged, torn, doubled, huge, unknown; and as Meta sends it, kept before 200. */
import { createHmac } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unseal } from '../../src/adapters/keys/seal.ts';
import { inOffice } from '../../src/adapters/postgres/office-transaction.ts';
import { createWebhookIntake } from '../../src/adapters/postgres/webhook-intake.ts';
import { signatureOf } from '../../src/adapters/whatsapp/signature.ts';
import { applyStatuses } from '../../src/app/apply-statuses.ts';
import { handleInbox } from '../../src/app/handle-inbox.ts';
import { appSecret, openTestHttp, type TestHttp } from '../support/open-test-http.ts';

let http: TestHttp;
beforeAll(async () => {
  http = await openTestHttp();
});
beforeEach(async () => {
  http.office.log.length = 0;
  await http.office.admin.query(
    'delete from inbound_messages; delete from raw_webhooks; delete from delivery_statuses',
  );
});
afterAll(() => http.close());

const text = (id: string, body = 'halo', more: object = {}) => ({
  id,
  from: '628009901111',
  from_user_id: 'ID.1',
  timestamp: '1795395600',
  type: 'text',
  text: { body },
  ...more,
});
function body(messages: unknown[], statuses: unknown[] = []): string {
  const value = { messaging_product: 'whatsapp', metadata: { phone_number_id: '111' }, messages, statuses };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  });
}
const rows = async (sql: string) => (await http.office.admin.query(sql)).rows;
const wamids = async () =>
  (await rows('select wamid from inbound_messages order by 1')).map((row) => row.wamid);
const stored = async () => (await rows('select count(*)::int as count from raw_webhooks'))[0].count;

describe('a forged webhook', () => {
  const raw = body([text('wamid.1')]);
  const right = signatureOf(appSecret, Buffer.from(raw));
  const sha1 = `sha1=${createHmac('sha1', appSecret).update(raw).digest('hex')}`;

  it.each([
    ['no signature', ''],
    ['another secret', signatureOf('tebakan', Buffer.from(raw))],
    ['the older digest', sha1],
    ['capital letters', right.toUpperCase()],
    ['half a signature', right.slice(0, 40)],
    ['a signature and more', `${right}00`],
    ['two signatures', `${right}, ${right}`],
    ['only the digits', right.slice(7)],
    ['the signature of other bytes', signatureOf(appSecret, Buffer.from(`${raw} `))],
    ['a signature over nothing', signatureOf(appSecret, Buffer.from(''))],
  ])('with %s is answered 401 and leaves no trace', async (_what, signature) => {
    const answer = await http.webhook(raw, { 'x-hub-signature-256': signature });
    expect([answer.status, answer.text]).toEqual([401, '']);
    expect(await stored()).toBe(0);
  });

  it('with one changed byte is refused, wherever it is', async () => {
    const bytes = Buffer.from(raw);
    for (let at = 0; at < bytes.length; at += 17) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect((await http.webhook(changed, { 'x-hub-signature-256': right })).status).toBe(401);
    }
    expect(await stored()).toBe(0);
  });

  it('is no handshake either', async () => {
    const url = '/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=tebakan&hub.challenge=123';
    expect(await http.ask('GET', url)).toMatchObject({ status: 403, text: '' });
  });
});

describe('a genuine webhook', () => {
  it('is kept, then answered 200 without a word', async () => {
    const answer = await http.webhook(body([text('wamid.1')]));
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(await wamids()).toEqual(['wamid.1']);
    expect(await stored()).toBe(1);
  });

  it('that is replayed or doubled brings its messages once', async () => {
    const raw = body([text('wamid.1'), text('wamid.2'), text('wamid.1')]);
    for (let time = 0; time < 3; time += 1) expect((await http.webhook(raw)).status).toBe(200);
    expect(await wamids()).toEqual(['wamid.1', 'wamid.2']);
    await handleInbox(http.office.app);
    await http.webhook(raw);
    expect(await rows("select 1 from inbound_messages where state = 'waiting'")).toEqual([]);
  });

  it('may be of any content type, escaped as Meta escapes it', async () => {
    const raw = body([text('wamid.1', 'é @ 🏠')])
      .replaceAll('é', '\\u00e9')
      .replaceAll('@', '\\u0040')
      .replaceAll('/', '\\/');
    for (const type of [
      'application/json',
      'text/plain',
      'application/octet-stream',
      'application/json; charset=utf-8',
    ])
      expect((await http.webhook(raw, { 'content-type': type })).status).toBe(200);
    expect(await wamids()).toEqual(['wamid.1']);
  });

  it.each([
    ['of an unknown kind', text('wamid.1', '', { type: 'hologram', hologram: {} })],
    ['without its content', { ...text('wamid.1'), text: undefined }],
    [
      'with a broken answer of a form',
      text('wamid.1', '', {
        type: 'interactive',
        interactive: { type: 'nfm_reply', nfm_reply: { response_json: '{' } },
      }),
    ],
    ['with NUL and half a character in it', text('wamid.1', 'a\u0000b\ud800c')],
    ['as long as nobody writes', text('wamid.1', 'x'.repeat(200_000))],
  ])('with a message %s keeps it, and handling it fails nobody', async (_what, message) => {
    const raw = body([message, text('wamid.2')]);
    expect((await http.webhook(raw)).status).toBe(200);
    expect(await wamids()).toEqual(['wamid.1', 'wamid.2']);
    await handleInbox(http.office.app);
    expect(await rows("select wamid, state from inbound_messages where state <> 'handled'")).toEqual([]);
    expect(http.office.log.filter((line) => line.level === 'incident')).toEqual([]);
  });

  it.each([
    ['a list', '[]'],
    ['nothing', 'null'],
    ['a number', '5'],
    ['of another product', '{"object":"instagram","entry":[]}'],
    ['empty', '{}'],
    ['deeply nested', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['with ids that are none', body([text('ada spasi'), text(''), text('x'.repeat(300)), text('a\u0000b')])],
    ['with times that are none', body([text('wamid.1', 'x', { timestamp: '99999999999999' })])],
    [
      'with codes beyond measure',
      body([], [{ id: 'wamid.1', status: 'failed', timestamp: '1795395600', errors: [{ code: 1e15 }] }]),
    ],
  ])('that is %s is kept and answered, and noted without a word of it', async (_what, raw) => {
    expect((await http.webhook(raw)).status).toBe(200);
    expect(await stored()).toBe(1);
    expect(await wamids()).toEqual([]);
    expect(http.office.log.every((line) => line.level === 'warn')).toBe(true);
    expect(JSON.stringify(http.office.log)).not.toMatch(/628009901111|halo|instagram/u);
  });

  it.each([
    ['cut off', '{"object":'],
    ['empty', ''],
    ['no text at all', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ])(
    'that is no JSON (%s) is kept as it came, marked and counted, and not asked for again',
    async (_what, raw) => {
      const answer = await http.webhook(raw);
      expect([answer.status, answer.text]).toEqual([200, '']);
      const bytes = Buffer.from(raw);
      expect(http.office.log).toMatchObject([{ level: 'warn', facts: { bytes: bytes.length } }]);
      const [row] = await rows('select * from raw_webhooks');
      expect(row).toMatchObject({ is_unreadable: true });
      const opened = await inOffice(
        http.office.pool,
        { officeId: http.office.officeId, areas: '*' },
        async (tx) =>
          unseal(
            await http.office.ring.get(tx, row.key_id),
            row.body_sealed,
            `raw_webhooks/${row.webhook_id}`,
          ),
      );
      expect(Buffer.from(opened)).toEqual(bytes);
      const { body: tray } = await http.ask('GET', '/api/unsettled', { as: http.people.intake });
      expect(tray.misdirected.unreadable).toEqual({
        count: 1,
        lastAt: http.office.clock.now().toISOString(),
      });
    },
  );

  it('that can be read in parts is counted at the tray, and what can be read of it is handled', async () => {
    const unread = async () =>
      (await http.ask('GET', '/api/unsettled', { as: http.people.intake })).body.misdirected.unreadable;
    await http.webhook(body([text('wamid.1')]));
    expect(await unread()).toEqual({ count: 0 });
    await http.webhook(body([text('wamid.2'), text('ada spasi')]));
    expect(await wamids()).toEqual(['wamid.1', 'wamid.2']);
    expect(await unread()).toEqual({ count: 1, lastAt: http.office.clock.now().toISOString() });
  });

  it('that is larger than any of Meta’s is refused with 413', async () => {
    const answer = await http.webhook(Buffer.alloc(3 * 1024 * 1024 + 1, 32));
    expect(answer.status).toBe(413);
    expect(await stored()).toBe(0);
  });

  it('with a thousand messages is taken whole', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => text(`wamid.${index}`));
    expect((await http.webhook(body(many))).status).toBe(200);
    expect(await wamids()).toHaveLength(1_000);
  });
});

describe('what is meant for another number', () => {
  const foreign = (messages: unknown[], statuses: unknown[] = []) =>
    body(messages, statuses).replace('"phone_number_id":"111"', '"phone_number_id":"222"');

  it('is kept and counted, and neither handled nor answered, also beside messages of ours', async () => {
    const mixed = JSON.parse(body([text('wamid.ours')]));
    mixed.entry.push(...JSON.parse(foreign([text('wamid.theirs'), text('wamid.theirs2')])).entry);
    expect((await http.webhook(JSON.stringify(mixed))).status).toBe(200);
    await handleInbox(http.office.app);
    expect(await rows('select wamid, state from inbound_messages order by wamid')).toEqual([
      { wamid: 'wamid.ours', state: 'handled' },
      { wamid: 'wamid.theirs', state: 'foreign' },
      { wamid: 'wamid.theirs2', state: 'foreign' },
    ]);
    expect(await rows("select 1 from contacts where phone_number_id = '222'")).toEqual([]);
    const { body: tray } = await http.ask('GET', '/api/unsettled', { as: http.people.intake });
    expect(tray.misdirected.foreign).toMatchObject([{ phoneNumberId: '222', count: 2 }]);
    // After a week it is old news; the rows stay.
    http.office.clock.move(8 * 86_400_000);
    const later = await http.ask('GET', '/api/unsettled', { as: http.people.intake });
    expect(later.body.misdirected).toEqual({ foreign: [], unreadable: { count: 0 } });
    expect(await wamids()).toHaveLength(3);
  });

  it('wakes nobody, and its statuses change no message of ours', async () => {
    const { office } = http;
    await office.admin.query('delete from graphile_worker._private_jobs');
    const outboxId = await office.whole(async (tx) => {
      const { contactId } = await tx.contacts.findOrMake('111', { bsuid: 'ID.1' }, office.clock.now());
      const content = { kind: 'message' as const, content: { kind: 'text' as const, body: 'halo' } };
      return tx.outbox.add({ contactId, content, purpose: 'reply' }, office.clock.now());
    });
    const read = {
      id: 'wamid.x',
      status: 'read',
      timestamp: '1795395600',
      biz_opaque_callback_data: outboxId,
    };
    await http.webhook(foreign([text('wamid.theirs')], [read]));
    expect(await rows('select task_identifier from graphile_worker.jobs')).toEqual([]);
    await applyStatuses(office.app);
    expect(await rows(`select state from outbox where outbox_id = '${outboxId}'`)).toEqual([
      { state: 'queued' },
    ]);
  });
});

describe('while the database is away', () => {
  it('a webhook is answered 503, so that Meta brings it again, and then it is taken', async () => {
    const nowhere = new pg.Pool({ connectionString: 'postgres://nobody:x@127.0.0.1:1/none' });
    const away = await openTestHttp((context) => ({
      ...context,
      intake: createWebhookIntake({ pool: nowhere, ring: http.office.ring }),
    }));
    const raw = body([text('wamid.1')]);
    const answer = await away.webhook(raw);
    expect(answer).toMatchObject({ status: 503, body: { refused: 'service-unavailable' } });
    await away.close();
    await nowhere.end();
    expect((await http.webhook(raw)).status).toBe(200);
  });

  it('and when its disk is full, too', async () => {
    const full = Object.assign(new Error('No space left on device'), { code: '53100' });
    const away = await openTestHttp((context) => ({
      ...context,
      intake: { receive: () => Promise.reject(full) },
    }));
    expect(await away.webhook(body([text('wamid.1')]))).toMatchObject({
      status: 503,
      body: { refused: 'storage-full' },
    });
    await away.close();
  });
});
