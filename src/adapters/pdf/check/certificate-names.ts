/** Reads who holds a certificate and who issued it. */

import type { SignatureReport } from '../../../app/ports.ts';
import type { ParsedCertificate } from './certificate-path.ts';

type Holder = NonNullable<SignatureReport['signer']>;

const COMMON_NAME = '2.5.4.3';
const ORGANISATION = '2.5.4.10';
/** Where a personal number stands: serialNumber (X.520) or user id (RFC 4519). */
const PERSONAL_NUMBERS = ['2.5.4.5', '0.9.2342.19200300.100.1.1'];

/**
 * Name, NIK if the certificate bears one, serial number in hexadecimal, and the issuer's name. The NIK may have a
 * prefix of letters before it, as in ETSI EN 319 412-1 ("IDCID-9901…").
 */
export function certificateHolder({ fields, x509 }: ParsedCertificate): Holder {
  const { subject, issuer } = fields;
  const nik = PERSONAL_NUMBERS.map((type) => part(subject, type))
    .map((value) => /^(?:[A-Z]{2,5}-)?(\d{16})$/.exec(value ?? '')?.[1])
    .find((value) => value !== undefined);
  const issuerParts = [part(issuer, COMMON_NAME), part(issuer, ORGANISATION)].filter(Boolean);
  return {
    name: part(subject, COMMON_NAME) ?? '',
    ...(nik ? { nik } : {}),
    certificateSerial: x509.serialNumber.toLowerCase(),
    issuer: issuerParts.join(', '),
  };
}

function part(name: ParsedCertificate['fields']['subject'], type: string): string | undefined {
  const found = name.typesAndValues.find((one) => one.type === type);
  const value: unknown = found?.value.valueBlock.value;
  // Names are shown to people: no control characters, no turned writing direction.
  return typeof value === 'string' ? value.replace(/\p{C}/gu, '') : undefined;
}
