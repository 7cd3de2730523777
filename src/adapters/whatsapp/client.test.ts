/** What the client makes of good and bad answers; above all it never calls a send "not sent" that may have gone out. */
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutboundContent, WhatsApp } from '../../app/ports.ts';
import { createWhatsApp, type WhatsAppSettings } from './client.ts';
import {
  hang,
  json,
  type MisbehavingServer,
  metaError,
  plain,
  reset,
  resetAfterHeaders,
  startMisbehavingServer,
} from './misbehaving-server.fixture.ts';
import { JAMILAH, PHONE_NUMBER_ID, RAHMAT } from './webhook-bodies.fixture.ts';

let server: MisbehavingServer;
let client: WhatsApp;

function settingsFor(baseUrl: string): WhatsAppSettings {
  const timeouts = { sendMs: 300 };
  return { baseUrl, version: 'v26.0', phoneNumberId: PHONE_NUMBER_ID, accessToken: 'token-contoh', timeouts };
}

beforeAll(async () => {
  server = await startMisbehavingServer();
  client = createWhatsApp(settingsFor(server.url));
});
afterAll(() => server.close());

const accepted = json(200, {
  messaging_product: 'whatsapp',
  contacts: [{ input: JAMILAH.waId, wa_id: JAMILAH.waId }],
  messages: [{ id: 'wamid.X', message_status: 'accepted' }],
});
const toJamilah = { to: { phone: JAMILAH.waId }, callbackData: 'outbox-1' };
const say = (content: OutboundContent = { kind: 'text', body: 'Halo' }) =>
  client.send({ ...toJamilah, content });
const sentBody = () => JSON.parse(server.seen[0]!.body.toString());

describe('a message that is sent', () => {
  it('goes to the office number of the right version, with the token and our own id', async () => {
    server.behave(accepted);
    expect(await say()).toEqual({ kind: 'accepted', wamid: 'wamid.X' });
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      path: `/v26.0/${PHONE_NUMBER_ID}/messages`,
      headers: { authorization: 'Bearer token-contoh', 'content-type': 'application/json' },
    });
    expect(sentBody()).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: JAMILAH.waId,
      biz_opaque_callback_data: 'outbox-1',
      type: 'text',
      text: { body: 'Halo', preview_url: false },
    });
  });

  it('goes to a user id when there is no phone, and quotes', async () => {
    server.behave(accepted);
    const content = { kind: 'contact-request', body: 'Bagikan nomor?' } as const;
    await client.send({
      to: { bsuid: RAHMAT.bsuid },
      content,
      quoteWamid: 'wamid.Q',
      callbackData: 'outbox-2',
    });
    expect(sentBody()).toMatchObject({
      recipient: RAHMAT.bsuid,
      context: { message_id: 'wamid.Q' },
      type: 'interactive',
      interactive: { type: 'request_contact_info', action: { name: 'request_contact_info' } },
    });
    expect(sentBody()).not.toHaveProperty('to');
  });

  it.each<[string, OutboundContent, unknown]>([
    [
      'buttons',
      { kind: 'buttons', body: 'Setuju?', footer: 'Gratis', buttons: [{ id: 'y', title: 'Ya' }] },
      {
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: 'Setuju?' },
          footer: { text: 'Gratis' },
          action: { buttons: [{ type: 'reply', reply: { id: 'y', title: 'Ya' } }] },
        },
      },
    ],
    [
      'a list',
      {
        kind: 'list',
        body: 'Pilih',
        button: 'Menu',
        sections: [{ rows: [{ id: 'a', title: 'A', description: 'B' }] }],
      },
      {
        type: 'interactive',
        interactive: {
          type: 'list',
          body: { text: 'Pilih' },
          action: { button: 'Menu', sections: [{ rows: [{ id: 'a', title: 'A', description: 'B' }] }] },
        },
      },
    ],
    [
      'a document',
      { kind: 'document', mediaId: '77', filename: 'akta.pdf', caption: 'Akta' },
      { type: 'document', document: { id: '77', filename: 'akta.pdf', caption: 'Akta' } },
    ],
    [
      'a template',
      {
        kind: 'template',
        name: 'dokumen_terbit',
        language: 'id',
        body: ['Akta\n lahir'],
        buttonPayloads: ['pdf:1'],
      },
      {
        type: 'template',
        template: {
          name: 'dokumen_terbit',
          language: { code: 'id' },
          components: [
            { type: 'body', parameters: [{ type: 'text', text: 'Akta lahir' }] },
            {
              type: 'button',
              sub_type: 'quick_reply',
              index: '0',
              parameters: [{ type: 'payload', payload: 'pdf:1' }],
            },
          ],
        },
      },
    ],
  ])('may be %s', async (_name, content, expected) => {
    server.behave(accepted);
    expect(await say(content)).toMatchObject({ kind: 'accepted' });
    expect(sentBody()).toMatchObject(expected as object);
  });

  it('has half a character replaced, which Meta would refuse', async () => {
    server.behave(accepted);
    await say({ kind: 'text', body: 'a\ud800b' });
    expect(sentBody().text.body).toBe('a\uFFFDb');
  });

  it('lists its choices by number when it says how to answer by number', async () => {
    server.behave(accepted);
    const buttons = [{ id: 'y', title: 'Ya' }];
    await say({ kind: 'buttons', body: 'Setuju?', buttons, numberHint: 'Atau balas angkanya.' });
    expect(sentBody().interactive.body.text).toBe('Setuju?\n\n1. Ya\nAtau balas angkanya.');
  });

  it('that breaks a limit does not leave the house, and the reason does not repeat it', async () => {
    server.behave(accepted);
    const outcome = await say({ kind: 'text', body: 'rahasia '.repeat(600) });
    expect(outcome).toEqual({ kind: 'failed', reason: 'limits: body too-long' });
    expect(server.seen).toEqual([]);
  });

  it('held back by Meta for a quality check counts as accepted', async () => {
    server.behave(
      json(200, { messages: [{ id: 'wamid.H', message_status: 'held_for_quality_assessment' }] }),
    );
    expect(await say()).toEqual({ kind: 'accepted', wamid: 'wamid.H' });
  });
});

