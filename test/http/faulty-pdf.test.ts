/** Tells what becomes of a signed PDF that failed its checks: kept as evidence, named in the history, never given out. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Officer } from '../../src/app/ports.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import { signedPdf } from '../support/fake-outside.ts';
import { bring, letter, letterOf, signerNik } from '../support/library-office.ts';
import { form, openTestHttp, type TestHttp } from '../support/open-test-http.ts';
import { type SigningDesk, signingDesk } from './signing-desk.fixture.ts';

const strangerNik = '9901010000000001';
let http: TestHttp;
let desk: SigningDesk;
beforeAll(async () => {
  http = await openTestHttp();
  desk = signingDesk(http);
});
beforeEach(() => desk.clear());
afterAll(() => http.close());

/** Evidence of a case, opened: its bytes as they came. */
async function evidenceOf(state: CaseState): Promise<string[]> {
  const { rows } = await http.office.admin.query<{ file_id: string }>(
    "select file_id from files where case_id = $1 and purpose = 'faulty-signed' order by file_id",
    [state.id],
  );
  const opened: string[] = [];
  for (const { file_id } of rows)
    opened.push(
      Buffer.from((await http.office.whole((tx) => tx.files.read(file_id)))!.bytes).toString('latin1'),
    );
  return opened;
}

const historyOf = async (state: CaseState) =>
  (await http.ask('GET', `/api/cases/${state.id}/history`, { as: http.people.signer })).body.lines.filter(
    (line: { type: string }) => line.type === 'faulty-pdf-kept',
  );

describe('a faulty PDF from BSrE', () => {
  it('is kept as it came, sealed; tray and history say why, and nobody can publish it', async () => {
    const state = await desk.ready();
    const pdf = signedPdf(desk.draft(), strangerNik);
    http.office.signer.next.push({ kind: 'signed', pdf });
    await desk.sign([state]);
    expect(await evidenceOf(state)).toEqual([pdf.toString('latin1')]);
    expect(await desk.unsettled()).toMatchObject([{ outcome: 'faulty', reason: 'wrong-signer' }]);
    expect(await historyOf(state)).toMatchObject([{ reason: 'wrong-signer', actorKind: 'system' }]);

    const job = await desk.load(state);
    expect(job.signed).toBeUndefined();
    const { fileId } = job.faultyPdfs![0]!;
    expect(http.office.files.files.get(`${http.office.officeId}/${fileId}`)).not.toContain(pdf);
    const fetched = await http.ask('GET', `/api/files/${fileId}`, { as: http.people.admin });
    expect(fetched.status).toBe(404);
    const evidence = (as: Officer) => http.ask('GET', `/api/evidence/${fileId}`, { as });
    expect((await evidence(http.people.signer)).status).toBe(403);
    const saved = await evidence(http.people.admin);
    expect(saved.headers['content-disposition']).toBe(`attachment; filename="bukti-cacat-${fileId}.pdf"`);
    expect(saved.text).toBe(pdf.toString('utf8'));
    const { rows: looks } = await http.office.admin.query(
      "select actor_id, purpose, case_id from access_log where what = 'file/faulty-signed'",
    );
    expect(looks).toEqual([{ actor_id: http.people.admin.officerId, purpose: 'history', case_id: state.id }]);
    const ofAdmin = await http.ask('GET', `/api/cases/${state.id}/history`, { as: http.people.admin });
    expect(ofAdmin.body.lines).toContainEqual(expect.objectContaining({ evidenceFileId: fileId }));
    expect((await historyOf(state))[0]).not.toHaveProperty('evidenceFileId');
    // No other file of the case comes by this way.
    const draft = await http.ask('GET', `/api/evidence/${job.draft!.fileId}`, { as: http.people.admin });
    expect(draft.status).toBe(404);
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    expect(await http.office.whole((tx) => tx.cases.findDocument({ signedSha256: sha256 }))).toBeUndefined();

    const [{ attemptId }] = await desk.unsettled();
    await desk.settle(state, attemptId);
    expect(await evidenceOf(state), 'and stays when the attempt is settled').toHaveLength(1);
  });

  it('is kept too when our own check broke down over it', async () => {
    const state = await desk.ready();
    const pdf = signedPdf(desk.draft(), signerNik);
    const { check } = http.office.app.checker;
    http.office.app.checker = { check: () => Promise.reject(new Error('a bug')) };
    http.office.signer.next.push({ kind: 'signed', pdf });
    await desk.sign([state]);
    http.office.app.checker = { check };
    expect(await evidenceOf(state)).toEqual([pdf.toString('latin1')]);
    const [signing] = await desk.unsettled();
    expect(signing).toMatchObject({ outcome: 'unknown', reason: expect.stringMatching(/^Kejadian /u) });
    await desk.settle(state, signing.attemptId);
  });

  it('that cannot be kept still leaves its attempt visible', async () => {
    const state = await desk.ready();
    const put = http.office.files.put;
    http.office.files.put = () => Promise.reject(new Error('the disk is broken'));
    http.office.signer.next.push({ kind: 'signed', pdf: signedPdf(desk.draft(), strangerNik) });
    await desk.sign([state]);
    http.office.files.put = put;
    expect(await desk.unsettled()).toMatchObject([{ outcome: 'faulty', reason: 'wrong-signer' }]);
    expect(http.office.log).toMatchObject([
      { level: 'incident', what: 'a faulty signed PDF could not be kept' },
    ]);
    const [{ attemptId }] = await desk.unsettled();
    await desk.settle(state, attemptId);
  });
});

