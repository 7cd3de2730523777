import { beforeAll, describe, expect, it } from 'vitest';
import { checkSignedPdf } from './check-signed-pdf.ts';
import {
  type CertificateWish,
  type Identity,
  issue,
  issueAuthority,
  sign,
  specimen,
} from './signing.fixture.ts';

const NIK = '9901014101800001';
const NOW = Date.parse('2026-11-02T03:05:00Z');
let root: Identity;
let paper: Uint8Array;

beforeAll(async () => {
  root = await issueAuthority();
  paper = await specimen('9901-LU-02112026-0001');
});

async function check(pdf: Uint8Array, anchors: Identity[] = [root]) {
  return checkSignedPdf({
    task: 'check',
    pdf,
    anchors: anchors.map((one) => one.pem),
    nowMs: NOW,
    signerNik: NIK,
  });
}

async function faultsOf(wish: CertificateWish, chain: Identity[] = []) {
  const signer = await issue({ nik: NIK, issuer: root, ...wish });
  return (await check(await sign(paper, signer, { chain }))).faults;
}

describe('certificates of a signature', () => {
  it('given a signer of the trusted authority, has no fault and says who signed when', async () => {
    const signer = await issue({ name: 'RAHMAWATI', nik: NIK, issuer: root });
    const report = await check(await sign(paper, signer));
    expect(report.faults).toEqual([]);
    expect(report.signer).toMatchObject({ name: 'RAHMAWATI', nik: NIK, issuer: 'CA UJI' });
    expect(report.signedAt).toEqual(new Date('2026-11-02T03:00:00Z'));
  });

  it('given a name with control characters, shows it without them', async () => {
    const signer = await issue({ name: 'RAHMA\u001b[2J\u202eWATI', nik: NIK, issuer: root });
    expect((await check(await sign(paper, signer))).signer?.name).toBe('RAHMA[2JWATI');
  });

  it('given the NIK as user id or with a prefix, recognises it', async () => {
    expect(await faultsOf({ nikType: '0.9.2342.19200300.100.1.1' })).toEqual([]);
    expect(await faultsOf({ nik: `IDCID-${NIK}` })).toEqual([]);
  });

  it('given another person, one without a NIK, or a longer number, says wrong-signer', async () => {
    expect(await faultsOf({ nik: '9901014101800002' })).toEqual(['wrong-signer']);
    expect(await faultsOf({ nik: '' })).toEqual(['wrong-signer']);
    expect(await faultsOf({ nik: `${NIK}9` })).toEqual(['wrong-signer']);
  });

  it('given an intermediate authority that came along or is itself trusted, follows it', async () => {
    const middle = await issueAuthority({ name: 'CA ANTARA', issuer: root });
    expect(await faultsOf({ issuer: middle }, [middle])).toEqual([]);
    const signer = await issue({ nik: NIK, issuer: middle });
    expect((await check(await sign(paper, signer), [middle])).faults).toEqual([]);
    expect((await check(await sign(paper, signer))).faults).toEqual(['untrusted-issuer']);
  });

  it('given an authority with the same names but another key, says untrusted-issuer', async () => {
    const impostor = await issueAuthority();
    expect(await faultsOf({ issuer: impostor })).toEqual(['untrusted-issuer']);
    expect(await faultsOf({ issuer: impostor }, [impostor])).toEqual(['untrusted-issuer']);
    expect(await faultsOf({ issuer: impostor }, [root])).toEqual(['untrusted-issuer']);
  });

  it('given a certificate that signed itself, says untrusted-issuer, even if it is an anchor', async () => {
    const loner = await issue({ nik: NIK });
    const pdf = await sign(paper, loner);
    expect((await check(pdf)).faults).toEqual(['untrusted-issuer']);
    expect((await check(pdf, [loner])).faults).toEqual(['untrusted-issuer']);
  });

  it('given no anchors at all, says untrusted-issuer', async () => {
    const signer = await issue({ nik: NIK, issuer: root });
    expect((await check(await sign(paper, signer), [])).faults).toEqual(['untrusted-issuer']);
  });

  it.each<[string, CertificateWish]>([
    ['is not marked as an authority', { isAuthority: false, keyUsage: 0xc0 }],
    ['may not sign certificates', { keyUsage: 0x80 }],
    ['has an unknown critical extension', { criticalExtension: '1.2.3.4.5' }],
  ])('given an issuer that %s, says untrusted-issuer', async (_, wish) => {
    const middle = await issueAuthority({ name: 'ANTARA', issuer: root, ...wish });
    expect(await faultsOf({ issuer: middle }, [middle])).toEqual(['untrusted-issuer']);
  });

  it('given more authorities below one than it allows, says untrusted-issuer', async () => {
    const narrow = await issueAuthority({ name: 'CA SEMPIT', pathLength: 0 });
    const below = await issueAuthority({ name: 'CA BAWAH', issuer: narrow });
    const signer = await issue({ nik: NIK, issuer: below });
    const direct = await issue({ nik: NIK, issuer: narrow });
    expect((await check(await sign(paper, signer, { chain: [below] }), [narrow])).faults).toEqual([
      'untrusted-issuer',
    ]);
    expect((await check(await sign(paper, direct), [narrow])).faults).toEqual([]);
  });

  it.each<[string, CertificateWish]>([
    ['is an authority itself', { isAuthority: true, keyUsage: 0xc6 }],
    ['is only for encrypting', { keyUsage: 0x20 }],
    ['is only for web servers', { keyPurposes: ['1.3.6.1.5.5.7.3.1'] }],
    ['was signed with SHA-1', { hash: 'SHA-1' }],
    ['has an unknown critical extension', { criticalExtension: '1.2.3.4.5' }],
  ])('given a signer certificate that %s, says untrusted-issuer', async (_, wish) => {
    expect(await faultsOf(wish)).toEqual(['untrusted-issuer']);
  });

  it('given a certificate that had run out or was not yet valid when signing, says so', async () => {
    expect(await faultsOf({ until: '2026-11-01T00:00:00Z' })).toEqual(['certificate-not-valid-then']);
    expect(await faultsOf({ from: '2026-11-02T03:00:01Z' })).toEqual(['certificate-not-valid-then']);
    const old = await issueAuthority({ name: 'CA LAMA', until: '2026-01-01T00:00:00Z' });
    const signer = await issue({ nik: NIK, issuer: old });
    expect((await check(await sign(paper, signer), [old])).faults).toEqual(['certificate-not-valid-then']);
  });

  it('given a certificate that ran out after signing, finds nothing', async () => {
    expect(await faultsOf({ until: '2026-11-02T03:01:00Z' })).toEqual([]);
  });

  it('given a signing time in the future, says certificate-not-valid-then', async () => {
    const signer = await issue({ nik: NIK, issuer: root });
    const pdf = await sign(paper, signer, { at: new Date(NOW + 3_600_000) });
    expect((await check(pdf)).faults).toEqual(['certificate-not-valid-then']);
  });
});
