/** The WhatsApp port, spoken to Meta's Cloud API or to whatever else answers at the given address. */
import type { SendOutcome, WhatsApp } from '../../app/ports.ts';
import { exchange } from './exchange.ts';
import { findContentProblems, findEnvelopeProblems } from './limits.ts';
import { downloadMedia } from './media.ts';
import { shortenTitles, withNumbers } from './menus.ts';
import { buildMessageBody, type OutboundMessage } from './message-body.ts';
import { repeatableOutcomeOf, sendOutcomeOf } from './outcome.ts';
import { findUploadProblem } from './upload-limits.ts';
import { cleanText, optionalId } from './wire.ts';

/** Settings of one business phone number. */
export interface WhatsAppSettings {
  /** `GRAPH_BASE_URL`, such as `https://graph.facebook.com`; a path is kept. */
  baseUrl: string;
  /** `GRAPH_VERSION`, such as `v26.0`. */
  version: string;
  phoneNumberId: string;
  accessToken: string;
  /** Further hosts (`host` or `host:port`) that files may be fetched from with the token. */
  mediaHosts?: readonly string[];
  timeouts?: Partial<WhatsAppTimeouts>;
}

/**
 * Longest waits, in milliseconds, each for a whole exchange. Node gives up connecting after 10 s by itself, which
 * is certain; a `sendMs` below that turns a connection that never stood into an uncertain outcome.
 */
export interface WhatsAppTimeouts {
  sendMs: number;
  uploadMs: number;
  downloadMs: number;
  /** Look-ups, deletes and read receipts. */
  requestMs: number;
}

const TIMEOUTS: WhatsAppTimeouts = {
  sendMs: 20_000,
  uploadMs: 120_000,
  downloadMs: 120_000,
  requestMs: 15_000,
};
const META_MEDIA_HOST = 'lookaside.fbsbx.com';

/** Everything the methods share. */
interface Connection {
  settings: WhatsAppSettings;
  timeouts: WhatsAppTimeouts;
  graph: URL;
  mediaHosts: ReadonlySet<string>;
  /** Absolute address of `path` under base and version. */
  at(path: string): string;
}

/**
 * A client for one business phone number.
 *
 * @throws Error when a setting cannot be used; the text names the setting, never its value.
 */
export function createWhatsApp(settings: WhatsAppSettings): WhatsApp {
  const connection = connect(settings);
  return {
    send: (message) => send(connection, message),
    upload: (file) => upload(connection, file),
    download: (mediaId, limitBytes) => download(connection, mediaId, limitBytes),
    deleteMedia: (mediaId) => deleteMedia(connection, mediaId),
    markRead: (wamid, typing) => markRead(connection, wamid, typing),
  };
}

function connect(settings: WhatsAppSettings): Connection {
  const { baseUrl, version, phoneNumberId, accessToken } = settings;
  const graph = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (graph === undefined || !/^https?:$/.test(graph.protocol) || graph.search !== '' || graph.hash !== '') {
    throw new Error('GRAPH_BASE_URL is not an http(s) address');
  }
  if (!/^v\d{1,3}\.\d{1,2}$/.test(version)) throw new Error('GRAPH_VERSION does not look like v26.0');
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(phoneNumberId)) throw new Error('WHATSAPP_PHONE_NUMBER_ID is not an id');
  // A line break would end the header and begin another one.
  if (!/^[\x21-\x7e]+$/.test(accessToken)) throw new Error('WHATSAPP_ACCESS_TOKEN is empty or malformed');
  const base = graph.href.replace(/\/+$/, '');
  return {
    settings,
    timeouts: { ...TIMEOUTS, ...settings.timeouts },
    graph,
    mediaHosts: new Set([META_MEDIA_HOST, ...(settings.mediaHosts ?? [])]),
    at: (path) => `${base}/${version}/${path}`,
  };
}

