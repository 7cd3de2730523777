/** Judges what came back from BSrE for one document: good, refused, or something that a person has to look at. */
import type { RefusalCode } from '../domain/refusal.ts';
import type { App } from './app.ts';
import type { SignOutcome } from './ports.ts';

/** What is needed to ask BSrE, read in the transaction that stores the intent. */
export interface Intent {
  draft: Uint8Array;
  number: string;
  signerNik: string;
}

/** What became of the request. */
export type Verdict =
  | { kind: 'good'; pdf: Uint8Array; signedAt: string; providerDocumentId?: string }
  | { kind: 'refused'; code: RefusalCode; isReached: boolean }
  | {
      kind: 'unsettled';
      outcome: 'unknown' | 'faulty';
      reason: string;
      /** What came back, if anything did: kept as evidence. */
      pdf?: Uint8Array;
      providerDocumentId?: string;
    };

/** Checks what BSrE gave back: nothing is published that is not exactly the draft, signed by the right person. */
export async function judge(app: App, intent: Intent, outcome: SignOutcome): Promise<Verdict> {
  switch (outcome.kind) {
    case 'refused':
      return { kind: 'refused', code: outcome.problem, isReached: true };
    case 'not-reached':
      return { kind: 'refused', code: 'signing-service-not-reached', isReached: false };
    case 'unknown':
      return { kind: 'unsettled', outcome: 'unknown', reason: outcome.reason };
    case 'signed': {
      const report = await app.checker.check(outcome.pdf, {
        sent: intent.draft,
        signerNik: intent.signerNik,
        number: intent.number,
      });
      const provider =
        outcome.providerDocumentId === undefined ? {} : { providerDocumentId: outcome.providerDocumentId };
      if (report.faults.length > 0) {
        const reason = report.faults.join(', ');
        return { kind: 'unsettled', outcome: 'faulty', reason, pdf: outcome.pdf, ...provider };
      }
      const signedAt = (report.signedAt ?? app.clock.now()).toISOString();
      return { kind: 'good', pdf: outcome.pdf, signedAt, ...provider };
    }
  }
}

/** A bug of ours while asking or checking: BSrE may have signed, so a person has to look. */
export function unjudged(app: App, error: unknown, outcome?: SignOutcome): Verdict {
  const incident = app.newId();
  app.log.incident(incident, 'a signature could not be asked for or checked', error);
  const pdf = outcome?.kind === 'signed' ? { pdf: outcome.pdf } : {};
  return { kind: 'unsettled', outcome: 'unknown', reason: `Kejadian ${incident}`, ...pdf };
}
