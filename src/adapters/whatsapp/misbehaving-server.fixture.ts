/** A small HTTP server for tests that answers as it is told, well or badly, and remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** Answers one request, or does not. */
export type Behaviour = (request: SeenRequest, response: ServerResponse) => void;

/** A running server. */
export interface MisbehavingServer {
  url: string;
  host: string;
  seen: SeenRequest[];
  /** Behaviours for the next requests, in order; the last one stays. */
  behave(...behaviours: Behaviour[]): void;
  close(): Promise<void>;
}

/** Starts on a free port of the loopback interface. */
export async function startMisbehavingServer(): Promise<MisbehavingServer> {
  const seen: SeenRequest[] = [];
  let behaviours: Behaviour[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = incoming;
    const request = { method, path: url, headers, body: Buffer.concat(chunks) };
    seen.push(request);
    const behaviour = behaviours.length > 1 ? behaviours.shift() : behaviours[0];
    behaviour?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    seen,
    behave(...next) {
      behaviours = next;
      seen.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Behaviour {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

/** Answers with an error in the shape of the Graph API. */
export function metaError(status: number, code: number): Behaviour {
  const message = `(#${code}) to 6289900000001`;
  const error = { message, type: 'OAuthException', code, error_data: { details: 'x' }, fbtrace_id: 'AbC123' };
  return json(status, { error });
}

/** Answers with anything else. */
export function plain(
  status: number,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Behaviour {
  return (_request, response) => {
    response.writeHead(status, headers).end(body);
  };
}

/** Takes the request and never answers. */
export const hang: Behaviour = () => {};

/** Closes the connection without a word. */
export const reset: Behaviour = (_request, response) => {
  response.socket?.destroy();
};

/** Sends headers and half a body, then closes the connection. */
export const resetAfterHeaders: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
  response.write('{"messages":[{"id":"wamid.', () => response.socket?.destroy());
};
