/** Decides what became of a request from the way its exchange ended, where "perhaps" is never called "no". */
import type { SendOutcome } from '../../app/ports.ts';
import type { Exchange } from './exchange.ts';
import { judgeMetaError, metaErrorOf } from './meta-errors.ts';
import { isObject, optionalId, type Wire } from './wire.ts';

/** The outcome of `POST /messages`, as the port defines it. */
export function sendOutcomeOf(result: Exchange): SendOutcome {
  if (result.kind === 'not-sent') return { kind: 'retry', reason: result.reason };
  if (result.kind === 'broken') return { kind: 'uncertain', reason: result.reason };
  const { status, body, retryAfterMs } = result;
  const error = metaErrorOf(body);
  if (error !== undefined) {
    const verdict = judgeMetaError(error, status);
    if (verdict.kind === 'window-closed') return verdict;
    if (verdict.kind === 'unsure') return { kind: 'uncertain', reason: verdict.reason };
    if (verdict.kind === 'failed') return { ...verdict, code: error.code };
    return { ...verdict, code: error.code, afterMs: Math.max(verdict.afterMs, retryAfterMs ?? 0) };
  }
  if (status >= 200 && status < 300) {
    const wamid = wamidOf(body);
    return wamid === undefined
      ? { kind: 'uncertain', reason: 'answer-without-id' }
      : { kind: 'accepted', wamid };
  }
  // A gateway may have lost the answer of a send that went through.
  if (status >= 500) return { kind: 'uncertain', reason: `http-${status}` };
  // A redirect or refusal that Meta did not word came from something before Meta: nothing was taken.
  const afterMs = retryAfterMs ?? (status === 429 ? 5_000 : undefined);
  return { kind: 'retry', reason: `http-${status}`, ...(afterMs !== undefined && { afterMs }) };
}

/** The outcome of a request that does no harm when it is made twice (upload, look-up, delete). */
export function repeatableOutcomeOf(
  result: Exchange,
): { kind: 'done'; body: Wire } | { kind: 'retry' | 'failed'; reason: string; code?: number } {
  if (result.kind !== 'answered') return { kind: 'retry', reason: result.reason };
  const { status, body } = result;
  const error = metaErrorOf(body);
  if (error !== undefined) {
    const verdict = judgeMetaError(error, status);
    if (verdict.kind === 'failed') return { ...verdict, code: error.code };
    const reason = verdict.kind === 'window-closed' ? 'refused' : verdict.reason;
    return { kind: 'retry', reason, code: error.code };
  }
  if (status >= 200 && status < 300 && body !== undefined) return { kind: 'done', body };
  return { kind: 'retry', reason: `http-${status}` };
}

function wamidOf(body: Wire | undefined): string | undefined {
  const messages = body?.messages;
  const first: unknown = Array.isArray(messages) ? messages[0] : undefined;
  return isObject(first) ? optionalId(first.id) : undefined;
}
