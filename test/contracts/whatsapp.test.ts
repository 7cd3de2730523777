/**
 * The WhatsApp contract, kept by the simulator always, and by Meta when a test number is named:
 * `SAMPAI_CONTRACT_META=6281…` (a phone that wrote to the number within the last 24 hours), with
 * `WHATSAPP_ACCESS_TOKEN`, `WHATSAPP_PHONE_NUMBER_ID` and, if wanted, `GRAPH_BASE_URL` and `GRAPH_VERSION`.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWhatsApp } from '../../src/adapters/whatsapp/client.ts';
import { parseWebhook } from '../../src/adapters/whatsapp/parse-webhook.ts';
import type { InboundMessage, WebhookContents } from '../../src/app/ports.ts';
import { openSimulatedWhatsApp, type SimulatedWhatsApp } from './simulated-whatsapp.ts';
import { describeWhatsAppContract } from './whatsapp-contract.ts';

const everything = { hasWebhooks: true, hasHandset: true, hasClosedWindow: true };

describeWhatsAppContract({
  name: 'the simulator, to a phone number',
  open: () => openSimulatedWhatsApp('phone'),
  ...everything,
});
describeWhatsAppContract({
  name: 'the simulator, to somebody with a username alone',
  open: () => openSimulatedWhatsApp('user-id'),
  ...everything,
});

const phoneAtMeta = process.env.SAMPAI_CONTRACT_META;
if (phoneAtMeta !== undefined) {
  describeWhatsAppContract({
    name: 'Meta',
    // Webhooks would need an address that Meta can reach.
    ...{ hasWebhooks: false, hasHandset: false, hasClosedWindow: false },
    open: async () => {
      const {
        WHATSAPP_ACCESS_TOKEN: accessToken = '',
        WHATSAPP_PHONE_NUMBER_ID: phoneNumberId = '',
        GRAPH_BASE_URL: baseUrl = 'https://graph.facebook.com',
        GRAPH_VERSION: version = 'v26.0',
      } = process.env;
      const settings = { baseUrl, version, phoneNumberId };
      return {
        client: createWhatsApp({ ...settings, accessToken }),
        strangersClient: createWhatsApp({ ...settings, accessToken: 'bukan-token' }),
        recipient: { phone: phoneAtMeta },
        close: async () => {},
      };
    },
  });
}

/** What the adapter makes of the rest that people and networks do, which only the simulator can be told to do. */
describe('the adapter beside the simulator', () => {
  let whatsApp: SimulatedWhatsApp;
  beforeAll(async () => {
    whatsApp = await openSimulatedWhatsApp('phone');
  });
  afterAll(() => whatsApp?.close());

  const say = (callbackData: string) =>
    whatsApp.client.send({
      to: { phone: whatsApp.phone },
      content: { kind: 'text', body: 'Halo' },
      callbackData,
    });
  const contents = (): WebhookContents[] =>
    whatsApp.received().map(({ rawBody }) => parseWebhook(JSON.parse(Buffer.from(rawBody).toString())));
  const messageOf = (kind: InboundMessage['content']['kind']) =>
    eventually(() =>
      contents()
        .flatMap(({ messages }) => messages)
        .find(({ content }) => content.kind === kind),
    );
  const statusOf = (callbackData: string, word: string) =>
    eventually(() =>
      contents()
        .flatMap(({ statuses }) => statuses)
        .find((status) => status.callbackData === callbackData && status.status === word),
    );
  const ibu = (path: string, body: unknown) => whatsApp.control('POST', `/handsets/ibu/${path}`, body);

  it.each(['hang', 'reset', 'http-503'])(
    'calls a send uncertain when the answer is lost (%s), and learns the rest',
    async (fault) => {
      const rule = { match: {}, action: { fault, isAccepted: true }, times: 1 };
      await whatsApp.control('POST', '/rules', rule);
      expect(await say(`lost-${fault}`)).toMatchObject({ kind: 'uncertain' });
      expect(await statusOf(`lost-${fault}`, 'delivered')).toMatchObject({
        recipient: { waId: whatsApp.phone },
      });
    },
  );

  it.each([
    [130429, { kind: 'retry', code: 130429 }],
    [131056, { kind: 'retry', code: 131056 }],
    [131000, { kind: 'retry', code: 131000 }],
    [131016, { kind: 'retry', code: 131016 }],
    [131047, { kind: 'window-closed' }],
    [131026, { kind: 'failed', code: 131026 }],
    [190, { kind: 'failed', code: 190 }],
  ])('understands error %i', async (error, outcome) => {
    await whatsApp.control('POST', '/rules', { match: {}, action: { error, as: 'response' }, times: 1 });
    expect(await say('error')).toMatchObject(outcome);
  });

  it('learns later why a message did not arrive', async () => {
    await whatsApp.control('POST', '/rules', {
      match: {},
      action: { error: 131026, as: 'status' },
      times: 1,
    });
    expect(await say('late')).toMatchObject({ kind: 'accepted' });
    expect(await statusOf('late', 'failed')).toMatchObject({ errorCodes: [131026] });
  });

  it('reads everything a person does on the handset', async () => {
    const { wamid } = (await ibu('send', { kind: 'text', body: 'NIK 9901014101900001' })) as {
      wamid: string;
    };
    await ibu('edit', { wamid, body: 'NIK 9901014101900002' });
    await ibu('react', { wamid, emoji: '👍🏽' });
    await ibu('revoke', { wamid });
    await ibu('send', { kind: 'location', latitude: -2.33, longitude: 115.47, name: 'Paringin' });
    await ibu('send', { kind: 'contact' });
    await ibu('send', { kind: 'unsupported', type: 'poll_creation' });
    const edited = { targetWamid: wamid, body: 'NIK 9901014101900002' };
    expect((await messageOf('edit')).content).toMatchObject(edited);
    expect((await messageOf('reaction')).content).toMatchObject({ targetWamid: wamid, emoji: '👍🏽' });
    expect((await messageOf('revoke')).content).toMatchObject({ targetWamid: wamid });
    expect((await messageOf('location')).content).toMatchObject({ latitude: -2.33, name: 'Paringin' });
    expect((await messageOf('contact')).content).toMatchObject({
      phones: [whatsApp.phone],
      requested: false,
    });
    expect((await messageOf('unsupported')).content).toMatchObject({
      wireType: 'poll_creation',
      errorCodes: [131051],
    });
    expect(contents().flatMap(({ unreadable }) => unreadable)).toEqual([]);
  });

  it('reads taps, and the number somebody was asked for', async () => {
    const buttons = {
      kind: 'buttons',
      body: 'Setuju?',
      buttons: [{ id: 'izin:1:ab', title: '1 Setuju' }],
    } as const;
    const to = { phone: whatsApp.phone };
    const content = { ...buttons, buttons: [...buttons.buttons] };
    const asked = await whatsApp.client.send({ to, content, callbackData: 'ask' });
    if (asked.kind !== 'accepted') throw new Error(asked.kind);
    await statusOf('ask', 'delivered');
    await ibu('send', { kind: 'choice', wamid: asked.wamid, choice: 'izin:1:ab' });
    const tapped = await messageOf('choice');
    expect(tapped).toMatchObject({
      quotedWamid: asked.wamid,
      content: { id: 'izin:1:ab', title: '1 Setuju', source: 'button' },
    });
    const request = { kind: 'contact-request', body: 'Nomor Anda?' } as const;
    const sent = await whatsApp.client.send({ to, content: request, callbackData: 'number' });
    if (sent.kind !== 'accepted') throw new Error(sent.kind);
    await statusOf('number', 'delivered');
    await ibu('send', { kind: 'contact', quotedWamid: sent.wamid });
    const answer = await eventually(() =>
      contents()
        .flatMap(({ messages }) => messages)
        .find(({ quotedWamid }) => quotedWamid === sent.wamid),
    );
    expect(answer.content).toEqual({ kind: 'contact', phones: [whatsApp.phone], requested: true });
  });

  it('learns who a person is after a new number', async () => {
    const before = (await whatsApp.control('GET', '/handsets/ibu')) as { bsuid: string };
    await ibu('identity', { kind: 'key' });
    await ibu('identity', { kind: 'number', phone: '6289900000003' });
    const after = (await whatsApp.control('GET', '/handsets/ibu')) as { bsuid: string };
    const change = await eventually(() =>
      contents()
        .flatMap(({ messages }) => messages)
        .find(({ content }) => content.kind === 'identity-changed' && content.change === 'number'),
    );
    expect(change).toMatchObject({
      sender: { waId: whatsApp.phone, bsuid: before.bsuid },
      content: { next: { waId: '6289900000003', bsuid: after.bsuid } },
    });
    expect(contents().flatMap(({ unreadable }) => unreadable)).toEqual([]);
  });

  it('keeps the set of messages when webhooks are doubled, batched and out of order', async () => {
    const knobs = { duplicatePercent: 50, reorders: true, batchSize: 5, webhookDelayMs: [0, 60] };
    await whatsApp.control('PATCH', '/knobs', knobs);
    const said = Array.from({ length: 30 }, (_, n) => `pesan ${n}`);
    for (const body of said) await ibu('send', { kind: 'text', body });
    const heard = await eventually(() => {
      const bodies = contents().flatMap(({ messages }) =>
        messages.flatMap(({ content }) => (content.kind === 'text' ? [content.body] : [])),
      );
      const found = new Set(bodies.filter((body) => body.startsWith('pesan ')));
      return found.size >= said.length ? found : undefined;
    });
    expect(heard).toEqual(new Set(said));
  });
});

/** Asks every 30 ms, at most for 15 s. */
async function eventually<Found>(find: () => Found | undefined): Promise<Found> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error('it did not come');
}
