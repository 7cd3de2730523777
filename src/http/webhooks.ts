/** The webhook of WhatsApp: handshake, signature over the raw bytes, durable before the answer. */
import type { FastifyInstance } from 'fastify';
import type { HttpContext } from './context.ts';

/** Meta's batches are far smaller; more is no webhook. */
const BODY_LIMIT = 3 * 1024 * 1024;

/** The value, or `undefined` for what is no JSON; JSON itself has no such value. */
function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Registers `GET|POST /webhooks/whatsapp`. */
export async function webhookRoutes(server: FastifyInstance, context: HttpContext): Promise<void> {
  const { app, intake, webhooks } = context;
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );

  server.get('/webhooks/whatsapp', async (request, reply) => {
    const answer = webhooks.answerHandshake(request.query as Record<string, unknown>);
    return answer.ok ? reply.type('text/plain').send(answer.challenge) : reply.code(403).send();
  });

  server.post('/webhooks/whatsapp', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const raw = request.body;
    if (!Buffer.isBuffer(raw) || !webhooks.isGenuine(raw, request.headers['x-hub-signature-256'])) {
      return reply.code(401).send();
    }
    const { officeId } = app.office();
    const kept = { officeId, raw, receivedAt: app.clock.now() };
    const json = parsed(raw);
    if (json === undefined) {
      // Signed, but no JSON: kept, to be opened by `sampai webhook`. It would be the same on every retry, so it is taken.
      app.log.warn('a signed webhook was not JSON', { bytes: raw.length });
      await intake.receive({ ...kept, isUnreadable: true, messages: [], statuses: [] });
      return reply.code(200).send();
    }
    const contents = webhooks.parse(json);
    if (contents.unreadable.length > 0) {
      app.log.warn('parts of a webhook could not be read', {
        count: contents.unreadable.length,
        first: contents.unreadable[0]!.reason,
      });
    }
    const ours = app.settings.phoneNumberId;
    const told = <T extends { phoneNumberId: string }>(one: T) =>
      one.phoneNumberId === ours ? one : { ...one, isForeign: true as const };
    const messages = contents.messages.map(({ sender, ...message }) =>
      told({ ...message, identity: sender }),
    );
    const foreign = messages.filter((one) => 'isForeign' in one).length;
    if (foreign > 0)
      app.log.warn('messages to another number were kept and not answered', { count: foreign });
    const isUnreadable = contents.unreadable.length > 0 && ({ isUnreadable: true } as const);
    await intake.receive({ ...kept, ...isUnreadable, messages, statuses: contents.statuses.map(told) });
    return reply.code(200).send();
  });
}
