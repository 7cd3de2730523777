/** Tells what a sealed value protects against: other keys, other places, and every changed bit. */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, sealJson, unseal, unsealJson } from './seal.ts';

const key = randomBytes(32);
const place = 'case_persons/1/anak/nik';
const nik = Buffer.from('9901015411260001');

describe('a sealed value', () => {
  it('opens to what was sealed, whatever it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.string(), (plain, where) => {
        expect(unseal(key, seal(key, plain, where), where)).toEqual(Buffer.from(plain));
      }),
      { numRuns: 50 },
    );
  });

  it('shows nothing of its content, and is another one every time', () => {
    const sealed = seal(key, nik, place);
    expect(sealed.includes(nik)).toBe(false);
    expect(seal(key, nik, place)).not.toEqual(sealed);
  });

  it('opens with its own key only', () => {
    expect(() => unseal(randomBytes(32), seal(key, nik, place), place)).toThrow();
  });

  it('cannot be moved to another row, column or table', () => {
    const sealed = seal(key, nik, place);
    for (const other of ['case_persons/2/anak/nik', 'case_persons/1/anak/kk', 'officers/1/nik', ''])
      expect(() => unseal(key, sealed, other), other).toThrow();
  });

  it('does not open when a single bit was changed, or a byte is missing or added', () => {
    const sealed = seal(key, nik, place);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => unseal(key, changed, place), `bit ${bit}`).toThrow();
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => unseal(key, sealed.subarray(0, length), place), `${length} bytes`).toThrow();
    expect(() => unseal(key, Buffer.concat([sealed, Buffer.of(0)]), place)).toThrow();
  });
});

describe('sealed JSON', () => {
  it('gives back the value, with NUL and half a character in it', () => {
    const value = { name: 'a\0b', half: '\ud800', list: [1, null, true] };
    expect(unsealJson(key, sealJson(key, value, place), place)).toEqual(value);
  });
});
