/** Erases what a resident said and was told, outside the cases that the office has to keep. */
import type { KeptOfContact } from '../../app/ports.ts';
import { eraseMedia } from './erase-media.ts';
import type { StoreContext } from './store-context.ts';

/**
 * Erases messages of both directions, the raw bodies that brought them, files that are not papers of a kept case, the
 * consent and where the conversation stands. What waits to be sent is dropped. Of the consent remains that it was
 * withdrawn, and when.
 */
export async function eraseConversation(
  context: StoreContext,
  contactId: string,
  kept: KeptOfContact,
  now: Date,
): Promise<void> {
  const { tx, officeId } = context;
  await tx.rows(
    `with gone as (
       update inbound_messages set message_sealed = null, wamid = null
        where office_id = $1 and contact_id = $2 and message_sealed is not null
          and (case_id is null or not case_id = any ($3::uuid[])) and not wamid = any ($4::text[])
       returning webhook_id)
     update raw_webhooks set body_sealed = null
      where office_id = $1 and body_sealed is not null and webhook_id in (select webhook_id from gone)`,
    [officeId, contactId, kept.caseIds, kept.wamids],
  );
  await tx.rows(
    `update outbox set content_sealed = null, wamid = null, state = case when state = 'queued' then 'dropped' else state end
      where office_id = $1 and contact_id = $2 and content_sealed is not null
        and (case_id is null or not case_id = any ($3::uuid[]))`,
    [officeId, contactId, kept.caseIds],
  );
  await eraseMedia(context, { contactId, keptCaseIds: kept.caseIds }, now);
  await tx.rows(
    `update contacts set consent_version = null, consent_at = null, consent_withdrawn_at = $3, conversation_sealed = null
      where office_id = $1 and contact_id = $2`,
    [officeId, contactId, now],
  );
}
