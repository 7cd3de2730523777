import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBsreV1 } from '../adapters/tte/bsre-v1.ts';
import { startBsreSimulator } from '../simulators/bsre/start-bsre-simulator.ts';
import { verifyCommand } from './cli-verify.ts';

let folder: string;
let trainingCaFile: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'));
  const account = { user: 'sampai', password: 'kata-sandi' };
  const signer = {
    nik: '9901014101800001',
    name: 'RAHMAWATI',
    passphrase: 'frasa',
    status: 'ISSUE' as const,
  };
  const simulator = await startBsreSimulator({
    host: '127.0.0.1',
    port: 0,
    stateDir: file('bsre'),
    ...account,
    signers: [signer],
  });
  const pdf = PDF.create();
  pdf.addPage({ size: 'a4' }).drawText('SPESIMEN', { x: 60, y: 700, size: 12 });
  await writeFile(file('belum.pdf'), await pdf.save());
  const outcome = await createBsreV1({ baseUrl: simulator.url, ...account }).sign({
    signerNik: signer.nik,
    passphrase: signer.passphrase,
    pdf: await readFile(file('belum.pdf')),
    reason: 'Uji',
    location: 'Paringin',
  });
  await simulator.close();
  if (outcome.kind !== 'signed') throw new Error(outcome.kind);
  await writeFile(file('akta.pdf'), outcome.pdf);
  await writeFile(file('ditambah.pdf'), Buffer.concat([outcome.pdf, Buffer.from('\n% x\n')]));
  await writeFile(file('teks.pdf'), 'hanya teks');
  trainingCaFile = file('bsre/ca/ca.pem');
  await mkdir(file('trust'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function verify(name: string, mode: 'peragaan' | 'produksi' = 'peragaan', trustDir = file('trust')) {
  const lines: string[] = [];
  const context = { trustDir, mode, trainingCaFile, print: (line: string) => void lines.push(line) };
  return { code: await verifyCommand([file(name)], context), text: lines.join('\n') };
}

describe('npm run sampai -- verify', () => {
  it('given a whole signature of the training authority in Mode Peragaan, is 0 and says who signed', async () => {
    const { code, text } = await verify('akta.pdf');
    expect(code).toBe(0);
    expect(text).toContain('RAHMAWATI');
    expect(text).toContain('CA PELATIHAN SAMPAI – TIDAK BERLAKU HUKUM');
    expect(text).toContain('SAH dan utuh');
    expect(text).toContain('tidak berlaku hukum');
  });

  it('given the same in production, is 1, even with that certificate in the folder', async () => {
    await copyFile(trainingCaFile, file('trust/ca.pem'));
    const { code, text } = await verify('akta.pdf', 'produksi');
    await rm(file('trust/ca.pem'));
    expect(code).toBe(1);
    expect(text).toContain('hanya berlaku dalam Mode Peragaan');
  });

  it('given no trusted certificate at all, passes no judgement, is 1, and names the folder', async () => {
    const lines: string[] = [];
    const context = { trustDir: file('trust'), mode: 'peragaan' as const };
    const code = await verifyCommand([file('akta.pdf')], {
      ...context,
      print: (line) => void lines.push(line),
    });
    const text = lines.join('\n');
    expect(code).toBe(1);
    expect(text).toContain('BELUM DAPAT DINILAI');
    expect(text).not.toContain('TIDAK SAH');
    expect(text).toContain(`Tidak ada sertifikat tepercaya di ${file('trust')}`);
  });

  it('given a folder that holds the certificate, as a story leaves it, is 0', async () => {
    await mkdir(file('beside'), { recursive: true });
    await copyFile(trainingCaFile, file('beside/ca.pem'));
    const context = { trustDir: file('beside'), mode: 'peragaan' as const, print: () => undefined };
    expect(await verifyCommand([file('akta.pdf')], context)).toBe(0);
  });

  it.each([
    ['something added', 'ditambah.pdf', 1, 'ditambahkan'],
    ['no signature', 'belum.pdf', 1, 'Tidak ada tanda tangan'],
    ['no PDF', 'teks.pdf', 2, 'tidak dapat dibaca'],
    ['no file', 'tidak-ada.pdf', 2, 'tidak ditemukan'],
  ])('given %s, says so', async (_, name, expected, sentence) => {
    const { code, text } = await verify(name);
    expect(code).toBe(expected);
    expect(text).toContain(sentence);
  });

  it('given no file name, explains itself', async () => {
    const lines: string[] = [];
    const context = {
      trustDir: folder,
      mode: 'peragaan' as const,
      print: (line: string) => void lines.push(line),
    };
    expect(await verifyCommand([], context)).toBe(64);
    expect(lines).toEqual(['Pemakaian: npm run sampai -- verify BERKAS.pdf']);
  });
});
