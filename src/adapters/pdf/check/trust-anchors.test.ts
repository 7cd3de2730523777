import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueAuthority } from './signing.fixture.ts';
import { loadTrustAnchors } from './trust-anchors.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trust-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the folder of trusted certificates', () => {
  it('given PEM, several in one file, and DER, reads all; other files do not matter', async () => {
    const [a, b, c] = [
      await issueAuthority({ name: 'A' }),
      await issueAuthority({ name: 'B' }),
      await issueAuthority(),
    ];
    await writeFile(join(folder, 'dua.pem'), `# catatan\n${a.pem}${b.pem}`);
    await writeFile(join(folder, 'satu.CER'), c.der);
    await writeFile(join(folder, 'README.txt'), 'bukan sertifikat');
    await writeFile(join(folder, 'rusak.crt'), 'bukan sertifikat');
    const anchors = await loadTrustAnchors(folder, { acceptTraining: false });
    expect(anchors.pem).toHaveLength(3);
    expect(anchors.unreadable).toEqual(['rusak.crt']);
  });

  it('leaves the training authority out, unless training counts', async () => {
    const training = await issueAuthority({ name: 'CA PELATIHAN SAMPAI – TIDAK BERLAKU HUKUM' });
    const below = await issueAuthority({ name: 'CA LAIN', issuer: training });
    const file = join(folder, 'ca.txt');
    await writeFile(file, training.pem + below.pem);
    const strict = await loadTrustAnchors('/tidak/ada', { acceptTraining: false, alsoFiles: [file] });
    expect(strict).toEqual({ pem: [], unreadable: [], leftOut: ['ca.txt', 'ca.txt'] });
    const training2 = await loadTrustAnchors('/tidak/ada', { acceptTraining: true, alsoFiles: [file] });
    expect(training2.pem).toHaveLength(2);
  });
});
