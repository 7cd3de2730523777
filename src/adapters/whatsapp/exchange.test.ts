/** Which broken requests certainly never arrived, and which perhaps did. */
import { describe, expect, it } from 'vitest';
import { classifyFailure } from './exchange.ts';

const because = (cause: unknown) => new TypeError('fetch failed', { cause });
const coded = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

describe('a request that failed', () => {
  it.each([
    ['no name', because(coded('ENOTFOUND')), 'not-sent'],
    ['no listener', because(coded('ECONNREFUSED')), 'not-sent'],
    ['a slow connect', because(coded('UND_ERR_CONNECT_TIMEOUT')), 'not-sent'],
    ['a reset while connecting', because(coded('ECONNRESET', { syscall: 'connect' })), 'not-sent'],
    ['a stranger’s certificate', because(coded('DEPTH_ZERO_SELF_SIGNED_CERT')), 'not-sent'],
    ['two addresses, both refused', because(tried('ECONNREFUSED', 'EHOSTUNREACH')), 'not-sent'],
    ['two addresses, one broken later', because(tried('ECONNREFUSED', 'ECONNRESET')), 'broken'],
    ['a reset while reading', because(coded('ECONNRESET', { syscall: 'read' })), 'broken'],
    ['a closed socket', because(coded('UND_ERR_SOCKET')), 'broken'],
    ['no answer in time', new DOMException('too late', 'TimeoutError'), 'broken'],
    ['something unheard of', 'x', 'broken'],
  ])('by %s', (_name, error, kind) => {
    expect(classifyFailure(error).kind).toBe(kind);
  });

  it('gives a reason that quotes nothing', () => {
    const error = because(coded('getaddrinfo 6289900000001'));
    expect(classifyFailure(error)).toEqual({ kind: 'broken', reason: 'network' });
  });
});

function tried(...codes: string[]): AggregateError {
  return Object.assign(new AggregateError(codes.map((code) => coded(code))), { code: codes[0] });
}
