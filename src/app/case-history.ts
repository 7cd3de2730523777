/** The history of a case for its page: what happened, who did it, who looked. */
import type { CaseEvent } from '../domain/case/events.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { App } from './app.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { Officer, ThreadMessage, Transaction } from './ports.ts';

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
}

/** History, looks and thread of one case. */
export interface CaseHistory {
  lines: HistoryLine[];
  looks: { at: string; actorName: string; purpose: string; what: string }[];
  thread: ThreadMessage[];
}

async function toLine(tx: Transaction, event: CaseEvent, names: Map<string, string>): Promise<HistoryLine> {
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
    ...('reason' in event && { reason: event.reason }),
    ...('note' in event && event.note !== undefined && { note: event.note }),
  };
}

/** Reads the history; the look itself is logged. */
export async function readHistory(
  app: App,
  officer: Officer,
  caseId: string,
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
    for (const event of await tx.cases.events(caseId)) lines.push(await toLine(tx, event, names));
    const thread = state.contactId === undefined ? [] : await tx.inbox.thread(state.contactId, 100);
    return { lines, looks: await tx.accessLog.ofCase(caseId), thread };
  });
}
