/** Tells what happens when two people do the same thing to one case in the same moment: one wins, nothing is twice. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
import type { CaseEvent } from '../domain/case/events.ts';
import { isRefusal } from '../domain/refusal.ts';
import { attachDraft } from './attach-draft.ts';
import { handOverCard } from './hand-over-card.ts';
import type { Officer } from './ports.ts';
import { signDocuments } from './sign-documents.ts';

let office: TestApp;
let people: People;
let other: { intake: Officer; verifier: Officer; signer: Officer };
let number = 0;
beforeAll(async () => {
  office = await openTestApp();
  people = await hire(office);
  const nik = '9901015203720002';
  other = {
    intake: await office.addOfficer('Lukman Contoh', ['petugas-layanan']),
    verifier: await office.addOfficer('Viktor Contoh', ['verifikator']),
    signer: await office.addOfficer('Surya Contoh', ['penandatangan'], { nik, signs: ['surat-anggota'] }),
  };
});
beforeEach(() => {
  number += 1;
  office.signer.asked.length = 0;
});
afterAll(() => office.close());

const nextNumber = () => `PUS-2026-${String(1000 + number)}`;
const count = async (caseId: string, type: CaseEvent['type']) =>
  (await office.whole((tx) => tx.cases.events(caseId))).filter((event) => event.type === type).length;

describe('two officers', () => {
  it('who take the same case: one has it, the other is told', async () => {
    const { id } = await apply(office, people.intake);
    const outcomes = await Promise.all([
      act(office, people.intake, id, 'take-case'),
      act(office, other.intake, id, 'take-case'),
    ]);
    expect(outcomes.map(codeOf).sort()).toEqual(['done', 'taken-by-other']);
    expect(await count(id, 'case-taken')).toBe(1);
  });

  it('who accept the same case: it is accepted once, its documents are planned once', async () => {
    const { id } = await apply(office, people.intake);
    await act(office, people.intake, id, 'take-case');
    const accept = () => act(office, people.intake, id, 'accept-case', { acceptPapers: true });
    const outcomes = await Promise.all([accept(), accept(), accept()]);
    expect(outcomes.map(codeOf).sort()).toEqual(['done', 'not-now', 'not-now']);
    expect(await count(id, 'case-accepted')).toBe(1);
  });

  it('who verify the same draft: it is verified by one', async () => {
    const state = await bring(office, people, 'drafted', { number: nextNumber() });
    const { id: documentId, draft } = letterOf(state);
    const verify = (who: Officer) =>
      act(office, who, state.id, 'verify-documents', {
        documents: [{ documentId, draftSha256: draft!.sha256 }],
      });
    const outcomes = await Promise.all([verify(people.verifier), verify(other.verifier)]);
    expect(outcomes.map(codeOf)).toEqual(['done', 'done']);
    expect(await count(state.id, 'document-verified')).toBe(1);
  });

  it('of whom one replaces the draft while the other verifies: what was not seen is not verified', async () => {
    const state = await bring(office, people, 'drafted', { number: nextNumber() });
    const { id: documentId, draft } = letterOf(state);
    const better = Buffer.concat([letter(nextNumber()), Buffer.from(' lebih jelas')]);
    const [replaced, verified] = await Promise.all([
      attachDraft(office.app, people.operator, state.id, better),
      act(office, people.verifier, state.id, 'verify-documents', {
        documents: [{ documentId, draftSha256: draft!.sha256 }],
      }),
    ]);
    const now = letterOf((await office.whole((tx) => tx.cases.get(state.id)))!);
    // Either the verifier came first and no document waited for the replacement, or the draft changed under them.
    if (isRefusal(verified)) expect([verified.refused, now.status]).toEqual(['draft-changed', 'drafted']);
    else
      expect([codeOf(replaced), now.status, now.draft!.sha256]).toEqual([
        'draft-does-not-match',
        'verified',
        draft!.sha256,
      ]);
  });

  it('who drop the same number into two cases: one gets it, the other is told', async () => {
    const bare = { number: nextNumber() };
    const [first, second] = [
      await bring(office, people, 'accepted'),
      await bring(office, people, 'accepted'),
    ];
    const drop = (caseId: string) => attachDraft(office.app, people.operator, caseId, letter(bare.number));
    const outcomes = await Promise.all([drop(first.id), drop(second.id)]);
    expect(outcomes.map(codeOf).sort()).toEqual(['done', 'number-taken']);
  });
});

describe('two signers', () => {
  it('who sign the same document: BSrE is asked once', async () => {
    const state = await bring(office, people, 'read', { number: nextNumber() });
    const { id: documentId } = letterOf(state);
    const sign = () =>
      signDocuments(office.app, people.signer, 'frasa-benar', [{ caseId: state.id, documentId }]);
    const results = (await Promise.all([sign(), sign(), sign()])).map((one) => done(one)[0]!);
    expect(results.map((one) => one.outcome).sort()).toEqual(['refused', 'refused', 'signed']);
    expect(office.signer.asked).toHaveLength(1);
    expect(await count(state.id, 'document-signed')).toBe(1);
  });

  it('of whom only one has read it: the other signs nothing', async () => {
    const state = await bring(office, people, 'read', { number: nextNumber() });
    const toSign = [{ caseId: state.id, documentId: letterOf(state).id }];
    const [result] = done(await signDocuments(office.app, other.signer, 'frasa-benar', toSign));
    expect(result).toMatchObject({ outcome: 'refused', refusal: { refused: 'not-read' } });
    expect(office.signer.asked).toEqual([]);
  });
});

describe('two counters', () => {
  it('that hand out the same card: it is received once', async () => {
    const state = await bring(office, people, 'accepted');
    const card = state.documents.find((job) => job.form === 'card')!;
    const input = { documentId: card.id, blankSerial: `B-${number}`, isAtCounter: true };
    done(await act(office, people.operator, state.id, 'print-card', input));
    await office.whole((tx) => tx.secrets.setPickupCode(state.id, '111222'));
    const hand = () =>
      handOverCard(office.app, people.intake, {
        caseId: state.id,
        documentId: card.id,
        code: '111222',
        identitySeen: true,
      });
    const outcomes = await Promise.all([hand(), hand()]);
    expect(outcomes.map(codeOf).sort()).toEqual(['done', 'not-now']);
    expect(await count(state.id, 'document-received')).toBe(1);
  });

  it('that print on the same blank: one is told that it was used', async () => {
    const [first, second] = [
      await bring(office, people, 'accepted'),
      await bring(office, people, 'accepted'),
    ];
    const print = (state: typeof first) => {
      const documentId = state.documents.find((job) => job.form === 'card')!.id;
      return act(office, people.operator, state.id, 'print-card', {
        documentId,
        blankSerial: 'B-SAMA',
      }).catch((error: { constraint?: string }) => error.constraint);
    };
    const outcomes = await Promise.all([print(first), print(second)]);
    expect(outcomes.filter((one) => one === 'document_jobs_blank')).toHaveLength(1);
  });
});
