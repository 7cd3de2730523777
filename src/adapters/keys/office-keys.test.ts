/** Tells what follows from the office's key file: one key for each purpose, the same after every start. */
import { createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { blindIndex, deriveOfficeKeys, wrappingKey } from './office-keys.ts';
import { randomOfficeKeys } from './random-office-keys.fixture.ts';

const material = {
  current: 'k2',
  wrapping: new Map([
    ['k1', randomBytes(32)],
    ['k2', randomBytes(32)],
  ]),
  blindIndex: Buffer.alloc(32, 7),
};

describe('the keys of an office', () => {
  it('are the same whenever they are derived from the same file', () => {
    const [first, second] = [deriveOfficeKeys(material), deriveOfficeKeys(material)];
    expect(second.index).toEqual(first.index);
    expect(second.pin).toEqual(first.pin);
    expect(second.accounts).toBe(first.accounts);
    const signature = sign(null, Buffer.from('contoh'), first.checkpoint);
    expect(verify(null, Buffer.from('contoh'), createPublicKey(second.checkpoint), signature)).toBe(true);
  });

  it('stay what they were when Sampai is renewed', () => {
    // Every NIK index, PIN and signed checkpoint depends on these: a change would make an office's data useless.
    const keys = deriveOfficeKeys(material);
    expect(blindIndex(keys, 'nik', '9901015411260001').toString('hex')).toBe(
      '0f36835e389ceab8dbab17aa23ab55d49eff2533a54b5be34414120fd33f53ab',
    );
    expect(keys.pin.toString('hex')).toBe('ec21175806d8e1c7fc0d66147f012c22b38cc2d73d3e4b7dd82923ff3247fcc4');
    expect(createPublicKey(keys.checkpoint).export({ format: 'jwk' })).toMatchObject({
      crv: 'Ed25519',
      x: 'kYQNyS-9v12K-8yA3dV2KESpXyw5HSbopMs4BbY7NE4',
    });
  });

  it('differ by purpose, and from the root that they come from', () => {
    const keys = deriveOfficeKeys(material);
    const all = [keys.index, keys.pin, Buffer.from(keys.accounts, 'base64url'), material.blindIndex];
    expect(new Set(all.map((one) => one.toString('hex'))).size).toBe(all.length);
    expect(all.every((one) => one.length === 32)).toBe(true);
  });

  it('of two offices have nothing in common', () => {
    const [a, b] = [randomOfficeKeys(), randomOfficeKeys()];
    expect(blindIndex(a, 'nik', '1')).not.toEqual(blindIndex(b, 'nik', '1'));
    expect(a.pin).not.toEqual(b.pin);
  });
});

describe('a wrapping key', () => {
  it('is found by its name, also when it is an older one', () => {
    expect(wrappingKey(deriveOfficeKeys(material), 'k1')).toEqual(material.wrapping.get('k1'));
  });

  it('that is not in the key file any more is named, so that the operator knows which to look for', () => {
    expect(() => wrappingKey(deriveOfficeKeys(material), 'k0')).toThrow('"k0"');
  });
});

describe('a blind index', () => {
  const keys = deriveOfficeKeys(material);

  it('finds the same number again', () => {
    expect(blindIndex(keys, 'nik', '9901015411260001')).toEqual(blindIndex(keys, 'nik', '9901015411260001'));
  });

  it('keeps kinds apart: a NIK never finds a KK number of the same digits', () => {
    expect(blindIndex(keys, 'nik', '9901041506180003')).not.toEqual(
      blindIndex(keys, 'kk', '9901041506180003'),
    );
    expect(blindIndex(keys, 'a', 'bc')).not.toEqual(blindIndex(keys, 'ab', 'c'));
  });
});
