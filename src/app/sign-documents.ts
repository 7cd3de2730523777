/**
 * The signer signs what they have read, through BSrE. In this order, so that a crash leaves either nothing or a
 * visible unknown: intent stored → BSrE asked → what came back checked → stored and issued, or kept as unsettled.
 */
import type { CaseAct } from '../domain/case/acts.ts';
import type { CaseState, DocumentJob } from '../domain/case/state.ts';
import { findDocument } from '../domain/case/state.ts';
import { officeDay } from '../domain/office/calendar.ts';
import { isRefusal, type Refusal, type RefusalCode, refuse } from '../domain/refusal.ts';
import { type App, STORING_PATIENCE_MS, wholeOffice } from './app.ts';
import { orRefusal, orThrow } from './do-officer-act.ts';
import { type Intent, judge, unjudged, type Verdict } from './judge-signature.ts';
import { keepFaultyPdf } from './keep-faulty-pdf.ts';
import { asOfficer, asSystem, performOn, scopeOf } from './perform-act.ts';
import type { Officer, SigningAuthority, Transaction } from './ports.ts';

/** One document to sign: its case and the draft that was read. */
export interface ToSign {
  caseId: string;
  documentId: string;
}

/** What became of one document of the batch. */
export interface SigningResult extends ToSign {
  outcome: 'signed' | 'refused' | 'not-reached' | 'unsettled';
  refusal?: Refusal;
}

/** The authority by which this officer may sign this kind of document today, if any. */
export function authorityFor(
  authorities: readonly SigningAuthority[],
  documentId: string,
  today: string,
): SigningAuthority | undefined {
  return authorities.find(
    (authority) =>
      authority.validFrom <= today &&
      (authority.validTo === undefined || today <= authority.validTo) &&
      authority.documentIds.includes(documentId),
  );
}

async function storeIntent(
  app: App,
  tx: Transaction,
  officer: Officer,
  toSign: ToSign,
  attemptId: string,
): Promise<Intent | Refusal> {
  const now = app.clock.now();
  const state = await tx.cases.lock(toSign.caseId);
  const job = state && findDocument(state, toSign.documentId);
  if (state === undefined || job === undefined) return refuse('unknown-document');
  const today = officeDay(now.toISOString(), app.office().utcOffsetMinutes);
  const authority = authorityFor(await tx.directory.authoritiesOf(officer.officerId), job.documentId, today);
  const signerNik = await tx.directory.officerNik(officer.officerId);
  if (authority === undefined || signerNik === undefined) return refuse('no-authority');
  const { authorityId } = authority;
  const act: CaseAct = { act: 'start-signing', documentId: job.id, attemptId, authorityId };
  const started = await performOn(app, tx, asOfficer(officer), state, [act]);
  if (isRefusal(started)) return started;
  const draft = job.draft!;
  await tx.signing.start(
    {
      attemptId,
      caseId: state.id,
      documentJobId: job.id,
      draftSha256: draft.sha256,
      signerId: officer.officerId,
      authorityId,
    },
    now,
  );
  const file = await tx.files.read(draft.fileId);
  if (file === undefined) throw new Error('the draft of a verified document is missing');
  return { draft: file.bytes, number: draft.number, signerNik };
}

/** Stores a good signed PDF and issues the document, in one transaction. */
export async function storeSigned(
  app: App,
  tx: Transaction,
  state: CaseState,
  job: DocumentJob,
  signed: {
    pdf: Uint8Array;
    record: (file: { fileId: string; sha256: string; bytes: number }) => CaseAct;
    by: typeof asSystem;
  },
): Promise<CaseState> {
  const file = await tx.files.add(
    { caseId: state.id, bytes: signed.pdf, mime: 'application/pdf', purpose: 'signed' },
    app.clock.now(),
  );
  const recorded = orThrow(await performOn(app, tx, signed.by, state, [signed.record(file)]));
  const issued = orThrow(
    await performOn(app, tx, asSystem, recorded.state, [{ act: 'issue-document', documentId: job.id }]),
  );
  await tx.cases.documentCode(job.id);
  return issued.state;
}

/** What the signer is told of a verdict. */
function resultOf(toSign: ToSign, verdict: Verdict): SigningResult {
  if (verdict.kind === 'good') return { ...toSign, outcome: 'signed' };
  if (verdict.kind === 'refused') {
    return {
      ...toSign,
      outcome: verdict.isReached ? 'refused' : 'not-reached',
      refusal: refuse(verdict.code),
    };
  }
  const isFaulty = verdict.outcome === 'faulty';
  const refusal = isFaulty
    ? refuse('signed-pdf-faulty', { what: verdict.reason })
    : refuse('signing-unsettled');
  return { ...toSign, outcome: 'unsettled', refusal };
}

/** Whether this very attempt still waits for its outcome. */
function isOpen(job: DocumentJob, attemptId: string): boolean {
  return job.attempt?.id === attemptId && (job.status === 'signing' || job.status === 'unsettled');
}

