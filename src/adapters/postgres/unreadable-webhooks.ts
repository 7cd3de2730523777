/** Opens webhooks that could not be read, or not wholly, so that a person can look into what Meta sent. */
import type { UnreadableWebhook } from '../../app/ports.ts';
import { unseal } from '../keys/seal.ts';
import type { StoreContext } from './store-context.ts';

/** Those whose body is still kept, oldest first. Nothing is opened. */
export async function listUnreadable({ tx, officeId }: StoreContext): Promise<UnreadableWebhook[]> {
  const rows = await tx.rows<{ webhook_id: string; received_at: Date }>(
    `select webhook_id, received_at from raw_webhooks
      where office_id = $1 and is_unreadable and body_sealed is not null order by webhook_id`,
    [officeId],
  );
  return rows.map((row) => ({ webhookId: row.webhook_id, receivedAt: row.received_at.toISOString() }));
}

/** The body as it came; `undefined` for one that is not kept, or that Sampai read. */
export async function openUnreadable(
  { tx, officeId, ring }: StoreContext,
  webhookId: string,
): Promise<Uint8Array | undefined> {
  const [row] = await tx.rows<{ key_id: string; body_sealed: Buffer }>(
    `select key_id, body_sealed from raw_webhooks
      where office_id = $1 and webhook_id::text = $2 and is_unreadable and body_sealed is not null`,
    [officeId, webhookId],
  );
  return row && unseal(await ring.get(tx, row.key_id), row.body_sealed, `raw_webhooks/${webhookId}`);
}
