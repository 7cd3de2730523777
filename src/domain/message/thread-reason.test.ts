/** Tells which reason stands below a message of a thread. */
import { describe, expect, it } from 'vitest';
import { outgoingReason, STOPPED, TOO_LATE, threadReasons } from './thread-reason.ts';
import { troubles } from './trouble.ts';

describe('a message that went out', () => {
  it.each(['queued', 'sending', 'accepted', 'sent', 'delivered', 'read'])(
    'has no reason while %s',
    (state) => {
      expect(outgoingReason({ state })).toBeUndefined();
    },
  );

  it('says what Meta answered, or that nobody knows', () => {
    expect(outgoingReason({ state: 'failed', code: 131_026 })).toBe('not-on-whatsapp');
    expect(outgoingReason({ state: 'uncertain' })).toBe('no-answer');
  });

  it('says why it was not sent: the resident asked for silence, or another code took its place', () => {
    expect(outgoingReason({ state: 'dropped', note: STOPPED })).toBe('resident-stopped');
    expect(outgoingReason({ state: 'dropped', note: TOO_LATE })).toBe('window-closed');
    expect(outgoingReason({ state: 'dropped' })).toBe('code-replaced');
  });

  it('can say everything that may go wrong with one', () => {
    expect(threadReasons).toEqual(expect.arrayContaining([...troubles]));
  });
});
