/** Reads the certificates that signatures may lead to, from a folder. */

import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** How the certificate of the training authority begins; it never counts outside Mode Peragaan. */
const TRAINING_AUTHORITY = 'CN=CA PELATIHAN SAMPAI';

/** Trusted certificates of an office. */
export interface TrustAnchors {
  pem: string[];
  /** File names that hold no readable certificate. */
  unreadable: string[];
  /** File names of training certificates that were left out. */
  leftOut: string[];
}

/**
 * Reads every `.pem`, `.crt` and `.cer` file (PEM, also several in one file, or DER) of `folder`, and `alsoFiles`
 * (the training authority's certificate lies elsewhere). What does not exist holds none. Certificates of the
 * training authority count only with `acceptTraining`.
 */
export async function loadTrustAnchors(
  folder: string,
  options: { acceptTraining: boolean; alsoFiles?: string[] },
): Promise<TrustAnchors> {
  const names = (await orNothing(readdir(folder))) ?? [];
  const inFolder = names.filter((one) => /\.(pem|crt|cer)$/i.test(one)).sort();
  const anchors: TrustAnchors = { pem: [], unreadable: [], leftOut: [] };
  for (const path of [...inFolder.map((name) => join(folder, name)), ...(options.alsoFiles ?? [])]) {
    const bytes = await orNothing(readFile(path));
    if (!bytes) continue;
    const found = certificatesIn(bytes);
    if (found.length === 0) anchors.unreadable.push(basename(path));
    for (const pem of found) {
      if (options.acceptTraining || !isTrainingCertificate(pem)) anchors.pem.push(pem);
      else anchors.leftOut.push(basename(path));
    }
  }
  return anchors;
}

async function orNothing<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Whether a certificate belongs to, or was issued by, the training authority. */
function isTrainingCertificate(pem: string): boolean {
  const { subject, issuer } = new X509Certificate(pem);
  return [subject, issuer].some((name) =>
    name.split('\n').some((part) => part.startsWith(TRAINING_AUTHORITY)),
  );
}

function certificatesIn(bytes: Buffer): string[] {
  const blocks = bytes
    .toString('latin1')
    .match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g);
  try {
    return (blocks ?? [bytes]).map((one) => new X509Certificate(one).toString());
  } catch {
    return [];
  }
}
