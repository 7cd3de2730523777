import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrainingSigner } from './training-signer.ts';

let stateDir: string;
beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'signer-'));
});
afterAll(() => rm(stateDir, { recursive: true, force: true }));

describe('a signer of the training authority', () => {
  it('given a PDF, signs it; given a signed one, signs behind the first signature', async () => {
    const now = () => new Date('2026-11-02T03:00:00Z');
    const signer = await openTrainingSigner({
      stateDir,
      signer: { nik: '9901014101800001', name: 'RAHMAWATI' },
      now,
    });
    const pdf = PDF.create();
    pdf.addPage({ size: 'a4' }).drawText('SPESIMEN', { x: 60, y: 700, size: 12 });
    const once = await signer.sign(await pdf.save());
    const twice = await signer.sign(once);
    expect(Buffer.from(twice.subarray(0, once.length)).equals(Buffer.from(once))).toBe(true);
    const names = (await PDF.load(twice))
      .getForm()
      ?.getFields()
      .map((field) => field.name);
    expect(names).toEqual(['TTE_1', 'TTE_2']);
  });
});
