import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CryptoKeySigner, PDF } from '@libpdf/core';
import * as fc from 'fast-check';
import * as pkijs from 'pkijs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSignedPdf } from '../../src/adapters/pdf/check/check-signed-pdf.ts';
import { createSignedPdfChecker } from '../../src/adapters/pdf/check/signed-pdf-checker.ts';
import { createPdfChild } from '../../src/adapters/pdf/create-pdf-child.ts';
import { certificateDer, type Identity, issueCertificate } from '../../src/simulators/bsre/certificates.ts';
import { createTimeStamping } from '../../src/simulators/bsre/time-stamp.ts';
import { openTrainingCa, type TrainingCa } from '../../src/simulators/bsre/training-ca.ts';
import { makeSpecimen } from './tte-contract.ts';

const NOW = new Date('2026-11-02T03:00:00Z');
const child = createPdfChild();
let folder: string;
let ca: TrainingCa;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stamps-'));
  ca = await openTrainingCa(folder, []);
});
afterAll(async () => {
  await child.close();
  await rm(folder, { recursive: true, force: true });
});

/** A signer whose certificate ran out at the end of 2025. */
async function expiredSigner(): Promise<Identity> {
  return issueCertificate({
    subject: { CN: 'PENSIUNAN', serialNumber: '9901014101600003' },
    purpose: 'signing',
    from: new Date('2020-01-01T00:00:00Z'),
    until: new Date('2025-12-31T00:00:00Z'),
    issuer: ca.root,
  });
}

async function signAt(
  signer: Identity,
  claimed: Date,
  stamping: Identity,
  stamped: Date,
): Promise<Uint8Array> {
  const pdf = await PDF.load(await makeSpecimen('9901-UJI-0001'));
  const key = new CryptoKeySigner(
    signer.privateKey,
    certificateDer(signer.certificate),
    'RSA',
    'RSASSA-PKCS1-v1_5',
  );
  const timestampAuthority = createTimeStamping(stamping, () => stamped);
  return (await pdf.sign({ signer: key, signingTime: claimed, level: 'B-T', timestampAuthority })).bytes;
}

function check(pdf: Uint8Array) {
  const clock = { now: () => NOW };
  return createSignedPdfChecker({ trustAnchorsPem: [ca.caCertificatePem], clock, child }).check(pdf, {});
}

describe('time stamps', () => {
  it('given a trusted stamp, takes its time and not the signer’s word', async () => {
    const before = new Date('2025-06-01T00:00:00Z');
    const signer = await expiredSigner();
    const honest = await check(await signAt(signer, NOW, ca.timeStamping, before));
    expect(honest).toMatchObject({ faults: [], signedAt: before });
    const backdated = await check(await signAt(signer, before, ca.timeStamping, NOW));
    expect(backdated).toMatchObject({ faults: ['certificate-not-valid-then'], signedAt: NOW });
  });

  it('given a stamp of an unknown authority, does not believe it', async () => {
    const subject = { CN: 'STEMPEL LAIN' };
    const span = { from: new Date('2020-01-01T00:00:00Z'), until: new Date('2040-01-01T00:00:00Z') };
    const stranger = await issueCertificate({ subject, purpose: 'time-stamping', ...span });
    const signed = await signAt(await expiredSigner(), NOW, stranger, new Date('2025-06-01T00:00:00Z'));
    expect(await check(signed)).toMatchObject({ faults: ['certificate-not-valid-then'], signedAt: NOW });
  });

  it('given a certificate that may not stamp, does not believe it either', async () => {
    const signer = await expiredSigner();
    const signed = await signAt(signer, NOW, signer, new Date('2025-06-01T00:00:00Z'));
    expect((await check(signed)).faults).toEqual(['certificate-not-valid-then']);
  });

  it('given the stamp of another signature, says altered', async () => {
    const signer = await expiredSigner();
    const at = new Date('2025-06-01T00:00:00Z');
    const [one, other] = [
      await signAt(signer, at, ca.timeStamping, at),
      await signAt(signer, at, ca.timeStamping, at),
    ];
    expect((await check(one)).faults).toEqual([]);
    expect((await check(withStampOf(one, one))).faults).toEqual([]);
    expect((await check(withStampOf(one, other))).faults).toEqual(['altered']);
  });
});

describe('the value of a signature with a time stamp', () => {
  it('given any other digit in it, in its lengths as well, finds fault', async () => {
    const at = new Date('2025-06-01T00:00:00Z');
    const signed = await signAt(await expiredSigner(), at, ca.timeStamping, at);
    const { from, to } = cmsOf(signed);
    const faultsOf = async (pdf: Uint8Array) =>
      (await checkSignedPdf({ task: 'check', pdf, anchors: [ca.caCertificatePem], nowMs: NOW.getTime() }))
        .faults;
    expect(await faultsOf(signed)).toEqual([]);
    const end = from + Buffer.from(signed.subarray(from, to)).toString('latin1').replace(/0+$/, '').length;
    const position = fc.oneof(fc.integer({ min: from, max: from + 80 }), fc.integer({ min: from, max: end }));
    await fc.assert(
      fc.asyncProperty(position, fc.integer({ min: 1, max: 15 }), async (index, difference) => {
        const changed = new Uint8Array(signed);
        const digit = Number.parseInt(String.fromCharCode(signed[index]!), 16);
        changed[index] = (digit ^ difference).toString(16).toUpperCase().charCodeAt(0);
        expect(await faultsOf(changed)).not.toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

/** Takes the unsigned attributes of another signature's CMS. */
function withStampOf(signed: Uint8Array, other: Uint8Array): Uint8Array {
  const [mine, theirs] = [cmsOf(signed), cmsOf(other)];
  const data = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(mine.der).content });
  const donor = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(theirs.der).content });
  data.signerInfos[0]!.unsignedAttrs = donor.signerInfos[0]!.unsignedAttrs;
  const content = new pkijs.ContentInfo({
    contentType: pkijs.ContentInfo.SIGNED_DATA,
    content: data.toSchema(false),
  });
  const hex = Buffer.from(content.toSchema().toBER()).toString('hex');
  const changed = new Uint8Array(signed);
  changed.set(Buffer.from(hex.padEnd(mine.to - mine.from, '0'), 'latin1'), mine.from);
  return changed;
}

function cmsOf(signed: Uint8Array): { from: number; to: number; der: Uint8Array<ArrayBuffer> } {
  const text = Buffer.from(signed).toString('latin1');
  const from = text.lastIndexOf('/Contents <') + '/Contents <'.length;
  const to = text.indexOf('>', from);
  return { from, to, der: new Uint8Array(Buffer.from(text.slice(from, to), 'hex')) };
}
