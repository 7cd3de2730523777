/** Reads the certificates that signatures may lead to, from a folder. */

import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

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
 * Reads every `.pem`, `.crt` and `.cer` file (PEM, also several in one file, or DER) of `folder`. A folder that
 * does not exist holds none. Certificates of the training authority count only with `acceptTraining`.
 */
export async function loadTrustAnchors(
  folder: string,
  options: { acceptTraining: boolean },
): Promise<TrustAnchors> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const anchors: TrustAnchors = { pem: [], unreadable: [], leftOut: [] };
  for (const name of names.filter((one) => /\.(pem|crt|cer)$/i.test(one)).sort()) {
    const bytes = await readFile(join(folder, name));
    const found = certificatesIn(bytes);
    if (found.length === 0) anchors.unreadable.push(name);
    for (const pem of found) {
      if (options.acceptTraining || !isTrainingCertificate(pem)) anchors.pem.push(pem);
      else anchors.leftOut.push(name);
    }
  }
  return anchors;
}

/** Whether a certificate belongs to, or was issued by, the training authority. */
export function isTrainingCertificate(pem: string): boolean {
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
