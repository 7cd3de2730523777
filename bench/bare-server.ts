/**
 * The anchor of the intake: the very server of the app (same plugins, same routes, same signature check and parsing)
 * in a process of its own, whose intake keeps nothing. Tells its port to the parent and ends with it.
 */
import type { AddressInfo } from 'node:net';
import { answerHandshake } from '../src/adapters/whatsapp/handshake.ts';
import { parseWebhook } from '../src/adapters/whatsapp/parse-webhook.ts';
import { verifySignature } from '../src/adapters/whatsapp/signature.ts';
import type { App } from '../src/app/app.ts';
import type { HttpContext, OfficerCache, StaffAccounts } from '../src/http/context.ts';
import { createServer } from '../src/http/server.ts';
import { createLog } from '../src/main/log.ts';
import { webhookSecret } from './webhooks.ts';

/** The parts of the app that a webhook touches; a route that asked for more would fail, not lie. */
const app = {
  log: createLog(),
  clock: { now: () => new Date() },
  office: () => ({ officeId: '00000000-0000-0000-0000-000000000000' }),
} as unknown as App;

const context: HttpContext = {
  app,
  accounts: {} as StaffAccounts,
  officers: {} as OfficerCache,
  changes: { subscribe: () => () => undefined },
  mode: 'peragaan',
  intake: { receive: () => Promise.resolve() },
  webhooks: {
    answerHandshake: (query) => answerHandshake(query, ''),
    isGenuine: (raw, header) => verifySignature(webhookSecret, raw, header),
    parse: parseWebhook,
  },
};

const server = await createServer(context, {
  pages: { webFolder: '', isDemo: true },
  isHealthy: () => Promise.resolve(true),
  trustProxy: false,
});
await server.listen({ host: '127.0.0.1', port: 0 });
process.on('disconnect', () => process.exit(0));
process.send?.((server.server.address() as AddressInfo).port);
