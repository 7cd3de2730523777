/** Counts what Meta delivered and nobody answers: messages to other numbers than the office's, and what cannot be read. */
import type { Misdirected } from '../../app/ports.ts';
import { given, iso, type StoreContext } from './store-context.ts';

interface Counted {
  count: number;
  last_at: Date | null;
}

/** Counts what came at or after `since`. Nothing of the content is opened. */
export async function readMisdirected({ tx, officeId }: StoreContext, since: Date): Promise<Misdirected> {
  const foreign = await tx.rows<Counted & { phone_number_id: string }>(
    `select phone_number_id, count(*)::int as count, max(received_at) as last_at from inbound_messages
      where office_id = $1 and state = 'foreign' and received_at >= $2 group by phone_number_id order by 1`,
    [officeId, since],
  );
  const [unreadable] = await tx.rows<Counted>(
    `select count(*)::int as count, max(received_at) as last_at from raw_webhooks
      where office_id = $1 and is_unreadable and received_at >= $2`,
    [officeId, since],
  );
  return {
    foreign: foreign.map((row) => ({
      phoneNumberId: row.phone_number_id,
      count: row.count,
      lastAt: iso(row.last_at)!,
    })),
    unreadable: { count: unreadable!.count, ...given({ lastAt: iso(unreadable!.last_at) }) },
  };
}
