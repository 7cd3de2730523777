/** What the account routes refuse: mistakes, guessing, other sites, and all the library could do besides. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AccountBench, openAccountBench, password } from './account-bench.fixture.ts';

let bench: AccountBench;
beforeAll(async () => {
  bench = await openAccountBench();
});
afterAll(() => bench?.close());
beforeEach(() => bench.reset());

describe('given a mistake at sign-in', () => {
  it('wrong password, unknown name and impossible name get the very same answer', async () => {
    await bench.makeAccount();
    const wrong = await bench.post('/sign-in', { username: 'siti.aminah', password: 'bukan kata sandi' });
    const unknown = await bench.post('/sign-in', { username: 'tidak.ada', password });
    const impossible = await bench.post('/sign-in', { username: "'; drop table", password });
    const expected = {
      status: 401,
      body: { ok: false, problem: 'wrong-username-or-password' },
      setCookie: [],
    };
    for (const answer of [wrong, unknown, impossible]) expect(answer).toMatchObject(expected);
  });

  it.each([
    undefined,
    null,
    'text',
    {},
    { username: 'siti.aminah' },
    { username: ['siti.aminah'], password },
    { username: 'a', password: 7 },
  ])('a body of %j is a bad request', async (body) => {
    expect(await bench.post('/sign-in', body ?? '')).toMatchObject({
      status: 400,
      body: { problem: 'bad-request' },
    });
  });

  it('after ten wrong passwords the name rests, from whatever address, and says for how long', async () => {
    await bench.makeAccount('rahmat');
    await bench.makeAccount('wati');
    for (let guess = 0; guess < 10; guess++) {
      bench.address = `10.1.0.${guess}`;
      expect(
        (await bench.post('/sign-in', { username: 'rahmat', password: `tebakan ke-${guess}` })).status,
      ).toBe(401);
    }
    const braked = await bench.post('/sign-in', { username: 'Rahmat', password });
    expect(braked).toMatchObject({ status: 429, body: { problem: 'too-many-attempts' } });
    expect(braked.body.retryAfterSeconds).toBeGreaterThan(200);
    expect(await bench.signIn('wati')).not.toBe('');
  });

  it('one address may not try name after name: after 60 in a minute it waits', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 62; guess++) {
      statuses.push((await bench.post('/sign-in', { username: `x!${guess}`, password })).status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(60);
    expect(statuses.slice(60)).toEqual([429, 429]);
  });
});

describe('given a page of another site', () => {
  it('it cannot sign anybody in or out', async () => {
    await bench.makeAccount();
    const cookie = await bench.signIn();
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const signingIn = await bench.post('/sign-in', { username: 'siti.aminah', password }, foreign);
    expect(signingIn).toMatchObject({ status: 403, body: { problem: 'foreign-origin' } });
    const hidden = await bench.post(
      '/sign-in',
      { username: 'siti.aminah', password },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(hidden.status).toBe(403);
    expect((await bench.post('/sign-out', {}, { origin: foreign.origin, cookie })).status).toBe(403);
    expect((await bench.post('/sign-out', {}, { origin: 'null', cookie })).status).toBe(403);
    expect(await bench.accounts.findSession({ cookie })).toBeDefined();
  });

  it('the address the page itself came from is trusted beside PUBLIC_URL', async () => {
    await bench.makeAccount();
    const byNumber = { host: '192.168.1.5:8080', origin: 'http://192.168.1.5:8080' };
    expect((await bench.post('/sign-in', { username: 'siti.aminah', password }, byNumber)).status).toBe(200);
    const byName = { host: '127.0.0.1:8080', origin: 'http://kantor.example' };
    expect((await bench.post('/sign-in', { username: 'siti.aminah', password }, byName)).status).toBe(200);
  });
});

describe('given the rest of the library', () => {
  it.each([
    '/sign-up/email',
    '/sign-in/email',
    '/sign-in/username',
    '/get-session',
    '/list-sessions',
    '/update-user',
    '/delete-user',
    '/request-password-reset',
    '/is-username-available',
    '/error',
    '/sign-in/',
    '/../accounts/sign-up/email',
  ])('%s is closed', async (path) => {
    const body = { username: 'baru', email: 'baru@example.com', password, name: 'Baru' };
    expect((await bench.post(path, body)).status).toBe(404);
    const read = await bench.server.inject({ method: 'GET', url: `/api/accounts${path}` });
    expect(read.statusCode).toBe(404);
  });
});

describe('given PUBLIC_URL on https', () => {
  it('the cookie goes over https only and is known by its own name', async () => {
    const safe = await openAccountBench('https');
    await safe.makeAccount();
    const { setCookie } = await safe.post('/sign-in', { username: 'siti.aminah', password });
    expect(setCookie[0]).toMatch(/^__Secure-sampai\.session_token=.*; Secure/i);
    const cookie = setCookie[0]!.split(';')[0]!;
    expect(await safe.accounts.findSession({ cookie })).toMatchObject({ username: 'siti.aminah' });
    await safe.close();
  });
});
