/** What the office asks of its own officers before a step counts: papers that were seen, and a PDF that is new. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  apply,
  bring,
  codeOf,
  done,
  hire,
  letter,
  letterOf,
  type People,
} from '../../test/support/library-office.ts';
import { openTestApp, type TestApp } from '../../test/support/open-test-app.ts';
import { attachDraft } from './attach-draft.ts';
import { readCase } from './case-view.ts';
import type { Officer } from './ports.ts';
import { refusePdf } from './refuse-pdf.ts';

let office: TestApp;
let people: People;
let other: Officer;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
  other = await office.addOfficer('Lukman Contoh', ['petugas-layanan']);
});
afterAll(() => office.close());

describe('accepting all papers in one sweep', () => {
  it('is refused to an officer who has not seen each page, and keeps nothing', async () => {
    const { id } = await apply(office, people.intake);
    done(await act(office, other, id, 'take-case'));
    const refused = await act(office, other, id, 'accept-case', { acceptPapers: true });
    expect(refused).toMatchObject({ refused: 'papers-not-seen' });
    const { papers, requirements, status } = done(await readCase(office.app, other, id, 'intake'));
    expect(status).toBe('submitted');
    expect(requirements.every((one) => one.status === 'received')).toBe(true);
    const seen = papers.flatMap(({ id: paperId, pages }) => pages.map(({ sha256 }) => ({ paperId, sha256 })));
    const partly = { acceptPapers: true, seen: seen.slice(1) };
    expect(codeOf(await act(office, other, id, 'accept-case', partly))).toBe('papers-not-seen');
    expect(codeOf(await act(office, other, id, 'accept-case', { acceptPapers: true, seen }))).toBe('done');
  });

  it('is for who brought them in at the desk, and for who accepted each by itself', async () => {
    const own = await apply(office, people.intake);
    done(await act(office, people.intake, own.id, 'take-case'));
    expect(codeOf(await act(office, people.intake, own.id, 'accept-case', { acceptPapers: true }))).toBe(
      'done',
    );
    const { id } = await apply(office, people.intake);
    done(await act(office, other, id, 'take-case'));
    for (const requirementId of ['kk', 'suratSekolah'])
      done(await act(office, other, id, 'accept-paper', { requirementId }));
    expect(codeOf(await act(office, other, id, 'accept-case'))).toBe('done');
  });
});

describe('a PDF from SIAK', () => {
  it('that was returned is refused with the reason, and a new one is taken', async () => {
    const state = await bring(office, people, 'drafted', { number: 'PUS-2026-7001' });
    const documentId = letterOf(state).id;
    done(await act(office, people.verifier, state.id, 'return-document', { documentId, reason: 'spelling' }));
    expect(await attachDraft(office.app, people.operator, state.id, letter('PUS-2026-7001'))).toEqual({
      refused: 'draft-was-returned',
      slots: { reason: 'spelling' },
    });
    const mended = await attachDraft(office.app, people.operator, state.id, letter('PUS-2026-7002'));
    expect(codeOf(mended)).toBe('done');
  });

  it('is never asked for as a photo', () => {
    expect(refusePdf('wrong-kind')).toEqual({ refused: 'not-a-pdf' });
    expect(refusePdf('encrypted')).toEqual({ refused: 'pdf-unusable', slots: { what: 'pdf-encrypted' } });
  });
});
