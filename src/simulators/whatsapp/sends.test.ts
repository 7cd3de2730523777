/** What the simulator refuses a business, and what goes wrong on demand. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TemplateSeed } from './start.ts';
import { startWhatsAppSimulator } from './start.ts';
import { type Bench, people, startBench, until } from './testing/business.fixture.ts';

const template: TemplateSeed = {
  name: 'berkas_kurang',
  language: 'id',
  category: 'UTILITY',
  components: [
    { type: 'BODY', text: 'Berkas {{1}} kurang: {{2}}.' },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Lengkapi' }] },
  ],
};
const login: TemplateSeed = {
  name: 'kode_masuk',
  language: 'id',
  category: 'AUTHENTICATION',
  components: [{ type: 'BODY', text: '{{1}} adalah kode Anda.' }],
};

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ templates: [template, login] });
  await bench.control('handsets/ibu/send', { kind: 'text', body: 'Halo' });
});
afterEach(() => bench.close());

const hour = 3_600_000;
const codeOf = (answer: { json: { error?: { code: number } } }) => answer.json.error?.code;
const sendTemplate = (to: object, name: string, texts: string[], buttons: object[] = []) =>
  bench.graph(`${bench.options.phoneNumberId}/messages`, {
    messaging_product: 'whatsapp',
    ...to,
    type: 'template',
    template: {
      name,
      language: { code: 'id' },
      components: [{ type: 'body', parameters: texts.map((text) => ({ type: 'text', text })) }, ...buttons],
    },
  });

describe('start', () => {
  it.each([
    ['a token that looks like a real one', { accessToken: 'EAAxyz' }, /real one/],
    ['an address that is not loopback', { host: '0.0.0.0' }, /loopback/],
    ['no app secret', { appSecret: '' }, /appSecret/],
  ])('is refused with %s', async (_, change, sentence) => {
    await expect(startWhatsAppSimulator({ ...bench.options, ...change })).rejects.toThrow(sentence);
  });

  it('marks every answer as coming from a simulator', async () => {
    const answer = await fetch(`${bench.simulator.url}/_sim/state`);
    expect(answer.headers.get('simulator')).toContain('SIMULATOR');
  });
});

describe('the 24-hour window', () => {
  it('closes on the virtual clock and opens again with the next message', async () => {
    await bench.control('clock', { offsetMs: 25 * hour });
    expect(codeOf(await bench.say(people.ibu, 'Terlambat'))).toBe(131047);
    await bench.control('handsets/ibu/send', { kind: 'text', body: 'Saya di sini' });
    expect((await bench.say(people.ibu, 'Baik')).status).toBe(200);
  });

  it('is closed to people who never wrote, but not to templates', async () => {
    expect(codeOf(await bench.say(people.bapak, 'Halo'))).toBe(131047);
    expect((await sendTemplate({ to: people.bapak }, 'berkas_kurang', ['B-1', 'KK'])).status).toBe(200);
  });

  it('may be told later by a status instead', async () => {
    await bench.control('knobs', { windowClosed: 'status' }, 'PATCH');
    const answer = await bench.say(people.bapak, 'Halo');
    expect(answer.status).toBe(200);
    const failed = await until('failed', () => bench.statuses().find(({ status }) => status === 'failed'));
    expect(failed.errors[0].code).toBe(131047);
  });
});

describe('templates', () => {
  it('are refused when unknown, with a wrong number of parameters, or while paused', async () => {
    const to = { to: people.ibu };
    expect(codeOf(await sendTemplate(to, 'tidak_ada', []))).toBe(132001);
    expect(codeOf(await sendTemplate(to, 'berkas_kurang', ['B-1']))).toBe(132000);
    expect(codeOf(await sendTemplate(to, 'berkas_kurang', ['B-1', 'baris\nbaru']))).toBe(132012);
    await bench.control('templates/berkas_kurang/pause', { isPaused: true });
    expect(codeOf(await sendTemplate(to, 'berkas_kurang', ['B-1', 'KK']))).toBe(132015);
  });

  it('show their filled-in text, and a tapped quick reply comes back as a button with its payload', async () => {
    const button = {
      type: 'button',
      sub_type: 'quick_reply',
      index: '0',
      parameters: [{ type: 'payload', payload: 'lengkapi:B-1' }],
    };
    const { json } = await sendTemplate({ to: people.ibu }, 'berkas_kurang', ['B-1', 'KK asli'], [button]);
    expect(json.messages[0].message_status).toBe('accepted');
    const shown = await until('the template', async () =>
      (await bench.control('handsets/ibu/messages')).json.find(
        ({ type }: { type: string }) => type === 'template',
      ),
    );
    expect(shown.payload.rendered.body).toBe('Berkas B-1 kurang: KK asli.');
    await bench.control('handsets/ibu/send', { kind: 'choice', wamid: shown.wamid, choice: 'lengkapi:B-1' });
    const tapped = await until('the tap', () => bench.messages().find(({ type }) => type === 'button'));
    expect(tapped).toMatchObject({
      button: { payload: 'lengkapi:B-1', text: 'Lengkapi' },
      context: { id: shown.wamid },
    });
  });

  it('can be handed in over the Graph path and wait for their review on the virtual clock', async () => {
    await bench.control('knobs', { templateReviewMs: hour }, 'PATCH');
    const path = '990000000000001/message_templates';
    const created = await bench.graph(path, { ...template, name: 'dokumen_terbit' });
    expect(created.json).toMatchObject({ status: 'PENDING', category: 'UTILITY' });
    const to = { to: people.ibu };
    expect(codeOf(await sendTemplate(to, 'dokumen_terbit', ['a', 'b']))).toBe(132001);
    await bench.control('clock', { offsetMs: 2 * hour });
    expect((await sendTemplate(to, 'dokumen_terbit', ['a', 'b'])).status).toBe(200);
    const { json } = await bench.graph(`${path}?name=dokumen_terbit`);
    expect(json.data[0].status).toBe('APPROVED');
  });

  it('of the kind authentication need a phone number', async () => {
    const { bsuid } = (await bench.control('handsets/ibu')).json;
    expect(codeOf(await sendTemplate({ recipient: bsuid }, 'kode_masuk', ['123456']))).toBe(131062);
    expect((await sendTemplate({ to: people.ibu, recipient: bsuid }, 'kode_masuk', ['123456'])).status).toBe(
      200,
    );
  });
});

describe('rates', () => {
  it('to one person end with 131056 and recover one message each six virtual seconds', async () => {
    await bench.control('knobs', { pairBurst: 2 }, 'PATCH');
    const codes = [];
    for (const body of ['1', '2', '3']) codes.push(codeOf(await bench.say(people.ibu, body)));
    expect(codes).toEqual([undefined, undefined, 131056]);
    await bench.control('clock', { offsetMs: 6_500 });
    expect((await bench.say(people.ibu, '4')).status).toBe(200);
    expect(codeOf(await bench.say(people.ibu, '5'))).toBe(131056);
  });

  it('of the whole number end with 130429', async () => {
    await bench.control('knobs', { messagesPerSecond: 0 }, 'PATCH');
    expect(codeOf(await bench.say(people.ibu, 'Halo'))).toBe(130429);
  });
});

describe('failures on demand', () => {
  it('follow from the last digits of the number', async () => {
    const codes = [];
    for (const ending of ['1047', '1056', '0429'])
      codes.push(codeOf(await bench.say(`62800990${ending}`, 'Halo')));
    expect(codes).toEqual([131047, 131056, 130429]);
    await bench.control('handsets', { id: 'tak-sampai', name: 'Tak Sampai', phone: '628009901026' });
    await bench.control('handsets/tak-sampai/send', { kind: 'text', body: 'Halo' });
    expect((await bench.say('628009901026', 'Halo')).status).toBe(200);
    const failed = await until('failed', () => bench.statuses().find(({ status }) => status === 'failed'));
    expect(failed.errors[0].code).toBe(131026);
  });

  it('can be ordered for the next calls only', async () => {
    await bench.control('rules', { match: {}, times: 2, action: { error: 131016, as: 'response' } });
    const answers = [];
    for (const body of ['1', '2', '3']) answers.push((await bench.say(people.ibu, body)).status);
    expect(answers).toEqual([503, 503, 200]);
    expect((await bench.control('rules')).json).toEqual([]);
  });

  it('may cut the connection after the message was accepted: the sender cannot know', async () => {
    await bench.control('rules', { match: {}, times: 1, action: { fault: 'reset', isAccepted: true } });
    await expect(bench.say(people.ibu, 'Sampai juga', { biz_opaque_callback_data: 'x1' })).rejects.toThrow();
    const sent = await until('its status', () =>
      bench.statuses().find(({ biz_opaque_callback_data: data }) => data === 'x1'),
    );
    expect(sent.status).toBe('sent');
    const call = await until('the record of the call', async () =>
      (await bench.control('log?kind=api')).json.entries.find(({ fault }: { fault?: string }) => fault),
    );
    expect(call).toMatchObject({ fault: 'reset', isAccepted: true, wamid: sent.id });
  });

  it('may hang without accepting, or answer with a page of HTML', async () => {
    await bench.control('rules', { match: {}, times: 1, action: { fault: 'hang', isAccepted: false } });
    const url = `${bench.simulator.url}/v26.0/${bench.options.phoneNumberId}/messages`;
    const body = JSON.stringify({ messaging_product: 'whatsapp', to: people.ibu, text: { body: 'Halo' } });
    const headers = { authorization: 'Bearer sim-token', 'content-type': 'application/json' };
    const hanging = fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(150) });
    await expect(hanging).rejects.toThrow(/timeout/i);
    await bench.control('rules', { match: {}, times: 1, action: { fault: 'http-500', isAccepted: false } });
    const page = await bench.say(people.ibu, 'Halo');
    expect(page.status).toBe(500);
    expect(page.json).toContain('<html>');
    const all = (await bench.control('handsets/ibu/messages?all=1')).json;
    expect(all.filter(({ direction }: { direction: string }) => direction === 'received')).toEqual([]);
  });

  it('fail later for a number that nobody has', async () => {
    const answer = await sendTemplate({ to: '628009900077' }, 'berkas_kurang', ['B-1', 'KK']);
    expect(answer.status).toBe(200);
    const failed = await until('failed', () => bench.statuses().find(({ status }) => status === 'failed'));
    expect(failed).toMatchObject({ recipient_id: '628009900077', errors: [{ code: 131026 }] });
  });
});
