/** Authorities, signers and signed PDFs for the tests of the checker; also ones no honest signer would make. */

import { webcrypto } from 'node:crypto';
import { CryptoKeySigner, PDF, type SignOptions } from '@libpdf/core';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** A certificate with its key. */
export interface Identity {
  certificate: pkijs.Certificate;
  der: Uint8Array<ArrayBuffer>;
  pem: string;
  privateKey: webcrypto.CryptoKey;
}

/** How a certificate is to be; everything has an honest default. */
export interface CertificateWish {
  name?: string;
  nik?: string;
  /** Where the NIK stands: serialNumber unless told. */
  nikType?: string;
  issuer?: Identity;
  isAuthority?: boolean;
  pathLength?: number;
  keyUsage?: number;
  keyPurposes?: string[];
  from?: string;
  until?: string;
  hash?: string;
  criticalExtension?: string;
}

const ENGINE = new pkijs.CryptoEngine({ name: 'uji', crypto: webcrypto });
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Issues a certificate (P-256); without an issuer it signs itself. */
export async function issue(wish: CertificateWish): Promise<Identity> {
  const keys = await crypto.subtle.generateKey(EC, true, ['sign', 'verify']);
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({
    valueHex: crypto.getRandomValues(new Uint8Array([1, 2, 3, 4, 5])).map((b, i) => (i ? b : 1)),
  });
  certificate.subject = nameOf(wish);
  certificate.issuer = wish.issuer?.certificate.subject ?? certificate.subject;
  certificate.notBefore.value = new Date(wish.from ?? '2020-01-01T00:00:00Z');
  certificate.notAfter.value = new Date(wish.until ?? '2045-01-01T00:00:00Z');
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, ENGINE);
  certificate.extensions = extensionsOf(wish);
  await certificate.sign(wish.issuer?.privateKey ?? keys.privateKey, wish.hash ?? 'SHA-256', ENGINE);
  const der = new Uint8Array(certificate.toSchema().toBER());
  const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
  return { certificate: pkijs.Certificate.fromBER(der), der, pem, privateKey: keys.privateKey };
}

/** An authority that may issue certificates. */
export function issueAuthority(wish: CertificateWish = {}): Promise<Identity> {
  return issue({ name: 'CA UJI', isAuthority: true, keyUsage: 0x06, ...wish });
}

function nameOf(wish: CertificateWish): pkijs.RelativeDistinguishedNames {
  const part = (type: string, value: string) =>
    new asn1js.Set({
      value: [new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) }).toSchema()],
    });
  const parts = [part('2.5.4.3', wish.name ?? 'PENANDA TANGAN UJI')];
  if (wish.nik) parts.push(part(wish.nikType ?? '2.5.4.5', wish.nik));
  return pkijs.RelativeDistinguishedNames.fromBER(new asn1js.Sequence({ value: parts }).toBER());
}

function extensionsOf(wish: CertificateWish): pkijs.Extension[] {
  const extension = (extnID: string, critical: boolean, value: asn1js.BaseBlock) =>
    new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
  const constraints = new pkijs.BasicConstraints({
    ...(wish.isAuthority ? { cA: true } : {}),
    ...(wish.pathLength === undefined ? {} : { pathLenConstraint: wish.pathLength }),
  });
  const usage = new asn1js.BitString({ valueHex: new Uint8Array([wish.keyUsage ?? 0xc0]).buffer });
  const list = [extension('2.5.29.19', true, constraints.toSchema()), extension('2.5.29.15', true, usage)];
  if (wish.keyPurposes) {
    const purposes = new pkijs.ExtKeyUsage({ keyPurposes: wish.keyPurposes });
    list.push(extension('2.5.29.37', true, purposes.toSchema()));
  }
  if (wish.criticalExtension) list.push(extension(wish.criticalExtension, true, new asn1js.Null()));
  return list;
}

/** A one-page specimen that bears `number`. */
export async function specimen(number: string, extra?: (pdf: PDF) => void): Promise<Uint8Array> {
  const pdf = PDF.create();
  const page = pdf.addPage({ size: 'a4' });
  page.drawText('SPESIMEN – kutipan untuk uji', { x: 60, y: 760, size: 16 });
  page.drawText(`Nomor: ${number}`, { x: 60, y: 720, size: 11 });
  extra?.(pdf);
  return pdf.save();
}

