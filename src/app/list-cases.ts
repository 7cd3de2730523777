/** The queues of the desks, and the counts on their tabs. */
import type { CaseState } from '../domain/case/state.ts';
import type { App } from './app.ts';
import { findHandedOver } from './conversations.ts';
import { findTroubled } from './list-unsettled.ts';
import { asOfficer, scopeOf } from './perform-act.ts';
import type { CaseFilter, CaseListItem, Officer } from './ports.ts';
import { maySettleMessages } from './settle-message.ts';

/** The desks, each a queue of cases. */
export const desks = ['intake', 'siak', 'cards', 'verification', 'signing', 'unsettled', 'all'] as const;
export type Desk = (typeof desks)[number];

const queues: Record<Desk, Omit<CaseFilter, 'limit' | 'search'>> = {
  intake: { statuses: ['submitted', 'incomplete'] },
  siak: { statuses: ['accepted'], documentStatuses: ['planned'], documentForm: 'paper' },
  cards: {
    statuses: ['accepted'],
    documentStatuses: ['planned', 'printed', 'waiting'],
    documentForm: 'card',
    orPapersForCounter: true,
  },
  verification: { statuses: ['accepted'], documentStatuses: ['drafted'] },
  signing: { statuses: ['accepted'], documentStatuses: ['verified'] },
  unsettled: { statuses: ['accepted'], documentStatuses: ['signing', 'unsettled'] },
  all: {
    statuses: [
      'draft',
      'submitted',
      'incomplete',
      'accepted',
      'closed',
      'withdrawn',
      'rejected',
    ] satisfies CaseState['status'][],
  },
};

/** What a desk holds for this officer. Cards that lie at the counter are no work of whoever only prints them. */
function queueOf(desk: Desk, officer: Officer): Omit<CaseFilter, 'limit' | 'search'> {
  if (desk !== 'cards' || officer.roles.includes('petugas-layanan')) return queues[desk];
  return { statuses: ['accepted'], documentStatuses: ['planned', 'printed'], documentForm: 'card' };
}

/** Cases that wait at a desk, oldest due first. */
export function listDesk(app: App, officer: Officer, desk: Desk, search?: string): Promise<CaseListItem[]> {
  const performer = asOfficer(officer);
  return app.storage.transact(scopeOf(app, performer), async (tx) => {
    const entry = { actor: performer.actor, purpose: 'queue', what: `desk/${desk}` };
    // A queue renews itself on the screen; to look for somebody is always an act of its own.
    if (search === undefined) await tx.accessLog.addOnce(entry, app.clock.now());
    else await tx.accessLog.add({ ...entry, purpose: 'search' }, app.clock.now());
    return tx.cases.list({ ...queueOf(desk, officer), limit: 200, ...(search !== undefined && { search }) });
  });
}

/** How many cases wait at each desk; at that of unknown outcomes messages wait too. */
export async function countDesks(app: App, officer: Officer): Promise<Record<Desk | 'handed-over', number>> {
  const handedOver = (await findHandedOver(app, officer)).length;
  // Only for those who can do something about a message.
  const troubled = maySettleMessages(officer) ? (await findTroubled(app, officer)).length : 0;
  return app.storage.transact(scopeOf(app, asOfficer(officer)), async (tx) => {
    const counts = { 'handed-over': handedOver } as Record<Desk | 'handed-over', number>;
    for (const desk of desks) {
      if (desk !== 'all') counts[desk] = await tx.cases.count(queueOf(desk, officer));
    }
    counts.unsettled += troubled;
    return counts;
  });
}