describe('a send that Meta answers with an error', () => {
  it.each([
    [400, 131047, { kind: 'window-closed' }],
    [429, 130429, { kind: 'retry', code: 130429, afterMs: 1_000 }],
    [400, 131056, { kind: 'retry', code: 131056, afterMs: 6_000 }],
    [400, 131048, { kind: 'retry', code: 131048, afterMs: 3_600_000 }],
    [400, 4, { kind: 'retry', code: 4 }],
    [400, 80007, { kind: 'retry', code: 80007 }],
    [500, 131000, { kind: 'retry', code: 131000 }],
    [503, 131016, { kind: 'retry', code: 131016 }],
    [503, 2, { kind: 'retry', code: 2 }],
    [500, 131057, { kind: 'retry', code: 131057 }],
    [400, 131026, { kind: 'failed', code: 131026 }],
    [401, 190, { kind: 'failed', code: 190 }],
    [403, 200, { kind: 'failed', code: 200 }],
    [402, 131042, { kind: 'failed', code: 131042 }],
    [404, 132001, { kind: 'failed', code: 132001 }],
    [400, 132999, { kind: 'failed', code: 132999 }],
    [400, 100, { kind: 'failed', code: 100 }],
    [400, 999999, { kind: 'failed', code: 999999 }],
    // Meta's wrapper for a crash, and a code nobody knows: the message may have been taken.
    [500, 1, { kind: 'uncertain' }],
    [400, 1, { kind: 'uncertain' }],
    [500, 999999, { kind: 'uncertain' }],
  ])('HTTP %i with code %i', async (status, code, expected) => {
    server.behave(metaError(status, code));
    const outcome = await say();
    expect(outcome).toMatchObject(expected);
    // Meta's own words may quote a number or a message; only its trace is kept.
    expect(JSON.stringify(outcome)).not.toContain('62899');
  });

  it('waits as long as it was told to', async () => {
    server.behave(json(429, { error: { code: 130429 } }, { 'retry-after': '30' }));
    expect(await say()).toMatchObject({ kind: 'retry', afterMs: 30_000 });
  });
});

describe('a send that is not answered by Meta', () => {
  it.each([
    ['hangs', hang, { kind: 'uncertain', reason: 'timeout' }],
    ['is cut off', reset, { kind: 'uncertain', reason: 'UND_ERR_SOCKET' }],
    ['is cut off within the answer', resetAfterHeaders, { kind: 'uncertain' }],
    ['is lost in a gateway', plain(502, '<h1>Bad Gateway</h1>'), { kind: 'uncertain', reason: 'http-502' }],
    [
      'is taken, but the answer is no JSON',
      plain(200, 'OK'),
      { kind: 'uncertain', reason: 'answer-without-id' },
    ],
    ['is taken, but the id is missing', json(200, { messages: [] }), { kind: 'uncertain' }],
    ['is answered endlessly', plain(200, 'x'.repeat(300_000)), { kind: 'uncertain' }],
    [
      'is turned away at the door',
      plain(429, 'slow down'),
      { kind: 'retry', reason: 'http-429', afterMs: 5_000 },
    ],
    ['meets a wrong proxy', plain(403, 'blocked'), { kind: 'retry', reason: 'http-403' }],
  ])('because it %s', async (_name, behaviour, expected) => {
    server.behave(behaviour);
    expect(await say()).toMatchObject(expected);
    // An uncertain send is never repeated on its own.
    expect(server.seen).toHaveLength(1);
  });

  it('because it is redirected: the token does not follow', async () => {
    const other = await startMisbehavingServer();
    server.behave(plain(307, '', { location: `${other.url}/steal` }));
    expect(await say()).toMatchObject({ kind: 'retry', reason: 'http-307' });
    expect(other.seen).toEqual([]);
    await other.close();
  });

  it.each([
    ['nobody listens', async () => `http://127.0.0.1:${await freePort()}`],
    ['the name does not exist', async () => 'http://graph.invalid'],
  ])('because %s: certainly not sent', async (_name, address) => {
    const lost = createWhatsApp({ ...settingsFor(await address()), timeouts: { sendMs: 5_000 } });
    expect(await lost.send({ ...toJamilah, content: { kind: 'text', body: 'x' } })).toMatchObject({
      kind: 'retry',
    });
  });

  it('because the line breaks during the TLS handshake: certainly not sent', async () => {
    const slammer = createServer((socket) => socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => slammer.listen(0, '127.0.0.1', resolve));
    const { port } = slammer.address() as { port: number };
    const lost = createWhatsApp(settingsFor(`https://127.0.0.1:${port}`));
    const outcome = await lost.send({ ...toJamilah, content: { kind: 'text', body: 'x' } });
    expect(outcome.kind).toBe('retry');
    await new Promise((resolve) => slammer.close(resolve));
  });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
