import { describe, expect, test } from 'vitest';
import { isRefusal } from '../refusal.ts';
import { type ActBy, type ActName, actTable, type CaseAct, isAllowed, roles } from './acts.ts';
import { decide } from './decide.ts';
import { contextOf, draft, given, opening, paper, play, type Who } from './given.fixture.ts';
import type { CaseState, CaseStatus, DocumentJob, DocumentStatus } from './state.ts';

const caseStatuses = [
  'draft',
  'submitted',
  'incomplete',
  'accepted',
  'closed',
  'withdrawn',
  'rejected',
] as const;
const documentStatuses = [
  'planned',
  'drafted',
  'verified',
  'signing',
  'unsettled',
  'signed',
  'issued',
  'printed',
  'waiting',
  'received',
  'withdrawn',
  'superseded',
] as const;
const everyBy: readonly ActBy[] = [...roles, 'resident', 'system'];
const actNames = Object.keys(actTable) as ActName[];
const file = { fileId: 'file-1', sha256: 'signed-1', bytes: 1 };

/** For each act, one that is well-formed and would change the case below, were it allowed. */
const wellFormed: Record<ActName, CaseAct> = {
  'open-case': opening,
  'record-answers': { act: 'record-answers', answers: { alamat: 'Jalan Baru 5' }, source: 'officer' },
  'check-fields': { act: 'check-fields', fields: ['noKk'] },
  'add-attachment': paper('foto-baru', 'kk'),
  'assign-attachment': { act: 'assign-attachment', attachmentId: 'baki', requirementId: 'kk' },
  'withdraw-attachment': { act: 'withdraw-attachment', attachmentId: 'baki' },
  'submit-case': { act: 'submit-case' },
  'take-case': { act: 'take-case' },
  'release-case': { act: 'release-case', reason: 'officer-away' },
  'renew-pin': { act: 'renew-pin', proof: 'ktp-el', via: 'counter' },
  'accept-paper': { act: 'accept-paper', requirementId: 'kk' },
  'ask-again': { act: 'ask-again', requirementId: 'suratSekolah', reason: 'cut-off' },
  'accept-case': { act: 'accept-case', documentIds: ['a', 'b', 'c'] },
  'reject-case': { act: 'reject-case', reason: 'duplicate' },
  'withdraw-case': { act: 'withdraw-case' },
  'lapse-case': { act: 'lapse-case' },
  'return-to-intake': { act: 'return-to-intake', reason: 'mismatch-siak' },
  'attach-draft': draft('surat', 'sha-2'),
  'verify-documents': { act: 'verify-documents', documents: [{ documentId: 'surat', draftSha256: 'sha-1' }] },
  'return-document': { act: 'return-document', documentId: 'surat', reason: 'spelling' },
  'mark-read': { act: 'mark-read', documentId: 'surat', draftSha256: 'sha-1' },
  'start-signing': { act: 'start-signing', documentId: 'surat', attemptId: 'a2', authorityId: 'sk' },
  'record-signing-refused': {
    act: 'record-signing-refused',
    documentId: 'surat',
    attemptId: 'a1',
    problem: 'x',
  },
  'record-signing-not-reached': { act: 'record-signing-not-reached', documentId: 'surat', attemptId: 'a1' },
  'record-signing-unsettled': {
    act: 'record-signing-unsettled',
    documentId: 'surat',
    attemptId: 'a1',
    reason: 'timeout',
  },
  'keep-faulty-pdf': { act: 'keep-faulty-pdf', documentId: 'surat', file, reason: 'altered' },
  'record-signed': {
    act: 'record-signed',
    documentId: 'surat',
    attemptId: 'a1',
    file,
    signedAt: '2026-11-23',
  },
  'settle-signing': { act: 'settle-signing', documentId: 'surat', attemptId: 'a1', evidence: 'asked BSrE' },
  'take-in-signed': {
    act: 'take-in-signed',
    documentId: 'surat',
    number: 'PUS-2026-0001',
    file,
    signedAt: '2026-11-23',
    signerId: 'sari',
  },
  'issue-document': { act: 'issue-document', documentId: 'surat' },
  'print-card': { act: 'print-card', documentId: 'surat', blankSerial: 'B-1' },
  'offer-card': { act: 'offer-card', documentId: 'surat' },
  'receive-document': {
    act: 'receive-document',
    documentId: 'surat',
    how: 'counter',
    recipient: { name: 'Rahmat', relation: 'applicant' },
  },
  'supersede-document': {
    act: 'supersede-document',
    documentId: 'surat',
    replacedBy: { at: '2026-11-25T01:00:00.000Z', caseNumber: 'B-2611-00002' },
  },
};

/** Whoever acts here has only this one duty, took the case, read the draft, and did nothing else before. */
function who(by: ActBy): Who {
  const kind = by === 'resident' || by === 'system' ? by : 'officer';
  return { actor: { kind, id: 'siti' }, by: [by] };
}

