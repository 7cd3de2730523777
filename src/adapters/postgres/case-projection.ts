/** Rows of the read tables that follow from the state of a case. */
import type { Service } from '../../catalogue/define-service.ts';
import { type CaseState, type DocumentJob, isStanding } from '../../domain/case/state.ts';
import { seal } from '../keys/seal.ts';

/** Columns of `document_jobs` that change over the life of a document. */
export function documentRow(job: DocumentJob, service: Service, index: (number: string) => Buffer) {
  const kind = service.produces.find((one) => one.document.id === job.documentId)?.document;
  // A KK keeps its number when a member is added, so only numbers that name one document must be unique.
  const isUnique = kind?.numberNamesOne === 'document';
  // What came to nothing, or was replaced, leaves its number to the next.
  const isMeant = job.status !== 'withdrawn' && job.status !== 'superseded';
  return {
    status: job.status,
    number_index: isUnique && isMeant && job.draft !== undefined ? index(job.draft.number) : null,
    standing_number_index: isStanding(job) && job.draft !== undefined ? index(job.draft.number) : null,
    replaced_at: job.replacedBy?.at ?? null,
    draft_sha256: job.draft?.sha256 ?? null,
    entered_by: job.enteredBy ?? null,
    verified_by: job.verifiedBy ?? null,
    signed_by: job.signedBy ?? null,
    signed_sha256: job.signed?.sha256 ?? null,
    signed_at: job.signed?.signedAt ?? null,
    attempt_id: job.attempt?.id ?? null,
    attempt_at: job.attempt?.startedAt ?? null,
    blank_serial: job.blankSerial ?? null,
    issued_at: job.issuedAt ?? null,
    received_at: job.receivedAt ?? null,
  };
}

/** Rows of `case_persons`: numbers sealed under the case's key, with a keyed index for look-up. */
export function personRows(
  state: CaseState,
  service: Service,
  keys: { keyId: string; key: Buffer; index: (kind: string, value: string) => Buffer },
) {
  const text = (field: string | undefined): string | undefined => {
    const value = field === undefined ? undefined : state.answers[field];
    return typeof value === 'string' ? value : undefined;
  };
  return Object.entries(service.persons)
    .map(([role, person]) => ({
      role,
      name: text(person.name),
      nik: text(person.nik),
      kk: text(person.kk),
      bornOn: text(person.bornOn),
    }))
    .filter(({ name, nik, kk }) => name !== undefined || nik !== undefined || kk !== undefined)
    .map(({ role, name, nik, kk, bornOn }) => {
      const place = (column: string) => `case_persons/${state.id}/${role}/${column}`;
      return {
        role,
        name: name ?? null,
        key_id: keys.keyId,
        nik_sealed: nik === undefined ? null : seal(keys.key, Buffer.from(nik), place('nik')),
        nik_index: nik === undefined ? null : keys.index('nik', nik),
        kk_sealed: kk === undefined ? null : seal(keys.key, Buffer.from(kk), place('kk')),
        kk_index: kk === undefined ? null : keys.index('kk', kk),
        born_on: bornOn ?? null,
      };
    });
}
