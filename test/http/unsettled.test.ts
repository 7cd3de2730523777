/** Signatures of which nobody knows, and PDFs that come back other than they were sent: visible, and settled by people. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepStaleSigning } from '../../src/app/sweep-signing.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import { signedPdf } from '../support/fake-outside.ts';
import { act, done, letter, letterOf, signerNik } from '../support/library-office.ts';
import { form, openTestHttp, type TestHttp } from '../support/open-test-http.ts';
import { type SigningDesk, signingDesk } from './signing-desk.fixture.ts';

/** The machine may be busy with other tests. */
const inTime = { timeout: 20_000 };

let http: TestHttp;
let desk: SigningDesk;
beforeAll(async () => {
  http = await openTestHttp();
  desk = signingDesk(http);
});
beforeEach(() => desk.clear());
afterAll(() => http.close());

describe('an unknown outcome', () => {
  const timeout = { kind: 'unknown', reason: 'timeout after sending' } as const;

  it('stops the batch, is visible, and is never tried again by itself', async () => {
    const states = [await desk.ready(), await desk.ready()];
    http.office.signer.next.push(timeout);
    const { body } = await desk.sign(states);
    expect(body.results).toMatchObject([{ outcome: 'unsettled', refusal: { refused: 'signing-unsettled' } }]);
    expect(await desk.unsettled()).toMatchObject([
      { caseNumber: states[0]!.number, signerName: 'Sari Contoh', outcome: 'unknown' },
    ]);
    const again = await desk.sign([states[0]!]);
    expect(again.body.results).toMatchObject([
      { outcome: 'refused', refusal: { refused: 'signing-unsettled' } },
    ]);
    expect(http.office.signer.asked).toHaveLength(1);
    const [{ attemptId }] = await desk.unsettled();
    await desk.settle(states[0]!, attemptId);
  });

  it('is settled by the PDF that was found, after the same checks', async () => {
    const state = await desk.ready();
    http.office.signer.next.push(timeout);
    await desk.sign([state]);
    const [{ attemptId }] = await desk.unsettled();
    const about = { documentId: letterOf(state).id, attemptId, evidence: 'Ditemukan di BSrE' };
    const bring = (pdf: Buffer) =>
      http.ask('POST', `/api/cases/${state.id}/settle-signing`, {
        as: http.people.signer,
        body: form(about, { pdf }),
      });
    const foreign = await bring(signedPdf(desk.draft(), '9901010000000001'));
    expect(foreign).toMatchObject({ status: 422, body: { refused: 'signed-pdf-faulty' } });
    expect(foreign.body.sentence).toContain('penanda tangan bukan yang seharusnya');
    expect(await bring(signedPdf(letter('PUS-2026-9999'), signerNik))).toMatchObject({ status: 422 });
    expect(await desk.load(state)).toMatchObject({ status: 'unsettled' });
    expect(await bring(signedPdf(desk.draft(), signerNik))).toMatchObject({
      status: 200,
      body: { status: 'issued' },
    });
    expect(await desk.unsettled()).toEqual([]);
  });

  it('is settled as unsigned with a reason, once; then it may be signed after reading it again', async () => {
    const state = await desk.ready();
    http.office.signer.next.push(timeout);
    await desk.sign([state]);
    const [{ attemptId }] = await desk.unsettled();
    expect(await desk.settle(state, attemptId, { evidence: 'ya' })).toMatchObject({
      body: { refused: 'reason-needed' },
    });
    expect(await desk.settle(state, attemptId)).toMatchObject({ status: 200, body: { status: 'verified' } });
    expect((await desk.settle(state, attemptId)).status).toBe(404);
    expect((await desk.sign([state])).body.results).toMatchObject([{ refusal: { refused: 'not-read' } }]);
    const { id: documentId, draft } = letterOf(state);
    done(
      await act(http.office, http.people.signer, state.id, 'mark-read', {
        documentId,
        draftSha256: draft!.sha256,
      }),
    );
    expect((await desk.sign([state])).body.results).toMatchObject([{ outcome: 'signed' }]);
  });

  it('is also one that our own program caused: BSrE may have signed all the same', async () => {
    const state = await desk.ready();
    http.office.signer.next.push(() => Promise.reject(new Error('a bug')));
    const { body } = await desk.sign([state]);
    expect(body.results).toMatchObject([{ outcome: 'unsettled' }]);
    expect(http.office.log).toMatchObject([{ level: 'incident' }]);
    const [{ attemptId }] = await desk.unsettled();
    await desk.settle(state, attemptId);
  });
});

