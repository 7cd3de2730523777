/** Files are fetched from Meta alone, within their size, and only believed when they are what was announced. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WhatsApp } from '../../app/ports.ts';
import { createWhatsApp } from './client.ts';
import { digestOf } from './media.ts';
import {
  hang,
  json,
  type MisbehavingServer,
  metaError,
  plain,
  reset,
  startMisbehavingServer,
} from './misbehaving-server.fixture.ts';

const bytes = Buffer.from('foto KK contoh '.repeat(100));
const hex = createHash('sha256').update(bytes).digest('hex');
const base64 = createHash('sha256').update(bytes).digest('base64');
const LIMIT = 10_000;

let server: MisbehavingServer;
let foreign: MisbehavingServer;
let client: WhatsApp;

beforeAll(async () => {
  server = await startMisbehavingServer();
  foreign = await startMisbehavingServer();
  client = createWhatsApp({
    baseUrl: server.url,
    version: 'v26.0',
    phoneNumberId: '1065',
    accessToken: 'token-contoh',
    timeouts: { requestMs: 300, downloadMs: 300 },
  });
});
afterAll(async () => {
  await server.close();
  await foreign.close();
});

/** Meta's answer to "where does it lie". */
const place = (more: Record<string, unknown> = {}) =>
  json(200, {
    url: `${server.url}/_cdn/1`,
    mime_type: 'image/jpeg',
    sha256: hex,
    file_size: bytes.length,
    ...more,
  });
const file = (headers = {}) => plain(200, bytes, headers);

describe('a file', () => {
  it.each([
    ['hex', hex],
    ['base64', base64],
    ['nothing', undefined],
  ])('is fetched with the token and checked against its digest in %s', async (_name, sha256) => {
    server.behave(place({ sha256 }), file());
    const outcome = await client.download('77', LIMIT);
    expect(outcome).toMatchObject({ kind: 'downloaded', mime: 'image/jpeg' });
    expect(outcome.kind === 'downloaded' && Buffer.from(outcome.bytes).equals(bytes)).toBe(true);
    expect(server.seen.map(({ path }) => path)).toEqual(['/v26.0/77', '/_cdn/1']);
    expect(server.seen[1]!.headers.authorization).toBe('Bearer token-contoh');
  });

  it('whose address has expired is looked up once more', async () => {
    server.behave(place(), plain(404, ''), place(), file());
    expect(await client.download('77', LIMIT)).toMatchObject({ kind: 'downloaded' });
    server.behave(place(), plain(404, ''), place(), plain(404, ''));
    expect(await client.download('77', LIMIT)).toEqual({ kind: 'gone', reason: 'expired' });
    expect(server.seen).toHaveLength(4);
  });

  it('that is larger than allowed is not fetched when that is known, and cut off when it is not', async () => {
    server.behave(place({ file_size: LIMIT + 1 }));
    expect(await client.download('77', LIMIT)).toEqual({ kind: 'gone', reason: 'too-large' });
    expect(server.seen).toHaveLength(1);
    // Neither announced nor declared: an endless stream.
    let written = 0;
    server.behave(place({ file_size: undefined }), (_request, response) => {
      const pour = () => {
        written += 4_096;
        if (response.write(Buffer.alloc(4_096))) setImmediate(pour);
        else response.once('drain', pour);
      };
      response.on('error', () => {});
      if (!response.destroyed) pour();
    });
    expect(await client.download('77', LIMIT)).toEqual({ kind: 'gone', reason: 'too-large' });
    expect(written).toBeLessThan(50_000_000);
  });

  it.each([
    ['other bytes than announced', () => [place(), plain(200, Buffer.alloc(bytes.length))], 'wrong-digest'],
    ['fewer bytes than announced', () => [place({ sha256: undefined }), plain(200, 'x')], 'wrong-size'],
    ['less than its own length', () => [place(), shortBody], undefined],
    ['nothing for a long time', () => [place(), hang], 'timeout'],
    ['a broken line', () => [place(), reset], undefined],
    ['a server in trouble', () => [place(), plain(503, '')], 'http-503'],
    ['no address', () => [json(200, { id: '77' })], 'answer-without-url'],
    ['a refused token', () => [metaError(401, 190)], 'token (fbtrace AbC123)'],
    ['an overloaded Meta', () => [metaError(503, 131016)], 'service-overloaded (fbtrace AbC123)'],
  ])('that comes as %s is tried again later', async (_name, behaviours, reason) => {
    server.behave(...behaviours());
    const outcome = await client.download('77', LIMIT);
    expect(outcome.kind).toBe('retry');
    if (reason !== undefined) expect(outcome).toMatchObject({ reason });
  });

  it.each([
    ['deleted', () => [metaError(400, 100)], 'deleted-or-expired'],
    ['unknown', () => [plain(404, '')], 'deleted-or-expired'],
    ['empty', () => [place({ file_size: 0, sha256: undefined }), plain(200, '')], 'empty'],
  ])('that is %s is gone', async (_name, behaviours, reason) => {
    server.behave(...behaviours());
    expect(await client.download('77', LIMIT)).toEqual({ kind: 'gone', reason });
  });
});

describe('the token', () => {
  it.each([
    ['another host', () => `${foreign.url}/x`],
    ['the same name on another port', () => `http://127.0.0.1:1/x`],
    ['a host that looks like Meta', () => 'https://lookaside.fbsbx.com.example/x'],
    ['Meta, but unencrypted', () => 'http://lookaside.fbsbx.com/x'],
    ['an address with a password', () => `http://a:b@${server.host}/x`],
    ['a file', () => 'file:///etc/passwd'],
    ['no address at all', () => 'x'],
  ])('does not go to %s', async (_name, url) => {
    server.behave(place({ url: url() }), file());
    foreign.behave(file());
    expect(await client.download('77', LIMIT)).toEqual({ kind: 'gone', reason: 'host-not-allowed' });
    expect(server.seen).toHaveLength(1);
    expect(foreign.seen).toEqual([]);
  });

  it('does not follow a redirect to another host', async () => {
    server.behave(place(), plain(302, '', { location: `${foreign.url}/steal` }));
    foreign.behave(file());
    expect(await client.download('77', LIMIT)).toEqual({ kind: 'gone', reason: 'redirected' });
    expect(foreign.seen).toEqual([]);
  });
});

describe('a digest', () => {
  it.each([
    ['hex', hex, true],
    ['capitals', hex.toUpperCase(), true],
    ['base64', base64, true],
    ['base64 for addresses', base64.replaceAll('+', '-').replaceAll('/', '_').replace('=', ''), true],
    ['something else', 'abc', false],
    ['a number', 7, false],
  ])('in %s', (_name, written, isRead) => {
    expect(digestOf(written)?.toString('hex')).toBe(isRead ? hex : undefined);
  });
});

/** Declares more than it sends, then closes. */
function shortBody(_request: unknown, response: import('node:http').ServerResponse): void {
  response.writeHead(200, { 'content-length': String(bytes.length) });
  response.write(bytes.subarray(0, 100), () => response.socket?.destroy());
}
