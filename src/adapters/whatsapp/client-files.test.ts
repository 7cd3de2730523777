/** Uploads, deletions, read marks and settings of the client. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WhatsApp } from '../../app/ports.ts';
import { createWhatsApp, type WhatsAppSettings } from './client.ts';
import {
  hang,
  json,
  type MisbehavingServer,
  metaError,
  plain,
  reset,
  startMisbehavingServer,
} from './misbehaving-server.fixture.ts';
import { PHONE_NUMBER_ID } from './webhook-bodies.fixture.ts';

let server: MisbehavingServer;
let client: WhatsApp;

function settingsFor(baseUrl: string): WhatsAppSettings {
  const timeouts = { requestMs: 300, uploadMs: 300 };
  return { baseUrl, version: 'v26.0', phoneNumberId: PHONE_NUMBER_ID, accessToken: 'token-contoh', timeouts };
}

beforeAll(async () => {
  server = await startMisbehavingServer();
  client = createWhatsApp(settingsFor(server.url));
});
afterAll(() => server.close());

const done = json(200, { success: true });

describe('an upload', () => {
  const file = { bytes: new TextEncoder().encode('%PDF-1.7'), filename: 'akta.pdf', mime: 'application/pdf' };

  it('goes as a form with its type and name', async () => {
    server.behave(json(200, { id: '424242' }));
    expect(await client.upload(file)).toEqual({ kind: 'uploaded', mediaId: '424242' });
    const { path, headers, body } = server.seen[0]!;
    expect(path).toBe(`/v26.0/${PHONE_NUMBER_ID}/media`);
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    const form = body.toString();
    for (const part of ['name="messaging_product"', 'whatsapp', 'filename="akta.pdf"', '%PDF-1.7']) {
      expect(form).toContain(part);
    }
  });

  it.each([
    ['an unreadable answer', json(200, {}), { kind: 'retry', reason: 'answer-without-id' }],
    ['a hanging server', hang, { kind: 'retry', reason: 'timeout' }],
    ['an overloaded Meta', metaError(503, 131016), { kind: 'retry', code: 131016 }],
    ['a refused token', metaError(401, 190), { kind: 'failed', code: 190 }],
  ])('may be repeated or not after %s', async (_name, behaviour, expected) => {
    server.behave(behaviour);
    expect(await client.upload(file)).toMatchObject(expected);
  });

  it('of something Meta does not take does not leave the house', async () => {
    server.behave(done);
    expect(await client.upload({ ...file, mime: 'text/html' })).toMatchObject({ kind: 'failed' });
    expect(server.seen).toEqual([]);
  });
});

describe('deleting and reading', () => {
  it('deletes a file, and is content when it is gone already', async () => {
    server.behave(done, metaError(400, 100), plain(404, ''));
    for (let n = 0; n < 3; n += 1) await expect(client.deleteMedia('424242')).resolves.toBeUndefined();
    expect(server.seen.map(({ method, path }) => `${method} ${path}`)[0]).toBe('DELETE /v26.0/424242');
  });

  it('says so when a file could not be deleted, so that the job tries again', async () => {
    server.behave(metaError(503, 131016));
    await expect(client.deleteMedia('424242')).rejects.toThrow('could not be deleted: service-overloaded');
  });

  it('never leaves its path for an id that is none', async () => {
    server.behave(done);
    await client.deleteMedia('../../me');
    await client.deleteMedia('..');
    expect(await client.download('../oauth/access_token?x=', 10)).toEqual({ kind: 'gone', reason: 'bad-id' });
    expect(server.seen).toEqual([]);
  });

  it('marks as read, with or without "typing", and shrugs at failure', async () => {
    server.behave(done);
    await client.markRead('wamid.X', true);
    expect(JSON.parse(server.seen[0]!.body.toString())).toEqual({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: 'wamid.X',
      typing_indicator: { type: 'text' },
    });
    server.behave(reset);
    await expect(client.markRead('wamid.X', false)).resolves.toBeUndefined();
  });
});

describe('settings', () => {
  it.each([
    ['GRAPH_BASE_URL', { baseUrl: 'graph.facebook.com' }],
    ['GRAPH_BASE_URL', { baseUrl: 'file:///etc' }],
    ['GRAPH_VERSION', { version: 'latest' }],
    ['WHATSAPP_PHONE_NUMBER_ID', { phoneNumberId: '1/../2' }],
    ['WHATSAPP_ACCESS_TOKEN', { accessToken: '' }],
    ['WHATSAPP_ACCESS_TOKEN', { accessToken: 'rahasia\r\nx: y' }],
  ])('%s that cannot be used stops the start, without its value', (name, wrong) => {
    expect(() => createWhatsApp({ ...settingsFor('https://graph.facebook.com'), ...wrong })).toThrow(name);
  });
});
