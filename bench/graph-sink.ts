/** The end of the line where Meta's Graph API would stand: takes every message at once and notes when it came. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message that left Sampai. */
export interface Arrival {
  /** When it was here whole (performance.now). */
  at: number;
  /** Buttons that could be tapped below it. */
  buttons: { id: string; title: string }[];
}

interface MessageBody {
  to?: string;
  recipient?: string;
  status?: string;
  interactive?: { action?: { buttons?: { reply: { id: string; title: string } }[] } };
}

/** Messages by the recipient that they were addressed to. */
export class GraphSink {
  readonly #server: Server;
  readonly #arrived = new Map<string, Arrival[]>();
  #count = 0;
  readonly url: string;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async open(): Promise<GraphSink> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const sink = new GraphSink(server);
    server.on('request', (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(parts).toString() || '{}') as MessageBody;
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(sink.#take(body, performance.now())));
      });
    });
    return sink;
  }

  #take(body: MessageBody, at: number): object {
    const recipient = body.to ?? body.recipient;
    // Read receipts and typing signs have no recipient.
    if (recipient === undefined || body.status === 'read') return { success: true };
    this.#count += 1;
    const buttons = body.interactive?.action?.buttons?.map(({ reply }) => reply) ?? [];
    const arrivals = this.#arrived.get(recipient) ?? [];
    this.#arrived.set(recipient, [...arrivals, { at, buttons }]);
    return {
      messaging_product: 'whatsapp',
      contacts: [{ input: recipient, wa_id: recipient }],
      messages: [{ id: `wamid.out.${this.#count}` }],
    };
  }

  /** What came for a recipient so far, oldest first. */
  arrivedFor(recipient: string): readonly Arrival[] {
    return this.#arrived.get(recipient) ?? [];
  }

  get count(): number {
    return this.#count;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
