/** Files as strangers and broken programs send them: refused in words, and nothing of them is left behind. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pupil } from '../../src/domain/case/given.fixture.ts';
import { badFile, photo } from '../support/fake-outside.ts';
import { apply, bring } from '../support/library-office.ts';
import { form, openTestHttp, type TestHttp } from '../support/open-test-http.ts';
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

const application = { serviceId: 'kartu-perpustakaan', forWhom: 'self', answers: pupil, submit: true };
const refused = (ask: () => ReturnType<TestHttp['ask']>, status: number | number[] = 400) =>
  refusedIn(http, caseId, ask, status);
const post = (path: string, body: unknown, headers = {}) =>
  http.ask('POST', path, { as: http.people.intake, body, headers });

describe('a form with files', () => {
  const papers = `/api/cases/`;
  const send = (body: unknown, headers = {}) => post(`${papers}${caseId}/papers`, body, headers);

  it.each([
    ['empty', 'upload-empty', 422],
    ['too-large', 'upload-too-large', 413],
    ['wrong-kind', 'upload-wrong-kind', 422],
    ['too-many-pages', 'upload-too-many-pages', 422],
    ['too-many-pixels', 'upload-too-many-pixels', 422],
    ['active-content', 'upload-active-content', 422],
    ['encrypted', 'upload-encrypted', 422],
    ['unreadable', 'upload-unreadable', 422],
    ['took-too-long', 'upload-took-too-long', 422],
  ] as const)('that is %s is refused in words of its own', async (problem, code, status) => {
    const files = http.office.files.files.size;
    const answer = await refused(() => send(form({}, { file: badFile(problem) })), status);
    expect(answer.body.refused).toBe(code);
    expect(http.office.files.files.size).toBe(files);
  });

  it('without a file, with two, or with one too large is refused', async () => {
    await refused(() => send(form({ requirementId: 'kk' })), 422);
    await refused(() => send(form({}, { a: photo('a'), b: photo('b') })), [400, 413]);
    await refused(() => send(form({}, { file: Buffer.alloc(17 * 1024 * 1024, 1) })), 413);
  });

  it('that is none, or torn, is refused', async () => {
    const type = 'multipart/form-data; boundary=x';
    await refused(() => send('{}'));
    await refused(() => send(Buffer.from(''), { 'content-type': type }), [400, 422]);
    await refused(
      () =>
        send(Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhal'), {
          'content-type': type,
        }),
      [400, 422],
    );
    await refused(() => send(Buffer.from('--x\r\nnonsense\r\n--x--'), { 'content-type': type }), [400, 422]);
    await refused(() => send(Buffer.from('x'), { 'content-type': 'multipart/form-data' }), [400, 422]);
  });

  it('for a requirement that does not exist is refused, and leaves no file behind', async () => {
    for (const requirementId of ['constructor', '__proto__', 'akta']) {
      const files = http.office.files.files.size;
      await refused(() => send(form({ requirementId }, { file: photo('x') })), 404);
      expect(http.office.files.files.size).toBe(files);
    }
  });

  it('may carry any file name: it is never used', async () => {
    const data = new FormData();
    data.append('requirementId', 'kk');
    data.append('file', new Blob([new Uint8Array(photo('nama'))]), '../../etc/passwd\u0000.jpg');
    expect((await send(data)).status).toBe(200);
    expect(
      [...http.office.files.files.keys()].every((key) => /^[0-9a-f-]{36}\/[0-9a-f-]{36}$/u.test(key)),
    ).toBe(true);
  });

  it('opens no case when one of its papers is refused', async () => {
    const before = (await http.office.admin.query('select count(*) from cases')).rows;
    const data = form(
      { case: JSON.stringify(application) },
      { 'paper.kk': photo('kk'), 'paper.suratSekolah': badFile('encrypted') },
    );
    await refused(() => post('/api/cases', data), 422);
    expect((await http.office.admin.query('select count(*) from cases')).rows).toEqual(before);
  });

  it('whose case is no JSON, or too long, is refused', async () => {
    await refused(() => post('/api/cases', form({ case: '{' }, {})));
    await refused(() => post('/api/cases', form({ case: `"${'x'.repeat(300_000)}"` }, {})), [400, 413]);
    await refused(() => post('/api/cases', { ...application, serviceId: 'tidak-ada' }), 404);
    await refused(() => post('/api/cases', { ...application, pin: '12345' }));
  });
});

describe('a PDF for a document', () => {
  const drop = (path: string, fields: Record<string, string>, bytes: Buffer, id = caseId) =>
    http.ask('POST', `/api/cases/${id}/${path}`, {
      as: http.people.operator,
      body: form(fields, { file: bytes }),
    });

  it('that cannot be read is refused', async () => {
    await refused(() => drop('drafts', {}, Buffer.from('GIF89a')), 422);
    await refused(() => drop('signed', { documentId: 'x' }, Buffer.from('GIF89a')), 422);
  });

  it('of a document that is not in the case is refused', async () => {
    const { id } = await bring(http.office, http.people, 'accepted');
    for (const documentId of ['', 'x', '__proto__', "' or true --"])
      await refused(() => drop('signed', { documentId }, Buffer.from('%PDF x'), id), 404);
  });
});
