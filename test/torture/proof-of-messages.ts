/** Proves that every acknowledged message was kept and handled, and that nothing was said twice. */
import type pg from 'pg';
import type { Ledger } from './ledger.ts';
import { difference, type Proof, some } from './proof.ts';
import type { Tray } from './tray-stream.ts';

/** Acknowledged messages against the inbox. */
export async function proveMessages(admin: pg.Client, ledger: Ledger): Promise<Proof> {
  const { rows } = await admin.query<{ wamid: string; state: string }>(
    'select wamid, state from inbound_messages',
  );
  const kept = new Map(rows.map((row) => [row.wamid, row.state]));
  const lost = difference(ledger.acknowledged, kept);
  const unhandled = [...ledger.acknowledged].filter((id) => kept.has(id) && kept.get(id) !== 'handled');
  return {
    counts: {
      'messages acknowledged': ledger.acknowledged.size,
      'acknowledged messages lost': lost.length,
      'acknowledged messages not handled': unhandled.length,
    },
    violations: [
      ...some('acknowledged messages are lost', lost),
      ...some(
        'acknowledged messages were never handled',
        unhandled.map((id) => `${id} (${kept.get(id)})`),
      ),
    ],
  };
}

/** States in which Sampai says that Meta has the message. */
const KNOWN_TO_HAVE_LEFT = new Set(['accepted', 'sent', 'delivered', 'read', 'failed']);

/** Sends that the simulated Meta accepted against the outbox. */
export async function proveSends(admin: pg.Client, ledger: Ledger, tray: Tray): Promise<Proof> {
  const { rows } = await admin.query<{ id: string; state: string }>(
    'select outbox_id as id, state from outbox',
  );
  const outbox = new Map(rows.map((row) => [row.id, row.state]));
  const times = new Map<string, number>();
  for (const id of ledger.accepted.values()) times.set(id, (times.get(id) ?? 0) + 1);
  const twice = [...times].filter(([, count]) => count > 1).map(([id]) => id);
  const strangers = difference(times, outbox);
  const listed = new Set(tray.messages.map((message) => message.outboxId));
  const uncertain = rows.filter((row) => row.state === 'uncertain').map((row) => row.id);
  const unseen = [...times.keys()].filter(
    (id) => !KNOWN_TO_HAVE_LEFT.has(outbox.get(id) ?? '') && !listed.has(id),
  );
  const invented = rows.filter((row) => KNOWN_TO_HAVE_LEFT.has(row.state) && row.state !== 'failed');
  const neverLeft = invented.map((row) => row.id).filter((id) => !times.has(id));
  return {
    counts: {
      'messages sent': times.size,
      'messages sent twice': twice.length,
      'sends of unknown outcome, listed': listed.size,
      'of these never left': uncertain.filter((id) => !times.has(id)).length,
    },
    violations: [
      ...some('messages were sent twice', twice),
      ...some('messages were sent that no row of the outbox knows', strangers),
      ...some('messages left and are neither known as sent nor listed', unseen),
      ...some('messages are called sent and never left', neverLeft),
      ...some('sends of unknown outcome are not listed', difference(new Set(uncertain), listed)),
    ],
  };
}
