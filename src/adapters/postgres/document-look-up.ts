/** Finds documents by what is known of them outside their case: a code, the file's digest, a number. */
import type { SignedDocument } from '../../app/ports.ts';
import type { DocumentStatus } from '../../domain/case/state.ts';
import { blindIndex, numberIndex } from '../keys/office-keys.ts';
import { sqlFor } from './office-transaction.ts';
import { given, iso, type StoreContext } from './store-context.ts';

/** The signed document of a code or file, if it is this office's. */
export async function findSigned(
  { tx, officeId, keys }: StoreContext,
  by: { signedSha256: string } | { code: string },
): Promise<SignedDocument | undefined> {
  const base = sqlFor
    .selectFrom('document_jobs')
    .select(['case_id', 'document_job_id', 'document_id', 'status', 'issued_at', 'replaced_at'])
    .where('office_id', '=', officeId)
    .where('signed_sha256', 'is not', null);
  const row = await tx.find(
    'code' in by
      ? base.where('code_index', '=', blindIndex(keys, 'document-code', by.code))
      : base.where('signed_sha256', '=', by.signedSha256),
  );
  return (
    row && {
      caseId: row.case_id,
      documentJobId: row.document_job_id,
      documentId: row.document_id,
      status: row.status as DocumentStatus,
      ...given({ issuedAt: iso(row.issued_at), replacedAt: iso(row.replaced_at) }),
    }
  );
}

/** Issued documents of a kind and number that nothing has replaced; whether their case was erased. */
export async function findStanding(
  { tx, officeId, keys }: StoreContext,
  documentId: string,
  number: string,
): Promise<{ caseId: string; documentJobId: string; isErased: boolean }[]> {
  const rows = await tx.rows<{ case_id: string; document_job_id: string; is_erased: boolean }>(
    `select d.case_id, d.document_job_id, k.destroyed_at is not null as is_erased from document_jobs d
       join cases c on c.office_id = d.office_id and c.case_id = d.case_id
       join data_keys k on k.office_id = c.office_id and k.key_id = c.key_id
      where d.office_id = $1 and d.document_id = $2 and d.standing_number_index = $3 order by d.document_job_id`,
    [officeId, documentId, numberIndex(keys, documentId, number)],
  );
  return rows.map((row) => ({
    caseId: row.case_id,
    documentJobId: row.document_job_id,
    isErased: row.is_erased,
  }));
}

/** Marks a document of an erased case as replaced. No event can say it: its case has no key any more. */
export async function replaceErased(
  { tx, officeId }: StoreContext,
  documentJobId: string,
  at: Date,
): Promise<void> {
  await tx.rows(
    `update document_jobs set status = 'superseded', number_index = null, standing_number_index = null, replaced_at = $3
      where office_id = $1 and document_job_id = $2`,
    [officeId, documentJobId, at],
  );
}
