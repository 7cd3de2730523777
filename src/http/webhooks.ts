/** The webhook of WhatsApp: handshake, signature over the raw bytes, durable before the answer. */
import type { FastifyInstance } from 'fastify';
import { refuse } from '../domain/refusal.ts';
import type { HttpContext } from './context.ts';
import { sendRefusal } from './refusal-response.ts';

/** Meta's batches are far smaller; more is no webhook. */
const BODY_LIMIT = 3 * 1024 * 1024;

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
    let json: unknown;
    try {
      json = JSON.parse(raw.toString('utf8'));
    } catch {
      // Signed, but not JSON: it would be the same on every retry.
      app.log.warn('a signed webhook was not JSON', { bytes: raw.length });
      return sendRefusal(reply, refuse('request-not-understood'));
    }
    const contents = webhooks.parse(json);
    if (contents.unreadable.length > 0) {
      app.log.warn('parts of a webhook could not be read', {
        count: contents.unreadable.length,
        first: contents.unreadable[0]!.reason,
      });
    }
    const { officeId } = app.office();
    await intake.receive({
      officeId,
      raw,
      receivedAt: app.clock.now(),
      messages: contents.messages.map(({ sender, ...message }) => ({ ...message, identity: sender })),
      statuses: contents.statuses,
    });
    return reply.code(200).send();
  });
}
