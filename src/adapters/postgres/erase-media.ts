/** Erases files that came by WhatsApp and are not yet papers of a case: their bytes, captions and rows. */
import type { LooseFile } from '../../app/ports.ts';
import { unsealJson } from '../keys/seal.ts';
import { PostgresFileRegistry } from './file-registry.ts';
import type { StoreContext } from './store-context.ts';

/** Which files: of a contact outside the cases that are kept, of one message, or loose ones that came before. */
export type MediaToErase =
  | { contactId: string; keptCaseIds: readonly string[] }
  | { contactId: string; wamid: string }
  | { before: Date; limit: number };

interface Row {
  media_key: string;
  key_id: string;
  stored_sealed: Buffer | null;
}

/** Locked, so that whoever is fetching one of them right now finds it gone afterwards. */
function lockRows({ tx, officeId }: StoreContext, which: MediaToErase): Promise<Row[]> {
  const columns = 'select media_key, key_id, stored_sealed from inbound_media where office_id = $1 and';
  if ('before' in which)
    return tx.rows<Row>(
      `${columns} arrived_at < $2 and (case_id is null or stored_sealed is not null)
        order by media_key limit $3 for update`,
      [officeId, which.before, which.limit],
    );
  if ('wamid' in which)
    return tx.rows<Row>(`${columns} contact_id = $2 and wamid = $3 for update`, [
      officeId,
      which.contactId,
      which.wamid,
    ]);
  return tx.rows<Row>(
    `${columns} contact_id = $2 and (case_id is null or stored_sealed is not null or not case_id = any ($3::uuid[]))
      order by media_key for update`,
    [officeId, which.contactId, which.keptCaseIds],
  );
}

/** The files of a row. One that cannot be read names none, and goes all the same; its files go by their own time. */
async function filesOf(
  { tx, ring }: StoreContext,
  { media_key, key_id, stored_sealed }: Row & { stored_sealed: Buffer },
): Promise<string[]> {
  try {
    const key = await ring.get(tx, key_id);
    const place = `inbound_media/${media_key}/stored`;
    const { original, pages } = unsealJson<Pick<LooseFile, 'original' | 'pages'>>(key, stored_sealed, place);
    return [original, ...pages].map(({ fileId }) => fileId);
  } catch {
    return [];
  }
}

/** Erases files that are in no case and older than any row that could name them. Answers how many. */
export async function eraseUnnamed(
  context: StoreContext,
  { before, limit }: { before: Date; limit: number },
  now: Date,
): Promise<number> {
  const { tx, officeId } = context;
  const rows = await tx.rows<{ file_id: string }>(
    `select file_id from files where office_id = $1 and case_id is null and removed_at is null and stored_at < $2
      order by file_id limit $3`,
    [officeId, before, limit],
  );
  const registry = new PostgresFileRegistry(context);
  for (const { file_id } of rows) await registry.remove(file_id, now);
  return rows.length;
}

/** Erases them; the bytes go after the commit. Papers of a case are left alone. Answers how many there were. */
export async function eraseMedia(context: StoreContext, which: MediaToErase, now: Date): Promise<number> {
  const { tx, officeId } = context;
  const rows = await lockRows(context, which);
  const registry = new PostgresFileRegistry(context);
  for (const { media_key, key_id, stored_sealed } of rows) {
    if (stored_sealed === null) continue;
    const fileIds = await filesOf(context, { media_key, key_id, stored_sealed });
    for (const fileId of fileIds) await registry.remove(fileId, now);
  }
  const keys = rows.map((row) => row.media_key);
  await tx.rows('delete from inbound_media where office_id = $1 and media_key = any ($2::uuid[])', [
    officeId,
    keys,
  ]);
  return rows.length;
}
