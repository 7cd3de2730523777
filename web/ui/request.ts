/** Talks to the office's own API: JSON or files, one key per wish, problems as values with words. */
import { offline, readProblem } from './problem.ts';

/** What is sent. Without `json` and `form` it is a read. */
export interface Wish {
  method?: 'GET' | 'POST' | 'DELETE';
  json?: unknown;
  form?: FormData;
  signal?: AbortSignal;
}

/** A random UUID; also on plain http in an office network, where `crypto.randomUUID` does not exist. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function prepare({ method, json, form, signal }: Wish): RequestInit & { isWrite: boolean } {
  const verb = method ?? (json !== undefined || form !== undefined ? 'POST' : 'GET');
  const isWrite = verb !== 'GET';
  const headers: Record<string, string> = { 'Accept-Language': document.documentElement.lang };
  if (isWrite) {
    headers['X-Requested-With'] = 'sampai';
    headers['Idempotency-Key'] = newKey();
  }
  if (json !== undefined) headers['Content-Type'] = 'application/json';
  const body = form ?? (json === undefined ? undefined : JSON.stringify(json));
  return {
    method: verb,
    headers,
    isWrite,
    credentials: 'same-origin',
    ...(body !== undefined && { body }),
    ...(signal !== undefined && { signal }),
  };
}

/** Writes whose first answer the server remembers by key. Signing is never among them: a passphrase is sent once. */
const REMEMBERED =
  /^\/api\/cases(?:\/[^/]+\/(?!drafts|signed|settle-signing|hand-over|pickup-code)[a-z-]+)?$/u;

/** A lost answer is asked for once more where that is safe: a read, or a write that the server remembers. */
async function send(path: string, wish: Wish): Promise<Response> {
  const { isWrite, ...init } = prepare(wish);
  try {
    return await fetch(path, init);
  } catch (error) {
    if (wish.signal?.aborted === true) throw error;
    if (isWrite && !REMEMBERED.test(path)) throw offline();
    if (!isWrite) throw offline();
    await new Promise((resolve) => setTimeout(resolve, 800));
    return fetch(path, init).catch(() => {
      throw offline();
    });
  }
}

/** Asks the API and reads its JSON. Throws a `Problem` for everything but success. */
export async function request<T>(path: string, wish: Wish = {}): Promise<T> {
  const response = await send(path, wish);
  const text = await response.text();
  let body: unknown;
  try {
    body = text === '' ? undefined : JSON.parse(text);
  } catch {
    // A gateway in between answers in HTML; its words help nobody here.
    if (response.ok) throw readProblem(response.status, undefined);
  }
  if (!response.ok) throw readProblem(response.status, body);
  return body as T;
}

/** Asks for a file's bytes. Throws a `Problem`. */
export async function requestBytes(path: string, signal?: AbortSignal): Promise<Blob> {
  const response = await send(path, signal === undefined ? {} : { signal });
  if (!response.ok) throw readProblem(response.status, await response.json().catch(() => undefined));
  return response.blob();
}
