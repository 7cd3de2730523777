/** The whole check of one signed PDF. Parses hostile bytes: runs in the bounded child only. */

import type { SignatureFault, SignatureReport } from '../../../app/ports.ts';
import { openWithPdfium } from '../pdfium.ts';
import { openScreened } from '../screen.ts';
import { certificateHolder } from './certificate-names.ts';
import { judgePath, type ParsedCertificate, parseCertificate } from './certificate-path.ts';
import { type VerifiedCms, verifyCms } from './cms-signature.ts';
import { showSamePages } from './same-pages.ts';
import { findSignatures, type SignaturePlace, signedBytesOf } from './signature-places.ts';
import { judgeTimeStamp } from './time-stamp.ts';

/** What the child is given. `anchors` are PEM or DER certificates; `nowMs` is the office's clock. */
export interface CheckJob {
  task: 'check';
  pdf: Uint8Array;
  anchors: string[];
  nowMs: number;
  sent?: Uint8Array;
  signerNik?: string;
  number?: string;
}

/** What it found; the digest is added by the parent. */
export type CheckAnswer = Omit<SignatureReport, 'sha256'>;

/** A clock at the signing service may run ahead of ours by so much. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** Checks everything `SignedPdfChecker` promises. Never throws for hostile content: that is `unreadable`. */
export async function checkSignedPdf(job: CheckJob): Promise<CheckAnswer> {
  const opened = await openScreened(job.pdf);
  if (!opened.pdf) return { faults: ['unreadable'] };
  const faults = new Set<SignatureFault>();
  const answer: CheckAnswer = { faults: [] };
  try {
    const found = findSignatures(opened.pdf, job.pdf);
    if (found.kind === 'none') faults.add('not-signed');
    else if (found.kind === 'malformed') faults.add('altered');
    else await judgeSignatures(found.places, job, faults, answer);
    if (job.sent && !(await showSamePages(job.sent, job.pdf))) faults.add('not-what-was-sent');
    if (job.number !== undefined && !(await bearsNumber(job.pdf, job.number))) faults.add('wrong-number');
  } catch {
    faults.add('unreadable');
  }
  return { ...answer, faults: [...faults] };
}

/** Every signature has to hold; the last one has to cover the whole file and come from the expected signer. */
async function judgeSignatures(
  places: SignaturePlace[],
  job: CheckJob,
  faults: Set<SignatureFault>,
  answer: CheckAnswer,
): Promise<void> {
  const anchors = job.anchors.map((anchor) => parseCertificate(anchor));
  const last = places.at(-1);
  if (last && last.end < job.pdf.length) faults.add('bytes-after-signature');
  for (const place of places) {
    const cms = await verifyCms(place.cms, signedBytesOf(place, job.pdf), 'detached', place.isPades);
    if (!cms) {
      faults.add('altered');
      continue;
    }
    const signedAt = await judgeOne(place, cms, anchors, job.nowMs, faults);
    if (place !== last) continue;
    const holder = certificateHolder(cms.signer);
    answer.signer = holder;
    answer.signedAt = signedAt;
    if (job.signerNik !== undefined && holder.nik !== job.signerNik) faults.add('wrong-signer');
  }
}

/** Certificate and time of one whole signature. A trusted time stamp goes before what the signer says. */
async function judgeOne(
  place: SignaturePlace,
  cms: VerifiedCms,
  anchors: ParsedCertificate[],
  nowMs: number,
  faults: Set<SignatureFault>,
): Promise<Date> {
  let signedAt = cms.claimedAt ?? place.writtenAt ?? new Date(nowMs);
  if (cms.timeStampToken) {
    const stamp = await judgeTimeStamp(cms.timeStampToken, cms.signatureValue, anchors);
    if (stamp.kind === 'broken') faults.add('altered');
    else if (stamp.isTrusted) signedAt = stamp.at;
  }
  const verdict = judgePath(cms.signer, cms.others, anchors, signedAt, 'document-signing');
  if (verdict === 'untrusted') faults.add('untrusted-issuer');
  if (verdict === 'not-valid-then' || signedAt.getTime() > nowMs + CLOCK_TOLERANCE_MS) {
    faults.add('certificate-not-valid-then');
  }
  return signedAt;
}

/** The number as it stands on the page, whatever the spaces and line breaks, and not as part of a longer one. */
async function bearsNumber(pdf: Uint8Array, number: string): Promise<boolean> {
  const characters = [...number.replace(/\s/g, '')].map((one) => one.replace(/[^A-Za-z0-9]/g, '\\$&'));
  if (characters.length === 0) return false;
  const pattern = new RegExp(`(?<![A-Za-z0-9])${characters.join('\\s*')}(?![A-Za-z0-9])`, 'i');
  const document = await openWithPdfium(pdf);
  try {
    for (let index = 0; index < document.pageCount; index++) {
      const text = document.characters(index).map((one) => one.character);
      if (pattern.test(text.join('').normalize('NFKC'))) return true;
    }
    return false;
  } finally {
    document.close();
  }
}
