/** How the Graph paths answer: errors in Meta's shape, and faults in which no proper answer arrives. */
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Network } from '../network/network.ts';
import type { NetworkFault } from '../network/rules.ts';
import { errorBody, type MetaError } from '../wire/meta-error.ts';

/** Real milliseconds after which a hanging connection is dropped even if the client waits longer. */
const hangMs = 120_000;

declare module 'fastify' {
  interface FastifyRequest {
    /** What the record of calls will say about this call, beside method, path and status. */
    simulatorNote: Record<string, unknown>;
  }
}

/** Answers with a refusal and notes its code. */
export function refuse(request: FastifyRequest, reply: FastifyReply, error: MetaError): FastifyReply {
  request.simulatorNote.code = error.code;
  return reply.status(error.status).send(errorBody(error, randomBytes(9).toString('base64url')));
}

/** Writes the call into the record. */
export function noteCall(network: Network, request: FastifyRequest, outcome: Record<string, unknown>): void {
  network.log.add('api', {
    method: request.method,
    path: request.url.split('?')[0],
    ...outcome,
    ...request.simulatorNote,
  });
}

/** Misbehaves as the fault says, instead of answering. */
export function misbehave(
  network: Network,
  request: FastifyRequest,
  reply: FastifyReply,
  { fault, isAccepted }: NetworkFault,
): FastifyReply {
  request.simulatorNote.fault = fault;
  request.simulatorNote.isAccepted = isAccepted;
  if (fault === 'http-500' || fault === 'http-503')
    return reply
      .status(fault === 'http-500' ? 500 : 503)
      .type('text/html')
      .send('<html><body>Sorry, something went wrong.</body></html>');
  reply.hijack();
  noteCall(network, request, {});
  if (fault === 'reset') request.raw.socket.resetAndDestroy();
  else setTimeout(() => request.raw.socket.destroy(), hangMs).unref();
  return reply;
}
