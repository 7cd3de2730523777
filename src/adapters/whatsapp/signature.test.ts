/** Only Meta's own bytes under our own secret pass; everything else is refused without an error. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerHandshake } from './handshake.ts';
import { signatureOf, verifySignature } from './signature.ts';

const SECRET = 'rahasia-contoh';
const bytes = (text: string) => new TextEncoder().encode(text);

describe('the signature of a webhook', () => {
  it('matches the published HMAC-SHA256 vector', () => {
    // RFC 4231, test case 2.
    expect(signatureOf('Jefe', bytes('what do ya want for nothing?'))).toBe(
      'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('verifies on the raw bytes only, not on the same JSON written otherwise', () => {
    // Meta escapes unicode, slashes and @ before it signs.
    const escaped = bytes('{"body":"Halo \\u00e9 \\/ \\u0040rt \\ud83d\\ude00"}');
    const header = signatureOf(SECRET, escaped);
    const rewritten = bytes(JSON.stringify(JSON.parse(new TextDecoder().decode(escaped))));
    expect(verifySignature(SECRET, escaped, header)).toBe(true);
    expect(verifySignature(SECRET, rewritten, header)).toBe(false);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['without a scheme', 'f'.repeat(64)],
    ['of the old SHA-1 kind', `sha1=${'f'.repeat(40)}`],
    ['too short', `sha256=${'f'.repeat(62)}`],
    ['too long', `sha256=${'f'.repeat(66)}`],
    ['not hex', `sha256=${'g'.repeat(64)}`],
    ['with a space before it', ` ${signatureOf(SECRET, bytes('{}'))}`],
    ['with a line break after it', `${signatureOf(SECRET, bytes('{}'))}\n`],
    ['sent twice', [signatureOf(SECRET, bytes('{}')), signatureOf(SECRET, bytes('{}'))]],
    ['in capitals', signatureOf(SECRET, bytes('{}')).toUpperCase()],
  ])('is refused when the header is %s', (_name, header) => {
    expect(verifySignature(SECRET, bytes('{}'), header)).toBe(false);
  });

  it('is refused for every other body, header or secret (sample)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), fc.nat(), (body, at, flip) => {
        const header = signatureOf(SECRET, body);
        expect(verifySignature(SECRET, body, header)).toBe(true);
        const changed = body.slice();
        changed[at % body.length]! ^= 1 << (flip % 8);
        expect(verifySignature(SECRET, changed, header)).toBe(false);
        const hex = header.slice(7);
        const place = flip % 64;
        const digit = ((Number.parseInt(hex[place]!, 16) + 1 + (at % 15)) % 16).toString(16);
        expect(
          verifySignature(SECRET, body, `sha256=${hex.slice(0, place)}${digit}${hex.slice(place + 1)}`),
        ).toBe(false);
        expect(verifySignature(`${SECRET}${at}`, body, header)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('cannot be asked without a secret', () => {
    expect(() => verifySignature('', bytes('{}'), signatureOf(SECRET, bytes('{}')))).toThrow(
      'secret is empty',
    );
  });
});

describe('the handshake', () => {
  const asked = { 'hub.mode': 'subscribe', 'hub.verify_token': 'kata-sandi', 'hub.challenge': '1158201444' };

  it('gives the bare challenge back to whoever knows the token', () => {
    expect(answerHandshake(asked, 'kata-sandi')).toEqual({ ok: true, status: 200, challenge: '1158201444' });
  });

  it.each([
    ['another token', { ...asked, 'hub.verify_token': 'kata-sand' }, 'wrong-token'],
    ['no token', { ...asked, 'hub.verify_token': undefined }, 'wrong-token'],
    ['two tokens', { ...asked, 'hub.verify_token': ['kata-sandi', 'kata-sandi'] }, 'wrong-token'],
    ['another mode', { ...asked, 'hub.mode': 'unsubscribe' }, 'wrong-mode'],
    ['no challenge', { ...asked, 'hub.challenge': undefined }, 'bad-challenge'],
    ['markup as challenge', { ...asked, 'hub.challenge': '<script>' }, 'bad-challenge'],
    ['nothing', {}, 'wrong-mode'],
  ])('refuses %s', (_name, query, reason) => {
    expect(answerHandshake(query, 'kata-sandi')).toEqual({ ok: false, status: 403, reason });
  });

  it('cannot be answered without a token of our own', () => {
    expect(() => answerHandshake({ ...asked, 'hub.verify_token': '' }, '')).toThrow('verify token is empty');
  });
});
