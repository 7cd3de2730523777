/** Replies are cut to the limits of WhatsApp where the catalogue's words are long, the question last of all. */
import { describe, expect, it } from 'vitest';
import { startConversation } from './converse.ts';
import { fitReply } from './fit.ts';
import { isFresh, optionId, readTap, templateTapId } from './options.ts';
import type { ConversationState } from './types.ts';
import { speak } from './words.ts';

const state: ConversationState = { ...startConversation(), nonce: 'n7', step: 'menu' };
const words = speak('id');
const option = (value: string, title = value, description?: string) => ({
  value,
  title,
  ...(description !== undefined && { description }),
});

describe('a reply', () => {
  it('leaves room below a question for the numbers that the adapter adds', () => {
    const options = [option('a', 'A'.repeat(30)), option('b', 'B'.repeat(30))];
    const reply = fitReply([], { body: 'x'.repeat(3000), options }, state, words);
    const numbers = '1. '.length * 2 + 20 * 2 + 'Atau balas angkanya.'.length + 4;
    expect((reply?.body.length ?? 0) + numbers).toBeLessThanOrEqual(1024);
    expect(reply?.options?.map(({ title }) => title.length)).toEqual([20, 20]);
  });

  it('shortens what stands before the question sooner than the question', () => {
    const body = `${'y'.repeat(600)} Sudah benar?`;
    const reply = fitReply(['x'.repeat(600)], { body, options: [option('a')] }, state, words);
    expect(reply?.body.endsWith('Sudah benar?')).toBe(true);
    expect(reply?.body.startsWith('xxx')).toBe(true);
  });

  it('may be long when there is nothing to choose', () => {
    expect(fitReply(['x'.repeat(9000)], undefined, state, words)?.body).toHaveLength(4094);
  });

  it('tells titles apart that would be cut to the same', () => {
    const long = 'Perubahan data kependudukan';
    const options = ['a', 'b', 'c', 'd'].map((value) => option(value, long, 'z'.repeat(90)));
    const reply = fitReply([], { body: 'Pilih', options }, state, words);
    expect(reply?.options?.map(({ title }) => title)).toEqual([
      'Perubahan data kependud…',
      'Perubahan data kepend… 2',
      'Perubahan data kepend… 3',
      'Perubahan data kepend… 4',
    ]);
    expect(reply?.options?.every(({ description }) => description?.length === 72)).toBe(true);
    expect(reply?.listButton).toBe('Pilih');
  });

  it('is none when there is nothing to say', () => {
    expect(fitReply([], undefined, state, words)).toBeUndefined();
  });
});

describe('the id of a choice', () => {
  const talking = { ...state, currentCaseId: 'case-1' };

  it('carries step, case and nonce, and fits only the very question it stood below', () => {
    const tap = readTap(optionId(talking, 'a:b ü'))!;
    expect(tap).toEqual({ kind: 'answer', step: 'menu', caseId: 'case-1', nonce: 'n7', value: 'a:b ü' });
    expect(isFresh(tap, talking)).toBe(true);
    expect(isFresh(tap, { ...talking, nonce: 'n8' })).toBe(false);
    expect(isFresh(tap, { ...talking, step: 'papers' })).toBe(false);
    expect(isFresh(tap, { ...talking, currentCaseId: 'case-2' })).toBe(false);
  });

  it('of a template names what and which case', () => {
    expect(readTap(templateTapId('complete', 'case-1'))).toEqual({
      kind: 'template',
      what: 'complete',
      caseId: 'case-1',
    });
    expect(readTap('erase:case-1')).toBeUndefined();
  });
});
