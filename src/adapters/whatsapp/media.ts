/** Fetches a file that somebody sent: ask Meta where it lies, fetch it only from there, check what came. */
import { createHash } from 'node:crypto';
import type { DownloadOutcome } from '../../app/ports.ts';
import { classifyFailure, exchange, readAtMost, request } from './exchange.ts';
import { repeatableOutcomeOf } from './outcome.ts';
import { mimeOf } from './parse-content.ts';
import type { Wire } from './wire.ts';

/** What fetching needs to know. */
export interface MediaSource {
  /** Address of the media object at the Graph API. */
  mediaUrl: string;
  accessToken: string;
  /** Hosts that may get the token, with their port where it is not the usual one. */
  mediaHosts: ReadonlySet<string>;
  /** Host of the Graph API, where http is allowed when the Graph API itself is spoken to by http. */
  graph: URL;
  requestMs: number;
  downloadMs: number;
}

/** Where a file lies and how to recognise it. */
interface MediaPlace {
  url: string;
  mime: string;
  sha256?: Buffer;
  sizeBytes?: number;
}

type Fetched = DownloadOutcome | { kind: 'address-expired' };

/**
 * Downloads at most `limitBytes` (Meta Cloud API, "Retrieve media URL", "Download media"). An address lives five
 * minutes; when it has died meanwhile a new one is asked for, once.
 */
export async function downloadMedia(source: MediaSource, limitBytes: number): Promise<DownloadOutcome> {
  for (const isLastTry of [false, true]) {
    const place = await findPlace(source);
    if ('kind' in place) return place;
    if (place.sizeBytes !== undefined && place.sizeBytes > limitBytes) {
      return { kind: 'gone', reason: 'too-large' };
    }
    if (!isAllowed(place.url, source)) return { kind: 'gone', reason: 'host-not-allowed' };
    const fetched = await fetchBytes(place, source, limitBytes);
    if (fetched.kind !== 'address-expired') return fetched;
    if (isLastTry) break;
  }
  return { kind: 'gone', reason: 'expired' };
}

async function findPlace(source: MediaSource): Promise<MediaPlace | DownloadOutcome> {
  const headers = { authorization: `Bearer ${source.accessToken}` };
  const result = await exchange(source.mediaUrl, { headers }, source.requestMs);
  const outcome = repeatableOutcomeOf(result);
  if (outcome.kind === 'done') return placeOf(outcome.body);
  // Codes 100 and 33 mean that there is no such object any more; a bare 404 or 410 says the same.
  const isGoneCode = outcome.kind === 'failed' && (outcome.code === 100 || outcome.code === 33);
  const isGoneStatus = result.kind === 'answered' && (result.status === 404 || result.status === 410);
  if (isGoneCode || isGoneStatus) return { kind: 'gone', reason: 'deleted-or-expired' };
  // A refused token is our fault, not the resident's: they must not be asked to send again.
  return { kind: 'retry', reason: outcome.reason };
}

function placeOf(body: Wire): MediaPlace | DownloadOutcome {
  if (typeof body.url !== 'string') return { kind: 'retry', reason: 'answer-without-url' };
  const sha256 = digestOf(body.sha256);
  const sizeBytes = Number(body.file_size);
  return {
    url: body.url,
    mime: mimeOf(body.mime_type),
    ...(sha256 !== undefined && { sha256 }),
    ...(Number.isSafeInteger(sizeBytes) && sizeBytes > 0 && { sizeBytes }),
  };
}

/** The token goes to no host but Meta's own, whatever address an answer names, and never unencrypted. */
function isAllowed(address: string, source: MediaSource): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  if (username !== '' || password !== '') return false;
  if (host === source.graph.host) return protocol === source.graph.protocol;
  return protocol === 'https:' && source.mediaHosts.has(host);
}

async function fetchBytes(place: MediaPlace, source: MediaSource, limitBytes: number): Promise<Fetched> {
  try {
    // Unpacked sizes would slip past the declared length.
    const headers = { authorization: `Bearer ${source.accessToken}`, 'accept-encoding': 'identity' };
    const response = await request(place.url, { headers }, source.downloadMs);
    if (response.status !== 200) {
      await response.body?.cancel();
      return outcomeOfStatus(response.status);
    }
    const bytes = await readAtMost(response, limitBytes);
    if (bytes === 'too-large') return { kind: 'gone', reason: 'too-large' };
    return checkBytes(bytes, place);
  } catch (error) {
    return { kind: 'retry', reason: classifyFailure(error).reason };
  }
}

function outcomeOfStatus(status: number): Fetched {
  if (status === 404 || status === 410) return { kind: 'address-expired' };
  if (status >= 300 && status < 400) return { kind: 'gone', reason: 'redirected' };
  return { kind: 'retry', reason: `http-${status}` };
}

function checkBytes(bytes: Uint8Array, place: MediaPlace): DownloadOutcome {
  if (place.sizeBytes !== undefined && bytes.byteLength !== place.sizeBytes) {
    return { kind: 'retry', reason: 'wrong-size' };
  }
  if (place.sha256 !== undefined && !createHash('sha256').update(bytes).digest().equals(place.sha256)) {
    return { kind: 'retry', reason: 'wrong-digest' };
  }
  if (bytes.byteLength === 0) return { kind: 'gone', reason: 'empty' };
  return { kind: 'downloaded', bytes, mime: place.mime };
}

/** Meta writes digests in hex at one place and in base64 at another; what is neither cannot be compared. */
export function digestOf(value: unknown): Buffer | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex');
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(value)) return Buffer.from(value, 'base64');
  return undefined;
}
