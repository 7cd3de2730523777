/** `npm run sampai -- verify FILE.pdf`: says whether a signed PDF is whole and whom it comes from. */

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createSignedPdfChecker } from '../adapters/pdf/check/signed-pdf-checker.ts';
import { loadTrustAnchors, type TrustAnchors } from '../adapters/pdf/check/trust-anchors.ts';
import { createPdfChild } from '../adapters/pdf/create-pdf-child.ts';
import type { SignatureFault, SignatureReport } from '../app/ports.ts';
import type { Mode } from './settings.ts';

/** Where the command finds what it trusts. */
export interface VerifyContext {
  /** Folder of trusted certificates. */
  trustDir: string;
  mode: Mode;
  /** Certificate of the training authority; it counts in Mode Peragaan alone. */
  trainingCaFile?: string;
  /** Takes the lines; the terminal by default. */
  print?: (line: string) => void;
}

const VALID = 0;
const NOT_VALID = 1;
const UNREADABLE = 2;
const USAGE_ERROR = 64;

const SENTENCES: Record<SignatureFault, string> = {
  unreadable: 'Berkas tidak dapat dibaca: bukan PDF, rusak, terkunci, atau berisi program.',
  'not-signed': 'Tidak ada tanda tangan elektronik di dalam berkas ini.',
  altered: 'Isi berkas atau tanda tangannya berubah sesudah ditandatangani.',
  'bytes-after-signature': 'Ada yang ditambahkan ke berkas sesudah tanda tangan.',
  'untrusted-issuer': 'Sertifikat penanda tangan tidak berasal dari penerbit yang dipercaya kantor ini.',
  'certificate-not-valid-then': 'Sertifikat penanda tangan tidak berlaku pada waktu penandatanganan.',
  'wrong-signer': 'Penanda tangan bukan orang yang seharusnya.',
  'not-what-was-sent': 'Halaman berbeda dari yang dikirim untuk ditandatangani.',
  'wrong-number': 'Nomor dokumen tidak ada di dalam berkas.',
};

/**
 * Verifies one file and explains the outcome in Indonesian.
 * Exit codes: 0 valid and trusted, 1 not, 2 unreadable, 64 without exactly one file name.
 */
export async function verifyCommand(args: string[], context: VerifyContext): Promise<number> {
  const print = context.print ?? console.log;
  const [path] = args;
  if (path === undefined || args.length > 1) {
    print('Pemakaian: npm run sampai -- verify BERKAS.pdf');
    return USAGE_ERROR;
  }
  const pdf = await readFile(path).catch(() => undefined);
  if (!pdf) {
    print(`Berkas tidak ditemukan atau tidak dapat dibuka: ${path}`);
    return UNREADABLE;
  }
  const isTraining = context.mode === 'peragaan';
  const anchors = await loadTrustAnchors(context.trustDir, {
    acceptTraining: isTraining,
    alsoFiles: context.trainingCaFile ? [context.trainingCaFile] : [],
  });
  const report = await check(pdf, anchors, isTraining);
  for (const line of describe(basename(path), report, anchors, context)) print(line);
  if (report.faults.includes('unreadable')) return UNREADABLE;
  return report.faults.length === 0 ? VALID : NOT_VALID;
}

/** The clock of Mode Peragaan can be moved, so signatures "from the future" are no fault there. */
async function check(pdf: Uint8Array, anchors: TrustAnchors, isTraining: boolean): Promise<SignatureReport> {
  const child = createPdfChild();
  const clock = { now: () => (isTraining ? new Date('9999-12-31T00:00:00Z') : new Date()) };
  try {
    return await createSignedPdfChecker({ trustAnchorsPem: anchors.pem, clock, child }).check(pdf, {});
  } finally {
    await child.close();
  }
}

function describe(
  name: string,
  report: SignatureReport,
  anchors: TrustAnchors,
  context: VerifyContext,
): string[] {
  const lines = [`Berkas          : ${name}`, `SHA-256         : ${report.sha256}`];
  const isTraining = report.signer?.issuer.startsWith('CA PELATIHAN SAMPAI') ?? false;
  if (report.signer) {
    lines.push(`Penanda tangan  : ${report.signer.name}`, `Penerbit        : ${report.signer.issuer}`);
  }
  if (report.signedAt) lines.push(`Ditandatangani  : ${inWords(report.signedAt)}`);
  lines.push(`Hasil           : ${verdictOf(report, anchors)}`);
  lines.push(...report.faults.map((fault) => `  - ${SENTENCES[fault]}`));
  if (isTraining && report.faults.length === 0) {
    lines.push('  Sertifikat pelatihan: tanda tangan ini tidak berlaku hukum.');
  }
  if (report.faults.includes('untrusted-issuer')) {
    if (isTraining && context.mode !== 'peragaan') {
      lines.push('  Ini sertifikat pelatihan, yang hanya berlaku dalam Mode Peragaan.');
    }
    lines.push(...describeTrust(anchors, context));
  }
  lines.push(...anchors.unreadable.map((file) => `Catatan: ${file} di folder kepercayaan bukan sertifikat.`));
  return lines;
}

/** Without any trusted certificate nobody can say whether the issuer is a good one: that is no verdict on the file. */
function verdictOf({ faults }: SignatureReport, anchors: TrustAnchors): string {
  if (faults.length === 0) return 'SAH dan utuh';
  if (faults.includes('unreadable')) return 'TIDAK TERBACA';
  const isOnlyUnknown = faults.every((fault) => fault === 'untrusted-issuer');
  return isOnlyUnknown && anchors.pem.length === 0 ? 'BELUM DAPAT DINILAI' : 'TIDAK SAH';
}

/** Where trusted certificates were looked for, and what to do when there are none. */
function describeTrust(anchors: TrustAnchors, { trustDir }: VerifyContext): string[] {
  const count = anchors.pem.length;
  if (count > 0) return [`  Dibandingkan dengan ${count} sertifikat tepercaya; foldernya ${trustDir}.`];
  return [
    `  Tidak ada sertifikat tepercaya di ${trustDir}. Letakkan sertifikat penerbit (.pem, .crt, .cer) di sana,`,
    '  atau sebut folder lain dengan SAMPAI_TRUST_DIR.',
  ];
}

function inWords(at: Date): string {
  return new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeStyle: 'long' }).format(at);
}