async function send(connection: Connection, message: OutboundMessage): Promise<SendOutcome> {
  const { settings, timeouts, at } = connection;
  const { content } = message;
  const isMenu = content.kind === 'list' || content.kind === 'buttons';
  const numbered = isMenu ? withNumbers(content) : content;
  const fitted = shortenTitles(numbered);
  const problems = [...findEnvelopeProblems(message), ...findContentProblems(fitted)];
  if (problems.length > 0) {
    const named = problems.slice(0, 5).map(({ part, problem }) => `${part} ${problem}`);
    return { kind: 'failed', reason: `limits: ${named.join(', ')}` };
  }
  const init = jsonRequest(settings, 'POST', buildMessageBody({ ...message, content: fitted }));
  return sendOutcomeOf(await exchange(at(`${settings.phoneNumberId}/messages`), init, timeouts.sendMs));
}

async function upload(
  connection: Connection,
  file: Parameters<WhatsApp['upload']>[0],
): ReturnType<WhatsApp['upload']> {
  const { settings, timeouts, at } = connection;
  const problem = findUploadProblem(file);
  if (problem !== undefined) return { kind: 'failed', reason: `limits: ${problem}` };
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', file.mime);
  // A copy: the bytes may be a view of a shared buffer, which a Blob does not take.
  form.set(
    'file',
    new Blob([new Uint8Array(file.bytes)], { type: file.mime }),
    cleanText(file.filename, 240),
  );
  const init = { method: 'POST', headers: authorization(settings), body: form };
  const result = await exchange(at(`${settings.phoneNumberId}/media`), init, timeouts.uploadMs);
  const outcome = repeatableOutcomeOf(result);
  if (outcome.kind !== 'done') return outcome;
  const mediaId = optionalId(outcome.body.id);
  return mediaId === undefined
    ? { kind: 'retry', reason: 'answer-without-id' }
    : { kind: 'uploaded', mediaId };
}

async function download(
  connection: Connection,
  mediaId: string,
  limitBytes: number,
): ReturnType<WhatsApp['download']> {
  const { settings, timeouts, graph, mediaHosts, at } = connection;
  const segment = segmentOf(mediaId);
  if (segment === undefined) return { kind: 'gone', reason: 'bad-id' };
  const mediaUrl = at(segment);
  const { accessToken } = settings;
  const { requestMs, downloadMs } = timeouts;
  return downloadMedia({ mediaUrl, accessToken, mediaHosts, graph, requestMs, downloadMs }, limitBytes);
}

/**
 * Deletes an uploaded file; one that is not there any more, or never was, counts as deleted.
 *
 * @throws Error when Meta could not be asked or did not do it, so that the job that calls this tries again.
 */
async function deleteMedia(connection: Connection, mediaId: string): Promise<void> {
  const { settings, timeouts, at } = connection;
  const segment = segmentOf(mediaId);
  if (segment === undefined) return;
  const init = { method: 'DELETE', headers: authorization(settings) };
  const result = await exchange(at(segment), init, timeouts.requestMs);
  const outcome = repeatableOutcomeOf(result);
  if (outcome.kind === 'done') return;
  const isGone = outcome.code === 100 || outcome.code === 33;
  if (isGone || (result.kind === 'answered' && result.status === 404)) return;
  throw new Error(`WhatsApp media could not be deleted: ${outcome.reason}`);
}

async function markRead(connection: Connection, wamid: string, typing: boolean): Promise<void> {
  const { settings, timeouts, at } = connection;
  const body = {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: wamid,
    ...(typing && { typing_indicator: { type: 'text' } }),
  };
  const init = jsonRequest(settings, 'POST', body);
  await exchange(at(`${settings.phoneNumberId}/messages`), init, timeouts.requestMs);
}

function jsonRequest(settings: WhatsAppSettings, method: string, body: unknown): RequestInit {
  const headers = { ...authorization(settings), 'content-type': 'application/json' };
  const clean = (_key: string, value: unknown) => (typeof value === 'string' ? cleanText(value) : value);
  return { method, headers, body: JSON.stringify(body, clean) };
}

function authorization(settings: WhatsAppSettings): Record<string, string> {
  return { authorization: `Bearer ${settings.accessToken}` };
}

/**
 * A media id as one segment of a path, or `undefined`. It came from a webhook, that is from outside: neither
 * slashes nor `..`, which even percent-encoding would not disarm.
 */
function segmentOf(mediaId: string): string | undefined {
  return /^[A-Za-z0-9][A-Za-z0-9._:-]{0,255}$/.test(mediaId) ? encodeURIComponent(mediaId) : undefined;
}
