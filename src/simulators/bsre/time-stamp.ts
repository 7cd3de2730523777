/** Issues RFC 3161 time stamps in training, with the simulator's clock. */

import type { DigestAlgorithm, TimestampAuthority } from '@libpdf/core';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { certificateDer, ENGINE, type Identity } from './certificates.ts';

const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const HASHES: Record<DigestAlgorithm, string> = {
  'SHA-256': SHA256,
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
};
/** An arc reserved for examples (ITU-T X.660): this policy promises nothing. */
const TRAINING_POLICY = '2.999.1';

/** A time stamping authority that stamps with `now()`, cut to whole seconds. */
export function createTimeStamping(identity: Identity, now: () => Date): TimestampAuthority {
  return {
    async timestamp(digest, algorithm) {
      const info = new pkijs.TSTInfo({
        version: 1,
        policy: TRAINING_POLICY,
        messageImprint: new pkijs.MessageImprint({
          hashAlgorithm: new pkijs.AlgorithmIdentifier({
            algorithmId: HASHES[algorithm],
            algorithmParams: new asn1js.Null(),
          }),
          hashedMessage: new asn1js.OctetString({ valueHex: new Uint8Array(digest) }),
        }),
        serialNumber: new asn1js.Integer({
          valueHex: crypto.getRandomValues(new Uint8Array([64, 0, 0, 0, 0, 0, 0, 0])),
        }),
        genTime: new Date(Math.floor(now().getTime() / 1000) * 1000),
      });
      return signToken(identity, new Uint8Array(info.toSchema().toBER()));
    },
  };
}

async function signToken(identity: Identity, info: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const { certificate } = identity;
  const signed = new pkijs.SignedData({
    version: 3,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({
      eContentType: TST_INFO,
      eContent: new asn1js.OctetString({ valueHex: info }),
    }),
    certificates: [certificate],
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: await signedAttributes(certificate, info),
        }),
      }),
    ],
  });
  await signed.sign(identity.privateKey, 0, 'SHA-256', info, ENGINE);
  const token = new pkijs.ContentInfo({
    contentType: pkijs.ContentInfo.SIGNED_DATA,
    content: signed.toSchema(true),
  });
  return new Uint8Array(token.toSchema().toBER());
}

/** Content type, digest, and the certificate that signs (ESSCertIDv2 of RFC 5816, in its default SHA-256). */
async function signedAttributes(
  certificate: pkijs.Certificate,
  info: Uint8Array<ArrayBuffer>,
): Promise<pkijs.Attribute[]> {
  const hash = async (bytes: Uint8Array<ArrayBuffer>) =>
    new asn1js.OctetString({ valueHex: await crypto.subtle.digest('SHA-256', bytes) });
  const certificateId = new asn1js.Sequence({ value: [await hash(certificateDer(certificate))] });
  return [
    new pkijs.Attribute({
      type: '1.2.840.113549.1.9.3',
      values: [new asn1js.ObjectIdentifier({ value: TST_INFO })],
    }),
    new pkijs.Attribute({ type: '1.2.840.113549.1.9.4', values: [await hash(info)] }),
    new pkijs.Attribute({
      type: '1.2.840.113549.1.9.16.2.47',
      values: [new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [certificateId] })] })],
    }),
  ];
}
