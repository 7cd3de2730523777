/** What anybody may ask without an account: how a case stands, with number and PIN, and whether a document is ours. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseState } from '../../src/domain/case/state.ts';
import { refusals } from '../../src/domain/refusal.ts';
import { signedPdf } from '../support/fake-outside.ts';
import { bring, letter, letterOf, pin, signerNik } from '../support/library-office.ts';
import { form, openTestHttp, type TestHttp } from '../support/open-test-http.ts';

let http: TestHttp;
let state: CaseState;
let code: string;
beforeAll(async () => {
  http = await openTestHttp();
  state = await bring(http.office, http.people, 'issued');
  code = await http.office.whole((tx) => tx.cases.documentCode(letterOf(state).id));
});
afterAll(() => http.close());

let visitors = 0;
/** Each visitor comes from an address of their own. */
function visitor(): string {
  visitors += 1;
  return `10.0.${visitors >> 8}.${visitors & 255}`;
}
const track = (body: object, from = visitor()) => http.ask('POST', '/api/track', { body, from });
const minutes = (count: number) => http.office.clock.move(count * 60_000);

describe('a case, for its applicant', () => {
  it('opens with number and PIN, however the number is typed, and names nobody but by first letters', async () => {
    const answer = await track({ number: ` ${state.number.toLowerCase()} `, pin });
    expect(answer).toMatchObject({ status: 200, body: { number: state.number, status: 'accepted' } });
    expect(answer.body).toMatchObject({ about: 'R••• C••• U•••', applicant: 'R••• C••• U•••' });
    expect(answer.text).not.toMatch(/Rara|9901042311200001|Contoh|officer/iu);
  });

  it('speaks the language of the page', async () => {
    const asked = { body: { number: state.number, pin }, from: visitor() };
    const english = await http.ask('POST', '/api/track', { ...asked, headers: { 'accept-language': 'en' } });
    expect(english.body.service).toBe('Library card');
    expect((await http.ask('POST', '/api/track', asked)).body.service).not.toBe('Library card');
  });

  it('answers a wrong PIN and a number that does not exist with the very same words', async () => {
    const wrong = await track({ number: state.number, pin: '000000' });
    const none = await track({ number: 'B-2611-99999', pin: '000000' });
    expect(wrong).toMatchObject({ status: 403, body: { refused: 'wrong-pin', ...refusals['wrong-pin'] } });
    expect([none.status, none.text]).toEqual([wrong.status, wrong.text]);
    await track({ number: state.number, pin });
  });

  it('is locked for a quarter of an hour after five wrong PINs, from wherever they come', async () => {
    for (let time = 0; time < 4; time += 1) await track({ number: state.number, pin: '000000' });
    expect(await track({ number: state.number, pin: '000000' })).toMatchObject({
      status: 429,
      body: { refused: 'too-many-tries', ...refusals['too-many-tries'] },
    });
    expect((await track({ number: state.number, pin })).status).toBe(429);
    minutes(15);
    expect((await track({ number: state.number, pin })).status).toBe(200);
  });

  it.each([
    {},
    { number: 'B', pin: 5 },
    { number: ['B'], pin: 'x' },
    { number: 'B-\u0000', pin: '1' },
    { number: 'B'.repeat(31), pin: '1' },
  ])('asked for in a wrong way is refused in words: %j', async (body) => {
    expect(await track(body)).toMatchObject({ status: 400, body: { refused: 'request-not-understood' } });
  });

  it('cannot be tried out: after thirty tries in a minute an address must wait', async () => {
    const from = visitor();
    const answers = [];
    for (let time = 0; time < 31; time += 1)
      answers.push(await track({ number: `B-2611-9${time}`, pin: '1' }, from));
    expect(answers.slice(0, 30).every((one) => one.status === 403)).toBe(true);
    expect(answers[30]).toMatchObject({ status: 429, body: { refused: 'too-many-tries' } });
    expect((await track({ number: state.number, pin })).status).toBe(200);
  });
});

describe('a signed PDF, for its applicant', () => {
  const download = (body: object) => http.ask('POST', '/api/track/document', { body, from: visitor() });

  it('is the very file that was signed, to be kept and not cached', async () => {
    const answer = await download({ number: state.number, pin, documentId: letterOf(state).id });
    expect(answer.bytes).toEqual(signedPdf(letter(), signerNik));
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="surat-anggota-${state.number}.pdf"`,
    });
  });

  it('is not given without the PIN, nor before it is issued, nor when it is a card', async () => {
    const documentId = letterOf(state).id;
    expect((await download({ number: state.number, pin: '000000', documentId })).status).toBe(403);
    const verified = await bring(http.office, http.people, 'verified', { number: 'PUS-2026-0002' });
    const early = { number: verified.number, pin, documentId: letterOf(verified).id };
    expect(await download(early)).toMatchObject({ status: 404, body: { refused: 'unknown-document' } });
    const card = state.documents.find((job) => job.form === 'card')!.id;
    expect((await download({ number: state.number, pin, documentId: card })).status).toBe(404);
    // The number and PIN of one case do not open another's document.
    expect((await download({ number: verified.number, pin, documentId })).status).toBe(404);
  });
});

describe('the check of a document', () => {
  const byCode = async (given: string) =>
    (await http.ask('POST', '/api/check/code', { body: { code: given }, from: visitor() })).body;
  const byFile = async (bytes: Uint8Array) =>
    (await http.ask('POST', '/api/check/file', { body: form({}, { file: bytes }), from: visitor() })).body;

  it('by its code says that it is ours and current, and nothing about anybody', async () => {
    expect(await byCode(code)).toEqual({
      standing: 'active',
      document: 'Surat keanggotaan',
      issuedAt: letterOf(state).issuedAt,
    });
  });

  it('takes the code as people type it', async () => {
    expect(await byCode(` ${code.toLowerCase()} `)).toMatchObject({ standing: 'active' });
    expect(await byCode(code.replaceAll('-', ''))).toMatchObject({ standing: 'active' });
    expect(await byCode(code.replaceAll('-', ' '))).toMatchObject({ standing: 'active' });
  });

  it('answers a code that was never given out like one that is wrong', async () => {
    const other = code.startsWith('A') ? `B${code.slice(1)}` : `A${code.slice(1)}`;
    for (const wrong of [other, '', 'x', '\u0000', "' or true --"])
      expect(await byCode(wrong)).toEqual({ standing: 'not-ours' });
  });

  it('by the file itself knows the very bytes', async () => {
    const issued = signedPdf(letter(), signerNik);
    expect(await byFile(issued)).toMatchObject({ standing: 'active', signature: { faults: [] } });
    expect(await byFile(Buffer.concat([issued, Buffer.from(' ')]))).toMatchObject({ standing: 'not-ours' });
    expect(await byFile(letter())).toMatchObject({
      standing: 'not-ours',
      signature: { faults: ['not-signed'] },
    });
  });

  it('without a file, or with several, is refused', async () => {
    const ask = (body: unknown) => http.ask('POST', '/api/check/file', { body, from: visitor() });
    expect((await ask(form({}))).status).toBe(422);
    expect((await ask({})).status).toBe(400);
    expect((await ask(form({}, { a: letter(), b: letter() }))).status).toBe(400);
  });
});

it('the office says who it is, and no more', async () => {
  const { body } = await http.ask('GET', '/api/office');
  expect(Object.keys(body).sort()).toEqual(['hoursText', 'mode', 'name', 'regencyName', 'utcOffsetMinutes']);
});
