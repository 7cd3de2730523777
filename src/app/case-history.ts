/** The history of a case for its page: what happened, who did it, who looked, what was said about it. */
import type { Actor, CaseEvent } from '../domain/case/events.ts';
import type { CaseState, IdentityProof } from '../domain/case/state.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Officer, ThreadMessage, Transaction } from './ports.ts';
import { mayOpenEvidence } from './read-file.ts';
import { showThread } from './show-thread.ts';

/** One line of the history. Personal content of the event stays out; the case itself shows what holds now. */
export interface HistoryLine {
  at: string;
  type: CaseEvent['type'];
  actorKind: CaseEvent['actor']['kind'];
  actorName?: string;
  documentId?: string;
  requirementId?: string;
  reason?: string;
  note?: string;
  /** How an officer made sure who asked for a new PIN. */
  proof?: IdentityProof;
  /** The faulty signed PDF that was kept; only for who may open it. */
  evidenceFileId?: string;
}

/** History, looks and thread of one case. */
export interface CaseHistory {
  lines: HistoryLine[];
  looks: { at: string; actorName: string; purpose: string; what: string }[];
  thread: ThreadMessage[];
}

async function toLine(
  tx: Transaction,
  officer: Officer,
  event: CaseEvent,
  names: Map<string, string>,
): Promise<HistoryLine> {
  const { id, kind } = event.actor;
  if (kind === 'officer' && !names.has(id))
    names.set(id, (await tx.directory.findOfficer(id))?.name ?? 'Petugas');
  const actorName = names.get(id);
  return {
    at: event.at,
    type: event.type,
    actorKind: kind,
    ...(actorName !== undefined && { actorName }),
    ...('documentId' in event && { documentId: event.documentId }),
    ...('requirementId' in event && event.requirementId !== null && { requirementId: event.requirementId }),
    ...('reason' in event && event.reason !== undefined && { reason: event.reason }),
    ...('proof' in event && { proof: event.proof }),
    ...(event.type === 'faulty-pdf-kept' &&
      mayOpenEvidence(officer) && { evidenceFileId: event.file.fileId }),
    ...('note' in event && event.note !== undefined && { note: event.note }),
  };
}

/** So many messages of the thread are shown, the newest. */
const THREAD_LIMIT = 100;

/**
 * The messages of this case alone, though its applicant may have several cases in one chat. A message belongs to a
 * case when it was sent for that case, when it came while the talk was about that case (noted as it was handled), or
 * when it brought one of its papers. What was said before any case, or about another one, is not shown here.
 */
async function threadOf(
  app: App,
  tx: Transaction,
  state: CaseState,
  { actor, isRevealed }: { actor: Actor; isRevealed: boolean },
): Promise<ThreadMessage[]> {
  if (state.contactId === undefined) return [];
  const { id: caseId } = state;
  const what = isRevealed ? 'thread/numbers' : 'thread';
  await tx.accessLog.addOnce({ actor, purpose: 'history', what, caseId }, app.clock.now());
  const wamids = state.attachments.flatMap(({ wamid }) => (wamid === undefined ? [] : [wamid]));
  const thread = await tx.inbox.caseThread(state.contactId, { caseId, wamids }, THREAD_LIMIT);
  return showThread(thread, isRevealed);
}

/** Reads the history; the look itself is logged, and that at the thread beside it, and that at the numbers in it. */
export async function readHistory(
  app: App,
  officer: Officer,
  caseId: string,
  isRevealed = false,
): Promise<CaseHistory | Refusal> {
  const performer = asOfficer(officer);
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const state = await tx.cases.get(caseId);
    if (state === undefined) return refuse('not-found');
    await tx.accessLog.addOnce(
      { actor: performer.actor, purpose: 'history', what: 'history', caseId },
      app.clock.now(),
    );
    const names = new Map<string, string>();
    const lines: HistoryLine[] = [];
    for (const event of await tx.cases.events(caseId)) lines.push(await toLine(tx, officer, event, names));
    const thread = await threadOf(app, tx, state, { actor: performer.actor, isRevealed });
    return { lines, looks: await tx.accessLog.ofCase(caseId), thread };
  });
}
