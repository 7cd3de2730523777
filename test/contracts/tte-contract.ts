/** What every electronic signature service has to do, whether it is BSrE or the simulator. */

import { PDF } from '@libpdf/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSignedPdfChecker } from '../../src/adapters/pdf/check/signed-pdf-checker.ts';
import { createPdfChild } from '../../src/adapters/pdf/create-pdf-child.ts';
import type { ElectronicSignature, SignRequest } from '../../src/app/ports.ts';

/** A service to test, with a signer whose certificate can be used. */
export interface TteUnderTest {
  signature: ElectronicSignature;
  signerNik: string;
  passphrase: string;
  /** Certificates that its signatures lead to. */
  trustAnchorsPem: string[];
  close(): Promise<void>;
}

/** What must not be tried on a real service. */
export interface TteContractLimits {
  /** A wrong passphrase may lock a real signer out. */
  mayTryWrongPassphrase: boolean;
}

/** Makes a specimen as SIAK would give it: one page, a number, no signature. */
export async function makeSpecimen(number: string): Promise<Uint8Array> {
  const pdf = PDF.create();
  const page = pdf.addPage({ size: 'a4' });
  page.drawText('SPESIMEN – uji layanan tanda tangan', { x: 60, y: 760, size: 16 });
  page.drawText(`Nomor ${number}`, { x: 60, y: 720, size: 11 });
  return pdf.save();
}

/** Describes the contract for one service. */
export function describeTteContract(
  name: string,
  open: () => Promise<TteUnderTest>,
  limits: TteContractLimits,
): void {
  describe(`electronic signature: ${name}`, () => {
    const child = createPdfChild();
    let service: TteUnderTest;
    beforeAll(async () => {
      service = await open();
    });
    afterAll(async () => {
      await service.close();
      await child.close();
    });
    const order = (pdf: Uint8Array, more: Partial<SignRequest> = {}): SignRequest => ({
      signerNik: service.signerNik,
      passphrase: service.passphrase,
      pdf,
      reason: 'Uji kontrak',
      location: 'Kantor',
      ...more,
    });

    it('given a document, returns it signed so that every check holds', async () => {
      const sent = await makeSpecimen('9901-UJI-0001');
      const outcome = await service.signature.sign(order(sent));
      if (outcome.kind !== 'signed') throw new Error(`not signed: ${JSON.stringify(outcome)}`);
      const clock = { now: () => new Date() };
      const checker = createSignedPdfChecker({ trustAnchorsPem: service.trustAnchorsPem, clock, child });
      const report = await checker.check(outcome.pdf, {
        sent,
        signerNik: service.signerNik,
        number: '9901-UJI-0001',
      });
      expect(report.faults).toEqual([]);
      expect(report.signer?.nik).toBe(service.signerNik);
    });

    it('given a signer who is not registered, refuses', async () => {
      const pdf = await makeSpecimen('9901-UJI-0002');
      const outcome = await service.signature.sign(order(pdf, { signerNik: '9901010101019999' }));
      expect(outcome).toMatchObject({
        kind: 'refused',
        problem: 'signer-not-registered',
        providerCode: 2011,
      });
    });

    it.skipIf(!limits.mayTryWrongPassphrase)('given a wrong passphrase, refuses', async () => {
      const pdf = await makeSpecimen('9901-UJI-0003');
      const outcome = await service.signature.sign(order(pdf, { passphrase: 'bukan-frasa-sandinya' }));
      expect(outcome).toMatchObject({ kind: 'refused', problem: 'wrong-passphrase', providerCode: 2031 });
    });

    it('given something that is no PDF, signs nothing', async () => {
      const outcome = await service.signature.sign(order(Buffer.from('hanya teks')));
      expect(['refused', 'unknown']).toContain(outcome.kind);
    });
  });
}
