/** Who gives powers leaves a trace, gives no more than they have, and leaves neither office nor user name behind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Officer } from '../../src/app/ports.ts';
import { openTestHttp, type TestHttp } from '../support/open-test-http.ts';

let http: TestHttp;
let admin: Officer;
let ofAwayan: Officer;
beforeAll(async () => {
  http = await openTestHttp();
  admin = http.people.admin;
  ofAwayan = await http.office.addOfficer('Adi Contoh', ['admin'], { areas: ['63.11.05'] });
});
afterAll(() => http.close());

const post = (path: string, body: unknown, as = admin) =>
  http.ask('POST', `/api/officers${path}`, { as, body });
const person = { username: 'tini.contoh', name: 'Tini Contoh', roles: ['operator'], areas: ['63.11.05'] };
const power = { role: 'Kepala', kind: 'definitif', decree: 'SK 9/CONTOH', validFrom: '2026-01-01' };
const authority = { ...power, documentIds: ['surat-anggota'] };
const find = (officerId: string) => http.office.whole((tx) => tx.directory.findOfficer(officerId));

/** What the access log holds of one officer, oldest first. */
async function traceOf(officerId: string): Promise<string[]> {
  const { rows } = await http.office.admin.query(
    `select actor_id, what from access_log where purpose = 'officers' and what like '%/' || $1 || '%'
     order by access_id`,
    [officerId],
  );
  expect(rows.every((row) => row.actor_id === admin.officerId)).toBe(true);
  return rows.map((row) => row.what.replace(officerId, 'ID').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/u, 'NEW'));
}

describe('the access log', () => {
  it('says who hired whom, gave which roles and areas, a password and power to sign, and closed the account', async () => {
    const { officerId } = (await post('', { ...person, roles: ['operator', 'verifikator'] })).body;
    await post(`/${officerId}`, { roles: ['penandatangan'], areas: ['63.11.04', '63.11.05'] });
    await post(`/${officerId}/authorities`, authority);
    await post(`/${officerId}/start-password`, {});
    await post(`/${officerId}`, { isActive: false });
    await post(`/${officerId}`, { isActive: true });
    expect(await traceOf(officerId)).toEqual([
      'hire/ID/operator,verifikator/63.11.05',
      'roles/ID/penandatangan',
      'areas/ID/63.11.04,63.11.05',
      'authority/ID/NEW',
      'password/ID',
      'close/ID',
      'open/ID',
    ]);
  });

  it('keeps nothing of what was refused', async () => {
    const officer = await http.office.addOfficer('Tolak Contoh', ['operator']);
    await post(`/${officer.officerId}`, { areas: ['12.34'] });
    await post(`/${officer.officerId}/authorities`, { ...authority, kind: 'plt' });
    expect(await traceOf(officer.officerId)).toEqual([]);
  });
});

describe('an admin of one kecamatan', () => {
  const refused = { status: 403, body: { refused: 'officer-outside-your-area' } };

  it('gives areas within it, to themselves too', async () => {
    const made = await post('', { ...person, username: 'tono', areas: ['63.11.05.2001'] }, ofAwayan);
    expect(made.status).toBe(200);
    expect((await post(`/${made.body.officerId}`, { areas: ['63.11.05'] }, ofAwayan)).status).toBe(200);
  });

  it.each([['*'], [['63.11']], [['63.11.04']], [['63.11.05', '63.11.04']]])(
    'cannot give %j to anybody',
    async (areas) => {
      const { made } = http.accounts;
      const before = made.size;
      expect(await post('', { ...person, username: 'lain', areas }, ofAwayan)).toMatchObject(refused);
      expect(made.size).toBe(before);
      expect(await post(`/${ofAwayan.officerId}`, { areas }, ofAwayan)).toMatchObject(refused);
      expect((await find(ofAwayan.officerId))?.areas).toEqual(['63.11.05']);
    },
  );

  it('cannot close, open up or sign in as somebody who works in more than that', async () => {
    const path = `/${admin.officerId}`;
    expect(await post(path, { isActive: false }, ofAwayan)).toMatchObject(refused);
    expect(await post(`${path}/start-password`, {}, ofAwayan)).toMatchObject(refused);
    expect(await post(`${path}/authorities`, authority, ofAwayan)).toMatchObject(refused);
    expect(http.accounts.passwords.has(admin.accountId)).toBe(false);
    expect(await find(admin.officerId)).toMatchObject({ isActive: true, mustChangePassword: false });
  });
});

describe('an authority that ends before it begins', () => {
  it.each([
    ['id', '"Sampai"', 'Tanggal akhir harus sesudah tanggal mulai.'],
    ['en', '"Until"', 'The last day must come after the first.'],
  ])('is refused in the language of the page: %s', async (language, field, next) => {
    const path = `/api/officers/${http.people.signer.officerId}/authorities`;
    const body = { ...authority, validTo: '2025-12-31' };
    const headers = { 'accept-language': language };
    const answer = await http.ask('POST', path, { as: admin, body, headers });
    expect(answer.body).toMatchObject({ refused: 'bad-answer', next });
    expect(answer.body.sentence).toContain(field);
  });
});

/** Waits until both requests wait for a lock: for a row that is held, or for each other. */
async function untilBothWait({ office }: TestHttp): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await office.admin.query(waiting)).rows.length < 2)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('two admins', () => {
  it('who close each other in the same moment: one stays', async () => {
    const other = await openTestHttp();
    const [one, two] = [other.people.admin, await other.office.addOfficer('Ida Contoh', ['admin'])];
    // Somebody holds both rows, so that both requests are under way before either has closed anybody.
    const holder = await other.office.admin.connect();
    await holder.query('begin');
    await holder.query(`select 1 from officers where 'admin' = any (roles) for update`);
    const close = (whom: Officer, as: Officer) =>
      other.ask('POST', `/api/officers/${whom.officerId}`, { as, body: { isActive: false } });
    const both = Promise.all([close(two, one), close(one, two)]);
    await untilBothWait(other);
    await holder.query('commit');
    holder.release();
    const answers = await both;
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
    const all = await other.office.whole((tx) => tx.directory.listOfficers());
    expect(all.filter((officer) => officer.isActive && officer.roles.includes('admin'))).toHaveLength(1);
    await other.close();
  });
});

describe('an account that was left behind when the process died before its officer was there', () => {
  it('is taken by the next officer of that user name, with a password of their own', async () => {
    const left = await http.accounts.createAccount({ username: 'sisa', password: 'tak-diketahui' });
    const { status, body } = await post('', { ...person, username: 'sisa', name: 'Sisa Contoh' });
    expect(status).toBe(200);
    expect((await find(body.officerId))?.accountId).toBe(left.accountId);
    expect(http.accounts.passwords.get(left.accountId!)).toBe(body.startPassword);
  });

  it('becomes one officer only: the user name of an officer stays theirs', async () => {
    const first = await post('', { ...person, username: 'sudah.ada' });
    const password = http.accounts.passwords.get('akun-sudah.ada');
    expect(await post('', { ...person, username: 'sudah.ada', name: 'Orang Lain' })).toMatchObject({
      body: { refused: 'account-refused' },
    });
    expect(first.status).toBe(200);
    expect(http.accounts.passwords.get('akun-sudah.ada')).toBe(password);
    expect(http.accounts.made.has('sudah.ada')).toBe(true);
  });
});
