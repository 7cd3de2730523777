/** The simulated WhatsApp with a receiver for its webhooks, as the other side of the contract. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWhatsApp, type WhatsAppSettings } from '../../src/adapters/whatsapp/client.ts';
import { answerHandshake } from '../../src/adapters/whatsapp/handshake.ts';
import type { Recipient } from '../../src/app/ports.ts';
import { startWhatsAppSimulator } from '../../src/simulators/whatsapp/start.ts';
import type { ContractSubject, ReceivedWebhook } from './whatsapp-contract.ts';

const APP_SECRET = 'rahasia-contoh';
const VERIFY_TOKEN = 'kata-sandi-contoh';
const PHONE_NUMBER_ID = '106540352242922';
const HANDSET = { id: 'ibu', name: 'Ibu Contoh', phone: '6289900000001', username: 'ibu.contoh' };
const SILENT = { id: 'bapak', name: 'Bapak Contoh', phone: '6289900000002' };

/** A simulated WhatsApp with one person whose window is open and one whose window is closed. */
export interface SimulatedWhatsApp extends ContractSubject {
  phone: string;
  /** Calls a control path of the simulator under `/_sim`. Rejects when it refuses. */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  received(): readonly ReceivedWebhook[];
}

/** How the person is known to the office. */
export type KnownBy = 'phone' | 'user-id';

/** Starts both, with the state in a temporary folder that `close` removes. */
export async function openSimulatedWhatsApp(knownBy: KnownBy): Promise<SimulatedWhatsApp> {
  const stateDir = await mkdtemp(join(tmpdir(), 'sampai-whatsapp-'));
  const receiver = await startReceiver();
  const simulator = await startWhatsAppSimulator({
    host: '127.0.0.1',
    port: 0,
    stateDir,
    appSecret: APP_SECRET,
    verifyToken: VERIFY_TOKEN,
    accessToken: 'token-contoh',
    phoneNumberId: PHONE_NUMBER_ID,
    displayPhoneNumber: '+62 899 0000 099',
    webhookUrl: `${receiver.url}/webhooks/whatsapp`,
    handsets: [HANDSET, SILENT],
    isQuiet: true,
  });
  const control = controlOf(simulator.url);
  await control('PATCH', '/knobs', { pairBurst: 1_000 });
  if (knownBy === 'user-id')
    await control('PATCH', `/handsets/${HANDSET.id}`, { switches: { usernameOnly: true } });
  const settings = { baseUrl: simulator.url, version: 'v26.0', phoneNumberId: PHONE_NUMBER_ID };
  const sendFrom = (body: unknown) => control('POST', `/handsets/${HANDSET.id}/send`, body);
  // Writing first opens the window.
  await sendFrom({ kind: 'text', body: 'Halo' });
  return {
    client: clientOf(settings, 'token-contoh'),
    strangersClient: clientOf(settings, 'token-lain'),
    recipient: await recipientOf(knownBy, control),
    outsideWindow: { phone: SILENT.phone },
    phone: HANDSET.phone,
    webhooks: { appSecret: APP_SECRET, received: receiver.received },
    received: receiver.received,
    handset: {
      sayText: async (body) => void (await sendFrom({ kind: 'text', body })),
      sendPhoto: async (jpeg) => {
        const base64 = Buffer.from(jpeg).toString('base64');
        await sendFrom({ kind: 'media', file: { base64, mime: 'image/jpeg', as: 'image' } });
      },
    },
    control,
    async close() {
      await simulator.close();
      await receiver.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

function clientOf(settings: Omit<WhatsAppSettings, 'accessToken'>, accessToken: string) {
  return createWhatsApp({ ...settings, accessToken, timeouts: { sendMs: 1_000 } });
}

async function recipientOf(knownBy: KnownBy, control: SimulatedWhatsApp['control']): Promise<Recipient> {
  if (knownBy === 'phone') return { phone: HANDSET.phone };
  const handset = (await control('GET', `/handsets/${HANDSET.id}`)) as { bsuid: string };
  return { bsuid: handset.bsuid };
}

function controlOf(url: string): SimulatedWhatsApp['control'] {
  return async (method, path, body) => {
    const init = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${url}/_sim${path}`, { method, ...(body !== undefined && init) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
}

async function startReceiver() {
  const webhooks: ReceivedWebhook[] = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
      const answer = answerHandshake(Object.fromEntries(query), VERIFY_TOKEN);
      response.writeHead(answer.status).end(answer.ok ? answer.challenge : '');
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const signature = request.headers['x-hub-signature-256'];
    webhooks.push({
      rawBody: Buffer.concat(chunks),
      signature: typeof signature === 'string' ? signature : undefined,
    });
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => webhooks,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
