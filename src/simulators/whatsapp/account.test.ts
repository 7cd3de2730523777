/** The paths around messages: files with their limits and faults, registration, keys, subscription. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, people, startBench, until } from './testing/business.fixture.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

async function upload(bytes: Uint8Array<ArrayBuffer>, mime: string, product = 'whatsapp') {
  const form = new FormData();
  form.set('messaging_product', product);
  form.set('file', new Blob([bytes], { type: mime }), 'berkas');
  const answer = await fetch(`${bench.simulator.url}/v26.0/${bench.options.phoneNumberId}/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bench.options.accessToken}` },
    body: form,
  });
  return (await answer.json()) as { id?: string; error?: { code: number } };
}

describe('uploads', () => {
  it('are refused when too large for their kind, of an unknown kind, or empty', async () => {
    const sixMebibytes = new Uint8Array(6 * 1024 * 1024);
    expect((await upload(sixMebibytes, 'image/jpeg')).error?.code).toBe(131053);
    expect((await upload(sixMebibytes, 'application/pdf')).id).toMatch(/^\d+$/);
    expect((await upload(new Uint8Array(3), 'application/x-msdownload')).error?.code).toBe(100);
    expect((await upload(new Uint8Array(0), 'image/png')).error?.code).toBe(100);
    expect((await upload(new Uint8Array(3), 'image/png', 'sms')).error?.code).toBe(100);
  });

  it('can be sent for thirty virtual days, then no more', async () => {
    const { id } = await upload(new Uint8Array(3), 'application/pdf');
    const send = () =>
      bench.graph(`${bench.options.phoneNumberId}/messages`, {
        messaging_product: 'whatsapp',
        to: people.ibu,
        type: 'document',
        document: { id, filename: 'a.pdf' },
      });
    await bench.control('clock', { offsetMs: 29 * 86_400_000 });
    await bench.control('handsets/ibu/send', { kind: 'text', body: 'Halo' });
    expect((await send()).status).toBe(200);
    await bench.control('clock', { offsetMs: 31 * 86_400_000 });
    await bench.control('handsets/ibu/send', { kind: 'text', body: 'Halo' });
    expect((await send()).json.error.code).toBe(131009);
  });

  it('and downloads fail when a rule says so', async () => {
    const order = (path: string) =>
      bench.control('rules', { match: { path }, times: 1, action: { fault: 'http-503', isAccepted: false } });
    await order('media-get');
    const { id } = await upload(new Uint8Array(3), 'image/png');
    expect((await bench.graph(id!)).status).toBe(503);
    const { json } = await bench.graph(id!);
    await order('media-download');
    const headers = { authorization: `Bearer ${bench.options.accessToken}` };
    expect((await fetch(json.url, { headers })).status).toBe(503);
    expect((await fetch(json.url, { headers })).status).toBe(200);
    const forged = json.url.replace(/hash=./, 'hash=x');
    expect((await fetch(forged, { headers })).status).toBe(404);
  });
});

describe('the number', () => {
  it('registers with a PIN of six digits', async () => {
    const path = `${bench.options.phoneNumberId}/register`;
    expect((await bench.graph(path, { messaging_product: 'whatsapp', pin: '12' })).json.error.code).toBe(100);
    const body = { messaging_product: 'whatsapp', pin: '123456', data_localization_region: 'ID' };
    expect((await bench.graph(path, body)).json).toEqual({ success: true });
  });

  it('keeps a public key for flows', async () => {
    const path = `${bench.options.phoneNumberId}/whatsapp_business_encryption`;
    const key = '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----';
    await bench.graph(path, { business_public_key: key });
    expect((await bench.graph(path)).json.data[0].business_public_key).toBe(key);
  });

  it('tells nothing about an id that is not its own', async () => {
    expect((await bench.graph('123/messages', { messaging_product: 'whatsapp' })).json.error.code).toBe(100);
    expect((await bench.graph(bench.options.phoneNumberId)).json.display_phone_number).toBe(
      '62 800 990 0000',
    );
  });
});

describe('the subscription', () => {
  it('decides whether webhooks come', async () => {
    const path = '990000000000001/subscribed_apps';
    await bench.graph(path, undefined, 'DELETE');
    await bench.control('handsets/ibu/send', { kind: 'text', body: 'tak terdengar' });
    expect((await bench.graph(path)).json.data).toEqual([]);
    await bench.graph(path, {});
    await bench.control('handsets/ibu/send', { kind: 'text', body: 'terdengar' });
    await until('the second', () => bench.messages()[0]);
    expect(bench.messages().map(({ text }) => text.body)).toEqual(['terdengar']);
  });
});
