import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF, type PdfArray, type PdfDict, type PdfNumber } from '@libpdf/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from './archive.ts';
import { FAULTS } from './rules.ts';
import { type BsreSimulator, type BsreSimulatorOptions, startBsreSimulator } from './start-bsre-simulator.ts';

const NIK = '9901014101800001';
const OTHER_NIK = '9901014101700002';
const PASSPHRASE = 'frasa-pelatihan-1';
const AUTHORIZATION = `Basic ${Buffer.from('sampai:kata-sandi').toString('base64')}`;

let folder: string;
let simulator: BsreSimulator;
let paper: Uint8Array;

const options = (): BsreSimulatorOptions => ({
  host: '127.0.0.1',
  port: 0,
  stateDir: folder,
  user: 'sampai',
  password: 'kata-sandi',
  signers: [
    { nik: NIK, name: 'RAHMAWATI', passphrase: PASSPHRASE, status: 'ISSUE' },
    { nik: OTHER_NIK, name: 'HASAN', passphrase: 'frasa-lain', status: 'EXPIRED' },
  ],
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bsre-'));
  simulator = await startBsreSimulator(options());
  const pdf = PDF.create();
  pdf.addPage({ size: 'a4' }).drawText('SPESIMEN 9901-LU-02112026-0001', { x: 60, y: 700, size: 12 });
  paper = await pdf.save();
});

afterEach(() => call('/_sim/rules', { method: 'DELETE' }));

afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});

function call(path: string, init: RequestInit = {}) {
  const headers = { authorization: AUTHORIZATION, ...(init.headers as Record<string, string>) };
  return fetch(simulator.url + path, { ...init, headers });
}

const tell = (path: string, body: unknown) =>
  call(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

function sign(fields: Record<string, string> = {}, file: Uint8Array = paper, signal?: AbortSignal) {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(file)]), 'dokumen.pdf');
  const all = { nik: NIK, passphrase: PASSPHRASE, tampilan: 'invisible', reason: 'Uji', ...fields };
  for (const [name, value] of Object.entries(all)) form.set(name, value);
  return call('/api/sign/pdf', { method: 'POST', body: form, ...(signal ? { signal } : {}) });
}

async function verify(pdf: Uint8Array) {
  const form = new FormData();
  form.set('signed_file', new Blob([new Uint8Array(pdf)]), 'akta.pdf');
  const response = await call('/api/sign/verify', { method: 'POST', body: form });
  return (await response.json()) as { summary: string; jumlah_signature: number; details: unknown[] };
}

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
const lastCall = async () => ((await (await call('/_sim/log')).json()) as Record<string, unknown>[]).at(-1)!;

