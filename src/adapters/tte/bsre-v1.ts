/** The port `ElectronicSignature` over BSrE's esign client service, v1 of its REST contract. */

import type { ElectronicSignature, SignOutcome, SignRequest } from '../../app/ports.ts';
import { readLimited } from './read-limited.ts';
import { certainlyNotReached, describeFailure } from './request-failure.ts';

/** A box for a visible signature: its size in points, and a text marker in the document or a place on a page. */
export interface VisibleSignature {
  width: number;
  height: number;
  /** A marker must stand in every document. Pages count from 1, points from the lower left corner. */
  at: { marker: string } | { page: number; x: number; y: number };
  /** Printed in the box. */
  text?: string;
}

/** Settings of the office's esign client service. */
export interface BsreV1Options {
  /** Without the `/api` part. */
  baseUrl: string;
  user: string;
  password: string;
  /** For one request with its answer. Default 60 s: the service itself waits for BSrE. */
  timeoutMs?: number;
  /** Largest signed PDF that is taken. Default 30 MiB. */
  maxAnswerBytes?: number;
  /** Without it signatures are invisible: documents of SIAK bear their own QR code. */
  visible?: VisibleSignature;
}

/** Error numbers of the service that are documented in the open; all others are read by their HTTP status. */
const NOT_REGISTERED = 2011;
const WRONG_PASSPHRASE = 2031;

/** What an error answer of the service looks like. */
interface ErrorBody {
  status_code?: number;
  error?: string;
  message?: string;
}

/**
 * Makes the adapter. It never repeats a signing request and never writes the passphrase, a NIK or an answer's text
 * into a reason. `unknown` covers every outcome in which the document may have been signed: timeout, broken
 * connection, HTTP 5xx, an answer that is no PDF.
 */
export function createBsreV1(options: BsreV1Options): ElectronicSignature {
  const { timeoutMs = 60_000, maxAnswerBytes = 30 * 2 ** 20 } = options;
  const request = (path: string, init: RequestInit) =>
    fetch(`${options.baseUrl.replace(/\/+$/, '')}${path}`, {
      ...init,
      // A passphrase follows no redirect, and no connection is used twice: one that died unnoticed in the
      // meantime would turn a request that never left into an unknown outcome.
      redirect: 'manual',
      headers: { authorization: basic(options.user, options.password), connection: 'close' },
      signal: AbortSignal.timeout(timeoutMs),
    });
  return {
    async sign(order) {
      const body = formFor(order, options.visible);
      try {
        const response = await request('/api/sign/pdf', { method: 'POST', body });
        return await readSignAnswer(response, maxAnswerBytes);
      } catch (error) {
        const reason = describeFailure(error, timeoutMs);
        return certainlyNotReached(error) ? { kind: 'not-reached', reason } : { kind: 'unknown', reason };
      }
    },
  };
}

function formFor(order: SignRequest, visible: VisibleSignature | undefined): FormData {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(order.pdf)], { type: 'application/pdf' }), 'dokumen.pdf');
  form.set('nik', order.signerNik);
  form.set('passphrase', order.passphrase);
  form.set('tampilan', visible ? 'visible' : 'invisible');
  form.set('reason', order.reason);
  form.set('location', order.location);
  if (visible) {
    form.set('image', 'false');
    if ('marker' in visible.at) form.set('tag_koordinat', visible.at.marker);
    else {
      form.set('page', String(visible.at.page));
      form.set('xAxis', String(visible.at.x));
      form.set('yAxis', String(visible.at.y));
    }
    form.set('width', String(visible.width));
    form.set('height', String(visible.height));
    if (visible.text) form.set('text', visible.text);
  }
  return form;
}

async function readSignAnswer(response: Response, maxBytes: number): Promise<SignOutcome> {
  const { status } = response;
  const bytes = await readLimited(response, maxBytes);
  if (!bytes) return { kind: 'unknown', reason: 'answer too large' };
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
  if (status === 200 && isPdf) {
    const providerDocumentId = response.headers.get('id_dokumen');
    return { kind: 'signed', pdf: bytes, ...(providerDocumentId ? { providerDocumentId } : {}) };
  }
  if (status >= 500) return { kind: 'unknown', reason: `HTTP ${status}` };
  const body = parseError(bytes);
  if (body?.status_code === WRONG_PASSPHRASE || body?.status_code === NOT_REGISTERED) {
    return readRefusal(body, status);
  }
  // The service's own credentials, a wrong address or a proxy: nobody was asked to sign.
  if ([301, 302, 303, 307, 308, 401, 403, 404, 405, 407, 429].includes(status)) {
    return { kind: 'not-reached', reason: `HTTP ${status} before the service` };
  }
  return readRefusal(body, status);
}

/** A refusal says that nothing was signed: by a known number, or by an HTTP status that means "your fault". */
function readRefusal(body: ErrorBody | undefined, status: number): SignOutcome {
  const providerCode = typeof body?.status_code === 'number' ? body.status_code : undefined;
  const refused = (problem: Extract<SignOutcome, { kind: 'refused' }>['problem']): SignOutcome => ({
    kind: 'refused',
    problem,
    ...(providerCode === undefined ? {} : { providerCode }),
  });
  if (providerCode === WRONG_PASSPHRASE) return refused('wrong-passphrase');
  if (providerCode === NOT_REGISTERED) return refused('signer-not-registered');
  if (status < 400) return { kind: 'unknown', reason: `HTTP ${status} without a PDF` };
  const text = `${body?.error ?? ''} ${body?.message ?? ''}`;
  return refused(/sertifikat|certificate/i.test(text) ? 'certificate-not-usable' : 'document-refused');
}

function parseError(bytes: Uint8Array): ErrorBody | undefined {
  return parseJson(bytes) as ErrorBody | undefined;
}

/** An object, or `undefined` for anything else. */
function parseJson(bytes: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}