describe('a faulty PDF that a person brings', () => {
  it('to settle an unknown outcome is kept once in their name, however often it is tried', async () => {
    const state = await desk.ready();
    http.office.signer.next.push({ kind: 'unknown', reason: 'timeout' });
    await desk.sign([state]);
    const [{ attemptId }] = await desk.unsettled();
    const about = { documentId: letterOf(state).id, attemptId, evidence: 'Ditemukan di BSrE' };
    const bring = (pdf: Buffer) =>
      http.ask('POST', `/api/cases/${state.id}/settle-signing`, {
        as: http.people.signer,
        body: form(about, { pdf }),
      });
    const stranger = signedPdf(desk.draft(), strangerNik);
    for (const pdf of [stranger, stranger, desk.draft()])
      expect(await bring(pdf)).toMatchObject({ status: 422, body: { refused: 'signed-pdf-faulty' } });
    expect(await evidenceOf(state)).toHaveLength(2);
    expect(await historyOf(state)).toMatchObject([
      { reason: 'wrong-signer', actorName: 'Sari Contoh' },
      { reason: expect.stringContaining('not-signed'), actorName: 'Sari Contoh' },
    ]);
    expect(await bring(signedPdf(desk.draft(), signerNik))).toMatchObject({ status: 200 });
  });

  it('before its document was verified is no evidence of anything: the operator is told that it is too early', async () => {
    const { office, people } = http;
    const number = desk.nextNumber();
    const state = await bring(office, people, 'drafted', { number });
    const pdf = letter(number);
    expect(
      await http.ask('POST', `/api/cases/${state.id}/signed`, {
        as: people.operator,
        body: form({ documentId: letterOf(state).id }, { pdf }),
      }),
    ).toMatchObject({ body: { refused: 'not-now' } });
    expect(await evidenceOf(state)).toEqual([]);
    expect(office.log).toEqual([]);
  });

  it('from SIAK is kept; one that is of somebody else is not of this case, and is not', async () => {
    const state = await desk.ready();
    const take = (pdf: Buffer) =>
      http.ask('POST', `/api/cases/${state.id}/signed`, {
        as: http.people.operator,
        body: form({ documentId: letterOf(state).id }, { pdf }),
      });
    expect(await take(signedPdf(letter(undefined, 'Orang Lain'), signerNik))).toMatchObject({
      body: { refused: 'draft-does-not-match' },
    });
    expect(await evidenceOf(state)).toEqual([]);
    const pdf = signedPdf(desk.draft(), strangerNik);
    expect(await take(pdf)).toMatchObject({ body: { refused: 'signed-pdf-faulty' } });
    expect(await evidenceOf(state)).toEqual([pdf.toString('latin1')]);
    expect(await historyOf(state)).toMatchObject([{ actorName: 'Oki Contoh' }]);
    expect(await desk.load(state)).toMatchObject({ status: 'verified' });
  });
});
