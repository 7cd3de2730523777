/** What becomes of a message of the business: ticks, switches of the handset, prices, and what survives a restart. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWhatsAppSimulator } from './start.ts';
import { type Bench, people, startBench, until } from './testing/business.fixture.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
  await bench.control('handsets/ibu/send', { kind: 'text', body: 'Halo' });
});
afterEach(() => bench.close());

const flip = (switches: object, id = 'ibu') => bench.control(`handsets/${id}`, { switches }, 'PATCH');
const statusOf = (wamid: string) =>
  bench
    .statuses()
    .filter(({ id }) => id === wamid)
    .map(({ status }) => status);
const untilStatus = (wamid: string, status: string) =>
  until(`status ${status}`, () => bench.statuses().find((one) => one.id === wamid && one.status === status));
const wamidOf = (answer: { json: { messages: { id: string }[] } }) => answer.json.messages[0]!.id;
const received = async (id = 'ibu') =>
  (await bench.control(`handsets/${id}/messages`)).json.filter(
    (message: { direction: string }) => message.direction === 'received',
  );

describe('ticks', () => {
  it('go from sent to delivered, with callback data and a price in each', async () => {
    const wamid = wamidOf(await bench.say(people.ibu, 'Baik', { biz_opaque_callback_data: 'outbox-7' }));
    const delivered = await untilStatus(wamid, 'delivered');
    expect(delivered).toMatchObject({
      recipient_id: people.ibu,
      recipient_user_id: expect.stringMatching(/^ID\./),
      biz_opaque_callback_data: 'outbox-7',
      pricing: { billable: false, pricing_model: 'PMP', category: 'service', type: 'free_customer_service' },
    });
    expect(statusOf(wamid)).toEqual(['sent', 'delivered']);
  });

  it('turn to read only when the chat is opened', async () => {
    const wamid = wamidOf(await bench.say(people.ibu, 'Baik'));
    await untilStatus(wamid, 'delivered');
    expect(statusOf(wamid)).not.toContain('read');
    await bench.control('handsets/ibu/open', {});
    await untilStatus(wamid, 'read');
  });

  it('never turn to read with receipts off', async () => {
    await flip({ receipts: false });
    const wamid = wamidOf(await bench.say(people.ibu, 'Baik'));
    await untilStatus(wamid, 'delivered');
    await bench.control('handsets/ibu/open', {});
    const marker = wamidOf(await bench.say(people.ibu, 'Penanda'));
    await untilStatus(marker, 'delivered');
    expect(statusOf(wamid)).toEqual(['sent', 'delivered']);
  });

  it('of the person turn blue when the business marks the message as read', async () => {
    const message = await until('the greeting', () => bench.messages()[0]);
    const path = `${bench.options.phoneNumberId}/messages`;
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: message.id };
    const typing = { ...read, typing_indicator: { type: 'text' } };
    expect((await bench.graph(path, typing, 'PUT')).json).toEqual({ success: true });
    const [own] = (await bench.control('handsets/ibu/messages')).json;
    expect(own.state).toBe('read');
    const unknown = await bench.graph(path, { ...read, message_id: 'wamid.unknown' });
    expect(unknown.json.error.code).toBe(100);
  });
});

describe('airplane mode', () => {
  it('keeps what arrives at sent and delivers it in order afterwards', async () => {
    await flip({ airplane: true });
    const first = wamidOf(await bench.say(people.ibu, 'satu'));
    const second = wamidOf(await bench.say(people.ibu, 'dua'));
    await untilStatus(second, 'sent');
    expect(await received()).toEqual([]);
    await flip({ airplane: false });
    await untilStatus(first, 'delivered');
    await untilStatus(second, 'delivered');
    expect((await received()).map(({ payload }: { payload: { body: string } }) => payload.body)).toEqual([
      'satu',
      'dua',
    ]);
  });

  it('holds what the person writes until the network is back', async () => {
    await flip({ airplane: true });
    const { json } = await bench.control('handsets/ibu/send', { kind: 'text', body: 'nanti' });
    expect(json.state).toBe('pending');
    expect(bench.messages().map(({ id }) => id)).not.toContain(json.wamid);
    await flip({ airplane: false });
    await until('the held message', () => bench.messages().find(({ id }) => id === json.wamid));
  });
});

describe('people', () => {
  it('with only a username show no number, neither when they write nor in statuses', async () => {
    await flip({ usernameOnly: true }, 'bapak');
    await bench.control('handsets/bapak/send', { kind: 'text', body: 'Halo' });
    const message = await until('the message', () => bench.messages().find(({ from }) => from === undefined));
    const [contact] = bench.receiver.arrived.at(-1)!.json.entry[0].changes[0].value.contacts;
    expect(contact).toEqual({
      profile: { name: 'Bapak Contoh', username: 'bapak.contoh' },
      user_id: message.from_user_id,
    });
    const answer = await bench.say('', 'Baik', { to: undefined, recipient: message.from_user_id });
    expect(answer.json.contacts).toEqual([{ input: message.from_user_id, user_id: message.from_user_id }]);
    const status = await untilStatus(wamidOf(answer), 'delivered');
    expect(status).not.toHaveProperty('recipient_id');
    expect(status.recipient_user_id).toBe(message.from_user_id);
  });

  it('who blocked the business get nothing: the message stays at sent', async () => {
    await flip({ blocked: true });
    const wamid = wamidOf(await bench.say(people.ibu, 'Baik'));
    await untilStatus(wamid, 'sent');
    await flip({ blocked: false });
    const marker = wamidOf(await bench.say(people.ibu, 'Penanda'));
    await untilStatus(marker, 'delivered');
    expect(statusOf(wamid)).toEqual(['sent']);
  });

  it('who change their number become another user and are announced from the old one', async () => {
    const before = (await bench.control('handsets/ibu')).json;
    const { json: after } = await bench.control('handsets/ibu/identity', {
      kind: 'number',
      phone: '628009900099',
    });
    expect(after.bsuid).not.toBe(before.bsuid);
    const system = await until('the system message', () =>
      bench.messages().find(({ type }) => type === 'system'),
    );
    expect(system).toMatchObject({
      from: people.ibu,
      from_user_id: before.bsuid,
      system: {
        type: 'user_changed_number',
        wa_id: '628009900099',
        user_id: after.bsuid,
        previous_user_id: before.bsuid,
      },
    });
    expect(bench.receiver.arrived.at(-1)!.json.entry[0].changes[0].value).not.toHaveProperty('contacts');
  });
});

describe('prices', () => {
  it('are charged once the free messages of the month are used up', async () => {
    await bench.control('knobs', { freeServiceMessages: 1, priceRp: { service: 400 } }, 'PATCH');
    await untilStatus(wamidOf(await bench.say(people.ibu, 'gratis')), 'delivered');
    const charged = await untilStatus(wamidOf(await bench.say(people.ibu, 'berbayar')), 'delivered');
    expect(charged.pricing).toMatchObject({ billable: true, type: 'regular' });
    expect((await received()).map(({ costRp }: { costRp: number }) => costRp)).toEqual([0, 400]);
  });

  it('without a payment method end in an accepted message that fails with 131042', async () => {
    await bench.control('knobs', { freeServiceMessages: 0, hasPaymentMethod: false }, 'PATCH');
    const answer = await bench.say(people.ibu, 'tak terkirim');
    expect(answer.status).toBe(200);
    const failed = await untilStatus(wamidOf(answer), 'failed');
    expect(failed.errors[0].code).toBe(131042);
    expect(failed).not.toHaveProperty('contacts');
  });
});

describe('the state', () => {
  it('outlives a restart: what was accepted goes on, exactly once, under the same identities', async () => {
    await bench.control('knobs', { sentAfterMs: 60_000 }, 'PATCH');
    const handset = (await bench.control('handsets/ibu')).json;
    const wamid = wamidOf(await bench.say(people.ibu, 'Baik'));
    await bench.control('clock', { offsetMs: 3_600_000 });
    await bench.restart();
    expect((await bench.control('handsets/ibu')).json).toEqual(handset);
    expect((await bench.control('clock')).json.offsetMs).toBe(3_600_000);
    const all = (await bench.control('handsets/ibu/messages?all=1')).json;
    expect(all.filter((message: { wamid: string }) => message.wamid === wamid)).toHaveLength(1);
    expect((await bench.control('state')).json.waitingSteps).toBe(1);
    const another = wamidOf(await bench.say(people.ibu, 'Lagi'));
    expect(another).not.toBe(wamid);
  });

  it('is refused to a second simulator', async () => {
    await expect(startWhatsAppSimulator(bench.options)).rejects.toThrow(/cannot be opened/);
  });
});
