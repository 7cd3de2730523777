/**
 * Offers the tests of a run one PostgreSQL, started when the first of them asks for it, so that a run of pure
 * rules does not wait for a database.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers any GET with the `TestServerAddress` as JSON, or 500 with the reason as text. */
    testDatabaseDesk: string;
  }
}

/** Called by Vitest before the first test file; the function it returns, after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<TestServer> | undefined;
  const desk = createServer((_request, response) => {
    server ??= startTestServer();
    server.then(
      ({ address }) => response.setHeader('content-type', 'application/json').end(JSON.stringify(address)),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  project.provide('testDatabaseDesk', `http://127.0.0.1:${(desk.address() as AddressInfo).port}/`);
  return async () => {
    desk.close();
    desk.closeAllConnections();
    await server?.then((running) => running.stop()).catch(() => undefined);
  };
}
