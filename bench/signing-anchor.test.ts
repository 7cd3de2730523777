import { describe, expect, it } from 'vitest';
import { parseSpeed } from './signing-anchor.ts';

describe('the table of openssl speed', () => {
  it('of OpenSSL 3.0, with signing and verifying, gives signatures per second', () => {
    const output =
      'version: 3.0.19\n                  sign    verify    sign/s verify/s\n' +
      'rsa 2048 bits 0.000215s 0.000013s   4651.0  78758.0\n';
    expect(parseSpeed(output)).toBe(4651);
  });

  it('of later versions, with encryption beside them, gives the same', () => {
    const output =
      '                   sign    verify    encrypt   decrypt   sign/s verify/s  encr./s  decr./s\n' +
      'rsa  2048 bits 0.000437s 0.000012s 0.000013s 0.000439s   2288.9  86128.0  76923.0   2277.9\n';
    expect(parseSpeed(output)).toBe(2288.9);
  });

  it('of something else gives nothing', () => {
    expect(parseSpeed('rsa 4096 bits 0.002s 0.00004s 400.0 25000.0\n')).toBeUndefined();
  });
});