async function recordVerdict(
  app: App,
  tx: Transaction,
  state: CaseState,
  job: DocumentJob,
  attemptId: string,
  verdict: Verdict,
): Promise<void> {
  const now = app.clock.now();
  const about = { documentId: job.id, attemptId };
  if (verdict.kind === 'good') {
    const { signedAt, pdf } = verdict;
    await storeSigned(app, tx, state, job, {
      pdf,
      by: asSystem,
      record: (file) => ({ act: 'record-signed', ...about, file, signedAt }),
    });
    await tx.signing.settle(attemptId, 'signed', undefined, verdict.providerDocumentId, now);
    return;
  }
  if (verdict.kind === 'refused') {
    const act: CaseAct = verdict.isReached
      ? { act: 'record-signing-refused', ...about, problem: verdict.code }
      : { act: 'record-signing-not-reached', ...about };
    orThrow(await performOn(app, tx, asSystem, state, [act]));
    const outcome = verdict.isReached ? 'refused' : 'not-reached';
    await tx.signing.settle(attemptId, outcome, verdict.code, undefined, now);
    return;
  }
  const { reason, outcome, pdf, providerDocumentId } = verdict;
  // Given up for unknown already: only the reason is known better now.
  const unsettle: CaseAct[] =
    job.status === 'signing' ? [{ act: 'record-signing-unsettled', ...about, reason }] : [];
  const { state: unsettled } = orThrow(await performOn(app, tx, asSystem, state, unsettle));
  if (pdf !== undefined)
    await keepFaultyPdf(app, tx, asSystem, unsettled, { documentId: job.id, pdf, reason });
  await tx.signing.settle(attemptId, outcome, reason, providerDocumentId, now);
}

/** Stores what became of an attempt, however long the database is away: nobody but us knows it. */
async function storeVerdict(
  app: App,
  toSign: ToSign,
  attemptId: string,
  verdict: Verdict,
): Promise<SigningResult> {
  let isRepeated = false;
  const store = async (tx: Transaction): Promise<void> => {
    const state = await tx.cases.lock(toSign.caseId);
    const job = state && findDocument(state, toSign.documentId);
    if (state === undefined || job === undefined)
      throw new Error('a document vanished while it was being signed');
    // Stored before, by a commit of which the answer was lost.
    if (isRepeated && !isOpen(job, attemptId)) return;
    isRepeated = true;
    await recordVerdict(app, tx, state, job, attemptId, verdict);
  };
  await app.storage.transact(wholeOffice(app), store, { patienceMs: STORING_PATIENCE_MS });
  return resultOf(toSign, verdict);
}

/** Nobody knows whether the intent was kept, but we know that BSrE was not asked. */
async function forgetIntent(app: App, toSign: ToSign, attemptId: string): Promise<void> {
  const store = async (tx: Transaction): Promise<void> => {
    const state = await tx.cases.lock(toSign.caseId);
    const job = state && findDocument(state, toSign.documentId);
    if (state === undefined || job === undefined || !isOpen(job, attemptId)) return;
    const verdict = { kind: 'refused', code: 'signing-service-not-reached', isReached: false } as const;
    await recordVerdict(app, tx, state, job, attemptId, verdict);
  };
  await app.storage.transact(wholeOffice(app), store, { patienceMs: STORING_PATIENCE_MS });
}

async function signOne(
  app: App,
  officer: Officer,
  passphrase: string,
  toSign: ToSign,
): Promise<SigningResult> {
  const attemptId = app.newId();
  let mayBeKept = false;
  const intent = await orRefusal(() =>
    app.storage.transact(scopeOf(app, asOfficer(officer)), async (tx) => {
      const stored = orThrow(await storeIntent(app, tx, officer, toSign, attemptId));
      mayBeKept = true;
      return stored;
    }),
  ).catch(async (error: unknown) => {
    if (mayBeKept) await forgetIntent(app, toSign, attemptId);
    throw error;
  });
  if (isRefusal(intent)) return { ...toSign, outcome: 'refused', refusal: intent };
  const { signerNik, draft: pdf } = intent;
  const about = { reason: 'Dokumen kependudukan', location: app.office().regencyName };
  const verdict = await app
    .signature!.sign({ signerNik, passphrase, pdf, ...about })
    .then((outcome) => judge(app, intent, outcome).catch((error: unknown) => unjudged(app, error, outcome)))
    .catch((error: unknown) => unjudged(app, error));
  return storeVerdict(app, toSign, attemptId, verdict);
}

/** After these the rest of the batch would only fail the same way, and tries may lock the account. */
const STOPS_BATCH: readonly RefusalCode[] = [
  'wrong-passphrase',
  'signer-not-registered',
  'certificate-not-usable',
  'signing-service-not-reached',
];

/**
 * Signs a batch with one passphrase, one document after another. The passphrase lives in this call alone.
 * Each document has its own outcome; what was signed before a stop stays signed.
 */
export async function signDocuments(
  app: App,
  officer: Officer,
  passphrase: string,
  documents: readonly ToSign[],
): Promise<SigningResult[] | Refusal> {
  if (!officer.roles.includes('penandatangan')) return refuse('not-your-duty');
  if (app.signature === undefined) return refuse('signing-service-not-reached');
  if (documents.length === 0) return refuse('nothing-to-do');
  const results: SigningResult[] = [];
  for (const one of documents) {
    const result = await signOne(app, officer, passphrase, one);
    results.push(result);
    const isOver = result.refusal !== undefined && STOPS_BATCH.includes(result.refusal.refused);
    if (isOver || result.outcome === 'unsettled') break;
  }
  return results;
}
