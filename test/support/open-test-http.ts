/** The HTTP server over a test app, without a network; who asks is said by a cookie. */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { parseWebhook } from '../../src/adapters/whatsapp/parse-webhook.ts';
import { signatureOf, verifySignature } from '../../src/adapters/whatsapp/signature.ts';
import type { Officer } from '../../src/app/ports.ts';
import { type HttpContext, OfficerCache, type StaffAccounts } from '../../src/http/context.ts';
import { createServer } from '../../src/http/server.ts';
import { hire, type People } from './library-office.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';

/** What Meta signs its webhooks with, in tests. */
export const appSecret = 'rahasia-aplikasi-contoh';

/** Accounts in memory: whoever sends the cookie `akun=ID` is that account. */
export class FakeAccounts implements StaffAccounts {
  readonly made = new Map<string, string>();
  readonly signedOut: string[] = [];
  readonly passwords = new Map<string, string>();

  async handler(): Promise<void> {
    throw new Error('not part of these tests');
  }

  async findSession(headers: IncomingHttpHeaders) {
    const accountId = /(?:^|;\s*)akun=([^;]+)/u.exec(headers.cookie ?? '')?.[1];
    return accountId === undefined ? undefined : { accountId: decodeURIComponent(accountId) };
  }

  async createAccount({ username, password }: { username: string; password: string }) {
    if (this.made.has(username)) return { ok: false as const, problem: 'username-taken' };
    const accountId = `akun-${username}`;
    this.made.set(username, accountId);
    this.passwords.set(accountId, password);
    return { ok: true as const, accountId };
  }

  async findAccount(username: string) {
    const accountId = this.made.get(username);
    return accountId === undefined ? undefined : { accountId };
  }

  async setPassword(accountId: string, password: string) {
    this.passwords.set(accountId, password);
    return { ok: true };
  }

  async signOutEverywhere(accountId: string): Promise<void> {
    this.signedOut.push(accountId);
  }

  async usernamesOf(accountIds: readonly string[]) {
    const known = [...this.made].map(([username, accountId]) => [accountId, username] as const);
    return new Map(known.filter(([accountId]) => accountIds.includes(accountId)));
  }

  async removeAccount(accountId: string): Promise<void> {
    for (const [username, id] of this.made) if (id === accountId) this.made.delete(username);
  }
}

/** One request. `body` is sent as JSON unless it is a form, text or bytes. */
export interface Ask {
  as?: Officer;
  body?: unknown;
  headers?: Record<string, string>;
  /** Another address, so that limits per address stay apart. */
  from?: string;
}

/** What came back. `body` is the parsed JSON, if it is any. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever the answer is
  body: any;
  text: string;
  bytes: Buffer;
  headers: Record<string, string | string[] | number | undefined>;
}

/** The server with its app and people. */
export interface TestHttp {
  office: TestApp;
  people: People;
  server: FastifyInstance;
  accounts: FakeAccounts;
  officers: OfficerCache;
  /** Tells open pages that something changed. */
  change(topic: string): void;
  ask(method: 'GET' | 'POST' | 'DELETE', url: string, what?: Ask): Promise<Answer>;
  /** A webhook with a valid signature, unless `headers` say otherwise. */
  webhook(raw: Buffer | string, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

async function payloadOf(body: unknown): Promise<{ payload?: Buffer; type?: string }> {
  if (body === undefined) return {};
  if (Buffer.isBuffer(body)) return { payload: body };
  if (body instanceof FormData) {
    const request = new Request('http://x', { method: 'POST', body });
    return { payload: Buffer.from(await request.arrayBuffer()), type: request.headers.get('content-type')! };
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { payload: Buffer.from(text), type: 'application/json' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Opens the server; `change` replaces parts of what the routes work with. */
export async function openTestHttp(
  change: (context: HttpContext, office: TestApp) => HttpContext = (all) => all,
): Promise<TestHttp> {
  const office = await openTestApp();
  const people = await hire(office);
  const accounts = new FakeAccounts();
  const listeners = new Set<(topic: string) => void>();
  const officers = new OfficerCache(office.app);
  const ordinary: HttpContext = {
    app: office.app,
    accounts,
    officers,
    intake: office.intake,
    mode: 'produksi',
    changes: {
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    webhooks: {
      answerHandshake: () => ({ ok: false }),
      isGenuine: (raw, header) => verifySignature(appSecret, raw, header),
      parse: parseWebhook,
    },
  };
  const context = change(ordinary, office);
  const server = await createServer(context, {
    pages: { webFolder: '/nonexistent', isDemo: false },
    isHealthy: async () => true,
    trustProxy: false,
  });
  const send = async (method: string, url: string, { as, body, headers = {}, from = '127.0.0.1' }: Ask) => {
    const { payload, type } = await payloadOf(body);
    const response = await server.inject({
      method: method as 'GET',
      url,
      remoteAddress: from,
      headers: {
        'x-requested-with': 'sampai',
        ...(as && { cookie: `akun=${encodeURIComponent(as.accountId)}` }),
        ...(type !== undefined && { 'content-type': type }),
        ...headers,
      },
      ...(payload !== undefined && { payload }),
    });
    const text = response.body;
    const { statusCode: status, headers: answered, rawPayload: bytes } = response;
    return { status, text, bytes, headers: answered, body: parsed(text) } as Answer;
  };
  return {
    ...{ office, people, server, accounts, officers },
    change: (topic) => {
      for (const listener of listeners) listener(topic);
    },
    ask: (method, url, what = {}) => send(method, url, what),
    webhook: (raw, headers = {}) => {
      const bytes = Buffer.from(raw);
      const signed = {
        'x-hub-signature-256': signatureOf(appSecret, bytes),
        'content-type': 'application/json',
      };
      return send('POST', '/webhooks/whatsapp', { body: bytes, headers: { ...signed, ...headers } });
    },
    async close() {
      await server.close();
      await office.close();
    },
  };
}

/** A form with fields and files. */
export function form(fields: Record<string, string>, files: Record<string, Uint8Array> = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  for (const [name, bytes] of Object.entries(files))
    data.append(name, new Blob([new Uint8Array(bytes)]), 'berkas.bin');
  return data;
}
