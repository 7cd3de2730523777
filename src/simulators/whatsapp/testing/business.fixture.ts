/** The other side for tests of the simulator: a business that receives webhooks and calls the Graph paths. */
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { WhatsAppSimulatorOptions } from '../options.ts';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../start.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests read JSON of many shapes; a wrong shape fails the test.
type Json = any;

/** One webhook request as it arrived. */
export interface Arrived {
  raw: Buffer;
  signature: string;
  json: Json;
}

/** A receiver of webhooks. `answer` decides the status of the next requests. */
export interface Receiver {
  url: string;
  arrived: Arrived[];
  handshakes: number;
  /** Status per request; 200 by default. `undefined` cuts the connection. */
  answer: (count: number) => number | undefined;
  close(): Promise<void>;
}

/** Listens for webhooks on a free port (or on `port`, to come back at the same address). */
export async function startReceiver(verifyToken = 'verify-me', port = 0): Promise<Receiver> {
  const receiver: Receiver = {
    url: '',
    arrived: [],
    handshakes: 0,
    answer: () => 200,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  let count = 0;
  const server: Server = createServer((request, response) => {
    if (request.method === 'GET') {
      const query = new URL(request.url!, 'http://x').searchParams;
      const isRight = query.get('hub.verify_token') === verifyToken && query.get('hub.mode') === 'subscribe';
      receiver.handshakes += 1;
      response.writeHead(isRight ? 200 : 403).end(isRight ? query.get('hub.challenge') : '');
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      const status = receiver.answer(count++);
      if (status === undefined) return request.socket.destroy();
      receiver.arrived.push({
        raw,
        signature: String(request.headers['x-hub-signature-256']),
        json: JSON.parse(raw.toString()),
      });
      return response.writeHead(status).end();
    });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/whatsapp`;
  return receiver;
}

/** Everything a test needs: the simulator, the receiver, and short calls to both kinds of path. */
export interface Bench {
  simulator: WhatsAppSimulator;
  receiver: Receiver;
  options: WhatsAppSimulatorOptions;
  graph(path: string, body?: unknown, method?: string): Promise<{ status: number; json: Json }>;
  control(path: string, body?: unknown, method?: string): Promise<{ status: number; json: Json }>;
  /** Sends a text as the business, to the handset's number. */
  say(phone: string, body: string, more?: object): Promise<{ status: number; json: Json }>;
  /** All inbound messages and statuses that arrived, without their envelopes. */
  messages(): Json[];
  statuses(): Json[];
  /** Stops the simulator (as a crash would leave it) and starts it on the same state. */
  restart(change?: Partial<WhatsAppSimulatorOptions>): Promise<void>;
  close(): Promise<void>;
}

/** The phone numbers of the handsets on the bench. */
export const people = { ibu: '628009900011', bapak: '628009900012' } as const;

async function call(url: string, body: unknown, method: string, headers: Record<string, string>) {
  const answer = await fetch(url, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
  };
}

/** Starts a bench on a fresh state in a temporary folder. */
export async function startBench(change: Partial<WhatsAppSimulatorOptions> = {}): Promise<Bench> {
  const receiver = await startReceiver();
  const stateDir = await mkdtemp(join(tmpdir(), 'wa-sim-'));
  const options: WhatsAppSimulatorOptions = {
    host: '127.0.0.1',
    port: 0,
    stateDir,
    appSecret: 'app-secret',
    verifyToken: 'verify-me',
    accessToken: 'sim-token',
    phoneNumberId: '990000000000009',
    displayPhoneNumber: '62 800 990 0000',
    webhookUrl: receiver.url,
    seed: 'bench',
    isQuiet: true,
    ...change,
  };
  const bench: Bench = {
    simulator: await startWhatsAppSimulator(options),
    receiver,
    options,
    graph: (path, body, method = body === undefined ? 'GET' : 'POST') =>
      call(`${bench.simulator.url}/v26.0/${path}`, body, method, {
        authorization: `Bearer ${options.accessToken}`,
      }),
    control: (path, body, method = body === undefined ? 'GET' : 'POST') =>
      call(`${bench.simulator.url}/_sim/${path}`, body, method, {}),
    say: (to, body, more = {}) =>
      bench.graph(`${options.phoneNumberId}/messages`, {
        messaging_product: 'whatsapp',
        to,
        type: 'text',
        text: { body },
        ...more,
      }),
    messages: () => listsOf(receiver, 'messages'),
    statuses: () => listsOf(receiver, 'statuses'),
    async restart(restartChange = {}) {
      await bench.simulator.close();
      bench.simulator = await startWhatsAppSimulator({ ...options, ...restartChange });
    },
    async close() {
      await bench.simulator.close();
      await receiver.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
  return bench;
}

function listsOf(receiver: Receiver, list: 'messages' | 'statuses'): Json[] {
  return receiver.arrived.flatMap(({ json }) =>
    json.entry.flatMap((entry: Json) => entry.changes.flatMap((change: Json) => change.value[list] ?? [])),
  );
}

/** Waits until `find` finds something; fails with `what` after three seconds. */
export async function until<T>(what: string, find: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await find();
    if (found) return found;
    await pause(10);
  }
  throw new Error(`Waited in vain: ${what}.`);
}

/** The signature that a receiver computes over the bytes it got. */
export function expectedSignature(raw: Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(raw).digest('hex')}`;
}
