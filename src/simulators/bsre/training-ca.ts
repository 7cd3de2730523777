/** The training certificate authority: kept in a folder, made on first start, plainly marked as worth nothing. */

import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as pkijs from 'pkijs';
import { certificateDer, type Identity, issueCertificate, KEY_ALGORITHM, type Name } from './certificates.ts';

/** Written into every certificate's issuer, so that nobody takes a training signature for a legal one. */
const TRAINING_CA_NAME = 'CA PELATIHAN SAMPAI – TIDAK BERLAKU HUKUM';

const ORGANISATION = 'Sampai Mode Peragaan';
/** A wide span, because the clock of Mode Peragaan can be moved by years. */
const VALID = { from: new Date('2015-01-01T00:00:00Z'), until: new Date('2049-12-31T00:00:00Z') };

/** Somebody who can sign in training. */
export interface SignerIdentity extends Identity {
  nik: string;
  name: string;
}

/** The authority with its identities. */
export interface TrainingCa {
  root: Identity;
  timeStamping: Identity;
  signers: Map<string, SignerIdentity>;
  caCertificatePem: string;
}

/**
 * Opens the authority kept in `folder`, making what is missing. Keys are written with mode 0600; the root's
 * certificate lies beside them as `ca.pem`. A signer whose name changed gets a new certificate.
 */
export async function openTrainingCa(
  folder: string,
  signers: { nik: string; name: string }[],
): Promise<TrainingCa> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const root = await openIdentity(folder, 'ca', () =>
    issueCertificate({ subject: named(TRAINING_CA_NAME), purpose: 'authority', ...VALID }),
  );
  const timeStamping = await openIdentity(folder, 'stempel-waktu', () =>
    issueCertificate({
      subject: named('STEMPEL WAKTU PELATIHAN SAMPAI'),
      purpose: 'time-stamping',
      ...VALID,
      issuer: root,
    }),
  );
  const identities = new Map<string, SignerIdentity>();
  for (const { nik, name } of signers) {
    const subject = { ...named(name), serialNumber: nik };
    const file = `penandatangan-${createHash('sha256').update(`${nik} ${name}`).digest('hex').slice(0, 16)}`;
    const identity = await openIdentity(folder, file, () =>
      issueCertificate({ subject, purpose: 'signing', ...VALID, issuer: root }),
    );
    identities.set(nik, { ...identity, nik, name });
  }
  return {
    root,
    timeStamping,
    signers: identities,
    caCertificatePem: toPem('CERTIFICATE', certificateDer(root.certificate)),
  };
}

function named(commonName: string): Name {
  return { C: 'ID', O: ORGANISATION, CN: commonName };
}

async function openIdentity(folder: string, file: string, make: () => Promise<Identity>): Promise<Identity> {
  const certificatePath = join(folder, `${file}.pem`);
  const keyPath = join(folder, `${file}.key.pem`);
  try {
    const [certificate, key] = await Promise.all([
      readFile(certificatePath, 'utf8'),
      readFile(keyPath, 'utf8'),
    ]);
    const privateKey = await crypto.subtle.importKey('pkcs8', fromPem(key), KEY_ALGORITHM, true, ['sign']);
    return { certificate: pkijs.Certificate.fromBER(fromPem(certificate)), privateKey };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const identity = await make();
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', identity.privateKey));
  await writeWhole(certificatePath, toPem('CERTIFICATE', certificateDer(identity.certificate)), 0o644);
  // The key last: a crash in between leaves no key, and both are made anew.
  await writeWhole(keyPath, toPem('PRIVATE KEY', pkcs8), 0o600);
  return identity;
}

async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  await writeFile(`${path}.baru`, text, { mode });
  await rename(`${path}.baru`, path);
}

function toPem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function fromPem(pem: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
}
