/** Finds out whether a certificate leads to a trusted authority and was valid at a given time (RFC 5280 §6). */

import { X509Certificate } from 'node:crypto';
import * as pkijs from 'pkijs';

/** A certificate in the two forms needed: OpenSSL's for signatures and names, pkijs' for the extensions. */
export interface ParsedCertificate {
  der: Uint8Array;
  x509: X509Certificate;
  fields: pkijs.Certificate;
}

/** What the certificate is used for here. */
export type CertificatePurpose = 'document-signing' | 'time-stamping';

/** `not-valid-then`: there is a path, but one of its certificates was not valid at that time. */
export type PathVerdict = 'trusted' | 'not-valid-then' | 'untrusted';

const MAX_LENGTH = 6;
/** Extensions whose meaning is respected below. Any other critical one ends the path (RFC 5280 §4.2). */
const UNDERSTOOD = new Set(['2.5.29.15', '2.5.29.19', '2.5.29.37', '2.5.29.32', '2.5.29.17']);
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** Server, code signing, time stamping, OCSP: a certificate for nothing but these signs no documents. */
const NOT_FOR_DOCUMENTS = new Set([
  '1.3.6.1.5.5.7.3.1',
  '1.3.6.1.5.5.7.3.3',
  TIME_STAMPING,
  '1.3.6.1.5.5.7.3.9',
]);
const HASHES_TRUSTED = /sha-?(256|384|512)/i;
const CURVES_TRUSTED = new Set(['prime256v1', 'secp384r1', 'secp521r1']);

const KEY_CERT_SIGN = 0x04;
const DIGITAL_SIGNATURE_OR_NON_REPUDIATION = 0xc0;

/**
 * Reads a DER or PEM certificate.
 * @throws Error when it is none.
 */
export function parseCertificate(bytes: Uint8Array | string): ParsedCertificate {
  const x509 = new X509Certificate(bytes);
  const der = new Uint8Array(x509.raw);
  return { der, x509, fields: pkijs.Certificate.fromBER(der) };
}

/**
 * Judges `leaf` at the time `at`. Authorities may come from `others` (what the signature brought along), but every
 * path has to end at an anchor; an anchor need not be a root. Revocation is not asked for: see the office's BSrE.
 */
export function judgePath(
  leaf: ParsedCertificate,
  others: ParsedCertificate[],
  anchors: ParsedCertificate[],
  at: Date,
  purpose: CertificatePurpose,
): PathVerdict {
  if (!isFitFor(leaf, purpose)) return 'untrusted';
  const paths = findPaths([leaf], others, anchors);
  if (paths.length === 0) return 'untrusted';
  const isValidThen = paths.some((path) => path.every(({ x509 }) => wasValid(x509, at)));
  return isValidThen ? 'trusted' : 'not-valid-then';
}

/** Strength of the key itself: RSA from 2048 bits, or a NIST curve. */
export function hasStrongKey({ x509 }: ParsedCertificate): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = x509.publicKey;
  if (type === 'rsa' || type === 'rsa-pss') return (details?.modulusLength ?? 0) >= 2048;
  return type === 'ec' && CURVES_TRUSTED.has(details?.namedCurve ?? '');
}

function findPaths(
  path: ParsedCertificate[],
  others: ParsedCertificate[],
  anchors: ParsedCertificate[],
): ParsedCertificate[][] {
  const subject = path.at(-1)!;
  if (path.length > MAX_LENGTH) return [];
  const found: ParsedCertificate[][] = [];
  for (const issuer of [...anchors, ...others]) {
    if (path.some((member) => isSame(member, issuer))) continue;
    if (!isIssuedBy(subject, issuer) || !mayIssue(issuer, path.length - 1)) continue;
    const longer = [...path, issuer];
    if (anchors.some((anchor) => isSame(anchor, issuer))) found.push(longer);
    else found.push(...findPaths(longer, others, anchors));
  }
  return found;
}

function isIssuedBy(subject: ParsedCertificate, issuer: ParsedCertificate): boolean {
  if (!HASHES_TRUSTED.test(subject.x509.signatureAlgorithm ?? '')) return false;
  return subject.x509.checkIssued(issuer.x509) && subject.x509.verify(issuer.x509.publicKey);
}

/** `below`: how many authorities stand between this issuer and the signer's certificate. */
function mayIssue(issuer: ParsedCertificate, below: number): boolean {
  const constraints = extension(issuer, '2.5.29.19')?.parsedValue as pkijs.BasicConstraints | undefined;
  const limit = constraints?.pathLenConstraint;
  return (
    issuer.x509.ca &&
    constraints?.cA === true &&
    (limit === undefined || Number(limit) >= below) &&
    hasKeyUsage(issuer, KEY_CERT_SIGN) &&
    hasStrongKey(issuer) &&
    understandsAll(issuer)
  );
}

function isFitFor(leaf: ParsedCertificate, purpose: CertificatePurpose): boolean {
  if (leaf.x509.ca || !hasStrongKey(leaf) || !understandsAll(leaf)) return false;
  if (!hasKeyUsage(leaf, DIGITAL_SIGNATURE_OR_NON_REPUDIATION)) return false;
  const uses = leaf.x509.keyUsage;
  if (purpose === 'time-stamping') return uses?.length === 1 && uses[0] === TIME_STAMPING;
  return uses === undefined || uses.some((use) => !NOT_FOR_DOCUMENTS.has(use));
}

function understandsAll({ fields }: ParsedCertificate): boolean {
  return (fields.extensions ?? []).every((one) => !one.critical || UNDERSTOOD.has(one.extnID));
}

/** Without the extension a key may be used for anything (RFC 5280 §4.2.1.3). */
function hasKeyUsage(certificate: ParsedCertificate, bits: number): boolean {
  const usage = extension(certificate, '2.5.29.15');
  if (!usage) return true;
  const first = usage.parsedValue?.valueBlock?.valueHexView?.[0] as number | undefined;
  return ((first ?? 0) & bits) !== 0;
}

function extension({ fields }: ParsedCertificate, id: string): pkijs.Extension | undefined {
  return fields.extensions?.find((one) => one.extnID === id);
}

function wasValid(x509: X509Certificate, at: Date): boolean {
  return x509.validFromDate <= at && at <= x509.validToDate;
}

function isSame(a: ParsedCertificate, b: ParsedCertificate): boolean {
  return Buffer.compare(a.der, b.der) === 0;
}
