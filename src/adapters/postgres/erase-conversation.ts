/** Erases what a resident said and was told, outside the cases that the office has to keep. */
import { eraseMedia } from './erase-media.ts';
import type { StoreContext } from './store-context.ts';

/** Told in SQL, without opening one: a village officer may have handed in hundreds. */
async function keptCases({ tx, officeId }: StoreContext, contactId: string): Promise<string[]> {
  const rows = await tx.rows<{ case_id: string }>(
    'select case_id from cases where office_id = $1 and contact_id = $2 and submitted_at is not null',
    [officeId, contactId],
  );
  return rows.map((row) => row.case_id);
}

/**
 * Erases messages of both directions, the raw bodies that brought them, files that are not papers of a kept case, the
 * consent and where the conversation stands. What waits to be sent is dropped. Of the consent remains that it was
 * withdrawn, and when.
 */
export async function eraseConversation(context: StoreContext, contactId: string, now: Date): Promise<void> {
  const { tx, officeId } = context;
  const keptCaseIds = await keptCases(context, contactId);
  await tx.rows(
    `with gone as (
       update inbound_messages set message_sealed = null, wamid = null
        where office_id = $1 and contact_id = $2 and message_sealed is not null
          and (case_id is null or not case_id = any ($3::uuid[]))
          -- The message that brought a paper may have come before its case was opened.
          and not exists (select from inbound_media f
                           where f.office_id = $1 and f.contact_id = $2 and f.wamid = inbound_messages.wamid
                             and f.case_id = any ($3::uuid[]) and f.stored_sealed is null)
       returning webhook_id)
     update raw_webhooks set body_sealed = null
      where office_id = $1 and body_sealed is not null and webhook_id in (select webhook_id from gone)`,
    [officeId, contactId, keptCaseIds],
  );
  await tx.rows(
    `update outbox set content_sealed = null, wamid = null, state = case when state = 'queued' then 'dropped' else state end
      where office_id = $1 and contact_id = $2 and content_sealed is not null
        and (case_id is null or not case_id = any ($3::uuid[]))`,
    [officeId, contactId, keptCaseIds],
  );
  await eraseMedia(context, { contactId, keptCaseIds }, now);
  await tx.rows(
    `update contacts set consent_version = null, consent_at = null, consent_withdrawn_at = $3, conversation_sealed = null
      where office_id = $1 and contact_id = $2`,
    [officeId, contactId, now],
  );
}
