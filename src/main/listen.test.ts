/** Tells how the app waits for a port that a killed predecessor still holds, and what it says about others. */
import { createServer } from 'node:net';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { findFreePorts } from '../../test/support/running-sampai.ts';
import { listen } from './listen.ts';

it('takes a port that is let go of a moment later', async () => {
  const [port] = await findFreePorts();
  const predecessor = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => predecessor.once('listening', resolve));
  setTimeout(() => predecessor.close(), 300);
  const server = Fastify();
  server.get('/', () => 'served');
  expect(await listen(server, '127.0.0.1', port)).toBeUndefined();
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('served');
  await server.close();
});

it('names HOST when the address is not one of this machine', async () => {
  const [port] = await findFreePorts();
  expect((await listen(Fastify(), '192.0.2.1', port))?.id).toContain('isi HOST');
});
