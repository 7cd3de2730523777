/** Starts the WhatsApp simulator: Meta's paths, the webhooks, and the control paths of the phone page. */
import Fastify from 'fastify';
import { addControl } from './control/control.ts';
import { addGraph } from './graph/graph.ts';
import { openNetwork } from './network/network.ts';
import { startPump } from './network/pump.ts';
import { settle, type WhatsAppSimulatorOptions } from './options.ts';

export type { HandsetSeed, Suggestion, TemplateSeed, WhatsAppSimulatorOptions } from './options.ts';

/** A running simulator. */
export interface WhatsAppSimulator {
  /** Base address: `GRAPH_BASE_URL` of the app, and what the phone page calls. */
  url: string;
  /** Ends requests under way; what was not acknowledged is sent again by the next start. */
  close(): Promise<void>;
}

/** Photos travel as base64 in JSON: 25 MiB of bytes at most. */
const bodyLimitBytes = 36 * 1024 * 1024;

/**
 * Starts one simulated business number of Meta's Cloud API. Refuses (throws one sentence) a token that looks
 * real, an address that is not loopback, and a state folder that another simulator uses.
 */
export async function startWhatsAppSimulator(options: WhatsAppSimulatorOptions): Promise<WhatsAppSimulator> {
  const settings = settle(options);
  const network = openNetwork(settings);
  const app = Fastify({ bodyLimit: bodyLimitBytes, forceCloseConnections: true });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('simulator', 'SIMULATOR - not WhatsApp, nothing leaves this machine');
  });
  const pump = startPump(network);
  const close = async () => {
    await app.close();
    await pump.close();
    network.db.close();
  };
  try {
    await addGraph(app, network);
    await addControl(app, network, pump);
    network.baseUrl = await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await close();
    throw error;
  }
  if (!settings.isQuiet)
    process.stdout.write(
      `*** SIMULATOR *** WhatsApp on ${network.baseUrl}: no message leaves this machine.\n`,
    );
  return { url: network.baseUrl, close };
}
