/** Accounts, duties and powers to sign over HTTP: given by the admin, within the rules, and effective at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Officer } from '../../src/app/ports.ts';
import { refusals } from '../../src/domain/refusal.ts';
import { act, apply, done } from '../support/library-office.ts';
import { openTestHttp, type TestHttp } from '../support/open-test-http.ts';

let http: TestHttp;
let admin: Officer;
beforeAll(async () => {
  http = await openTestHttp();
  admin = http.people.admin;
});
afterAll(() => http.close());

const person = {
  username: 'budi.contoh',
  name: 'Budi Contoh',
  roles: ['operator'],
  areas: ['63.11.04'],
};
const post = (path: string, body: unknown, as = admin) =>
  http.ask('POST', `/api/officers${path}`, { as, body });
const list = async () => (await http.ask('GET', '/api/officers', { as: admin })).body.officers;
const find = async (name: string) => (await list()).find((one: { name: string }) => one.name === name);

describe('a new officer', () => {
  it('has the duties and areas that were given, and a NIK that nobody is shown', async () => {
    const answer = await post('', { ...person, nik: '9901015203720009' });
    expect(answer.status).toBe(200);
    expect(http.accounts.passwords.get('akun-budi.contoh')).toBe(answer.body.startPassword);
    expect(await find('Budi Contoh')).toMatchObject({
      roles: ['operator'],
      areas: ['63.11.04'],
      isActive: true,
      mustChangePassword: true,
      username: 'budi.contoh',
      authorities: [],
    });
    expect(JSON.stringify(await list())).not.toContain('9901015203720009');
    const { rows } = await http.office.admin.query(
      "select 1 from officers o where o::text like '%9901015203720009%'",
    );
    expect(rows).toEqual([]);
    expect(await http.office.whole((tx) => tx.directory.officerNik(answer.body.officerId))).toBe(
      '9901015203720009',
    );
  });

  it.each([
    ['a duty that does not exist', { roles: ['kepala'] }, 'request-not-understood'],
    ['no duty', { roles: [] }, 'request-not-understood'],
    ['the same duty twice', { roles: ['operator', 'operator'] }, 'request-not-understood'],
    ['the duty of the system', { roles: ['system'] }, 'request-not-understood'],
    ['no area', { areas: [] }, 'request-not-understood'],
    ['an area that is SQL', { areas: ["63.11'; --"] }, 'request-not-understood'],
    ['an area of another regency', { areas: ['63.01.01'] }, 'unknown-area'],
    ['an area beside a real one', { areas: ['63.11.04', '63.11.99'] }, 'unknown-area'],
    ['a NIK that cannot be', { nik: '9901013202720009' }, 'bad-answer'],
    ['a NIK that is none', { nik: '123' }, 'request-not-understood'],
    ['a name that is taken', { username: 'budi.contoh' }, 'account-refused'],
  ])('with %s is refused, and no account is left', async (_what, change, refused) => {
    const made = http.accounts.made.size;
    const answer = await post('', { ...person, username: 'orang.lain', ...change });
    expect(answer.body.refused).toBe(refused);
    expect(http.accounts.made.size).toBe(made);
  });

  it('whose name is taken is told so in Indonesian, not in codes', async () => {
    const { body } = await post('', person);
    expect(body.sentence).toBe('Akun tidak dapat dibuat: nama pengguna sudah dipakai.');
  });

  it('that the database does not take leaves no account behind', async () => {
    await http.office.admin.query(
      'alter table officers add constraint nama check (name <> $$Gagal Contoh$$)',
    );
    const answer = await post('', { ...person, username: 'gagal', name: 'Gagal Contoh' });
    await http.office.admin.query('alter table officers drop constraint nama');
    expect(answer.status).toBe(500);
    expect(http.accounts.made.has('gagal')).toBe(false);
  });

  it('keeps of the name what can be printed', async () => {
    await post('', { ...person, username: 'aneh', name: 'Aneh\u0000 Contoh\ud800' });
    expect((await find('Aneh Contoh'))?.name).toBe('Aneh Contoh');
  });
});

describe('a changed officer', () => {
  const change = (officer: Officer, body: object, as = admin) => post(`/${officer.officerId}`, body, as);

  it('acts by the new duties with the very next request', async () => {
    const officer = await http.office.addOfficer('Ganti Contoh', ['operator']);
    const queue = () => http.ask('GET', '/api/signing/queue', { as: officer });
    expect((await queue()).status).toBe(403);
    expect((await change(officer, { roles: ['penandatangan'] })).status).toBe(200);
    expect((await queue()).status).toBe(200);
  });

  it('who is closed is out at once, and everywhere', async () => {
    const officer = await http.office.addOfficer('Tutup Contoh', ['operator']);
    const look = () => http.ask('GET', '/api/session', { as: officer });
    expect((await look()).status).toBe(200);
    await change(officer, { isActive: false });
    expect(await look()).toMatchObject({ status: 401, body: { refused: 'not-signed-in' } });
    expect(http.accounts.signedOut).toContain(officer.accountId);
  });

  it('who forgot the password gets a first one, shown once to the admin, and can do nothing before it is changed', async () => {
    const officer = await http.office.addOfficer('Sandi Contoh', ['operator']);
    const queue = () => http.ask('GET', '/api/desks/siak', { as: officer });
    expect((await queue()).status).toBe(200);
    const { status, body } = await change(officer, {}, admin).then(() =>
      post(`/${officer.officerId}/start-password`, {}),
    );
    expect(status).toBe(200);
    expect(body.startPassword).toMatch(/^\d{4}-\d{4}-\d{4}$/u);
    expect(http.accounts.passwords.get(officer.accountId)).toBe(body.startPassword);
    expect(JSON.stringify(await list())).not.toContain(body.startPassword);
    expect(await queue()).toMatchObject({ status: 403, body: { refused: 'password-must-change' } });
    expect(await http.ask('GET', '/api/session', { as: officer })).toMatchObject({
      status: 200,
      body: { mustChangePassword: true },
    });
    const nobody = await post('/01a20033-53bc-73b2-9aea-70af57239337/start-password', {});
    expect(nobody).toMatchObject({ status: 404, body: { refused: 'not-found' } });
  });

  it('cannot be the last admin of the office', async () => {
    for (const body of [{ isActive: false }, { roles: ['operator'] }])
      expect(await change(admin, body)).toMatchObject({
        status: 409,
        body: { refused: 'last-admin', ...refusals['last-admin'] },
      });
    expect((await http.ask('GET', '/api/officers', { as: admin })).status).toBe(200);
  });

  it('must exist, and within the regency', async () => {
    const nobody = { ...admin, officerId: '01a20033-53bc-73b2-9aea-70af57239337' };
    expect((await change(nobody, { isActive: true })).status).toBe(404);
    expect(await change(admin, { areas: ['12.34'] })).toMatchObject({ body: { refused: 'unknown-area' } });
  });
});

describe('the power to sign', () => {
  const power = {
    role: 'Kepala Dinas',
    kind: 'definitif',
    decree: 'SK 2/CONTOH',
    validFrom: '2026-01-01',
    documentIds: ['surat-anggota'],
  };
  const give = async (change: object, officer = http.people.signer) =>
    post(`/${officer.officerId}/authorities`, { ...power, ...change });

  it('is given by decree, and listed', async () => {
    expect((await give({ kind: 'plt', validTo: '2026-12-31' })).status).toBe(200);
    const { authorities } = await find('Sari Contoh');
    expect(authorities).toContainEqual(
      expect.objectContaining({ kind: 'plt', decree: 'SK 2/CONTOH', validTo: '2026-12-31' }),
    );
  });

  it.each([
    ['as Plt without an end', { kind: 'plt' }, 422, 'authority-needs-end'],
    ['as Plh without an end', { kind: 'plh' }, 422, 'authority-needs-end'],
    ['that ends before it begins', { validTo: '2025-12-31' }, 422, 'bad-answer'],
    ['from an impossible day', { validFrom: '2026-02-30' }, 400, 'request-not-understood'],
    ['until an impossible day', { validTo: '2026-13-01' }, 400, 'request-not-understood'],
    ['from a day that is none', { validFrom: 'besok' }, 400, 'request-not-understood'],
    ['over a document that does not exist', { documentIds: ['ijazah'] }, 404, 'unknown-document'],
    ['over nothing', { documentIds: [] }, 400, 'request-not-understood'],
    ['of another kind', { kind: 'raja' }, 400, 'request-not-understood'],
  ])('%s is refused', async (_what, change, status, refused) => {
    expect(await give(change)).toMatchObject({ status, body: { refused } });
  });

  it('for somebody who does not exist is refused', async () => {
    const nobody = { ...admin, officerId: '01a20033-53bc-73b2-9aea-70af57239337' };
    expect(await give({}, nobody)).toMatchObject({ status: 404, body: { refused: 'not-found' } });
  });
});

describe('an officer who is closed, or checks papers no more', () => {
  it.each([
    ['closed', { isActive: false }],
    ['given another duty', { roles: ['operator'] }],
  ])(
    '%s: the cases in hand go back to the queue, with the admin and the reason in their history',
    async (how, change) => {
      const { office } = http;
      const leaving = await office.addOfficer(`Pergi ${how}`, ['petugas-layanan']);
      const state = await apply(office, http.people.intake);
      done(await act(office, leaving, state.id, 'take-case'));
      expect((await post(`/${leaving.officerId}`, change)).status).toBe(200);
      expect((await office.whole((tx) => tx.cases.get(state.id)))!.takenBy).toBeUndefined();
      const events = await office.whole((tx) => tx.cases.events(state.id));
      expect(events.at(-1)).toMatchObject({
        type: 'case-released',
        actor: { kind: 'officer', id: admin.officerId },
        reason: 'duty-changed',
      });
    },
  );

  it('keeps them when only the areas change', async () => {
    const staying = await http.office.addOfficer('Tetap Contoh', ['petugas-layanan']);
    const state = await apply(http.office, http.people.intake);
    done(await act(http.office, staying, state.id, 'take-case'));
    await post(`/${staying.officerId}`, { areas: ['63.11.04'] });
    expect((await http.office.whole((tx) => tx.cases.get(state.id)))!.takenBy).toBe(staying.officerId);
  });
});
