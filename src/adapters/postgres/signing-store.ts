/** Keeps every signing request, written before BSrE is asked: the evidence when an outcome is unknown. */
import type { SigningPast, SigningStore, UnsettledSigning } from '../../app/ports.ts';
import { sqlFor } from './office-transaction.ts';
import { given, type StoreContext } from './store-context.ts';

/** The signing store of one transaction. */
export class PostgresSigningStore implements SigningStore {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async start(intent: Parameters<SigningStore['start']>[0], now: Date): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.run(
      sqlFor.insertInto('signing_intents').values({
        office_id: officeId,
        attempt_id: intent.attemptId,
        case_id: intent.caseId,
        document_job_id: intent.documentJobId,
        draft_sha256: intent.draftSha256,
        signer_id: intent.signerId,
        authority_id: intent.authorityId,
        started_at: now,
      }),
    );
  }

  async settle(
    attemptId: string,
    outcome: Parameters<SigningStore['settle']>[1],
    reason: string | undefined,
    providerDocumentId: string | undefined,
    now: Date,
  ): Promise<void> {
    const { tx, officeId } = this.#context;
    await tx.run(
      sqlFor
        .updateTable('signing_intents')
        .set({
          outcome,
          reason: reason ?? null,
          settled_at: now,
          ...given({ provider_document_id: providerDocumentId }),
        })
        .where('office_id', '=', officeId)
        .where('attempt_id', '=', attemptId),
    );
  }

  open(past?: SigningPast): Promise<UnsettledSigning[]> {
    return this.#list(past, []);
  }

  unsettled(past: SigningPast): Promise<UnsettledSigning[]> {
    return this.#list(past, ['unknown', 'faulty']);
  }

  /** Attempts without an outcome, and those with one of these. */
  async #list(
    past: SigningPast | undefined,
    outcomes: ('unknown' | 'faulty')[],
  ): Promise<UnsettledSigning[]> {
    const { tx, officeId } = this.#context;
    const rows = await tx.all(
      sqlFor
        .selectFrom('signing_intents')
        .selectAll()
        .where('office_id', '=', officeId)
        .where((where) => {
          const isBare = where('outcome', 'is', null);
          if (past === undefined) return isBare;
          const began = new Date(past.now.getTime() - past.timeoutMs);
          // What lies ahead began before the clock was moved back.
          const isStale = where.or([where('started_at', '<', began), where('started_at', '>', past.now)]);
          const stale = where.and([isBare, isStale]);
          return outcomes.length === 0 ? stale : where.or([stale, where('outcome', 'in', outcomes)]);
        })
        .orderBy('started_at'),
    );
    return rows.map((row) => ({
      attemptId: row.attempt_id,
      caseId: row.case_id,
      documentJobId: row.document_job_id,
      signerId: row.signer_id,
      startedAt: row.started_at.toISOString(),
      ...given({ outcome: row.outcome, reason: row.reason }),
    }));
  }
}
