/** `POST /api/sign/verify` of the esign client service v1, for PDFs that the training authority signed. */

import { createHash, webcrypto } from 'node:crypto';
import { PDF, PdfArray, PdfDict, PdfNumber, PdfString } from '@libpdf/core';
import type { FastifyInstance } from 'fastify';
import * as pkijs from 'pkijs';
import { certificateDer, ENGINE } from './certificates.ts';
import type { Service } from './service.ts';
import type { TrainingCa } from './training-ca.ts';

const COMMON_NAME = '2.5.4.3';
const TIME_STAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';

/** A signature as it stands in the PDF. */
interface Found {
  field: string;
  dict: PdfDict;
  end: number;
  signed: Uint8Array<ArrayBuffer>;
  cms: pkijs.SignedData;
}

/** Adds the route. */
export function addVerifyRoutes(app: FastifyInstance, service: Service): void {
  app.post('/api/sign/verify', async (request, reply) => {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (part?.fieldname !== 'signed_file') {
      return reply.status(400).send({ status_code: 400, error: 'signed_file wajib diisi' });
    }
    const bytes = await part.toBuffer();
    const pdf = await PDF.load(bytes).catch(() => undefined);
    if (!pdf) return reply.status(400).send({ status_code: 400, error: 'Dokumen bukan PDF' });
    return describe(part.filename, bytes, signaturesOf(pdf, bytes), service.ca);
  });
}

async function describe(name: string, bytes: Buffer, found: Found[], ca: TrainingCa) {
  const details = await Promise.all(found.map((one) => detailsOf(one, ca)));
  const isWhole = found.at(-1)?.end === bytes.length;
  const isValid = details.every(
    (one) => one.signature_document.document_integrity && one.info_signer.cert_user_certified,
  );
  const summary = details.length === 0 ? 'NO_SIGNATURE' : isValid && isWhole ? 'VALID' : 'INVALID';
  const notes = {
    VALID: 'Dokumen asli, tidak ada perubahan sesudah ditandatangani (PELATIHAN)',
    INVALID: 'Dokumen sudah berubah atau sertifikat tidak dikenal',
    NO_SIGNATURE: 'Dokumen tidak memiliki tanda tangan elektronik',
  }[summary];
  return { nama_dokumen: name, jumlah_signature: details.length, notes, summary, details };
}

async function detailsOf({ field, dict, signed, cms }: Found, ca: TrainingCa) {
  const certificate = cms.certificates?.[0] as pkijs.Certificate;
  const holds = await cms.verify({ signer: 0, data: signed.slice().buffer }, ENGINE).catch(() => false);
  const certified = await certificate.verify(ca.root.certificate, ENGINE).catch(() => false);
  const info = cms.signerInfos[0];
  const hasStamp = info?.unsignedAttrs?.attributes.some((one) => one.type === TIME_STAMP_TOKEN) ?? false;
  const validity = (one: pkijs.Certificate) =>
    `${one.notBefore.value.toISOString()} to ${one.notAfter.value.toISOString()}`;
  return {
    info_tsa: {
      name: hasStamp ? commonName(ca.timeStamping.certificate.subject) : '',
      tsa_cert_validity: hasStamp ? validity(ca.timeStamping.certificate) : '',
    },
    signature_field: field,
    info_signer: {
      issuer_dn: `CN=${commonName(certificate.issuer)}`,
      signer_name: commonName(certificate.subject),
      signer_dn: `CN=${commonName(certificate.subject)}`,
      signer_cert_validity: validity(certificate),
      cert_user_certified: certified,
    },
    signature_document: {
      signed_using_tsa: hasStamp,
      reason: textOf(dict, 'Reason'),
      document_integrity: holds,
      signature_value: createHash('sha256').update(certificateDer(certificate)).digest('hex'),
      signed_in: textOf(dict, 'M'),
      location: textOf(dict, 'Location'),
      hash_value: Buffer.from(await webcrypto.subtle.digest('SHA-256', signed)).toString('hex'),
    },
  };
}

function signaturesOf(pdf: PDF, bytes: Buffer): Found[] {
  const resolve = pdf.context.resolve.bind(pdf.context);
  const found = (pdf.getForm()?.getFields() ?? []).flatMap((field): Found[] => {
    const dict = (field as unknown as { dict: PdfDict }).dict.get('V', resolve);
    if (!(dict instanceof PdfDict)) return [];
    const range = dict.getArray('ByteRange', resolve);
    const contents = dict.getString('Contents', resolve);
    const numbers =
      range instanceof PdfArray
        ? range.toArray().map((one) => (one instanceof PdfNumber ? one.value : 0))
        : [];
    const [, length = 0, start = 0, tail = 0] = numbers;
    if (!contents || numbers.length !== 4) return [];
    try {
      const content = pkijs.ContentInfo.fromBER(new Uint8Array(contents.bytes));
      const cms = new pkijs.SignedData({ schema: content.content });
      const signed = new Uint8Array(
        Buffer.concat([bytes.subarray(0, length), bytes.subarray(start, start + tail)]),
      );
      return [{ field: field.name, dict, end: start + tail, signed, cms }];
    } catch {
      return [];
    }
  });
  return found.sort((a, b) => a.end - b.end);
}

function commonName(name: pkijs.RelativeDistinguishedNames): string {
  const value: unknown = name.typesAndValues.find((one) => one.type === COMMON_NAME)?.value.valueBlock.value;
  return typeof value === 'string' ? value : '';
}

function textOf(dict: PdfDict, key: string): string {
  const value = dict.get(key);
  return value instanceof PdfString ? value.asString() : '';
}
