import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { SignRequest } from '../../app/ports.ts';
import { type BsreV1Options, createBsreV1 } from './bsre-v1.ts';

const PASSPHRASE = 'frasa-sandi-rahasia';
const order: SignRequest = {
  signerNik: '9901014101800001',
  passphrase: PASSPHRASE,
  pdf: Buffer.from('%PDF-1.7 CONTOH'),
  reason: 'Penandatanganan dokumen kependudukan',
  location: 'Paringin',
};

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function serviceThat(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

/** Answers every request after reading it whole. */
function answering(status: number, body: string | Buffer, headers: Record<string, string> = {}) {
  return serviceThat((request, response) => {
    request.resume().on('end', () => response.writeHead(status, headers).end(body));
  });
}

const adapter = (baseUrl: string, more: Partial<BsreV1Options> = {}) =>
  createBsreV1({ baseUrl, user: 'sampai', password: 'kata-sandi', timeoutMs: 2_000, ...more });

describe('asking BSrE to sign', () => {
  it('sends the form of the contract with HTTP Basic, once', async () => {
    const seen: { url?: string; authorization?: string; body: string }[] = [];
    const url = await serviceThat((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts).toString('latin1');
        seen.push({ url: request.url, authorization: request.headers.authorization, body });
        response.writeHead(200, { id_dokumen: 'abc-1' }).end('%PDF-1.7 signed');
      });
    });
    const outcome = await adapter(`${url}/`).sign(order);
    expect(outcome).toEqual({
      kind: 'signed',
      pdf: new Uint8Array(Buffer.from('%PDF-1.7 signed')),
      providerDocumentId: 'abc-1',
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]!.url).toBe('/api/sign/pdf');
    expect(seen[0]!.authorization).toBe(`Basic ${Buffer.from('sampai:kata-sandi').toString('base64')}`);
    const field = (name: string) =>
      new RegExp(`name="${name}"\\r\\n\\r\\n(.*)\\r\\n`).exec(seen[0]!.body)?.[1];
    expect(field('nik')).toBe(order.signerNik);
    expect(field('passphrase')).toBe(PASSPHRASE);
    expect(field('tampilan')).toBe('invisible');
    expect(field('reason')).toBe(order.reason);
    expect(field('location')).toBe(order.location);
    expect(seen[0]!.body).toContain('name="file"; filename="dokumen.pdf"');
  });

  it('given a box, asks for a visible signature there', async () => {
    let body = '';
    const url = await serviceThat((request, response) => {
      request.on('data', (part: Buffer) => {
        body += part.toString('latin1');
      });
      request.on('end', () => response.writeHead(200).end('%PDF-1.7'));
    });
    await adapter(url, { visible: { at: { page: 1, x: 30, y: 40 }, width: 200, height: 60 } }).sign(order);
    for (const [name, value] of Object.entries({
      tampilan: 'visible',
      page: '1',
      xAxis: '30',
      yAxis: '40',
      width: '200',
    })) {
      expect(body).toContain(`name="${name}"\r\n\r\n${value}\r\n`);
    }
  });

  it.each([
    [400, { status_code: 2031, error: 'Passphrase anda salah' }, 'wrong-passphrase'],
    [400, { status_code: 2011, error: 'User tidak terdaftar' }, 'signer-not-registered'],
    [400, { status_code: 400, error: 'Sertifikat kedaluwarsa' }, 'certificate-not-usable'],
    [400, { status_code: 400, error: 'Dokumen terkunci' }, 'document-refused'],
    [413, {}, 'document-refused'],
    [200, { status_code: 2031, error: 'Passphrase anda salah' }, 'wrong-passphrase'],
    [401, { status_code: 2031, error: 'Passphrase anda salah' }, 'wrong-passphrase'],
  ])('given HTTP %i with %j, says it was refused: %s', async (status, body, problem) => {
    const outcome = await adapter(await answering(status, JSON.stringify(body))).sign(order);
    expect(outcome).toMatchObject({ kind: 'refused', problem });
  });

  it.each<[string, number, string]>([
    ['an internal error', 500, '{"status_code":500,"error":"x"}'],
    ['an error of a gateway that passed the request on', 504, ''],
    ['an internal error that blames the passphrase', 500, '{"status_code":2031}'],
    ['a page instead of a PDF', 200, '<html>sibuk</html>'],
    ['nothing', 200, ''],
    ['a receipt instead of a PDF', 200, '{"id_dokumen":"abc"}'],
  ])('given %s, says unknown', async (_, status, body) => {
    expect(await adapter(await answering(status, body)).sign(order)).toMatchObject({ kind: 'unknown' });
  });

  it.each([301, 401, 403, 404, 429])(
    'given HTTP %i, says that the signer was not reached',
    async (status) => {
      const url = await answering(status, 'x', { location: 'http://127.0.0.1:9/elsewhere' });
      expect(await adapter(url).sign(order)).toMatchObject({ kind: 'not-reached' });
    },
  );

  it('given nobody at the address, an unknown name or a service without TLS, says not-reached', async () => {
    const closed = await answering(200, '');
    for (const server of open.splice(0)) server.close();
    const plain = await answering(200, '%PDF-1.7');
    expect(await adapter(closed).sign(order)).toMatchObject({ kind: 'not-reached' });
    expect(await adapter('http://tidak-ada.invalid').sign(order)).toMatchObject({ kind: 'not-reached' });
    expect(await adapter(plain.replace('http:', 'https:')).sign(order)).toMatchObject({
      kind: 'not-reached',
    });
  });

  it('given silence, a broken connection or half an answer, says unknown, and asks only once', async () => {
    let requests = 0;
    const silent = await serviceThat(() => {
      requests++;
    });
    expect(await adapter(silent, { timeoutMs: 300 }).sign(order)).toEqual({
      kind: 'unknown',
      reason: 'no answer within 300 ms',
    });
    const breaking = await serviceThat((request) => {
      requests++;
      request.resume().on('end', () => request.socket.destroy());
    });
    expect(await adapter(breaking).sign(order)).toMatchObject({ kind: 'unknown' });
    const half = await serviceThat((request, response) => {
      requests++;
      response.writeHead(200, { 'content-length': 1000 });
      response.write('%PDF-1.7', () => request.socket.destroy());
    });
    expect(await adapter(half).sign(order)).toMatchObject({ kind: 'unknown' });
    expect(requests).toBe(3);
  });

  it('given a connection that closes right after it opened, says unknown', async () => {
    const server = createTcpServer((socket) => socket.destroy());
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    expect(await adapter(`http://127.0.0.1:${port}`).sign(order)).toMatchObject({ kind: 'unknown' });
  });

  it('given an answer larger than any document, stops and says unknown', async () => {
    const url = await answering(200, Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(5_000)]));
    const outcome = await adapter(url, { maxAnswerBytes: 1_000 }).sign(order);
    expect(outcome).toEqual({ kind: 'unknown', reason: 'answer too large' });
  });

  it('never says the passphrase or the NIK in a reason, even when the answer repeats them', async () => {
    const echo = JSON.stringify({ status_code: 400, error: `${PASSPHRASE} ${order.signerNik}` });
    const outcomes = [
      await adapter(await answering(400, echo)).sign(order),
      await adapter(await answering(500, echo)).sign(order),
      await adapter(await answering(200, echo)).sign(order),
      await adapter('http://tidak-ada.invalid').sign(order),
    ];
    expect(JSON.stringify(outcomes)).not.toMatch(new RegExp(`${PASSPHRASE}|${order.signerNik}`));
  });
});
