/** Tells what a troubled message says about itself, and when it may be said once more. */
import { describe, expect, it } from 'vitest';
import { type Repeating, subjectOf, troubleOf, whyNotAgain } from './trouble.ts';

describe('what a message was about', () => {
  it.each([
    ['documents-issued', 'documents-issued'],
    ['document/0190f0c2-0000-7000-8000-000000000001', 'document'],
    ['reply', 'reply'],
    ['new-pin', 'new-pin'],
    ['something-new', 'other'],
  ])('%s is %s', (purpose, subject) => {
    expect(subjectOf(purpose)).toBe(subject);
  });
});

describe('what went wrong', () => {
  it.each([
    ['uncertain', undefined, 'no-answer'],
    ['window-closed', undefined, 'window-closed'],
    ['failed', 131_047, 'window-closed'],
    ['failed', 131_026, 'not-on-whatsapp'],
    ['failed', 131_056, 'too-many'],
    ['failed', 190, 'account'],
    ['failed', 200, 'account'],
    ['failed', 132_001, 'template'],
    ['failed', 131_053, 'file'],
    ['failed', 999_999, 'not-accepted'],
    ['failed', undefined, 'not-accepted'],
  ] as const)('%s with code %s is %s', (state, code, trouble) => {
    expect(troubleOf(state, code)).toBe(trouble);
  });
});

describe('a message', () => {
  const failed: Repeating = {
    state: 'failed',
    isClosed: false,
    isNotice: false,
    isCodeGone: false,
    purpose: 'nudge',
    isWindowOpen: true,
    isStopped: false,
    isConfirmed: false,
  };
  const why = (change: Partial<Repeating>) => whyNotAgain({ ...failed, ...change })?.refused;

  it('that failed may be said again', () => {
    expect(why({})).toBeUndefined();
  });

  it.each(['queued', 'sending', 'accepted', 'sent', 'delivered', 'read', 'dropped'])(
    'that is %s waits for nobody',
    (state) => {
      expect(why({ state })).toBe('message-settled');
    },
  );

  it('that somebody has closed is not said again', () => {
    expect(why({ isClosed: true })).toBe('message-settled');
  });

  it('that may have arrived is said again only when it surely did not', () => {
    expect(why({ state: 'uncertain' })).toBe('not-confirmed');
    expect(why({ state: 'uncertain', isConfirmed: true })).toBeUndefined();
  });

  it('after the 24 hours needs a template', () => {
    expect(why({ state: 'window-closed', isWindowOpen: false })).toBe('message-too-late');
    expect(why({ state: 'window-closed', isWindowOpen: false, isNotice: true })).toBeUndefined();
    // The resident has written since.
    expect(why({ state: 'window-closed' })).toBeUndefined();
  });

  it('that held a PIN holds it no more', () => {
    expect(why({ purpose: 'new-pin' })).toBe('secret-gone');
    expect(why({ purpose: 'card-waiting' })).toBeUndefined();
    expect(why({ purpose: 'card-waiting', isCodeGone: true })).toBe('secret-gone');
  });

  it('is not said to somebody who asked for silence, unless it is an answer', () => {
    expect(why({ isStopped: true })).toBe('resident-stopped');
    expect(why({ isStopped: true, purpose: 'reply' })).toBeUndefined();
  });
});
