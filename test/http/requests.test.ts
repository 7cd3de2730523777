/** What holds for every request: who may send it from where, once or twice, and how a refusal is worded. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pupil } from '../../src/domain/case/given.fixture.ts';
import { refusalsInEnglish } from '../../src/domain/refusal.en.ts';
import { refusals } from '../../src/domain/refusal.ts';
import { photo } from '../support/fake-outside.ts';
import { act, apply, bring, done, letterOf } from '../support/library-office.ts';
import { form, openTestHttp, type TestHttp } from '../support/open-test-http.ts';

let http: TestHttp;
beforeAll(async () => {
  http = await openTestHttp();
});
afterAll(() => http.close());

const unknown = '01a20033-53bc-73b2-9aea-70af57239337';
const application = { serviceId: 'kartu-perpustakaan', forWhom: 'self', answers: pupil, submit: true };
const count = async (table: string) =>
  Number((await http.office.admin.query(`select count(*) from ${table}`)).rows[0].count);

describe('a page of another site', () => {
  const foreign = { 'x-requested-with': '' };

  it('cannot act with the cookie of a signed-in officer', async () => {
    const before = await count('cases');
    const as = http.people.intake;
    for (const headers of [foreign, { 'x-requested-with': 'XMLHttpRequest' }]) {
      const answer = await http.ask('POST', '/api/cases', { as, body: application, headers });
      expect(answer).toMatchObject({ status: 400, body: { refused: 'request-not-understood' } });
    }
    const session = await http.ask('DELETE', '/api/session', { as, headers: foreign });
    expect(session.status).toBe(400);
    expect(await count('cases')).toBe(before);
  });

  it('cannot get around that by writing the address differently', async () => {
    const { id } = await apply(http.office, http.people.intake);
    const paper = () => form({}, { file: photo('asing') });
    for (const start of ['/%61pi', '/ap%69', '//api', '/api/', '/API']) {
      const url = `${start}/cases/${id}/papers`;
      const answer = await http.ask('POST', url, { as: http.people.intake, body: paper(), headers: foreign });
      expect([400, 404], url).toContain(answer.status);
    }
    const state = await http.office.whole((tx) => tx.cases.get(id));
    expect(state!.attachments).toHaveLength(2);
  });

  it('cannot show ours in a frame, nor make the browser guess at a file', async () => {
    const { headers } = await http.ask('GET', '/health');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'self'");
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('an answer', () => {
  it('of the API is kept by no browser and no proxy', async () => {
    const { id } = await apply(http.office, http.people.intake);
    for (const url of ['/api/session', `/api/cases/${id}`, '/api/desks/all']) {
      const { status, headers } = await http.ask('GET', url, { as: http.people.intake });
      expect([status, headers['cache-control']], url).toEqual([200, 'no-store']);
    }
  });
});

describe('a refusal', () => {
  it('says in Indonesian what is wrong and what to do, with the fitting status', async () => {
    const answer = await http.ask('GET', `/api/cases/${unknown}`, { as: http.people.intake });
    expect(answer).toMatchObject({ status: 404, body: { refused: 'not-found', ...refusals['not-found'] } });
  });

  it('says it in English to whoever asks so', async () => {
    const headers = { 'accept-language': 'en-GB,en;q=0.9' };
    const answer = await http.ask('GET', `/api/cases/${unknown}`, { as: http.people.intake, headers });
    expect(answer.body).toMatchObject(refusalsInEnglish['not-found']);
  });

  it('names the field that is wrong, in the language of the page', async () => {
    const { id } = await apply(http.office, http.people.intake);
    const body = { answers: { tanggalLahir: '31-02-2020' } };
    const ask = (language: string) =>
      http.ask('POST', `/api/cases/${id}/record-answers`, {
        as: http.people.intake,
        body,
        headers: { 'accept-language': language },
      });
    expect(await ask('id')).toMatchObject({
      status: 422,
      body: {
        sentence: 'Isian "Tanggal lahir" belum benar.',
        slots: { fieldId: 'tanggalLahir', fault: 'not-a-date' },
      },
    });
    expect((await ask('id')).body.next).toMatch(/Tanggal itu tidak ada/u);
    expect((await ask('en')).body.next).toMatch(/does not exist/u);
  });

  it.each([
    ['nobody signed in', 401, 'not-signed-in'],
    ['another duty', 403, 'not-your-duty'],
    ['not the time for it', 409, 'not-now'],
    ['not in this case', 404, 'unknown-paper'],
  ])('for %s has its status', async (_what, status, refused) => {
    const { id } = await apply(http.office, http.people.intake);
    const { intake, operator } = http.people;
    const url = `/api/cases/${id}`;
    const answers = {
      'not-signed-in': () => http.ask('GET', url),
      'not-your-duty': () => http.ask('POST', `${url}/take-case`, { as: operator, body: {} }),
      'not-now': () => http.ask('POST', `${url}/submit-case`, { as: intake, body: {} }),
      'unknown-paper': () =>
        http.ask('POST', `${url}/assign-attachment`, {
          as: intake,
          body: { attachmentId: unknown, requirementId: null },
        }),
    };
    expect(await answers[refused as keyof typeof answers]()).toMatchObject({ status, body: { refused } });
  });
});

describe('a bug', () => {
  it('is told as a number, and its details only to the log', async () => {
    const { id } = await apply(http.office, http.people.intake);
    await http.office.admin.query("update cases set state_sealed = '\\x01' where case_id = $1", [id]);
    http.office.log.length = 0;
    const answer = await http.ask('GET', `/api/cases/${id}`, { as: http.people.intake });
    expect(answer.status).toBe(500);
    expect(answer.body.sentence).toMatch(/tidak ada yang berubah/u);
    expect(answer.body.next).toContain(answer.body.incident.slice(0, 8));
    expect(answer.text).not.toMatch(/sealed|Error|cases\//u);
    expect(http.office.log).toMatchObject([{ level: 'incident', facts: { id: answer.body.incident } }]);
  });
});

describe('a case whose content was erased', () => {
  it('is said to be so, on its page and in its history', async () => {
    const { id } = await apply(http.office, http.people.intake);
    await http.office.whole(async (tx) => {
      await tx.cases.lock(id);
      await tx.cases.erase(id, http.office.clock.now());
    });
    for (const url of [`/api/cases/${id}`, `/api/cases/${id}/history`, `/api/cases/${id}/own-papers`]) {
      const answer = await http.ask('GET', url, { as: http.people.intake });
      expect(answer, url).toMatchObject({ status: 410, body: { refused: 'content-erased' } });
    }
  });
});

describe('a request with a key', () => {
  const send = (url: string, key: string, body: unknown, as = http.people.intake) =>
    http.ask('POST', url, { as, body, headers: { 'idempotency-key': key } });

  it('opens one case, however often it comes, and answers the same', async () => {
    const before = await count('cases');
    const answers = await Promise.all([1, 2, 3].map(() => send('/api/cases', 'buka-1', application)));
    answers.push(await send('/api/cases', 'buka-1', application));
    expect(new Set(answers.map((one) => one.text)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200, body: { status: 'submitted' } });
    expect(await count('cases')).toBe(before + 1);
  });

  it('adds one paper, and performs an act once', async () => {
    const { id } = await apply(http.office, http.people.intake);
    const paper = () =>
      send(`/api/cases/${id}/papers`, 'kertas-1', form({ requirementId: 'kk' }, { file: photo('x') }));
    expect((await paper()).body).toEqual((await paper()).body);
    const take = () => send(`/api/cases/${id}/take-case`, 'ambil-1', {});
    expect((await take()).body).toEqual((await take()).body);
    const state = await http.office.whole((tx) => tx.cases.get(id));
    expect(state!.attachments).toHaveLength(3);
    const events = await http.office.whole((tx) => tx.cases.events(id));
    expect(events.filter((event) => event.type === 'case-taken')).toHaveLength(1);
  });

  it('that was used for something else is refused', async () => {
    await send('/api/cases', 'buka-2', application);
    const other = await send('/api/cases', 'buka-2', { ...application, forWhom: 'household' });
    expect(other).toMatchObject({ status: 409, body: { refused: 'same-key-other-request' } });
  });

  it('is one’s own: another officer may use the same', async () => {
    const other = await http.office.addOfficer('Lukman Contoh', ['petugas-layanan']);
    const mine = await send('/api/cases', 'buka-3', application);
    const theirs = await send('/api/cases', 'buka-3', application, other);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it('that was refused may be sent again', async () => {
    const incomplete = { ...application, answers: {} };
    expect((await send('/api/cases', 'buka-4', incomplete)).status).toBe(422);
    expect((await send('/api/cases', 'buka-4', application)).status).toBe(200);
  });

  it.each(['', 'ada spasi', 'x'.repeat(101), 'é'])('that cannot be kept is refused: "%s"', async (key) => {
    expect((await send('/api/cases', key, application)).status).toBe(400);
  });
});

describe('a document that came from SIAK for somebody else', () => {
  it('is not taken in; what differs is named, nobody is', async () => {
    const state = await bring(http.office, http.people, 'accepted');
    const foreign = 'SURAT KEANGGOTAAN PERPUSTAKAAN Nomor: PUS-2026-0009 Nama Orang Lain lahir 02-03-2011';
    const drop = (language: string) =>
      http.ask('POST', `/api/cases/${state.id}/drafts`, {
        as: http.people.operator,
        body: form({}, { file: Buffer.from(`%PDF ${foreign}`) }),
        headers: { 'accept-language': language },
      });
    const answer = await drop('id');
    expect(answer).toMatchObject({ status: 422, body: { refused: 'draft-does-not-match' } });
    expect(answer.body.sentence).toContain('Nama anggota tidak ada atau berbeda');
    expect((await drop('en')).body.sentence).toBe(
      'This PDF does not fit an expected document: Surat keanggotaan: Nama anggota is missing or differs.',
    );
    expect(answer.text).not.toMatch(/Rara|Orang Lain/u);
    const after = await http.office.whole((tx) => tx.cases.get(state.id));
    expect(letterOf(after!)).toMatchObject({ status: 'planned' });
  });
});

it('two officers at one case are told apart in words', async () => {
  const { id } = await apply(http.office, http.people.intake);
  const other = await http.office.addOfficer('Lina Lain', ['petugas-layanan']);
  done(await act(http.office, http.people.intake, id, 'take-case'));
  const answer = await http.ask('POST', `/api/cases/${id}/take-case`, { as: other, body: {} });
  expect(answer).toMatchObject({
    status: 409,
    body: { refused: 'taken-by-other', ...refusals['taken-by-other'] },
  });
});

describe('an address that does not exist', () => {
  const page = { accept: 'text/html,application/xhtml+xml' };

  it('shows a person a calm page in their language, with a way back, and nothing of what they typed', async () => {
    const lost = await http.ask('GET', '/xyz?nama=<b>Rara</b>', { headers: page });
    expect([lost.status, lost.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(lost.text).toContain('Halaman ini tidak ada');
    expect(lost.text).toContain('href="/lacak"');
    expect(lost.text).not.toContain('Rara');
    const english = await http.ask('GET', '/xyz', { headers: { ...page, 'accept-language': 'en' } });
    expect(english.text).toContain('This page does not exist');
  });

  it('answers programs in JSON', async () => {
    for (const [url, headers] of [
      ['/api/xyz', page],
      ['/webhooks/xyz', page],
      ['/xyz', { accept: 'application/json' }],
    ] as const)
      expect(await http.ask('GET', url, { headers })).toMatchObject({
        status: 404,
        body: { refused: 'not-found' },
      });
  });
});

describe('a page that asks whether anybody is signed in', () => {
  it('gets an empty answer and no refusal when nobody is, and the session otherwise', async () => {
    expect((await http.ask('GET', '/api/session?optional=1')).status).toBe(204);
    expect((await http.ask('GET', '/api/session')).status).toBe(401);
    const { intake } = http.people;
    const { body } = await http.ask('GET', '/api/session?optional=1', { as: intake });
    expect(body.officer.officerId).toBe(intake.officerId);
  });
});
