/** Takes secret codes out of messages: once they have left, or once another code took their place. */
import type { OutboxContent } from '../../app/ports.ts';
import { sealJson, unsealJson } from '../keys/seal.ts';
import type { StoreContext } from './store-context.ts';

/** Pick-up code and PIN are the resident's alone: an officer who could read them could act for anybody. */
export function withoutCode(text: string): string {
  return text.replace(/\*\d{6}\*/gu, '*••••••*');
}

/** In the words of a message a code stands between asterisks; a template is given it bare, as a slot of its own. */
function struckOut(content: OutboxContent): OutboxContent {
  const text = withoutCode(JSON.stringify(content)).replace(/"\d{6}"/gu, '"••••••"');
  return JSON.parse(text);
}

/** Strikes the code out of one message, which can never be sent again; of an erased one nothing is left to strike. */
export async function strikeOutCode({ tx, officeId, ring }: StoreContext, outboxId: string): Promise<void> {
  const [row] = await tx.rows<{ key_id: string; content_sealed: Buffer | null }>(
    'select key_id, content_sealed from outbox where office_id = $1 and outbox_id = $2 for update',
    [officeId, outboxId],
  );
  if (row?.content_sealed == null) return;
  const key = await ring.get(tx, row.key_id);
  const place = `outbox/${outboxId}`;
  const content = struckOut(unsealJson<OutboxContent>(key, row.content_sealed, place));
  await tx.rows(
    'update outbox set content_sealed = $3, is_code_gone = true where office_id = $1 and outbox_id = $2',
    [officeId, outboxId, sealJson(key, content, place)],
  );
}

/**
 * Strikes the code out of every message that brought it for this purpose of the case; what waits to be sent is
 * dropped. One that is just leaving arrives with a dead code, and is not tried again.
 */
export async function retireCodes(
  context: StoreContext,
  { caseId, purpose }: { caseId: string; purpose: string },
  now: Date,
): Promise<void> {
  const { tx, officeId } = context;
  const rows = await tx.rows<{ outbox_id: string }>(
    `select outbox_id from outbox where office_id = $1 and case_id = $2 and purpose = $3
        and content_sealed is not null and not is_code_gone order by outbox_id for update`,
    [officeId, caseId, purpose],
  );
  for (const { outbox_id } of rows) await strikeOutCode(context, outbox_id);
  await tx.rows(
    `update outbox set state = 'dropped', settled_at = $3
      where office_id = $1 and outbox_id = any ($2::uuid[]) and state = 'queued'`,
    [officeId, rows.map((row) => row.outbox_id), now],
  );
}
