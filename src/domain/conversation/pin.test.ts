/** PINs that a stranger would try first are refused. */
import { describe, expect, it } from 'vitest';
import { library, reader } from './library.fixture.ts';
import { holdsPin, pinFault, readPin } from './pin.ts';

const fault = (pin: string) => pinFault(pin, library, reader);

describe('a PIN', () => {
  it.each(['274806', '27 48 06', '２７４８０６', '274-806'])('is read from %j', (text) => {
    expect(readPin(text)).toBe('274806');
  });

  it.each(['27480', '2748061', 'abcdef', '', '27480a'])('is not read from %j', (text) => {
    expect(readPin(text)).toBeUndefined();
  });

  it.each(['000000', '111111', '123456', '654321', '012345', '121212', '123123'])('%s is too easy', (pin) => {
    expect(fault(pin)).toBe('too-easy');
  });

  it.each(['141110', '101114', '111410', '201011', '112010'])('%s is a writing of the birth date', (pin) => {
    expect(fault(pin)).toBe('is-a-date');
  });

  it("is refused when it stands in the NIK, also as the birth date that a woman's NIK hides", () => {
    expect(fault('990123')).toBe('is-in-a-number');
    expect(fault('410190')).toBe('is-in-a-number');
    expect(fault('010190')).toBe('is-in-a-number');
  });

  it('of six unrelated digits is taken', () => {
    expect(fault('274806')).toBeUndefined();
    expect(fault('908172')).toBeUndefined();
  });
});

describe('a text', () => {
  it.each(['274806', '27 48 06', 'PIN saya 274806', 'pin:274806.', '２７４８０６'])(
    'may hold a PIN: %j',
    (text) => {
      expect(holdsPin(text)).toBe(true);
    },
  );

  it.each(['halo', '9901015203720001', '12-03-2026', '27480', 'B-2611-00482'])('holds none: %j', (text) => {
    expect(holdsPin(text)).toBe(false);
  });
});
