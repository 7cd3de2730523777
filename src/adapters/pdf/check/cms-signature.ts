/** Verifies one CMS signature (RFC 5652, with the signed attributes that PAdES asks for) over given bytes. */

import { createHash, webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { hasStrongKey, type ParsedCertificate, parseCertificate } from './certificate-path.ts';
import { hasExactLengths } from './exact-lengths.ts';

/** What a CMS signature said, once it was proven to be whole. */
export interface VerifiedCms {
  signer: ParsedCertificate;
  /** Further certificates that came along; nothing about them is proven yet. */
  others: ParsedCertificate[];
  /** The signer's own word on the time, if it was signed too. */
  claimedAt?: Date;
  signatureValue: Uint8Array<ArrayBuffer>;
  /** DER of an RFC 3161 token over the signature value, not looked at yet. */
  timeStampToken?: Uint8Array;
  /** For time stamps: the stamped statement. */
  content?: Uint8Array;
}

/** `detached`: the signed bytes lie elsewhere, in the PDF. `time-stamp`: they lie inside, as TSTInfo. */
export type CmsKind = 'detached' | 'time-stamp';

const OID = {
  data: '1.2.840.113549.1.7.1',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  algorithmProtection: '1.2.840.113549.1.9.52',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
} as const;

const HASHES: Record<string, string> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
/** SHA-1 may name a certificate in old attributes, but nothing may be signed over it. */
const SIGNING_HASHES = new Set(['sha256', 'sha384', 'sha512']);

/** Signature algorithms and the hash each implies; `any` takes the hash of the signer info. */
const SIGNATURES: Record<string, string> = {
  '1.2.840.113549.1.1.1': 'any',
  '1.2.840.113549.1.1.10': 'any',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};
const RSA_PSS = '1.2.840.113549.1.1.10';

/** An engine of our own: the default one is shared by all copies of pkijs in a process, and others replace it. */
const ENGINE = new pkijs.CryptoEngine({ name: 'sampai', crypto: webcrypto });

/**
 * Verifies `der` over `signedBytes` (for a time stamp: over the stamped bytes).
 * Returns `undefined` whenever anything is not exactly as it has to be, also for content that is not CMS at all.
 * `needsSigningCertificate`: the attribute that ties the certificate to the signature must be present (CAdES).
 */
export async function verifyCms(
  der: Uint8Array<ArrayBuffer>,
  signedBytes: Uint8Array<ArrayBuffer>,
  kind: CmsKind,
  needsSigningCertificate: boolean,
): Promise<VerifiedCms | undefined> {
  try {
    if (!hasExactLengths(der)) return undefined;
    const content = pkijs.ContentInfo.fromBER(der);
    if (content.contentType !== pkijs.ContentInfo.SIGNED_DATA) return undefined;
    const signed = new pkijs.SignedData({ schema: content.content });
    const info = signed.signerInfos[0];
    if (!info || signed.signerInfos.length !== 1 || !hasExpectedShape(signed, info, kind)) return undefined;
    const certificates = certificatesIn(content.content);
    const signer = certificates.find((one) => isNamedBy(info, one));
    if (!signer || !hasStrongKey(signer)) return undefined;
    if (!attributesHold(signed, info, signer, needsSigningCertificate)) return undefined;
    // Alone with its own certificate, so that the library cannot pick another one of the same name.
    signed.certificates = [signer.fields];
    if (!(await signed.verify({ signer: 0, data: signedBytes.slice().buffer }, ENGINE))) return undefined;
    return describe(signed, info, signer, certificates);
  } catch {
    return undefined;
  }
}

function describe(
  signed: pkijs.SignedData,
  info: pkijs.SignerInfo,
  signer: ParsedCertificate,
  certificates: ParsedCertificate[],
): VerifiedCms {
  const claimed = attribute(info.signedAttrs, OID.signingTime)?.values[0];
  const token = attribute(info.unsignedAttrs, OID.timeStampToken)?.values[0];
  const isTime = claimed instanceof asn1js.UTCTime || claimed instanceof asn1js.GeneralizedTime;
  return {
    signer,
    others: certificates.filter((one) => one !== signer),
    signatureValue: new Uint8Array(info.signature.valueBlock.valueHexView),
    ...(isTime ? { claimedAt: claimed.toDate() } : {}),
    ...(token ? { timeStampToken: new Uint8Array(token.valueBeforeDecodeView) } : {}),
    ...(signed.encapContentInfo.eContent
      ? { content: new Uint8Array(signed.encapContentInfo.eContent.getValue()) }
      : {}),
  };
}

/**
 * Versions, content type and algorithms. Content inside a "detached" signature would be verified in place of the
 * PDF's bytes (signature wrapping), so there may be none.
 */
function hasExpectedShape(signed: pkijs.SignedData, info: pkijs.SignerInfo, kind: CmsKind): boolean {
  const { eContentType, eContent } = signed.encapContentInfo;
  const isByIssuer = info.sid instanceof pkijs.IssuerAndSerialNumber;
  const infoVersion = isByIssuer ? 1 : 3;
  const dataVersion = kind === 'detached' && isByIssuer ? 1 : 3;
  if (info.version !== infoVersion || signed.version !== dataVersion) return false;
  if (
    kind === 'detached'
      ? eContentType !== OID.data || eContent
      : eContentType !== OID.timeStampInfo || !eContent
  ) {
    return false;
  }
  const hash = HASHES[info.digestAlgorithm.algorithmId];
  const implied = SIGNATURES[info.signatureAlgorithm.algorithmId];
  return (
    hash !== undefined &&
    SIGNING_HASHES.has(hash) &&
    (implied === 'any' || implied === hash) &&
    hasNoParameters(info.digestAlgorithm) &&
    (info.signatureAlgorithm.algorithmId === RSA_PSS || hasNoParameters(info.signatureAlgorithm)) &&
    signed.digestAlgorithms.length === 1 &&
    signed.digestAlgorithms.every(
      (one) => one.algorithmId === info.digestAlgorithm.algorithmId && hasNoParameters(one),
    )
  );
}

/** Content type, digest and certificate as signed; each attribute once; nothing unsigned but a time stamp. */
function attributesHold(
  signed: pkijs.SignedData,
  info: pkijs.SignerInfo,
  signer: ParsedCertificate,
  needsSigningCertificate: boolean,
): boolean {
  const signedTypes = info.signedAttrs?.attributes.map((one) => one.type) ?? [];
  const unsignedTypes = info.unsignedAttrs?.attributes.map((one) => one.type) ?? [];
  if (
    new Set(signedTypes).size !== signedTypes.length ||
    new Set(unsignedTypes).size !== unsignedTypes.length
  ) {
    return false;
  }
  if (unsignedTypes.some((type) => type !== OID.timeStampToken)) return false;
  if (needsSigningCertificate && !signedTypes.some((type) => isSigningCertificate(type))) return false;
  const contentType = attribute(info.signedAttrs, OID.contentType);
  const type = contentType?.values[0];
  if (!(type instanceof asn1js.ObjectIdentifier)) return false;
  if (type.getValue() !== signed.encapContentInfo.eContentType) return false;
  if (!attribute(info.signedAttrs, OID.messageDigest)) return false;
  return (
    [...(info.signedAttrs?.attributes ?? []), ...(info.unsignedAttrs?.attributes ?? [])].every(
      (one) => one.values.length === 1,
    ) &&
    namesCertificate(info, signer) &&
    protectsAlgorithms(info)
  );
}

function isSigningCertificate(type: string): boolean {
  return type === OID.signingCertificate || type === OID.signingCertificateV2;
}

/** ESSCertID (RFC 5035): the first certificate named must be the one that verifies. */
function namesCertificate(info: pkijs.SignerInfo, signer: ParsedCertificate): boolean {
  return (info.signedAttrs?.attributes ?? []).every((one) => {
    if (!isSigningCertificate(one.type)) return true;
    const first = children(children(children(one.values[0])[0])[0]);
    const algorithm = first[0] instanceof asn1js.Sequence ? first[0] : undefined;
    const named = algorithm ? objectIdentifier(algorithm) : undefined;
    const hash = algorithm ? HASHES[named ?? ''] : one.type === OID.signingCertificate ? 'sha1' : 'sha256';
    const digest = first[algorithm ? 1 : 0];
    if (!hash || !(digest instanceof asn1js.OctetString)) return false;
    const expected = createHash(hash).update(signer.der).digest();
    return expected.equals(Buffer.from(digest.valueBlock.valueHexView));
  });
}

/** CMSAlgorithmProtection (RFC 6211), when present: the algorithms named outside are the ones that were signed. */
function protectsAlgorithms(info: pkijs.SignerInfo): boolean {
  const value = attribute(info.signedAttrs, OID.algorithmProtection)?.values[0];
  if (!value) return true;
  const [digest, signature] = children(value);
  return (
    objectIdentifier(digest) === info.digestAlgorithm.algorithmId &&
    objectIdentifier(signature) === info.signatureAlgorithm.algorithmId
  );
}

/** Which certificate the signature means: issuer, byte for byte, and serial number, or the key identifier. */
function isNamedBy(info: pkijs.SignerInfo, { fields }: ParsedCertificate): boolean {
  if (info.sid instanceof pkijs.IssuerAndSerialNumber) {
    return (
      isSameBytes(info.sid.issuer.valueBeforeDecode, fields.issuer.valueBeforeDecode) &&
      isSameBytes(info.sid.serialNumber.valueBlock.valueHexView, fields.serialNumber.valueBlock.valueHexView)
    );
  }
  const keyId = fields.extensions?.find((one) => one.extnID === '2.5.29.14')?.parsedValue;
  const named = (info.sid as asn1js.BaseBlock & { valueBlock: { valueHexView?: Uint8Array } }).valueBlock
    .valueHexView;
  return Boolean(keyId && named && isSameBytes(keyId.valueBlock.valueHexView, named));
}

/** The certificates exactly as they stand in the signature: SignedData's field [0]. */
function certificatesIn(signedData: asn1js.BaseBlock): ParsedCertificate[] {
  const bag = children(signedData).find(
    (part) => part.idBlock.tagClass === 3 && part.idBlock.tagNumber === 0,
  );
  const certificates = children(bag).filter(
    (one) => one.idBlock.tagClass === 1 && one.idBlock.tagNumber === 16,
  );
  return certificates.map((one) => parseCertificate(new Uint8Array(one.valueBeforeDecodeView)));
}

function attribute(
  attributes: pkijs.SignedAndUnsignedAttributes | undefined,
  type: string,
): pkijs.Attribute | undefined {
  return attributes?.attributes.find((one) => one.type === type);
}

function hasNoParameters(algorithm: pkijs.AlgorithmIdentifier): boolean {
  return algorithm.algorithmParams === undefined || algorithm.algorithmParams instanceof asn1js.Null;
}

function children(block: unknown): asn1js.BaseBlock[] {
  const value = (block as { valueBlock?: { value?: unknown } } | undefined)?.valueBlock?.value;
  return Array.isArray(value) ? value : [];
}

function objectIdentifier(algorithm: unknown): string | undefined {
  const first = children(algorithm)[0];
  return first instanceof asn1js.ObjectIdentifier ? first.getValue() : undefined;
}

function isSameBytes(a: ArrayBuffer | Uint8Array, b: ArrayBuffer | Uint8Array): boolean {
  return a.byteLength > 0 && Buffer.from(new Uint8Array(a)).equals(Buffer.from(new Uint8Array(b)));
}
