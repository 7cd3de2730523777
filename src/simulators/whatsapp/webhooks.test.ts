/** How the simulator reports to a business: handshake, signature, escaping, retries, and its bad habits on demand. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Bench,
  expectedSignature,
  people,
  startBench,
  startReceiver,
  until,
} from './testing/business.fixture.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const text = (body: string) => bench.control('handsets/ibu/send', { kind: 'text', body });
const firstMessage = () => until('a message', () => bench.messages()[0]);

describe('handshake', () => {
  it('happens before the first webhook', async () => {
    await text('Halo');
    await firstMessage();
    expect(bench.receiver.handshakes).toBeGreaterThanOrEqual(1);
  });

  it('is repeated until the business is there, and nothing sent meanwhile is lost', async () => {
    const port = Number(new URL(bench.receiver.url).port);
    await bench.receiver.close();
    await bench.restart();
    await text('Sebelum ada yang mendengar');
    expect((await bench.control('state')).json).toMatchObject({ isVerified: false, waitingWebhooks: 1 });
    const late = await startReceiver('verify-me', port);
    const arrived = await until('the held message', () => late.arrived[0]);
    expect(arrived.json.entry[0].changes[0].value.messages[0].text.body).toBe('Sebelum ada yang mendengar');
    await late.close();
  });

  it('with a wrong verify token never lets a webhook through', async () => {
    await bench.restart({ verifyToken: 'another' });
    await text('Halo');
    await until('a failed handshake', async () =>
      (await bench.control('log?kind=handshake')).json.entries.find((entry: { problem?: string }) =>
        entry.problem?.includes('403'),
      ),
    );
    expect(bench.receiver.arrived).toHaveLength(0);
  });
});

describe('body', () => {
  it('is signed over its raw bytes, which re-serialised JSON does not match', async () => {
    await text('Éka @ RT 01/RW 02 ☂');
    await firstMessage();
    const { raw, signature, json } = bench.receiver.arrived[0]!;
    expect(signature).toBe(expectedSignature(raw, 'app-secret'));
    expect(signature).not.toBe(expectedSignature(Buffer.from(JSON.stringify(json)), 'app-secret'));
    expect(raw.toString('latin1')).toContain('\\u00c9ka \\u0040 RT 01\\/RW 02 \\u2602');
    expect(json.entry[0].changes[0].value.messages[0].text.body).toBe('Éka @ RT 01/RW 02 ☂');
  });

  it('names the business number and the sender by number and BSUID', async () => {
    await text('Halo');
    const message = await firstMessage();
    const { value, field } = bench.receiver.arrived[0]!.json.entry[0].changes[0];
    expect(field).toBe('messages');
    expect(value.metadata).toEqual({
      display_phone_number: '62 800 990 0000',
      phone_number_id: '990000000000009',
    });
    expect(message).toMatchObject({ from: people.ibu, type: 'text', text: { body: 'Halo' } });
    expect(message.timestamp).toMatch(/^\d{10}$/);
    expect(message.from_user_id).toMatch(/^ID\.\d+$/);
    expect(value.contacts).toEqual([
      { profile: { name: 'Ibu Contoh' }, wa_id: people.ibu, user_id: message.from_user_id },
    ]);
  });
});

describe('retries', () => {
  it('go on after errors and cut connections until the answer is 200, and then stop', async () => {
    const answers = [500, undefined, 302];
    bench.receiver.answer = (count) => (count < answers.length ? answers[count] : 200);
    await text('Halo');
    await until('an acknowledgement', async () =>
      (await bench.control('acknowledged')).json.entries.length === 1 ? true : undefined,
    );
    const ids = bench.messages().map(({ id }) => id);
    expect(ids.length).toBe(3);
    expect(new Set(ids).size).toBe(1);
    const { entries } = (await bench.control('log?kind=webhook')).json;
    expect(entries.map((entry: { status?: number }) => entry.status ?? 'cut')).toEqual([
      500,
      'cut',
      302,
      200,
    ]);
    expect((await bench.control('state')).json.waitingWebhooks).toBe(0);
  });

  it('survive a restart of the simulator', async () => {
    bench.receiver.answer = () => 503;
    const { json } = await text('Belum diterima');
    await until('a refused attempt', () => bench.messages()[0]);
    bench.receiver.answer = () => 200;
    await bench.restart();
    const entry = await until(
      'an acknowledgement',
      async () => (await bench.control('acknowledged')).json.entries[0],
    );
    expect(entry).toMatchObject({ wamid: json.wamid, kind: 'message' });
    const spelled = Buffer.from(json.wamid.slice('wamid.'.length), 'base64').toString('latin1');
    expect(spelled, "Meta's ids spell out whose message it is").toContain(people.ibu);
  });
});

describe('bad habits', () => {
  it('sends doubles', async () => {
    await bench.control('knobs', { duplicatePercent: 100 }, 'PATCH');
    await text('Dua kali');
    await until('a double', () => (bench.messages().length >= 2 ? true : undefined));
    expect(new Set(bench.messages().map(({ id }) => id)).size).toBe(1);
    expect((await bench.control('acknowledged')).json.entries).toHaveLength(1);
  });

  it('puts many messages and contacts into one body', async () => {
    bench.receiver.answer = () => 500;
    await text('satu');
    await until('a first attempt', () => bench.messages()[0]);
    await bench.control('handsets/bapak/send', { kind: 'text', body: 'dua' });
    await bench.control('knobs', { batchSize: 10 }, 'PATCH');
    bench.receiver.answer = () => 200;
    bench.receiver.arrived.length = 0;
    const both = () =>
      bench.receiver.arrived.find(({ json }) => json.entry[0].changes[0].value.messages?.length === 2);
    await until('both in one body', async () => {
      await bench.control('webhooks/hurry', {});
      return both() ?? ((await bench.control('state')).json.waitingWebhooks === 0 ? true : undefined);
    });
    expect(both()?.json.entry[0].changes[0].value.contacts).toHaveLength(2);
  });

  it('drops statuses that it is told to drop', async () => {
    await bench.control('knobs', { dropStatuses: ['delivered'] }, 'PATCH');
    await text('Halo');
    await firstMessage();
    await bench.say(people.ibu, 'Baik');
    await bench.control('handsets/ibu/open', {});
    await until('delivery', async () =>
      (await bench.control('handsets/ibu/messages')).json.find(
        (message: { direction: string }) => message.direction === 'received',
      ),
    );
    await bench.control('handsets/ibu/open', {});
    await until('read', () => bench.statuses().find(({ status }) => status === 'read'));
    expect(bench.statuses().map(({ status }) => status)).toEqual(['sent', 'read']);
  });

  it('refuses knobs that do not exist', async () => {
    const { status, json } = await bench.control('knobs', { speed: 3 }, 'PATCH');
    expect([status, json.refusal]).toEqual([400, 'bad-knob']);
  });
});
