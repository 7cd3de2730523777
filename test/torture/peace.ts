/** Waits until everything that was begun has come to its end, or says what did not. */
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { WhatsAppNetwork } from './whatsapp-network.ts';

/** What still waits, by name; nothing of it is zero. */
export type Unfinished = Record<string, number>;

/** Every row that must not stay as it is. Jobs that failed wait for their next try, so they count as well. */
const OPEN_WORK = `
  select 'messages received and not handled' as what, count(*)::int as n from inbound_messages where state = 'waiting'
  union all select 'messages on their way out', count(*)::int from outbox where state in ('queued', 'sending')
  union all select 'files not spoken about', count(*)::int from inbound_media where state <> 'told'
  union all select 'statuses not applied', count(*)::int from delivery_statuses where applied_at is null
  union all select 'events not sealed', count(*)::int from unsealed_events
  union all select 'jobs ' || t.identifier || case when j.locked_at is null then ' not taken' else ' taken' end
                   || ' after ' || j.attempts || ' tries', count(*)::int
              from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id group by 1
  union all select 'locked job queues', count(*)::int from graphile_worker._private_job_queues where locked_at is not null`;

async function look(admin: pg.Client, network: WhatsAppNetwork): Promise<Unfinished> {
  const { rows } = await admin.query<{ what: string; n: number }>(OPEN_WORK);
  const open = Object.fromEntries(rows.filter(({ n }) => n > 0).map(({ what, n }) => [what, n]));
  const waiting = await network.countWaiting();
  return waiting === 0 ? open : { ...open, 'webhooks and steps on the network': waiting };
}

/** Empty when all is done within `patienceMs`. */
export async function waitForPeace(
  admin: pg.Client,
  network: WhatsAppNetwork,
  patienceMs: number,
): Promise<Unfinished> {
  const until = performance.now() + patienceMs;
  let calm = 0;
  for (;;) {
    const open = await look(admin, network);
    calm = Object.keys(open).length === 0 ? calm + 1 : 0;
    // Work may hide for a moment between two tables.
    if (calm === 3) return {};
    if (performance.now() > until) return open;
    await wait(300);
  }
}
