/** A signing desk for tests: letters that are ready to be signed, and what the signer does with them over HTTP. */
import type { CaseState } from '../../src/domain/case/state.ts';
import { bring, letter, letterOf } from '../support/library-office.ts';
import type { TestHttp } from '../support/open-test-http.ts';

/** What tests of signing do again and again. */
export type SigningDesk = ReturnType<typeof signingDesk>;

/** Opens the desk. */
export function signingDesk(http: TestHttp) {
  let number = 0;
  const numberOf = (ago: number) => `PUS-2026-${String(number - ago).padStart(4, '0')}`;
  const post = (path: string, body: unknown) => http.ask('POST', path, { as: http.people.signer, body });
  return {
    /** A number that no letter has yet. */
    nextNumber(): string {
      number += 1;
      return numberOf(0);
    },
    /** A letter that the signer has read. */
    async ready(): Promise<CaseState> {
      number += 1;
      return bring(http.office, http.people, 'read', { number: numberOf(0) });
    },
    /** The draft of the newest letter, or of one before it. */
    draft: (ago = 0) => letter(numberOf(ago)),
    load: async ({ id }: CaseState) => letterOf((await http.office.whole((tx) => tx.cases.get(id)))!),
    sign: (states: readonly CaseState[], passphrase = 'frasa-benar') =>
      post('/api/signing', {
        passphrase,
        documents: states.map((state) => ({ caseId: state.id, documentId: letterOf(state).id })),
      }),
    unsettled: async () =>
      (await http.ask('GET', '/api/unsettled', { as: http.people.signer })).body.signings,
    settle: (state: CaseState, attemptId: string, more: object = {}) =>
      post(`/api/cases/${state.id}/settle-signing`, {
        documentId: letterOf(state).id,
        attemptId,
        evidence: 'Riwayat BSrE dilihat',
        ...more,
      }),
    /** Forgets what was asked, planned and logged. */
    clear(): void {
      for (const list of [http.office.signer.asked, http.office.signer.next, http.office.log])
        list.length = 0;
    },
  };
}
