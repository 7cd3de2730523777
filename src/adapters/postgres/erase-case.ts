/** Erases the content of a case: its key, files, persons, secrets and messages; its log stays whole and says nothing. */
import { PostgresFileRegistry } from './file-registry.ts';
import type { StoreContext } from './store-context.ts';

async function removeFiles(context: StoreContext, caseId: string, now: Date): Promise<void> {
  const { tx, officeId } = context;
  const files = await tx.rows<{ file_id: string }>(
    'select file_id from files where office_id = $1 and case_id = $2 and removed_at is null',
    [officeId, caseId],
  );
  const registry = new PostgresFileRegistry(context);
  for (const { file_id } of files) await registry.remove(file_id, now);
}

/** What was said about the case. What waits to be sent about it is dropped. */
async function eraseMessages(
  { tx, officeId }: StoreContext,
  caseId: string,
  contactId: string,
): Promise<void> {
  const about = [officeId, contactId, caseId];
  await tx.rows(
    `with gone as (
       update inbound_messages set message_sealed = null, wamid = null
        where office_id = $1 and contact_id = $2 and case_id = $3 and message_sealed is not null returning webhook_id)
     update raw_webhooks set body_sealed = null
      where office_id = $1 and body_sealed is not null and webhook_id in (select webhook_id from gone)`,
    about,
  );
  await tx.rows(
    `update outbox set content_sealed = null, wamid = null, state = case when state = 'queued' then 'dropped' else state end
      where office_id = $1 and contact_id = $2 and case_id = $3 and content_sealed is not null`,
    about,
  );
  // A file that came too late for this case waits for the next one.
  await tx.rows(
    `update inbound_media set case_id = null
      where office_id = $1 and contact_id = $2 and case_id = $3 and stored_sealed is not null`,
    about,
  );
  await tx.rows('delete from inbound_media where office_id = $1 and contact_id = $2 and case_id = $3', about);
}

/**
 * Erases a case that the transaction has locked, whose key is `keyId`. Its number, state and times stay, and what
 * stands of its documents for those who ask at /cek: digests, no content.
 */
export async function eraseCase(
  context: StoreContext,
  caseId: string,
  keyId: string,
  now: Date,
): Promise<void> {
  const { tx, officeId, ring } = context;
  await removeFiles(context, caseId, now);
  const [row] = await tx.rows<{ contact_id: string | null }>(
    'select contact_id from cases where office_id = $1 and case_id = $2',
    [officeId, caseId],
  );
  if (row?.contact_id != null) await eraseMessages(context, caseId, row.contact_id);
  await tx.rows('delete from case_persons where office_id = $1 and case_id = $2', [officeId, caseId]);
  await tx.rows('delete from case_secrets where office_id = $1 and case_id = $2', [officeId, caseId]);
  await tx.rows(
    'update cases set subject_name = null, applicant_name = null, contact_id = null where office_id = $1 and case_id = $2',
    [officeId, caseId],
  );
  await ring.destroy(tx, keyId, now);
}
