/** Proves that no document was published twice and that every signature of unknown outcome is listed. */
import type pg from 'pg';
import type { BsreCall } from './bsre-log.ts';
import type { Ledger } from './ledger.ts';
import { difference, type Proof, some } from './proof.ts';
import type { Tray } from './tray-stream.ts';

interface Job {
  id: string;
  status: string;
  signed: string | null;
}

async function countEvents(admin: pg.Client, type: string): Promise<Map<string, number>> {
  const { rows } = await admin.query<{ id: string; n: number }>(
    'select document_job_id as id, count(*)::int as n from case_events where type = $1 group by 1',
    [type],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** Events, files, and the copies that people hold: each document has one signed form, and was issued once. */
export async function provePublished(
  admin: pg.Client,
  ledger: Ledger,
  calls: readonly BsreCall[],
): Promise<Proof> {
  const { rows } = await admin.query<Job>(
    'select document_job_id as id, status, signed_sha256 as signed from document_jobs',
  );
  const jobs = new Map(rows.map((row) => [row.id, row]));
  const issued = await countEvents(admin, 'document-issued');
  const signed = await countEvents(admin, 'document-signed');
  const many = (events: Map<string, number>) => [...events].filter(([, n]) => n > 1).map(([id]) => id);
  const twice = [...new Set([...many(issued), ...many(signed)])];
  const differing = [...ledger.copies].filter(
    ([id, copies]) => copies.size !== 1 || !copies.has(jobs.get(id)?.signed ?? ''),
  );
  const published = rows.filter((row) => row.signed !== null);
  const made = new Set(calls.map((call) => call.outputSha256));
  const { rows: files } = await admin.query<{ n: number }>(
    "select count(*)::int as n from files where purpose = 'signed'",
  );
  const shas = new Set(published.map((row) => row.signed!));
  return {
    counts: {
      'documents published': published.length,
      'documents published twice': twice.length,
      'documents of which copies differ': differing.length,
      'documents of which copies were looked at': ledger.copies.size,
      'PDFs that arrived by WhatsApp': ledger.arrived.size,
    },
    violations: [
      ...some('documents were published twice', twice),
      ...some(
        'documents have copies that differ',
        differing.map(([id]) => id),
      ),
      ...some('PDFs arrived by WhatsApp that are no published document', difference(ledger.arrived, shas)),
      ...some(
        'documents carry a signature that BSrE never made',
        published.filter((row) => !made.has(row.signed!)).map((row) => row.id),
      ),
      ...some(
        'documents that we were told are signed are not',
        [...ledger.toldSigned].filter((id) => jobs.get(id)?.signed == null),
      ),
      ...some(
        'documents are still being signed',
        rows.filter((row) => row.status === 'signing').map((row) => row.id),
      ),
      ...(files[0]!.n === published.length
        ? []
        : [`${files[0]!.n} signed files for ${published.length} published documents`]),
    ],
  };
}

interface Intent {
  attempt: string;
  draft: string;
  outcome: string | null;
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/** BSrE's own log against what Sampai knows: known, listed, or once listed and settled by a person. */
export async function proveSignatures(
  admin: pg.Client,
  ledger: Ledger,
  tray: Tray,
  calls: readonly BsreCall[],
): Promise<Proof> {
  const { rows: intents } = await admin.query<Intent>(
    'select attempt_id as attempt, draft_sha256 as draft, outcome from signing_intents',
  );
  const listed = new Set(tray.signings.map((signing) => signing.attemptId));
  const isUnknown = (one: Intent) =>
    one.outcome === null || one.outcome === 'unknown' || one.outcome === 'faulty';
  const unknown = intents.filter(isUnknown).map((one) => one.attempt);
  const byDraft = groupBy(intents, (one) => one.draft);
  const signedCalls = calls.filter((call) => call.outcome === 'signed');
  const uncovered: string[] = [];
  for (const [draft, made] of groupBy(signedCalls, (call) => call.inputSha256)) {
    const covering = (byDraft.get(draft) ?? []).filter(
      (one) =>
        one.outcome === 'signed' || listed.has(one.attempt) || ledger.tray.get(one.attempt) === 'unsigned',
    );
    if (made.length > covering.length) uncovered.push(draft.slice(0, 16));
  }
  const withoutIntent = [...groupBy(calls, (call) => call.inputSha256)]
    .filter(([draft, made]) => made.length > (byDraft.get(draft)?.length ?? 0))
    .map(([draft]) => draft.slice(0, 16));
  const signedDrafts = new Set(signedCalls.map((call) => call.inputSha256));
  const open = intents.filter((one) => listed.has(one.attempt));
  const settled = [...ledger.tray.values()].filter((how) => how !== 'left');
  return {
    counts: {
      'signatures made by BSrE': signedCalls.length,
      'signatures of unknown outcome, listed': listed.size,
      'of these never made': open.filter((one) => !signedDrafts.has(one.draft)).length,
      'listed before and settled by a person': settled.length,
    },
    violations: [
      ...some('signing requests of unknown outcome are not listed', difference(new Set(unknown), listed)),
      ...some('signatures were made that are neither published nor listed', uncovered),
      ...some('drafts were sent to BSrE without an intent', withoutIntent),
    ],
  };
}
