/** Makes X.509 certificates for the training certificate authority. */

import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** RSA-2048 with SHA-256, as the certificates of BSrE have it. */
export const KEY_ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

/** An engine of our own: the default one is shared by all copies of pkijs in a process, and others replace it. */
export const ENGINE = new pkijs.CryptoEngine({ name: 'bsre', crypto: webcrypto });

/** Object identifiers of the name parts used here (ITU-T X.520, RFC 4519). */
const NAME_PARTS = { C: '2.5.4.6', O: '2.5.4.10', CN: '2.5.4.3', serialNumber: '2.5.4.5' } as const;

/** A distinguished name, in the order in which it is written. */
export type Name = Partial<Record<keyof typeof NAME_PARTS, string>>;

/** What a certificate may be used for. */
export type Purpose = 'authority' | 'signing' | 'time-stamping';

/** A certificate with the key that belongs to it. */
export interface Identity {
  certificate: pkijs.Certificate;
  privateKey: webcrypto.CryptoKey;
}

/** Bits of keyUsage (RFC 5280 §4.2.1.3): digitalSignature and nonRepudiation, or keyCertSign and cRLSign. */
const KEY_USAGE: Record<Purpose, number> = { authority: 0x06, signing: 0xc0, 'time-stamping': 0xc0 };

/** Document signing (RFC 9336) beside e-mail protection, which PDF readers ask for; time stamping (RFC 3161). */
const KEY_PURPOSES: Record<Purpose, string[]> = {
  authority: [],
  signing: ['1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.36'],
  'time-stamping': ['1.3.6.1.5.5.7.3.8'],
};

/**
 * Issues a certificate for a new key; without `issuer` it signs itself.
 * `from` and `until` must lie before 2050, where the encoding of times changes.
 */
export async function issueCertificate(request: {
  subject: Name;
  purpose: Purpose;
  from: Date;
  until: Date;
  issuer?: Identity;
}): Promise<Identity> {
  const keys = await crypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ valueHex: positiveSerial() });
  certificate.subject = distinguishedName(request.subject);
  certificate.issuer = request.issuer?.certificate.subject ?? certificate.subject;
  certificate.notBefore.value = request.from;
  certificate.notAfter.value = request.until;
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, ENGINE);
  const keyId = await keyIdentifier(certificate);
  const issuerKeyId = request.issuer ? await keyIdentifier(request.issuer.certificate) : keyId;
  certificate.extensions = extensionsFor(request.purpose, keyId, issuerKeyId);
  await certificate.sign(request.issuer?.privateKey ?? keys.privateKey, 'SHA-256', ENGINE);
  return { certificate, privateKey: keys.privateKey };
}

/** The DER bytes of a certificate. */
export function certificateDer(certificate: pkijs.Certificate): Uint8Array<ArrayBuffer> {
  return new Uint8Array(certificate.toSchema(false).toBER());
}

/** One part in each relative name: the library by itself would write all of them as a single one. */
function distinguishedName(name: Name): pkijs.RelativeDistinguishedNames {
  const parts = Object.entries(name).map(([part, text]) => {
    const isAscii = part === 'C' || part === 'serialNumber';
    const value = isAscii
      ? new asn1js.PrintableString({ value: text })
      : new asn1js.Utf8String({ value: text });
    const type = NAME_PARTS[part as keyof typeof NAME_PARTS];
    return new asn1js.Set({ value: [new pkijs.AttributeTypeAndValue({ type, value }).toSchema()] });
  });
  return pkijs.RelativeDistinguishedNames.fromBER(new asn1js.Sequence({ value: parts }).toBER());
}

function extensionsFor(purpose: Purpose, keyId: ArrayBuffer, issuerKeyId: ArrayBuffer): pkijs.Extension[] {
  const extension = (extnID: string, critical: boolean, value: asn1js.BaseBlock) =>
    new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
  const constraints = new pkijs.BasicConstraints(
    purpose === 'authority' ? { cA: true, pathLenConstraint: 0 } : {},
  );
  const usage = new asn1js.BitString({ valueHex: new Uint8Array([KEY_USAGE[purpose]]).buffer });
  const issuerKey = new pkijs.AuthorityKeyIdentifier({
    keyIdentifier: new asn1js.OctetString({ valueHex: issuerKeyId }),
  });
  const list = [
    extension('2.5.29.19', true, constraints.toSchema()),
    extension('2.5.29.15', true, usage),
    extension('2.5.29.14', false, new asn1js.OctetString({ valueHex: keyId })),
    extension('2.5.29.35', false, issuerKey.toSchema()),
  ];
  const keyPurposes = KEY_PURPOSES[purpose];
  if (keyPurposes.length > 0) {
    const isTimeStamping = purpose === 'time-stamping';
    list.push(extension('2.5.29.37', isTimeStamping, new pkijs.ExtKeyUsage({ keyPurposes }).toSchema()));
  }
  return list;
}

/** SHA-1 of the public key bits, as RFC 5280 §4.2.1.2 proposes; it identifies, it does not protect. */
function keyIdentifier(certificate: pkijs.Certificate): Promise<ArrayBuffer> {
  const bits = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  return crypto.subtle.digest('SHA-1', new Uint8Array(bits));
}

function positiveSerial(): ArrayBuffer {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes.buffer;
}