describe('a PDF that came back other than it was sent', () => {
  it.each([
    ['not signed at all', () => desk.draft(), 'belum ditandatangani'],
    [
      'signed by somebody else',
      () => signedPdf(desk.draft(), '9901010000000001'),
      'penanda tangan bukan yang seharusnya',
    ],
    [
      'another document',
      () => signedPdf(letter('PUS-2026-9998'), signerNik),
      'bukan dokumen yang dikirim, nomor dokumen berbeda',
    ],
  ])('is not issued when it is %s, and waits in the tray', async (_what, pdf, words) => {
    const state = await desk.ready();
    http.office.signer.next.push({ kind: 'signed', pdf: pdf() });
    const { body } = await desk.sign([state]);
    expect(body.results).toMatchObject([{ outcome: 'unsettled', refusal: { refused: 'signed-pdf-faulty' } }]);
    expect(body.results[0].refusal.sentence).toContain(words);
    expect(await desk.load(state)).toMatchObject({ status: 'unsettled' });
    const tray = await desk.unsettled();
    expect(tray).toMatchObject([{ outcome: 'faulty', caseNumber: state.number }]);
    await desk.settle(state, tray[0].attemptId);
  });
});

describe('a PDF that was signed in SIAK', () => {
  const take = (state: CaseState, pdf: Buffer) =>
    http.ask('POST', `/api/cases/${state.id}/signed`, {
      as: http.people.operator,
      body: form({ documentId: letterOf(state).id }, { pdf }),
    });

  it('is taken in and issued by the same checks, in the name of who signed it', async () => {
    const state = await desk.ready();
    expect(await take(state, signedPdf(desk.draft(), signerNik))).toMatchObject({
      status: 200,
      body: { status: 'issued' },
    });
    expect(await desk.load(state)).toMatchObject({
      signedBy: http.people.signer.officerId,
      signed: { via: 'siak' },
    });
  });

  it('is refused when nobody of this office signed it, or it is another document', async () => {
    const state = await desk.ready();
    for (const pdf of [signedPdf(desk.draft(), '9901010000000001'), desk.draft()])
      expect(await take(state, pdf)).toMatchObject({ status: 422, body: { refused: 'signed-pdf-faulty' } });
    expect(await take(state, signedPdf(letter('PUS-2026-9997'), signerNik))).toMatchObject({ status: 422 });
    expect(await take(state, signedPdf(letter(undefined, 'Orang Lain'), signerNik))).toMatchObject({
      body: { refused: 'draft-does-not-match' },
    });
    expect(await desk.load(state)).toMatchObject({ status: 'verified' });
  });
});

describe('an attempt that never ended', () => {
  it('becomes visible as unknown after a while, without being repeated', async () => {
    const state = await desk.ready();
    http.office.signer.next.push(() => new Promise(() => undefined));
    void desk.sign([state]);
    await expect.poll(async () => (await desk.load(state)).status, inTime).toBe('signing');
    expect(await sweepStaleSigning(http.office.app)).toBe(0);
    http.office.clock.move(http.office.app.settings.signingTimeoutMs + 1_000);
    expect(await sweepStaleSigning(http.office.app)).toBe(1);
    expect(await desk.load(state)).toMatchObject({ status: 'unsettled' });
    expect(http.office.signer.asked).toHaveLength(1);
  });
});
