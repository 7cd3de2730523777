/** Which screens a change renews. */
import { describe, expect, it } from 'vitest';
import { keysOf } from './live.ts';

const renewed = (topic: string) => keysOf(topic).map((key) => key.join('/'));

describe('a change', () => {
  it('of a case renews that case and the lists, and no other case', () => {
    expect(renewed('case/one')).toEqual(
      expect.arrayContaining([
        'case/one',
        'history/one',
        'siak-entry/one',
        'desks',
        'desk',
        'signing',
        'unsettled',
      ]),
    );
    expect(renewed('case/one')).not.toContain('case');
  });

  it('of a contact renews its thread', () => {
    expect(renewed('contact/one')).toEqual(['conversation/one', 'conversations', 'history']);
  });

  it('of the staff renews the list of the admin, and nothing else', () => {
    expect(renewed('officers')).toEqual(['officers']);
  });

  it('of the clock renews the session, since the office has another time now', () => {
    expect(renewed('clock')).toContain('session');
  });

  it('that cannot be told apart renews the lists, and open cases after a break', () => {
    expect(renewed('handed-over')).toEqual(['desks', 'desk', 'signing', 'unsettled', 'conversations']);
    expect(renewed('reconnected')).toEqual(expect.arrayContaining(['case', 'history', 'desks']));
  });
});
