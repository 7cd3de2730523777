/** Lists cases for the desks: oldest due first, without any number of a person. */
import type { CaseFilter, CaseListItem } from '../../app/ports.ts';
import type { OfficeTransaction } from './office-transaction.ts';
import { given, iso } from './store-context.ts';

interface Row {
  case_id: string;
  number: string;
  service_id: string;
  status: CaseListItem['status'];
  channel: CaseListItem['channel'];
  area_code: string | null;
  area_name: string | null;
  subject_name: string | null;
  applicant_name: string | null;
  opened_at: Date;
  submitted_at: Date | null;
  due_at: Date | null;
  clock_stopped: boolean;
  taken_by: string | null;
  taken_by_name: string | null;
  tray_count: number;
  documents: CaseListItem['documents'];
}

const FILTER = `
   where c.office_id = $1
     and ($2::text[] is null or c.status = any ($2))
     and ($3::text[] is null or exists (
           select from document_jobs d where d.office_id = c.office_id and d.case_id = c.case_id
              and d.status = any ($3) and ($4::text is null or d.form = $4))
          or ($6 and c.for_counter and exists (
           select from document_jobs d where d.office_id = c.office_id and d.case_id = c.case_id
              and d.status = 'issued' and d.form = 'paper')))
     and ($5::text is null or c.number ilike $5 or c.subject_name ilike $5 or c.applicant_name ilike $5)`;

const LIST = `
  select c.case_id, c.number, c.service_id, c.status, c.channel, c.area_code, a.name as area_name, c.subject_name,
         c.applicant_name, c.opened_at, c.submitted_at, c.due_at, c.clock_stopped, c.taken_by, o.name as taken_by_name,
         c.tray_count,
         coalesce((select json_agg(json_build_object('id', d.document_job_id, 'documentId', d.document_id,
                                                     'status', d.status, 'form', d.form) order by d.document_job_id)
                     from document_jobs d where d.office_id = c.office_id and d.case_id = c.case_id), '[]') as documents
    from cases c
    left join areas a on a.code = c.area_code
    left join officers o on o.office_id = c.office_id and o.officer_id = c.taken_by
   ${FILTER}
   order by c.due_at nulls last, c.opened_at
   limit $7`;

function values(officeId: string, filter: Omit<CaseFilter, 'limit'>): unknown[] {
  const pattern = filter.search === undefined ? null : `%${filter.search.replace(/[\\%_]/gu, '\\$&')}%`;
  return [
    officeId,
    filter.statuses ?? null,
    filter.documentStatuses ?? null,
    filter.documentForm ?? null,
    pattern,
    filter.orPapersForCounter ?? false,
  ];
}

/** How many cases the transaction may see and the filter lets through. */
export async function countCases(
  tx: OfficeTransaction,
  officeId: string,
  filter: Omit<CaseFilter, 'limit'>,
): Promise<number> {
  const sql = `select count(*)::int as count from cases c ${FILTER}`;
  const [row] = await tx.rows<{ count: number }>(sql, values(officeId, filter));
  return row!.count;
}

/** Cases that the transaction may see and the filter lets through. `search` matches number and names. */
export async function listCases(
  tx: OfficeTransaction,
  officeId: string,
  filter: CaseFilter,
): Promise<CaseListItem[]> {
  const rows = await tx.rows<Row>(LIST, [...values(officeId, filter), filter.limit]);
  return rows.map((row) => ({
    caseId: row.case_id,
    number: row.number,
    serviceId: row.service_id,
    status: row.status,
    channel: row.channel,
    openedAt: row.opened_at.toISOString(),
    isClockStopped: row.clock_stopped,
    trayCount: row.tray_count,
    documents: row.documents,
    ...given({
      areaCode: row.area_code,
      areaName: row.area_name,
      subjectName: row.subject_name,
      applicantName: row.applicant_name,
      submittedAt: iso(row.submitted_at),
      dueAt: iso(row.due_at),
      takenBy: row.taken_by,
      takenByName: row.taken_by_name,
    }),
  }));
}