/** A complete case in a given status, with one document in a given status, made by others than `siti`. */
function caseIn(
  status: CaseStatus,
  document?: { status: DocumentStatus; form: 'paper' | 'card' },
): CaseState {
  const base = play(given('accepted'), [who('petugas-layanan'), paper('baki', null)]);
  const surat: DocumentJob = {
    ...base.documents[0]!,
    ...document,
    draft: { ...file, sha256: 'sha-1', version: 1, number: 'PUS-2026-0001' },
    enteredBy: 'oki',
    verifiedBy: 'vera',
    readSha256: 'sha-1',
    readBy: 'siti',
    attempt: {
      id: 'a1',
      draftSha256: 'sha-1',
      signerId: 'sari',
      authorityId: 'sk',
      startedAt: base.openedAt,
    },
  };
  const isGathering = ['draft', 'submitted', 'incomplete'].includes(status);
  return {
    ...base,
    status,
    takenBy: 'siti',
    sources: {},
    checked: [],
    documents: document === undefined ? [] : [surat],
    attachments: base.attachments.map((one) => ({ ...one, status: 'received' })),
    requirements: isGathering
      ? { suratSekolah: { status: 'accepted', at: base.openedAt } }
      : base.requirements,
  };
}

/** Nothing to do with the table: these acts would be refused or be without effect in the case as set up. */
function prepared(act: ActName, state: CaseState): CaseState {
  if (act === 'accept-case') {
    const at = state.openedAt;
    return {
      ...state,
      requirements: { kk: { status: 'accepted', at }, suratSekolah: { status: 'accepted', at } },
    };
  }
  if (act === 'take-case') return { ...state, takenBy: undefined };
  if (act === 'mark-read')
    return { ...state, documents: state.documents.map((job) => ({ ...job, readBy: 'surya' })) };
  return state;
}

const aboutDocuments = actNames.filter((act) => actTable[act].documentWhen !== undefined);

describe('every act, in every status of the case, for everybody: allowed exactly where the table says', () => {
  const aboutCases = actNames.filter((act) => actTable[act].documentWhen === undefined);

  test.each(aboutCases)('%s', (act) => {
    for (const status of ['none', ...caseStatuses] as const) {
      for (const by of everyBy) {
        const state = status === 'none' ? undefined : prepared(act, caseIn(status));
        const isListed = actTable[act].by.includes(by) && actTable[act].when.includes(status);
        expect(isAllowed(act, [by], state)).toBe(isListed);
        const decided = decide(state, wellFormed[act], contextOf(who(by)));
        const isDone = !isRefusal(decided) && decided.length > 0;
        // One rule stands beside the table: after acceptance the resident's answers stand.
        const isTooLate = act === 'record-answers' && by === 'resident' && status === 'accepted';
        expect(isDone, `${act} in ${status} by ${by}`).toBe(isListed && !isTooLate);
      }
    }
  });

  test.each(aboutDocuments)('%s, in every status and form of the document', (act) => {
    for (const status of caseStatuses) {
      for (const form of ['paper', 'card'] as const) {
        for (const documentStatus of documentStatuses) {
          for (const by of everyBy) {
            const document = { status: documentStatus, form };
            const state = prepared(act, caseIn(status, document));
            const { documentForm } = actTable[act];
            const isListed =
              actTable[act].by.includes(by) &&
              actTable[act].when.includes(status) &&
              actTable[act].documentWhen!.includes(documentStatus) &&
              (documentForm === undefined || documentForm === form);
            expect(isAllowed(act, [by], state, document)).toBe(isListed);
            const decided = decide(state, wellFormed[act], contextOf(who(by)));
            const isDone = !isRefusal(decided) && decided.length > 0;
            expect(isDone, `${act} on a ${documentStatus} ${form} in ${status} by ${by}`).toBe(isListed);
          }
        }
      }
    }
  });
});

describe('the table as a whole', () => {
  test('lists every act with somebody who may do it, somewhere', () => {
    for (const act of actNames) {
      expect(actTable[act].by.length, act).toBeGreaterThan(0);
      expect(actTable[act].when.length, act).toBeGreaterThan(0);
    }
    expect(Object.keys(wellFormed).sort()).toEqual([...actNames].sort());
  });

  test('allows nothing once a case has ended, but a new PIN, and a later document in place of this one', () => {
    const ended: CaseStatus[] = ['closed', 'withdrawn', 'rejected'];
    const still = actNames.filter((act) => ended.some((status) => actTable[act].when.includes(status)));
    expect(still).toEqual(['renew-pin', 'supersede-document']);
  });

  test('keeps entering, verifying and signing with different roles', () => {
    expect(actTable['attach-draft'].by).toEqual(['operator']);
    expect(actTable['verify-documents'].by).toEqual(['verifikator']);
    expect(actTable['start-signing'].by).toEqual(['penandatangan']);
  });

  test('lets the system alone record what BSrE answered', () => {
    for (const act of actNames.filter((name) => name.startsWith('record-sign'))) {
      expect(actTable[act].by, act).toEqual(['system']);
    }
  });

  test('acts that need the case in hand are refused to who has not taken it', () => {
    const taken = actNames.filter((act) => actTable[act].taken === true);
    expect(taken).toEqual(['accept-paper', 'ask-again', 'accept-case', 'reject-case']);
    for (const act of taken) {
      const state = prepared(act, caseIn('submitted'));
      const lina = contextOf(who('petugas-layanan'));
      expect(decide({ ...state, takenBy: undefined }, wellFormed[act], lina)).toEqual({
        refused: 'not-taken',
      });
      expect(decide({ ...state, takenBy: 'lukman' }, wellFormed[act], lina)).toEqual({
        refused: 'taken-by-other',
      });
    }
  });
});

test('an officer with two roles may do what either may', () => {
  expect(isAllowed('take-case', ['operator', 'petugas-layanan'], { status: 'submitted' })).toBe(true);
  expect(isAllowed('take-case', [], { status: 'submitted' })).toBe(false);
});
