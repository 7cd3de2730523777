/** The load generator: HTTP over connections that stay open, in a closed loop or at a fixed rate. */
import { Agent, request } from 'node:http';

/** One request to make. */
export interface Call {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

/** What came of one request. Status 0: no answer at all. */
export interface Answer {
  status: number;
  /** From the moment it was due (open loop) or begun (closed loop) to the end of the answer, in ms. */
  ms: number;
  body: Buffer;
  /** The header `Server-Timing`: what the server says about its own time (W3C Server Timing). */
  serverTiming?: string;
}

/** A server, reached over at most so many connections that are used again and again. */
export class Client {
  readonly #agent: Agent;
  readonly #url: URL;

  constructor(url: string, connections: number) {
    this.#url = new URL(url);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  }

  /** Makes one request. `dueAt` (performance.now) counts waiting for a connection, or for ourselves, as latency. */
  send(call: Call, dueAt: number = performance.now()): Promise<Answer> {
    const { method, path, body } = call;
    const headers = { ...call.headers, ...(body && { 'content-length': body.length }) };
    const { hostname, port } = this.#url;
    return new Promise((resolve) => {
      const finish = (status: number, parts: Buffer[], serverTiming?: string) =>
        resolve({
          status,
          ms: performance.now() - dueAt,
          body: Buffer.concat(parts),
          ...(serverTiming !== undefined && { serverTiming }),
        });
      const outgoing = request({ agent: this.#agent, hostname, port, method, path, headers }, (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        const timing = incoming.headers['server-timing'];
        incoming.on('end', () => finish(incoming.statusCode ?? 0, parts, timing?.toString()));
        incoming.on('error', () => finish(0, []));
      });
      outgoing.on('error', () => finish(0, []));
      outgoing.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Runs `work` for the numbers below `count`, so many at once, each as soon as one before it is done. */
export async function closedLoop<T>(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
  return results;
}

/**
 * Starts `work` for the numbers below `count` at a fixed rate, whether or not those before are done: a server that
 * falls behind is not spared. `work` is told when it was due (performance.now).
 */
export async function openLoop<T>(
  count: number,
  perSecond: number,
  work: (index: number, dueAt: number) => Promise<T>,
): Promise<T[]> {
  const startsAt = performance.now() + 20;
  const running: Promise<T>[] = [];
  for (let index = 0; index < count; index += 1) {
    const dueAt = startsAt + (index * 1000) / perSecond;
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    running.push(work(index, dueAt));
  }
  return Promise.all(running);
}
