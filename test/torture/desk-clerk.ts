/** An officer who does not give up: asks again while Sampai is away, with a key that keeps an act from happening twice. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { demoSecrets } from '../../src/main/demo/demo-office.ts';
import type { Ledger } from './ledger.ts';

/** Sampai said no, in so many words. */
export class RefusedAtDesk extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`refused: ${code}`);
    this.code = code;
  }
}

/** Nobody knows what became of the request: the connection broke, or the answer was "not now". */
export class NoAnswer extends Error {}

const PATIENCE_MS = 30_000;
const PAUSE_MS = 150;

/** A signed-in officer. */
export class DeskClerk {
  readonly #url: string;
  readonly #ledger: Ledger;
  #cookie = '';

  private constructor(url: string, ledger: Ledger) {
    this.#url = url;
    this.#ledger = ledger;
  }

  /** Signs in with the demo's password. */
  static async signIn(url: string, username: string, ledger: Ledger): Promise<DeskClerk> {
    const clerk = new DeskClerk(url, ledger);
    const response = await clerk.#fetch('POST', '/api/session', { username, password: demoSecrets.password });
    if (!response.ok) throw new Error(`sign-in of ${username} failed: ${response.status}`);
    clerk.#cookie = response.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    return clerk;
  }

  async #fetch(method: string, path: string, body?: unknown, key?: string): Promise<Response> {
    const isForm = body instanceof FormData;
    return fetch(`${this.#url}${path}`, {
      method,
      headers: {
        cookie: this.#cookie,
        'x-requested-with': 'sampai',
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
  }

  /** Asks once. Throws `NoAnswer` when Sampai was away, `RefusedAtDesk` when it said no. */
  async once<T>(method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<T> {
    return (await this.#bytes(method, path, body, key)).json as T;
  }

  async #bytes(
    method: string,
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<{ json: unknown; bytes: Uint8Array }> {
    let status = 0;
    let bytes: Uint8Array;
    try {
      const response = await this.#fetch(method, path, body, key);
      status = response.status;
      bytes = new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      throw new NoAnswer('no answer', { cause: error });
    }
    if (status === 503) throw new NoAnswer('not now');
    const json = parse(bytes);
    if (status >= 200 && status < 300) return { json, bytes };
    const { refused } = (json ?? {}) as { refused?: string };
    if (refused === undefined) {
      this.#ledger.badAnswers.push(`${method} ${path.replace(/[0-9a-f-]{36}/gu, ':id')}: ${status}`);
      throw new NoAnswer(`answer ${status}`);
    }
    throw new RefusedAtDesk(refused);
  }

  /** Asks again and again while Sampai is away; only for what is harmless to repeat, or carries the key. */
  async insist<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    return (await this.#insist(method, path, body)).json as T;
  }

  /** A file, insisted on. */
  async download(path: string): Promise<Uint8Array> {
    return (await this.#insist('GET', path)).bytes;
  }

  async #insist(method: string, path: string, body?: unknown) {
    const key = randomUUID();
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await this.#bytes(method, path, body, key);
      } catch (error) {
        if (!(error instanceof NoAnswer) || performance.now() > until) throw error;
        await wait(PAUSE_MS);
      }
    }
  }
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
