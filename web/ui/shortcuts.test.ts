/** Whose key it is: the desk's, or that of what has the focus. */
import { describe, expect, it } from 'vitest';
import { type Focus, isForDesk } from './shortcuts.ts';

const nothing: Focus = { isTyping: false, isPressable: false, keepsEnter: false, isCovered: false };
const button: Focus = { ...nothing, isPressable: true };

describe('Enter', () => {
  it('is the main button’s while nothing has the focus', () => {
    expect(isForDesk('Enter', nothing, 'keyboard')).toBe(true);
  });

  it('is the main button’s after a click of the mouse on another button', () => {
    expect(isForDesk('Enter', button, 'mouse')).toBe(true);
  });

  it('presses the button to which somebody went by keyboard', () => {
    expect(isForDesk('Enter', button, 'keyboard')).toBe(false);
  });

  it('stays with rows that it copies, however they were reached', () => {
    expect(isForDesk('Enter', { ...button, keepsEnter: true }, 'mouse')).toBe(false);
  });
});

describe('any key', () => {
  it.each(['Enter', '1', 'ArrowRight', ' '])('%s is never the desk’s while somebody types', (key) => {
    expect(isForDesk(key, { ...nothing, isTyping: true }, 'mouse')).toBe(false);
  });

  it('is not the desk’s below a dialog or a menu', () => {
    expect(isForDesk('Enter', { ...nothing, isCovered: true }, 'mouse')).toBe(false);
  });

  it('but Enter and space is the desk’s also from a button', () => {
    expect(isForDesk('1', button, 'keyboard')).toBe(true);
    expect(isForDesk(' ', button, 'mouse')).toBe(false);
  });
});