describe('the simulated BSrE', () => {
  it('given a PDF, returns it with a signature behind it, an id, and keeps it for download', async () => {
    const response = await sign();
    expect(response.status).toBe(200);
    const signed = await bytesOf(response);
    expect(Buffer.from(signed.subarray(0, paper.length)).equals(Buffer.from(paper))).toBe(true);
    const id = response.headers.get('id_dokumen');
    expect(await bytesOf(await call(`/api/sign/download/${id}`))).toEqual(signed);
    expect((await call('/api/sign/download/tidak-ada')).status).toBe(404);
    expect(await lastCall()).toMatchObject({
      documentId: id,
      signerNik: NIK,
      inputSha256: sha256(paper),
      outputSha256: sha256(signed),
      outcome: 'signed',
    });
  });

  it('verifies in the shape of the contract, and notices changes', async () => {
    const signed = await bytesOf(await sign({ location: 'Paringin' }));
    const report = await verify(signed);
    expect(report).toMatchObject({
      nama_dokumen: 'akta.pdf',
      jumlah_signature: 1,
      summary: 'VALID',
      details: [
        {
          info_tsa: { name: 'STEMPEL WAKTU PELATIHAN SAMPAI' },
          info_signer: { signer_name: 'RAHMAWATI', cert_user_certified: true },
          signature_document: {
            signed_using_tsa: true,
            reason: 'Uji',
            location: 'Paringin',
            document_integrity: true,
          },
        },
      ],
    });
    expect((await verify(Buffer.concat([signed, Buffer.from('\n% x\n')]))).summary).toBe('INVALID');
    expect((await verify(paper)).summary).toBe('NO_SIGNATURE');
  });

  it('given a stranger, a wrong passphrase, an expired certificate or no PDF, refuses with HTTP 400', async () => {
    const refusals = [
      await sign({ nik: '9901010101010009' }),
      await sign({ passphrase: 'salah' }),
      await sign({ nik: OTHER_NIK, passphrase: 'frasa-lain' }),
      await sign({}, Buffer.from('hanya teks')),
      await sign({ passphrase: '' }),
    ];
    expect(refusals.map((one) => one.status)).toEqual([400, 400, 400, 400, 400]);
    const bodies = (await Promise.all(refusals.map((one) => one.json()))) as { status_code: number }[];
    expect(bodies.map((one) => one.status_code)).toEqual([2011, 2031, 400, 400, 400]);
  });

  it('given a locked PDF or a page that does not exist, refuses', async () => {
    const locked = await PDF.load(paper);
    locked.setProtection({ userPassword: '', ownerPassword: 'x' });
    expect((await sign({}, await locked.save())).status).toBe(400);
    expect((await sign({ tampilan: 'visible', page: '7' })).status).toBe(400);
    expect((await sign({ tampilan: 'visible', page: '1', xAxis: '300', yAxis: '60' })).status).toBe(200);
  });

  it('given a text marker, draws the box over it; without it in the document, refuses', async () => {
    const visible = { tampilan: 'visible', width: '160', height: '50' };
    const signed = await bytesOf(await sign({ ...visible, tag_koordinat: 'SPESIMEN' }));
    expect((await verify(signed)).summary).toBe('VALID');
    const field = (await PDF.load(signed)).getForm()?.getFields()[0] as unknown as { dict: PdfDict };
    const [left = 0, , right = 0, top = 0] = (field.dict.get('Rect') as PdfArray)
      .toArray()
      .map((one) => (one as PdfNumber).value);
    expect(right - left).toBeCloseTo(160);
    expect(left).toBeLessThan(65);
    expect(top).toBeGreaterThan(700);
    expect((await sign({ ...visible, tag_koordinat: '[tidak ada]' })).status).toBe(400);
  });

  it('asks for the service password, but not for the control paths', async () => {
    const denied = await fetch(`${simulator.url}/api/user/status/${NIK}`);
    expect(denied.status).toBe(401);
    expect((await fetch(`${simulator.url}/_sim/clock`)).status).toBe(200);
    expect(denied.headers.get('simulator')).toContain('bukan BSrE');
  });

  it('says the status of a signer, which can be changed', async () => {
    const statusOf = async (nik: string) =>
      ((await (await call(`/api/user/status/${nik}`)).json()) as { status: string }).status;
    expect([await statusOf(NIK), await statusOf(OTHER_NIK), await statusOf('99')]).toEqual([
      'ISSUE',
      'EXPIRED',
      'NOT_REGISTERED',
    ]);
    await tell(`/_sim/signers/${NIK}/status`, { status: 'SUSPEND' });
    expect((await sign()).status).toBe(400);
    await tell(`/_sim/signers/${NIK}/status`, { status: 'ISSUE' });
    expect((await sign()).status).toBe(200);
  });

  it('signs with the clock it was told', async () => {
    const offsetMs = 3 * 86_400_000;
    await tell('/_sim/clock', { offsetMs });
    const signedIn = async () => {
      const { details } = (await verify(await bytesOf(await sign()))) as {
        details: { signature_document: { signed_in: string } }[];
      };
      return details[0]!.signature_document.signed_in.slice(2, 10);
    };
    const day = (at: number) => new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
    expect(await signedIn()).toBe(day(Date.now() + offsetMs));
    await tell('/_sim/clock', { offsetMs: 0 });
    expect(await signedIn()).toBe(day(Date.now()));
  });
});

