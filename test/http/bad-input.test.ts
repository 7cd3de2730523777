/** What strangers and broken programs send: every time a clear sentence, never a fault of ours, and nothing changed. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apply, bring, letterOf } from '../support/library-office.ts';
import { openTestHttp, type TestHttp } from '../support/open-test-http.ts';
import { refusedIn } from './refused.fixture.ts';

let http: TestHttp;
let caseId: string;
beforeAll(async () => {
  http = await openTestHttp();
  caseId = (await apply(http.office, http.people.intake)).id;
});
beforeEach(() => {
  http.office.log.length = 0;
});
afterAll(() => http.close());

const load = () => http.office.whole((tx) => tx.cases.get(caseId));

const refused = (ask: () => ReturnType<TestHttp['ask']>, status: number | number[] = 400) =>
  refusedIn(http, caseId, ask, status);
const post = (path: string, body: unknown, headers = {}) =>
  http.ask('POST', path, { as: http.people.intake, body, headers });
const record = (answers: unknown) => post(`/api/cases/${caseId}/record-answers`, { answers });

describe('a body', () => {
  it.each([
    ['that is no JSON', '{"answers":'],
    ['that is empty', ''],
    ['that is a list', '[]'],
    ['that is nothing', 'null'],
    ['that is a word', '"x"'],
    ['with a prototype in it', '{"answers":{"__proto__":{"polluted":true}}}'],
    ['with a constructor in it', '{"answers":{},"constructor":{"prototype":{"polluted":true}}}'],
  ])('%s is refused', async (_what, body) => {
    await refused(() => post(`/api/cases/${caseId}/record-answers`, body));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('that is too large is refused with 413', async () => {
    const huge = JSON.stringify({ answers: { alamat: 'x'.repeat(1_100_000) } });
    await refused(() => post(`/api/cases/${caseId}/record-answers`, huge), 413);
  });

  it('of another kind is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense'])
      await refused(() => post(`/api/cases/${caseId}/record-answers`, 'answers=1', { 'content-type': type }));
  });

  it.each([
    ['a number for a text', { reason: 5, requirementId: 'kk' }],
    ['an object for a text', { reason: 'missing', requirementId: {} }],
    ['an unknown reason', { reason: 'bosan', requirementId: 'kk' }],
    ['nothing for a text', { reason: 'missing', requirementId: null }],
    ['a remark without end', { reason: 'missing', requirementId: 'kk', note: 'x'.repeat(501) }],
  ])('with %s is refused', async (_what, body) => {
    await refused(() => post(`/api/cases/${caseId}/ask-again`, body));
  });

  it('is taken as it is: a word does not become a yes', async () => {
    await refused(() => post(`/api/cases/${caseId}/accept-case`, { acceptPapers: 'true' }));
    await refused(() => record({ alamat: ['x'] }));
    await refused(() => record({ alamat: {} }));
  });
});

describe('an id', () => {
  const broken = [
    'x',
    '1',
    '..%2F..%2Fetc%2Fpasswd',
    '%00',
    "'%20or%201=1",
    'a'.repeat(300),
    '%ZZ',
    '%E0%A4%A',
  ];
  const paths = [
    (id: string) => `/api/cases/${id}`,
    (id: string) => `/api/cases/${id}/history`,
    (id: string) => `/api/cases/${id}/own-papers`,
    (id: string) => `/api/cases/${id}/own-papers/receipt`,
    (id: string) => `/api/files/${id}`,
    (id: string) => `/api/conversations/${id}`,
  ];
  it.each(broken)('that is none is refused everywhere: %s', async (id) => {
    for (const path of paths)
      await refused(() => http.ask('GET', path(id), { as: http.people.intake }), [400, 404]);
  });

  it('that leads out of the folder leads nowhere', async () => {
    for (const url of [
      '/assets/../../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/../package.json',
    ]) {
      const answer = await http.ask('GET', url);
      expect(answer.status, url).toBe(404);
      expect(answer.text).not.toContain('"dependencies"');
    }
    for (const paper of ['..%2F..%2Fpackage.json', 'F-2.01A', '%00', 'receipt%0d%0aX-Evil:%201'])
      await refused(
        () => http.ask('GET', `/api/cases/${caseId}/own-papers/${paper}`, { as: http.people.intake }),
        [400, 404],
      );
  });
});

describe('an answer to a question', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'tidakAda', ''])(
    'for a field that does not exist is refused: "%s"',
    async (field) => {
      await refused(
        () => post(`/api/cases/${caseId}/record-answers`, `{"answers":{"${field}":"x"}}`),
        [400, 422],
      );
      await refused(
        () =>
          post(
            '/api/cases',
            `{"serviceId":"kartu-perpustakaan","forWhom":"self","submit":false,"answers":{"${field}":"x"}}`,
          ),
        [400, 422],
      );
    },
  );

  it.each([
    '31-02-2020',
    '2026-02-30',
    '00-00-0000',
    '29-02-2023',
    '99-99-9999',
    'besok',
    '2026-11-24',
    '1-1-1',
  ])('that is an impossible day is refused: %s', async (tanggalLahir) => {
    const answer = await refused(() => record({ tanggalLahir }), 422);
    expect(answer.body.refused).toBe('bad-answer');
  });

  it.each([
    '123',
    '99010423112000011',
    '9901043211200001',
    '9901043102200001',
    'abcdefghijklmnop',
    '9901042311200000',
  ])('that is an impossible KK number is refused, and not repeated: %s', async (noKk) => {
    const answer = await refused(() => record({ noKk }), 422);
    expect(answer.text).not.toContain(noKk);
  });

  it('keeps its letters and loses what cannot be printed: NUL, half characters, line tricks', async () => {
    const answers = { alamat: 'Jalan\u0000 Contoh\ud800 7 \u202e\u200b\u0007 Paringin \u{1f3e0}' };
    expect((await record(answers)).status).toBe(200);
    const { alamat } = (await load())!.answers;
    expect(String(alamat).isWellFormed()).toBe(true);
    expect(String(alamat)).not.toMatch(/\p{Cc}|\p{Cf}/u);
    expect(String(alamat)).toMatch(/^Jalan ?Contoh.* 7 .*Paringin/u);
  });

  it('may be any text at all without being a fault of ours', async () => {
    const field = fc.constantFrom(
      'alamat',
      'namaAnggota',
      'tanggalLahir',
      'noKk',
      'desa',
      'kelas',
      'jamDatang',
      'minatBaca',
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary-ascii' }),
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.constant(null),
    );
    await fc.assert(
      fc.asyncProperty(field, value, async (id, said) => {
        const answer = await record({ [id]: said });
        expect([200, 400, 422]).toContain(answer.status);
        const seen = await http.ask('GET', `/api/cases/${caseId}`, { as: http.people.intake });
        expect(seen.status).toBe(200);
      }),
      { numRuns: 60 },
    );
    expect(http.office.log).toEqual([]);
  });

  it('put back is put back: nothing is not an empty text', async () => {
    expect((await record({ kelas: null, minatBaca: 'komik' })).status).toBe(200);
    expect((await load())!.answers).not.toHaveProperty('kelas');
    expect((await record({ minatBaca: null, kelas: 9 })).status).toBe(200);
    expect((await load())!.answers).toMatchObject({ kelas: 9 });
  });
});

describe('what is looked for', () => {
  const everything = () => http.ask('GET', '/api/desks/all', { as: http.people.intake });

  it.each([...['%', "' or 1=1 --", '\\', '_'].map(encodeURIComponent), '%ED%A0%80'])(
    'is only text: %s finds nothing',
    async (search) => {
      expect((await everything()).body.cases).not.toEqual([]);
      const answer = await http.ask('GET', `/api/desks/all?search=${search}`, { as: http.people.intake });
      expect([answer.status, answer.body.cases]).toEqual([200, []]);
      expect(http.office.log).toEqual([]);
    },
  );

  it.each(['%00', 'x'.repeat(61)])(
    'is refused when the database cannot hold it, or it is too long: %s',
    async (search) => {
      await refused(() => http.ask('GET', `/api/desks/all?search=${search}`, { as: http.people.intake }));
      expect(http.office.log).toEqual([]);
    },
  );

  it('finds names and numbers of cases', async () => {
    const find = async (search: string) =>
      (await http.ask('GET', `/api/desks/all?search=${search}`, { as: http.people.intake })).body.cases
        .length;
    const { number } = await apply(http.office, http.people.intake, { namaAnggota: 'Zulaikha Contoh' });
    expect([await find('zulai'), await find(number), await find('zulai_')]).toEqual([1, 1, 0]);
  });

  it('at a desk that does not exist is refused', async () => {
    await refused(() => http.ask('GET', '/api/desks/dapur', { as: http.people.intake }));
  });
});

describe('evidence about a signature', () => {
  it('must be text about an attempt', async () => {
    const state = await bring(http.office, http.people, 'read', { number: 'PUS-2026-0077' });
    const about = { documentId: letterOf(state).id, attemptId: state.id, evidence: 'riwayat BSrE' };
    const settle = (body: unknown) =>
      http.ask('POST', `/api/cases/${state.id}/settle-signing`, { as: http.people.signer, body });
    await refused(() => settle({ ...about, evidence: 5 }));
    await refused(() => settle({ ...about, attemptId: 'x' }));
    await refused(() => settle({}));
    await refused(() => settle({ ...about, evidence: '   ' }), 422);
    await refused(() => settle(about), 404);
  });
});
