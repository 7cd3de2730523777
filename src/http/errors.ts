/** Turns whatever goes wrong into an answer: refusals in words, everything else an incident with a number. */
import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { Log } from '../app/app.ts';
import { Refused } from '../app/do-officer-act.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { isPageWanted, lostPage } from './lost-page.ts';
import { sendRefusal } from './refusal-response.ts';

/** A refusal thrown out of a route. */
export class RefusedRequest extends Refused {}

/** The value, or the refusal thrown. */
export function accepted<T extends object>(value: T | Refusal): T {
  if ('refused' in value) throw new RefusedRequest(value);
  return value;
}

const STORAGE_FULL = new Set(['53100']);
/** PostgreSQL: too many connections, shutting down, starting, not there at all, or at odds with itself too often. */
const UNAVAILABLE = new Set([
  '40001',
  '40P01',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '08000',
  '08001',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);
const UNAVAILABLE_WORDS =
  /Connection terminated|Client was closed|Client has encountered a connection error|timeout exceeded when trying to connect/u;
const TAKEN: Record<string, Refusal> = {
  document_jobs_blank: refuse('blank-serial-used'),
  document_jobs_number: refuse('number-taken'),
};

type RouteError = FastifyError & { constraint?: string; reason?: string; syscall?: string };

function isUnavailable({ reason, code, syscall, message, cause }: RouteError): boolean {
  // The socket of a server that is not there; a missing file is another matter.
  if (code === 'ENOENT') return syscall === 'connect';
  if (reason === 'database-away' || UNAVAILABLE.has(code) || UNAVAILABLE_WORDS.test(message)) return true;
  // The account library wraps what happened to it.
  return cause instanceof Error && isUnavailable(cause as RouteError);
}

function asRefusal(error: RouteError): Refusal | undefined {
  if (error instanceof Refused) return error.refusal;
  if (error.constraint !== undefined && TAKEN[error.constraint] !== undefined) return TAKEN[error.constraint];
  if (error.reason === 'content-erased') return refuse('content-erased');
  // A NUL in what somebody sent: PostgreSQL keeps none.
  if (error.code === '22021') return refuse('request-not-understood');
  if (error.reason === 'disk-full' || STORAGE_FULL.has(error.code)) return refuse('storage-full');
  if (isUnavailable(error)) return refuse('service-unavailable');
  if (error.code === 'FST_REQ_FILE_TOO_LARGE' || error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return refuse('upload-too-large');
  if (error.statusCode === 429) return refuse('too-many-tries');
  if (error.validation !== undefined || (error.statusCode !== undefined && error.statusCode < 500)) {
    return refuse('request-not-understood');
  }
  return undefined;
}

/** Installs the handlers. Details of bugs go to the log under the incident's number, never to the person. */
export function installErrorHandling(server: FastifyInstance, log: Log): void {
  server.setErrorHandler((error: FastifyError, _request, reply) => {
    const refusal = asRefusal(error);
    if (refusal !== undefined) return sendRefusal(reply, refusal);
    const incident = randomUUID();
    log.incident(incident, 'a request failed', error);
    return reply.code(500).send({
      incident,
      sentence: 'Terjadi kesalahan di Sampai; tidak ada yang berubah.',
      next: `Coba lagi. Bila terulang, sebutkan nomor kejadian ${incident.slice(0, 8)} kepada admin.`,
    });
  });
  server.setNotFoundHandler((request, reply) =>
    isPageWanted(request)
      ? reply.code(404).type('text/html; charset=utf-8').send(lostPage(request))
      : sendRefusal(reply, refuse('not-found')),
  );
}
