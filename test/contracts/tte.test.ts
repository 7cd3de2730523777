import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSignedPdfChecker } from '../../src/adapters/pdf/check/signed-pdf-checker.ts';
import { loadTrustAnchors } from '../../src/adapters/pdf/check/trust-anchors.ts';
import { createPdfChild } from '../../src/adapters/pdf/create-pdf-child.ts';
import { createBsreV1 } from '../../src/adapters/tte/bsre-v1.ts';
import type { SignatureFault } from '../../src/app/ports.ts';
import {
  type BsreSimulator,
  type Fault,
  startBsreSimulator,
} from '../../src/simulators/bsre/start-bsre-simulator.ts';
import { describeTteContract, makeSpecimen } from './tte-contract.ts';

const ACCOUNT = { user: 'sampai', password: 'kata-sandi' };
const SIGNER = {
  nik: '9901014101800001',
  name: 'RAHMAWATI',
  passphrase: 'frasa-pelatihan',
  status: 'ISSUE' as const,
};
const NUMBER = '9901-LU-02112026-0001';

async function openSimulator(): Promise<BsreSimulator & { remove(): Promise<void> }> {
  const stateDir = await mkdtemp(join(tmpdir(), 'tte-'));
  const other = {
    nik: '9901014101700002',
    name: 'HASAN',
    passphrase: 'frasa-lain',
    status: 'ISSUE' as const,
  };
  const simulator = await startBsreSimulator({
    host: '127.0.0.1',
    port: 0,
    stateDir,
    ...ACCOUNT,
    signers: [SIGNER, other],
  });
  const remove = async () => {
    await simulator.close();
    await rm(stateDir, { recursive: true, force: true });
  };
  return { ...simulator, remove };
}

describeTteContract(
  'the simulated BSrE',
  async () => {
    const simulator = await openSimulator();
    return {
      signature: createBsreV1({ baseUrl: simulator.url, ...ACCOUNT }),
      signerNik: SIGNER.nik,
      passphrase: SIGNER.passphrase,
      trustAnchorsPem: [simulator.caCertificatePem],
      close: simulator.remove,
    };
  },
  { mayTryWrongPassphrase: true },
);

/** Set all of these to run the same against a test account of BSrE. The passphrase is used for one signature. */
const {
  BSRE_TEST_URL,
  BSRE_TEST_USER,
  BSRE_TEST_PASSWORD,
  BSRE_TEST_NIK,
  BSRE_TEST_PASSPHRASE,
  BSRE_TEST_TRUST_DIR,
} = process.env;

describe.skipIf(!BSRE_TEST_URL)('with a test account', () => {
  describeTteContract(
    'BSrE',
    async () => ({
      signature: createBsreV1({
        baseUrl: BSRE_TEST_URL ?? '',
        user: BSRE_TEST_USER ?? '',
        password: BSRE_TEST_PASSWORD ?? '',
      }),
      signerNik: BSRE_TEST_NIK ?? '',
      passphrase: BSRE_TEST_PASSPHRASE ?? '',
      trustAnchorsPem: (await loadTrustAnchors(BSRE_TEST_TRUST_DIR ?? '', { acceptTraining: false })).pem,
      close: async () => undefined,
    }),
    { mayTryWrongPassphrase: process.env.BSRE_TEST_WRONG_PASSPHRASE === '1' },
  );
});

describe('a signing service that misbehaves', () => {
  const child = createPdfChild();
  let simulator: Awaited<ReturnType<typeof openSimulator>>;
  beforeAll(async () => {
    simulator = await openSimulator();
  });
  afterAll(async () => {
    await simulator.remove();
    await child.close();
  });

  /** What Sampai makes of one signing under a fault: the outcome, and for a returned PDF what the check finds. */
  async function meet(fault: Fault): Promise<string | SignatureFault[]> {
    await fetch(`${simulator.url}/_sim/rules`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fault, delayMs: 20 }),
    });
    const sent = await makeSpecimen(NUMBER);
    const bsre = createBsreV1({ baseUrl: simulator.url, ...ACCOUNT, timeoutMs: 1_500 });
    const { nik: signerNik, passphrase } = SIGNER;
    const outcome = await bsre.sign({ signerNik, passphrase, pdf: sent, reason: 'Uji', location: 'Kantor' });
    if (outcome.kind !== 'signed') return outcome.kind;
    const trustAnchorsPem = [simulator.caCertificatePem];
    const checker = createSignedPdfChecker({ trustAnchorsPem, clock: { now: () => new Date() }, child });
    return (await checker.check(outcome.pdf, { sent, signerNik, number: NUMBER })).faults;
  }

  it.each<[Fault, string | SignatureFault[]]>([
    ['slow', []],
    ['hang-after-signing', 'unknown'],
    ['reset-after-signing', 'unknown'],
    ['error-before-signing', 'unknown'],
    ['error-after-signing', 'unknown'],
    ['cut-off', 'unknown'],
    ['not-a-pdf', 'unknown'],
    ['another-document', ['not-what-was-sent', 'wrong-number']],
    ['changed-page', ['not-what-was-sent']],
    ['altered', ['altered']],
    ['appended', ['bytes-after-signature']],
    ['wrong-signer', ['wrong-signer']],
    ['unknown-authority', ['untrusted-issuer']],
  ])('given %s, publishes nothing that it should not', async (fault, expected) => {
    expect(await meet(fault)).toEqual(expected);
  });

  it('given half a PDF, finds fault', async () => {
    expect(await meet('truncated')).not.toEqual([]);
  });

  it('asked for no document twice', async () => {
    const calls = (await (await fetch(`${simulator.url}/_sim/log`)).json()) as unknown[];
    expect(calls).toHaveLength(14);
  });
});