/** Signs as BSrE would: an update behind the given bytes. `chain` goes into the signature as well. */
export async function sign(
  bytes: Uint8Array,
  signer: Identity,
  options: { at?: Date; chain?: Identity[] } & Partial<SignOptions> = {},
): Promise<Uint8Array> {
  const { at = new Date('2026-11-02T03:00:00Z'), chain = [], ...rest } = options;
  const pdf = await PDF.load(bytes);
  const key = new CryptoKeySigner(
    signer.privateKey,
    signer.der,
    'EC',
    'ECDSA',
    chain.map((one) => one.der),
  );
  const signed = await pdf.sign({ signer: key, signingTime: at, reason: 'Uji', ...rest });
  return signed.bytes;
}

/** Where the hexadecimal signature value stands: after `<`, before `>`. */
export function valuePlace(signed: Uint8Array): { from: number; to: number } {
  const text = Buffer.from(signed).toString('latin1');
  const from = text.lastIndexOf('/Contents <') + '/Contents <'.length;
  return { from, to: text.indexOf('>', from) };
}

/** Puts another signature value into the place of the old one. */
export function withValue(signed: Uint8Array, cms: Uint8Array): Uint8Array {
  const { from, to } = valuePlace(signed);
  const changed = new Uint8Array(signed);
  const hex = Buffer.from(cms)
    .toString('hex')
    .padEnd(to - from, '0');
  changed.set(Buffer.from(hex, 'latin1'), from);
  return changed;
}

/** What a CMS signature made by hand is to contain. */
export interface CmsWish {
  hash?: string;
  /** Content inside, which a careless verifier would take in place of the PDF. */
  content?: Uint8Array<ArrayBuffer>;
  signedTwice?: boolean;
  without?: string;
  extraSigned?: pkijs.Attribute[];
  unsigned?: pkijs.Attribute[];
}

/** Signs the bytes that `signed` covers once more, with a CMS of one's own making. */
export async function resign(signed: Uint8Array, signer: Identity, wish: CmsWish): Promise<Uint8Array> {
  const { from, to } = valuePlace(signed);
  const covered = Buffer.concat([signed.subarray(0, from - 1), signed.subarray(to + 1)]);
  const content = wish.content ?? new Uint8Array(covered);
  const hash = wish.hash ?? 'SHA-256';
  const digest = await crypto.subtle.digest(hash, content);
  const attributes = [
    new pkijs.Attribute({
      type: '1.2.840.113549.1.9.3',
      values: [new asn1js.ObjectIdentifier({ value: pkijs.ContentInfo.DATA })],
    }),
    new pkijs.Attribute({
      type: '1.2.840.113549.1.9.4',
      values: [new asn1js.OctetString({ valueHex: digest })],
    }),
    await signingCertificate(signer),
    ...(wish.extraSigned ?? []),
  ].filter((one) => one.type !== wish.without);
  const info = () =>
    new pkijs.SignerInfo({
      version: 1,
      sid: new pkijs.IssuerAndSerialNumber({
        issuer: signer.certificate.issuer,
        serialNumber: signer.certificate.serialNumber,
      }),
      signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
      ...(wish.unsigned
        ? { unsignedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 1, attributes: wish.unsigned }) }
        : {}),
    });
  const data = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({
      eContentType: pkijs.ContentInfo.DATA,
      ...(wish.content ? { eContent: new asn1js.OctetString({ valueHex: wish.content }) } : {}),
    }),
    certificates: [signer.certificate],
    signerInfos: wish.signedTwice ? [info(), info()] : [info()],
  });
  for (const index of data.signerInfos.keys())
    await data.sign(signer.privateKey, index, hash, content, ENGINE);
  const whole = new pkijs.ContentInfo({
    contentType: pkijs.ContentInfo.SIGNED_DATA,
    content: data.toSchema(true),
  });
  return withValue(signed, new Uint8Array(whole.toSchema().toBER()));
}

/** The attribute that ties a signature to one certificate (RFC 5035), in its default SHA-256. */
export async function signingCertificate(signer: Identity): Promise<pkijs.Attribute> {
  const hash = new asn1js.OctetString({ valueHex: await crypto.subtle.digest('SHA-256', signer.der) });
  const id = new asn1js.Sequence({ value: [hash] });
  return new pkijs.Attribute({
    type: '1.2.840.113549.1.9.16.2.47',
    values: [new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [id] })] })],
  });
}
