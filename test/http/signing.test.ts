/** Signing over HTTP: what each answer of BSrE means, what stops a batch, and who may not sign. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusals } from '../../src/domain/refusal.ts';
import { signedPdf } from '../support/fake-outside.ts';
import { bring, letterOf, signerNik } from '../support/library-office.ts';
import { openTestHttp, type TestHttp } from '../support/open-test-http.ts';
import { type SigningDesk, signingDesk } from './signing-desk.fixture.ts';

let http: TestHttp;
let desk: SigningDesk;
beforeAll(async () => {
  http = await openTestHttp();
  desk = signingDesk(http);
});
beforeEach(() => desk.clear());
afterAll(() => http.close());

describe('a batch', () => {
  it('is signed and issued, each document by the NIK of who signs', async () => {
    const states = [await desk.ready(), await desk.ready()];
    const { status, body } = await desk.sign(states);
    expect(status).toBe(200);
    expect(body.results.map((one: { outcome: string }) => one.outcome)).toEqual(['signed', 'signed']);
    expect(http.office.signer.asked.map((one) => one.signerNik)).toEqual([signerNik, signerNik]);
    for (const state of states) {
      expect(await desk.load(state)).toMatchObject({
        status: 'issued',
        signedBy: http.people.signer.officerId,
      });
    }
  });

  it('stops at a wrong passphrase, says so in words, and keeps what was signed before', async () => {
    const states = [await desk.ready(), await desk.ready(), await desk.ready()];
    http.office.signer.next.push({
      kind: 'signed',
      pdf: signedPdf(desk.draft(2), signerNik),
    });
    const { body } = await desk.sign(states, 'frasa-salah');
    expect(body.results).toMatchObject([
      { outcome: 'signed' },
      { outcome: 'refused', refusal: { refused: 'wrong-passphrase', ...refusals['wrong-passphrase'] } },
    ]);
    expect(body.results).toHaveLength(2);
    const after = await Promise.all(states.map(desk.load));
    expect(after.map((job) => job.status)).toEqual(['issued', 'verified', 'verified']);
    expect(await desk.unsettled()).toEqual([]);
  });

  it.each([
    ['signer-not-registered', 'refused'],
    ['certificate-not-usable', 'refused'],
  ] as const)('stops when BSrE says %s', async (problem, outcome) => {
    const states = [await desk.ready(), await desk.ready()];
    http.office.signer.next.push({ kind: 'refused', problem });
    expect((await desk.sign(states)).body.results).toMatchObject([
      { outcome, refusal: { refused: problem } },
    ]);
    expect(await desk.load(states[0]!)).toMatchObject({ status: 'verified' });
  });

  it('goes on after a single document that BSrE refuses', async () => {
    const states = [await desk.ready(), await desk.ready()];
    http.office.signer.next.push({ kind: 'refused', problem: 'document-refused' });
    const { body } = await desk.sign(states);
    expect(body.results.map((one: { outcome: string }) => one.outcome)).toEqual(['refused', 'signed']);
  });

  it('that does not reach BSrE changes nothing and may be sent again', async () => {
    const state = await desk.ready();
    http.office.signer.next.push({ kind: 'not-reached', reason: 'connect ECONNREFUSED' });
    const { body } = await desk.sign([state]);
    expect(body.results).toMatchObject([
      { outcome: 'not-reached', refusal: { refused: 'signing-service-not-reached' } },
    ]);
    expect((await desk.sign([state])).body.results).toMatchObject([{ outcome: 'signed' }]);
  });

  it.each([
    ['without passphrase', { passphrase: '' }],
    ['of nothing', { documents: [] }],
    [
      'of a hundred and one',
      { documents: Array.from({ length: 101 }, () => ({ caseId: signerNik, documentId: signerNik })) },
    ],
    ['of what are no ids', { documents: [{ caseId: 'x', documentId: 'y' }] }],
  ])('%s is refused', async (_what, change) => {
    const body = { passphrase: 'frasa-benar', documents: [], ...change };
    const answer = await http.ask('POST', '/api/signing', { as: http.people.signer, body });
    expect(answer).toMatchObject({ status: 400, body: { refused: 'request-not-understood' } });
  });
});

describe('a document that may not be signed', () => {
  it.each([
    ['by who has no decree for it', { nik: '9901015203720003', signs: ['izin-malam'] }, 'no-authority'],
    ['by who has no NIK', { signs: ['surat-anggota'] }, 'no-authority'],
    ['by who has not read it', { nik: '9901015203720004', signs: ['surat-anggota'] }, 'not-read'],
  ])('%s is not sent to BSrE', async (who, more, refused) => {
    const state = await desk.ready();
    const as = await http.office.addOfficer(`Contoh ${who}`, ['penandatangan'], more);
    const body = { passphrase: 'x', documents: [{ caseId: state.id, documentId: letterOf(state).id }] };
    const answer = await http.ask('POST', '/api/signing', { as, body });
    expect(answer.body.results).toMatchObject([{ outcome: 'refused', refusal: { refused } }]);
    expect(http.office.signer.asked).toEqual([]);
  });

  it('by who verified it is refused, although they have the decree', async () => {
    const both = await http.office.addOfficer('Vera Sari', ['verifikator', 'penandatangan'], {
      nik: '9901015203720005',
      signs: ['surat-anggota'],
    });
    const people = { ...http.people, verifier: both };
    const state = await bring(http.office, people, 'verified', { number: desk.nextNumber() });
    const { id: documentId, draft } = letterOf(state);
    const read = await http.ask('POST', `/api/cases/${state.id}/mark-read`, {
      as: both,
      body: { documentId, draftSha256: draft!.sha256 },
    });
    expect(read).toMatchObject({ status: 403, body: { refused: 'same-person-verified' } });
  });

  it('after the decree has ended is refused, on the day of signing', async () => {
    const state = await desk.ready();
    const year = 366 * 86_400_000;
    await http.office.admin.query(
      "update signing_authorities set valid_to = '2026-12-31' where officer_id = $1",
      [http.people.signer.officerId],
    );
    http.office.clock.move(year);
    const { body } = await desk.sign([state]);
    expect(body.results).toMatchObject([{ refusal: { refused: 'no-authority' } }]);
    http.office.clock.move(-year);
    await http.office.admin.query('update signing_authorities set valid_to = null');
  });
});

it('the passphrase is kept nowhere: not in the database, not in the log, not in an answer', async () => {
  const states = [await desk.ready(), await desk.ready()];
  const secret = 'kenari-rahasia-sekali';
  http.office.signer.next.push({ kind: 'refused', problem: 'document-refused' }, () =>
    Promise.reject(new Error('a bug')),
  );
  const answer = await desk.sign(states, secret);
  expect(answer.text).not.toContain(secret);
  expect(
    JSON.stringify(http.office.log, (_key, value) => (value instanceof Error ? value.stack : value)),
  ).not.toContain(secret);
  const { rows: tables } = await http.office.admin.query(
    `select quote_ident(schemaname) || '.' || quote_ident(relname) as name from pg_stat_user_tables`,
  );
  expect(tables.length).toBeGreaterThan(30);
  for (const { name } of tables) {
    const hex = Buffer.from(secret).toString('hex');
    const { rows } = await http.office.admin.query(`select 1 from ${name} t where t::text like any ($1)`, [
      [`%${secret}%`, `%${hex}%`],
    ]);
    expect(rows, name).toEqual([]);
  }
});
