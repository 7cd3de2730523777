/** `/{version}/{phone_number_id}/messages`: sends, read marks and typing. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { markReadByBusiness } from '../network/inbound.ts';
import type { Network } from '../network/network.ts';
import { type ReadRequest, readSendBody } from '../wire/check-send.ts';
import { isMetaError, metaError } from '../wire/meta-error.ts';
import { misbehave, refuse } from './answer.ts';
import { acceptedBody, sendMessage } from './send-message.ts';

/** How long "typing…" shows at most (Meta, typing indicators). Real milliseconds. */
const typingMs = 25_000;

function markRead(network: Network, request: FastifyRequest, reply: FastifyReply, read: ReadRequest) {
  const message = network.messages.find(read.wamid);
  request.simulatorNote.read = read.wamid;
  if (message?.author !== 'handset' || !message.handsetId)
    return refuse(request, reply, metaError(100, 'The message_id does not belong to an inbound message.'));
  network.db.transaction(() => markReadByBusiness(network, message));
  if (read.isTyping) network.screens.show(message.handsetId, { event: 'typing', data: { forMs: typingMs } });
  return reply.send({ success: true });
}

/** Adds the message paths. POST as in Meta's docs, PUT as in Meta's Postman collection. */
export function addMessageRoutes(app: FastifyInstance, network: Network): void {
  app.route<{ Params: { id: string } }>({
    method: ['POST', 'PUT'],
    url: '/:version/:id/messages',
    handler: (request, reply) => {
      if (request.params.id !== network.settings.phoneNumberId)
        return refuse(request, reply, metaError(100, 'The phone number id does not exist.', 33));
      const read = readSendBody(request.body);
      if (isMetaError(read)) return refuse(request, reply, read);
      if (read.kind === 'read') return markRead(network, request, reply, read);

      request.simulatorNote.type = read.type;
      const result = sendMessage(network, read);
      if (result.kind === 'refused') return refuse(request, reply, result.error);
      if (result.kind === 'fault') return misbehave(network, request, reply, result.fault);
      request.simulatorNote.wamid = result.message.wamid;
      request.simulatorNote.callbackData = result.message.callbackData;
      if (result.fault) return misbehave(network, request, reply, result.fault);
      return reply.send(acceptedBody(result.message));
    },
  });
}
