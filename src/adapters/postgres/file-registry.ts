/** Registers files and seals them: the file store sees only ciphertext, the database only its digest. */
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { FileRegistry } from '../../app/ports.ts';
import type { StoredFile } from '../../domain/case/state.ts';
import { seal, unseal } from '../keys/seal.ts';
import { sqlFor } from './office-transaction.ts';
import { given, type StoreContext } from './store-context.ts';
import { PostgresJobQueue } from './work-stores.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The file registry of one transaction. */
export class PostgresFileRegistry implements FileRegistry {
  readonly #context: StoreContext;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  async #key(caseId: string | undefined, now: Date): Promise<{ keyId: string; key: Buffer }> {
    const { tx, officeId, ring } = this.#context;
    if (caseId === undefined) return ring.forDay(tx, now);
    const row = await tx.find(
      sqlFor
        .selectFrom('cases')
        .select('key_id')
        .where('office_id', '=', officeId)
        .where('case_id', '=', caseId),
    );
    if (row === undefined) throw new Error('a file needs a case that can be seen');
    return { keyId: row.key_id, key: await ring.get(tx, row.key_id) };
  }

  async add(
    file: { caseId?: string; bytes: Uint8Array; mime: string; purpose: string },
    now: Date,
  ): Promise<StoredFile> {
    const { tx, officeId, fileStore } = this.#context;
    const fileId = v7();
    const { keyId, key } = await this.#key(file.caseId, now);
    // The bytes are durable before the row that promises them; an orphan after a crash is only ciphertext.
    await fileStore.put(`${officeId}/${fileId}`, seal(key, file.bytes, `files/${fileId}`));
    tx.afterRollback(() => fileStore.remove(`${officeId}/${fileId}`));
    const digest = sha256(file.bytes);
    await tx.run(
      sqlFor.insertInto('files').values({
        office_id: officeId,
        file_id: fileId,
        case_id: file.caseId ?? null,
        key_id: keyId,
        purpose: file.purpose,
        sha256: digest,
        bytes: file.bytes.length,
        mime: file.mime,
        stored_at: now,
      }),
    );
    return { fileId, sha256: digest, bytes: file.bytes.length };
  }

  async read(fileId: string) {
    const { tx, officeId, ring, fileStore } = this.#context;
    const row = await tx.find(
      sqlFor
        .selectFrom('files')
        .select(['key_id', 'sha256', 'mime', 'purpose', 'case_id'])
        .where('office_id', '=', officeId)
        .where('file_id', '=', fileId)
        .where('removed_at', 'is', null),
    );
    if (row === undefined) return undefined;
    const sealed = await fileStore.get(`${officeId}/${fileId}`);
    if (sealed === undefined) throw new Error('a registered file is missing from the file store');
    const bytes = unseal(await ring.get(tx, row.key_id), Buffer.from(sealed), `files/${fileId}`);
    if (sha256(bytes) !== row.sha256) throw new Error('a stored file differs from its digest');
    return { bytes, mime: row.mime, purpose: row.purpose, ...given({ caseId: row.case_id }) };
  }

  async remove(fileId: string, now: Date): Promise<void> {
    const { tx, officeId } = this.#context;
    const removed = await tx.run(
      sqlFor
        .updateTable('files')
        .set({ removed_at: now })
        .where('office_id', '=', officeId)
        .where('file_id', '=', fileId),
    );
    // A job of this transaction, so that the bytes go when it is certain, and also after a crash in between.
    if (removed === 1) await new PostgresJobQueue(this.#context).add('erase-file', { fileId });
  }

  async erase(fileId: string): Promise<void> {
    const { tx, officeId, fileStore } = this.#context;
    const row = await tx.find(
      sqlFor
        .selectFrom('files')
        .select('removed_at')
        .where('office_id', '=', officeId)
        .where('file_id', '=', fileId),
    );
    if (row?.removed_at != null) await fileStore.remove(`${officeId}/${fileId}`);
  }
}
