/** Signs one request, well or badly as a rule wants it. */

import { PDF } from '@libpdf/core';
import { issueCertificate } from './certificates.ts';
import { type SigningOrder, signPdf } from './pdf-signing.ts';
import type { Fault } from './rules.ts';
import type { SignerIdentity, TrainingCa } from './training-ca.ts';

/** Makes what the client will receive as the signed PDF. */
export async function makeAnswer(
  ca: TrainingCa,
  order: SigningOrder,
  fault: Fault | undefined,
): Promise<Uint8Array> {
  switch (fault) {
    case 'another-document':
      return signPdf(ca, { ...order, pdf: await otherDocument() });
    case 'changed-page':
      return signPdf(ca, { ...order, pdf: await withOtherText(order.pdf) });
    case 'wrong-signer':
      return signPdf(ca, { ...order, signer: await somebodyElse(ca, order.signer) });
    case 'unknown-authority':
      return signPdf(ca, { ...order, signer: await withoutAuthority(order.signer) });
    case 'altered':
      return altered(await signPdf(ca, order), order.pdf.length);
    case 'appended':
      return Buffer.concat([await signPdf(ca, order), Buffer.from('\n% ditambahkan sesudah tanda tangan\n')]);
    case 'truncated': {
      const signed = await signPdf(ca, order);
      return signed.subarray(0, Math.floor(signed.length / 2));
    }
    default:
      return signPdf(ca, order);
  }
}

async function otherDocument(): Promise<Uint8Array> {
  const pdf = PDF.create();
  pdf.addPage({ size: 'a4' }).drawText('SPESIMEN - dokumen orang lain', { x: 60, y: 720, size: 14 });
  return pdf.save();
}

async function withOtherText(bytes: Uint8Array): Promise<Uint8Array> {
  const pdf = await PDF.load(bytes);
  pdf.getPages()[0]?.drawText('DIUBAH SEBELUM DITANDATANGANI', { x: 60, y: 40, size: 10 });
  return pdf.save({ incremental: true });
}

const VALID = { from: new Date('2015-01-01T00:00:00Z'), until: new Date('2049-12-31T00:00:00Z') };

async function somebodyElse(ca: TrainingCa, signer: SignerIdentity): Promise<SignerIdentity> {
  const other = [...ca.signers.values()].find((one) => one.nik !== signer.nik);
  if (other) return other;
  const subject = { C: 'ID', CN: 'ORANG LAIN', serialNumber: '9901010101010001' };
  const identity = await issueCertificate({ subject, purpose: 'signing', ...VALID, issuer: ca.root });
  return { ...identity, nik: subject.serialNumber, name: subject.CN };
}

async function withoutAuthority(signer: SignerIdentity): Promise<SignerIdentity> {
  const subject = { C: 'ID', CN: signer.name, serialNumber: signer.nik };
  return { ...signer, ...(await issueCertificate({ subject, purpose: 'signing', ...VALID })) };
}

/** One letter of the mark at the end of what was sent: the file stays readable, the signature does not hold. */
function altered(signed: Uint8Array, sentLength: number): Uint8Array {
  const changed = Buffer.from(signed);
  const mark = changed.subarray(0, sentLength).lastIndexOf('%%EOF');
  const at = mark >= 0 ? mark + 2 : 8;
  changed[at] = changed[at]! ^ 1;
  return changed;
}
