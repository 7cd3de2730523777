import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, closedLoop, openLoop } from './load.ts';

let server: Server;
let url: string;
let connections = 0;

beforeAll(async () => {
  server = createServer((incoming, answer) => {
    let bytes = 0;
    incoming.on('data', (part: Buffer) => (bytes += part.length));
    incoming.on('end', () => void wait(5).then(() => answer.writeHead(202).end(`${bytes}`)));
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => void server.close());

describe('the client', () => {
  it('tells status, body and how long it took', async () => {
    const client = new Client(url, 1);
    const answer = await client.send({ method: 'POST', path: '/', body: Buffer.from('four') });
    client.close();
    expect(answer.status).toBe(202);
    expect(answer.body.toString()).toBe('4');
    expect(answer.ms).toBeGreaterThanOrEqual(4);
  });

  it('given a server that is not there, answers with status 0', async () => {
    const client = new Client('http://127.0.0.1:1', 1);
    expect((await client.send({ method: 'GET', path: '/' })).status).toBe(0);
    client.close();
  });
});

describe('the closed loop', () => {
  it('does everything once, over no more connections than allowed', async () => {
    connections = 0;
    const client = new Client(url, 4);
    const done = await closedLoop(20, 4, async (index) => {
      await client.send({ method: 'GET', path: '/' });
      return index;
    });
    client.close();
    expect(done).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(connections).toBeLessThanOrEqual(4);
  });
});

describe('the open loop', () => {
  it('goes on at its rate although nothing comes back', async () => {
    const all = Promise.withResolvers<void>();
    const startedAt = performance.now();
    let begun = 0;
    // Nothing is answered before the last has begun: a loop that waited for answers would wait for ever.
    await openLoop(20, 200, (index) => {
      begun += 1;
      if (index === 19) all.resolve();
      return all.promise;
    });
    expect(begun).toBe(20);
    // The last of twenty at 200 a second is due after 95 ms.
    expect(performance.now() - startedAt).toBeGreaterThan(90);
  });

  it('counts the time that something due had to wait', async () => {
    const late = await openLoop(2, 100, async (_index, dueAt) => {
      const until = performance.now() + 50;
      while (performance.now() < until);
      return performance.now() - dueAt;
    });
    // Both block for 50 ms and are due 10 ms apart: the second waits for the first.
    expect(late[1]).toBeGreaterThan(85);
  });
});
