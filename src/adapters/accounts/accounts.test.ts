/** Accounts and sessions on a real database: made, used, ended, and never known by more than the cookie. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AccountBench, openAccountBench, password } from './account-bench.fixture.ts';
import { createAccounts } from './accounts.ts';

let bench: AccountBench;
beforeAll(async () => {
  bench = await openAccountBench();
});
afterAll(() => bench?.close());
beforeEach(() => bench.reset());

describe('given an account that the admin made', () => {
  it('its owner signs in by username, in any case, and is known by the cookie', async () => {
    const accountId = await bench.makeAccount('Siti.Aminah');
    const answer = await bench.post('/sign-in', { username: 'SITI.aminah', password });
    expect(answer).toMatchObject({ status: 200, body: { ok: true, accountId } });
    const cookie = answer.setCookie[0]!.split(';')[0]!;
    expect(await bench.accounts.findSession({ cookie: `lang=id; ${cookie}` })).toMatchObject({
      accountId,
      username: 'siti.aminah',
      displayName: 'Siti Aminah',
    });
  });

  it('the cookie is closed to scripts and other sites and lasts a working day', async () => {
    await bench.makeAccount();
    const [cookie] = (await bench.post('/sign-in', { username: 'siti.aminah', password })).setCookie;
    expect(cookie).toMatch(/^sampai\.session_token=/);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).toMatch(/; Max-Age=43200/i);
    expect(cookie).not.toMatch(/; Secure/i);
  });

  it('the answer to sign-in holds neither the token nor the e-mail address', async () => {
    await bench.makeAccount();
    const answer = await bench.post('/sign-in', { username: 'siti.aminah', password });
    const { rows } = await bench.admin.query('select token from accounts.sessions');
    expect(rows).toHaveLength(1);
    expect(answer.text).not.toContain(rows[0].token);
    expect(Object.keys(answer.body)).toEqual(['ok', 'accountId']);
  });

  it('the database holds a digest and never the password', async () => {
    await bench.makeAccount();
    const { rows } = await bench.admin.query(
      'select * from accounts.users join accounts.credentials on user_id = users.id',
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    expect(JSON.stringify(rows)).not.toContain(password);
  });

  it('it can be found by its username, in any case', async () => {
    const accountId = await bench.makeAccount();
    expect(await bench.accounts.findAccount('Siti.Aminah')).toEqual({
      accountId,
      username: 'siti.aminah',
      displayName: 'Siti Aminah',
    });
    expect(await bench.accounts.findAccount('tidak.ada')).toBeUndefined();
  });
});

describe('the admin’s list', () => {
  it('knows the usernames of many accounts at once, and of none that is gone', async () => {
    const ids = [await bench.makeAccount('satu.nama'), await bench.makeAccount('dua.nama')];
    expect(await bench.accounts.usernamesOf([...ids, 'tidak-ada'])).toEqual(
      new Map([
        [ids[0], 'satu.nama'],
        [ids[1], 'dua.nama'],
      ]),
    );
    expect(await bench.accounts.usernamesOf([])).toEqual(new Map());
  });
});

describe('given a session', () => {
  it('signing out ends it at once, in the browser and on the server', async () => {
    await bench.makeAccount();
    const cookie = await bench.signIn();
    expect(await bench.accounts.findSession({ cookie })).toBeDefined();
    const answer = await bench.post('/sign-out', {}, { cookie });
    expect(answer).toMatchObject({ status: 200, body: { ok: true } });
    expect(answer.setCookie.some((each) => /^sampai\.session_token=;.*Max-Age=0/i.test(each))).toBe(true);
    expect(await bench.accounts.findSession({ cookie })).toBeUndefined();
  });

  it('signing out everywhere ends every session of the account and of nobody else', async () => {
    const accountId = await bench.makeAccount('budi');
    await bench.makeAccount('wati');
    const [first, second, other] = [
      await bench.signIn('budi'),
      await bench.signIn('budi'),
      await bench.signIn('wati'),
    ];
    for (const cookie of [first, second, other])
      expect(await bench.accounts.findSession({ cookie })).toBeDefined();
    await bench.accounts.signOutEverywhere(accountId);
    expect(await bench.accounts.findSession({ cookie: first })).toBeUndefined();
    expect(await bench.accounts.findSession({ cookie: second })).toBeUndefined();
    expect(await bench.accounts.findSession({ cookie: other })).toMatchObject({ username: 'wati' });
  });

  it('a password set by the admin ends the sessions; the new one opens, the old one does not', async () => {
    const accountId = await bench.makeAccount();
    const cookie = await bench.signIn();
    await bench.accounts.findSession({ cookie });
    expect(await bench.accounts.setPassword(accountId, 'sandi yang baru')).toEqual({ ok: true, accountId });
    expect(await bench.accounts.findSession({ cookie })).toBeUndefined();
    expect(await bench.signIn()).toBe('');
    expect(await bench.signIn('siti.aminah', 'sandi yang baru')).not.toBe('');
  });

  it('its owner changes the password: other sessions end, this browser goes on with a new one', async () => {
    await bench.makeAccount();
    const [here, elsewhere] = [await bench.signIn(), await bench.signIn()];
    await bench.accounts.findSession({ cookie: elsewhere });
    const answer = await bench.post(
      '/password',
      { currentPassword: password, newPassword: 'sandi yang baru' },
      { cookie: here },
    );
    expect(answer).toMatchObject({ status: 200, body: { ok: true } });
    const renewed = answer.setCookie[0]!.split(';')[0]!;
    expect(await bench.accounts.findSession({ cookie: elsewhere })).toBeUndefined();
    expect(await bench.accounts.findSession({ cookie: here })).toBeUndefined();
    expect(await bench.accounts.findSession({ cookie: renewed })).toBeDefined();
  });

  it.each([
    ['wrong-password', { currentPassword: 'bukan ini ya', newPassword: 'sandi yang baru' }, 400],
    ['password-too-short', { currentPassword: password, newPassword: 'pendek' }, 400],
    ['password-too-long', { currentPassword: password, newPassword: 'p'.repeat(129) }, 400],
    ['bad-request', { newPassword: 'sandi yang baru' }, 400],
  ])('a change of password is refused: %s', async (problem, body, status) => {
    await bench.makeAccount();
    const cookie = await bench.signIn();
    expect(await bench.post('/password', body, { cookie })).toMatchObject({
      status,
      body: { ok: false, problem },
    });
    expect(await bench.accounts.findSession({ cookie })).toBeDefined();
  });

  it('without one the password cannot be changed', async () => {
    const answer = await bench.post('/password', {
      currentPassword: password,
      newPassword: 'sandi yang baru',
    });
    expect(answer).toMatchObject({ status: 401, body: { problem: 'not-signed-in' } });
  });

  it('it ends after its working day, and is swept away', async () => {
    await bench.makeAccount();
    const cookie = await bench.signIn();
    await bench.admin.query(`update accounts.sessions set expires_at = now() - interval '1 minute'`);
    expect(await bench.accounts.deleteExpiredSessions()).toBe(1);
    expect(await bench.accounts.findSession({ cookie })).toBeUndefined();
  });

  it('one that has expired opens nothing even before it is swept away', async () => {
    await bench.makeAccount();
    const cookie = await bench.signIn();
    await bench.admin.query(`update accounts.sessions set expires_at = now() - interval '1 second'`);
    expect(await bench.accounts.findSession({ cookie })).toBeUndefined();
  });

  it('ended straight in the database, it is known for half a minute more: requests do not ask the database', async () => {
    await bench.makeAccount();
    const [asked, neverAsked] = [await bench.signIn(), await bench.signIn()];
    await bench.accounts.findSession({ cookie: asked });
    await bench.admin.query('delete from accounts.sessions');
    expect(await bench.accounts.findSession({ cookie: asked })).toBeDefined();
    expect(await bench.accounts.findSession({ cookie: neverAsked })).toBeUndefined();
  });

  it('removing the account removes it', async () => {
    const accountId = await bench.makeAccount();
    const cookie = await bench.signIn();
    await bench.accounts.findSession({ cookie });
    await bench.accounts.removeAccount(accountId);
    expect(await bench.accounts.findSession({ cookie })).toBeUndefined();
    expect((await bench.admin.query('select from accounts.sessions')).rowCount).toBe(0);
    expect((await bench.admin.query('select from accounts.credentials')).rowCount).toBe(0);
  });
});

describe('given a cookie that is not ours', () => {
  it('without cookies, with others, or with a token whose signature is wrong, nobody is signed in', async () => {
    await bench.makeAccount();
    const cookie = await bench.signIn();
    const { rows } = await bench.admin.query('select token from accounts.sessions');
    const forged = [
      {},
      { cookie: 'lang=id' },
      { cookie: `sampai.session_token=${rows[0].token}` },
      { cookie: cookie.replace(/.{6}$/, 'AAAAAA') },
      { cookie: cookie.replace('sampai.', 'x-sampai.') },
      { cookie: `sampai.session_token=${'A'.repeat(10_000)}` },
    ];
    for (const headers of forged) expect(await bench.accounts.findSession(headers)).toBeUndefined();
    expect(await bench.accounts.findSession({ cookie })).toBeDefined();
  });

  it('a secret of another office does not sign ours', async () => {
    await bench.makeAccount();
    const cookie = await bench.signIn();
    const other = createAccounts({ ...bench.settings, secret: bench.settings.secret.toUpperCase() });
    expect(await other.findSession({ cookie })).toBeUndefined();
  });
});

describe('given an account that cannot be made', () => {
  it.each([
    ['username-not-allowed', { username: 'ab', password }],
    ['username-not-allowed', { username: 'a'.repeat(31), password }],
    ['username-not-allowed', { username: 'siti aminah', password }],
    ['username-not-allowed', { username: 'siti@kantor', password }],
    ['password-too-short', { username: 'baru', password: 'sembilan9' }],
    ['password-too-long', { username: 'baru', password: 'p'.repeat(129) }],
    ['username-taken', { username: 'SITI.AMINAH', password }],
  ])('%s', async (problem, wanted) => {
    await bench.makeAccount('siti.aminah');
    expect(await bench.accounts.createAccount({ ...wanted, displayName: 'Baru' })).toEqual({
      ok: false,
      problem,
    });
    expect((await bench.admin.query('select from accounts.users')).rowCount).toBe(1);
  });

  it('two at the same moment with one name: one is made', async () => {
    const wanted = { username: 'kembar', password, displayName: 'Kembar' };
    const made = await Promise.all([1, 2, 3].map(() => bench.accounts.createAccount(wanted)));
    expect(made.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect((await bench.admin.query('select from accounts.credentials')).rowCount).toBe(1);
  });

  it('a password for nobody', async () => {
    expect(await bench.accounts.setPassword('nobody', password)).toEqual({
      ok: false,
      problem: 'no-such-account',
    });
  });
});