describe('the rules of the simulated BSrE', () => {
  it('refuses a fault that it does not know', async () => {
    expect((await tell('/_sim/rules', { fault: 'lain' })).status).toBe(400);
  });

  it('applies a rule to as many requests as it says, and only to its signer', async () => {
    await tell('/_sim/rules', { fault: 'error-before-signing', times: 2 });
    await tell('/_sim/rules', { fault: 'error-before-signing', signerNik: OTHER_NIK });
    expect([(await sign()).status, (await sign()).status, (await sign()).status]).toEqual([500, 500, 200]);
  });

  it.each<[(typeof FAULTS)[number], string | RegExp]>([
    ['slow', 'VALID'],
    ['error-before-signing', 'HTTP 500'],
    ['error-after-signing', 'HTTP 500'],
    ['truncated', /NO_SIGNATURE|INVALID|HTTP 400/],
    ['not-a-pdf', 'no PDF'],
    ['cut-off', 'broken'],
    ['reset-after-signing', 'broken'],
    ['hang-after-signing', 'broken'],
    ['another-document', 'VALID'],
    ['changed-page', 'VALID'],
    ['altered', 'INVALID'],
    ['appended', 'INVALID'],
    ['wrong-signer', 'VALID'],
    ['unknown-authority', 'INVALID'],
  ])('given %s, the client meets it, and the log says whether it was signed', async (fault, met) => {
    await tell('/_sim/rules', { fault, delayMs: 50 });
    expect(await meet()).toMatch(met);
    const isSigned = fault !== 'error-before-signing';
    expect(await lastCall()).toMatchObject({ fault, outcome: isSigned ? 'signed' : 'error' });
  });

  it('has a test for every fault', () => {
    expect(FAULTS).toHaveLength(14);
  });

  async function meet(): Promise<string> {
    try {
      const response = await sign({}, paper, AbortSignal.timeout(700));
      if (response.status !== 200) return `HTTP ${response.status}`;
      const bytes = await bytesOf(response);
      return Buffer.from(bytes).toString('latin1').startsWith('%PDF-')
        ? (await verify(bytes)).summary
        : 'no PDF';
    } catch {
      return 'broken';
    }
  }
});

describe('the memory of the simulated BSrE', () => {
  it('keeps keys readable by their owner only, and never writes a passphrase', async () => {
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.includes('.'));
    expect(files.filter((name) => name.endsWith('.key.pem')).length).toBe(4);
    for (const name of files) {
      const path = join(folder, name);
      if (name.endsWith('.key.pem')) expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect((await readFile(path)).includes(PASSPHRASE)).toBe(false);
    }
  });

  it('after a restart has the same authority, log, documents and clock, and no rules', async () => {
    const id = (await sign()).headers.get('id_dokumen');
    const before = (await (await call('/_sim/log')).json()) as unknown[];
    await tell('/_sim/clock', { offsetMs: 60_000 });
    await tell('/_sim/rules', { fault: 'slow' });
    const pem = simulator.caCertificatePem;
    await simulator.close();
    simulator = await startBsreSimulator(options());
    expect(simulator.caCertificatePem).toBe(pem);
    expect(await (await call('/_sim/log')).json()).toEqual(before);
    expect((await call(`/api/sign/download/${id}`)).status).toBe(200);
    expect(await (await call('/_sim/clock')).json()).toMatchObject({ offsetMs: 60_000 });
    expect(await (await call('/_sim/rules')).json()).toEqual([]);
  });

  it('refuses an address that others could reach', async () => {
    await expect(startBsreSimulator({ ...options(), host: '0.0.0.0' })).rejects.toThrow('127.0.0.1');
  });
});
