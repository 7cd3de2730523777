import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPdfChild } from '../create-pdf-child.ts';
import { createSignedPdfChecker } from './signed-pdf-checker.ts';
import { type Identity, issue, issueAuthority, sign, specimen, valuePlace } from './signing.fixture.ts';

const NOW = Date.parse('2026-11-02T03:05:00Z');
let root: Identity;
let signed: Uint8Array;

beforeAll(async () => {
  root = await issueAuthority();
  const signer = await issue({ name: 'RAHMAWATI', nik: '9901014101800001', issuer: root });
  signed = await sign(await specimen('9901-LU-02112026-0001'), signer);
});

describe('any other byte', () => {
  // In the bounded child: some of these files make the parser run forever, which is a fault as well.
  const child = createPdfChild({ jobMs: 2500, heapMiB: 64 });
  afterAll(() => child.close());

  it('given a random change of one to three bytes, always finds fault', async () => {
    const clock = { now: () => new Date(NOW) };
    const checker = createSignedPdfChecker({ trustAnchorsPem: [root.pem], clock, child });
    expect((await checker.check(signed, {})).faults).toEqual([]);
    const { from, to } = valuePlace(signed);
    const cmsEnd = from + Buffer.from(signed.subarray(from, to)).toString('latin1').replace(/0+$/, '').length;
    const position = fc.oneof(
      fc.nat({ max: from - 1 }),
      fc.integer({ min: from, max: cmsEnd }),
      fc.integer({ min: cmsEnd, max: signed.length - 1 }),
    );
    const change = fc.tuple(position, fc.integer({ min: 1, max: 255 }));
    const changes = fc.uniqueArray(change, { minLength: 1, maxLength: 3, selector: ([at]) => at });
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const mutated = new Uint8Array(signed);
        for (const [at, difference] of list) mutated[at] = mutated[at]! ^ difference;
        expect((await checker.check(mutated, {})).faults).not.toEqual([]);
      }),
      { numRuns: 120, endOnFailure: true },
    );
  }, 120_000);
});
