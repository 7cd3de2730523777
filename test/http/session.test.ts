/** Signing in and out over HTTP, with the real accounts: who gets in, who is told what, and when it ends. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Accounts, createAccounts } from '../../src/adapters/accounts/accounts.ts';
import { refusals } from '../../src/domain/refusal.ts';
import { type Answer, openTestHttp, type TestHttp } from '../support/open-test-http.ts';

let http: TestHttp;
let accounts: Accounts;
const password = 'kata sandi contoh';
beforeAll(async () => {
  http = await openTestHttp((context, { pool }) => {
    const secret = 'a-test-secret-that-signs-cookies-0123456789';
    accounts = createAccounts({ pool, secret, baseUrl: 'http://kantor.example', secureCookies: false });
    return { ...context, accounts };
  });
  for (const [username, isActive] of [
    ['lina', true],
    ['lama', false],
    ['baru', true],
  ] as const) {
    const made = await accounts.createAccount({ username, password, displayName: username });
    if (!made.ok) throw new Error(made.problem);
    const { accountId } = made;
    await http.office.whole((tx) =>
      tx.directory.addOfficer(
        {
          officerId: http.office.app.newId(),
          accountId,
          name: username,
          roles: ['operator'],
          areas: '*',
          isActive,
          mustChangePassword: username === 'baru',
        },
        undefined,
        http.office.clock.now(),
      ),
    );
  }
  await accounts.createAccount({ username: 'tamu', password, displayName: 'Tanpa tugas' });
});
afterAll(() => http.close());

const headers = { host: 'kantor.example', origin: 'http://kantor.example' };
let address = 0;
function signIn(username: string, secret = password, more: object = {}): Promise<Answer> {
  address += 1;
  const from = `10.1.0.${address}`;
  return http.ask('POST', '/api/session', {
    body: { username, password: secret },
    headers: { ...headers, ...more },
    from,
  });
}
const cookieOf = (answer: Answer) =>
  ([] as string[])
    .concat((answer.headers['set-cookie'] as string | string[]) ?? [])
    .map((one) => one.split(';')[0])
    .join('; ');
const look = (cookie: string) => http.ask('GET', '/api/session', { headers: { cookie } });

describe('signing in', () => {
  it('opens the desk to an officer, and says who they are and where', async () => {
    const answer = await signIn('lina');
    expect(answer).toMatchObject({
      status: 200,
      body: {
        officer: { name: 'lina', roles: ['operator'], areas: '*' },
        office: { name: 'Perpustakaan Contoh' },
      },
    });
    expect(await look(cookieOf(answer))).toMatchObject({ status: 200, body: { officer: { name: 'lina' } } });
  });

  it('gives a cookie that no script reads and no other site sends', async () => {
    const [cookie = ''] = ([] as string[]).concat((await signIn('lina')).headers['set-cookie'] as string[]);
    expect(cookie).toMatch(/; HttpOnly/iu);
    expect(cookie).toMatch(/; SameSite=(?:Lax|Strict)/iu);
  });

  it('tells nobody whether it was the name, the password, or a closed account', async () => {
    const words = { refused: 'wrong-password', ...refusals['wrong-password'] };
    const answers = [
      await signIn('lina', 'salah sama sekali'),
      await signIn('tidak.ada'),
      await signIn('lama'),
      await signIn('tamu'),
      await signIn("' or 1=1 --"),
      await signIn('lina\u0000'),
    ];
    for (const answer of answers) {
      expect([answer.status, answer.body]).toEqual([401, words]);
      expect(cookieOf(answer)).toBe('');
    }
  });

  it.each([
    ['without a password', { username: 'lina' }],
    ['with a number for a name', { username: 5, password }],
    ['with nothing', {}],
    ['with a name without end', { username: 'x'.repeat(61), password }],
  ])('%s is refused in words', async (_what, body) => {
    const answer = await http.ask('POST', '/api/session', { body, headers });
    expect(answer).toMatchObject({ status: 400, body: { refused: 'request-not-understood' } });
  });

  it('from another site’s page is refused', async () => {
    const answer = await signIn('lina', password, {
      origin: 'http://jahat.example',
      'sec-fetch-site': 'cross-site',
    });
    expect(cookieOf(answer)).toBe('');
    expect(answer.status).toBe(401);
  });

  it('rests after ten wrong passwords, and says so', async () => {
    for (let time = 0; time < 10; time += 1) await signIn('verabayangan', 'salah sama sekali');
    expect(await signIn('verabayangan')).toMatchObject({
      status: 429,
      body: { refused: 'too-many-tries', ...refusals['too-many-tries'] },
    });
  });
});

describe('one’s own password', () => {
  const change = (cookie: string, currentPassword: string, newPassword: string, more: object = {}) =>
    http.ask('POST', '/api/session/password', {
      headers: { ...headers, cookie, ...more },
      body: { currentPassword, newPassword },
      from: '10.2.0.1',
    });
  const desks = (cookie: string) => http.ask('GET', '/api/desks', { headers: { cookie } });

  it('must be changed before anything else when the first one came from the admin', async () => {
    const cookie = cookieOf(await signIn('baru'));
    expect((await look(cookie)).body.mustChangePassword).toBe(true);
    expect(await desks(cookie)).toMatchObject({ status: 403, body: { refused: 'password-must-change' } });
    expect(await change(cookie, password, password)).toMatchObject({ body: { refused: 'password-refused' } });
    const answer = await change(cookie, password, 'pilihan saya sendiri');
    expect(answer).toMatchObject({ status: 200, body: { mustChangePassword: false } });
    expect((await desks(cookieOf(answer))).status).toBe(200);
    expect((await signIn('baru')).status).toBe(401);
    expect((await signIn('baru', 'pilihan saya sendiri')).body.mustChangePassword).toBe(false);
  });

  it('is changed by whoever knows the old one; all other sessions end', async () => {
    const [here, elsewhere] = [cookieOf(await signIn('lina')), cookieOf(await signIn('lina'))];
    const fresh = 'kata sandi yang lain';
    expect(await change(here, 'bukan kata sandinya', fresh)).toMatchObject({
      status: 403,
      body: { refused: 'wrong-current-password', ...refusals['wrong-current-password'] },
    });
    const short = await change(here, password, 'pendek');
    expect(short.body.sentence).toBe('Kata sandi baru tidak dapat dipakai: kata sandi terlalu pendek.');
    expect((await look(elsewhere)).status).toBe(200);
    const answer = await change(here, password, fresh);
    expect(answer.status).toBe(200);
    expect((await look(elsewhere)).status).toBe(401);
    expect((await look(cookieOf(answer))).status).toBe(200);
    expect((await change(cookieOf(answer), fresh, password)).status).toBe(200);
  });

  it('is nothing that strangers or other sites change', async () => {
    expect((await change('', password, 'kata sandi yang lain')).status).toBe(401);
    const cookie = cookieOf(await signIn('lina'));
    const foreign = await change(cookie, password, 'kata sandi yang lain', {
      origin: 'http://jahat.example',
    });
    expect(foreign.status).toBeGreaterThanOrEqual(400);
    expect((await signIn('lina')).status).toBe(200);
  });
});

describe('signing out', () => {
  it('ends the session, also for who kept the cookie', async () => {
    const cookie = cookieOf(await signIn('lina'));
    const answer = await http.ask('DELETE', '/api/session', { headers: { ...headers, cookie } });
    expect(answer.status).toBe(204);
    expect(await look(cookie)).toMatchObject({ status: 401, body: { refused: 'not-signed-in' } });
  });

  it('of somebody who is not signed in is no fault', async () => {
    expect((await http.ask('DELETE', '/api/session', { headers })).status).toBe(204);
  });
});

it('a cookie that was made up opens nothing', async () => {
  for (const cookie of [
    'sampai.session_token=x',
    `sampai.session_token=${'a'.repeat(300)}.b`,
    'akun=akun-lina',
  ])
    expect((await look(cookie)).status).toBe(401);
});
