/** A thread as officers see it: NIK and KK numbers in it masked like those of the fields, until somebody asks for them. */
import { maskNumbersIn } from '../domain/person/number.ts';
import type { ThreadMessage } from './ports.ts';

/** Masks what residents and the office wrote; `isRevealed` leaves it as it is. Marks what was masked. */
export function showThread(thread: readonly ThreadMessage[], isRevealed: boolean): ThreadMessage[] {
  return thread.map((message) => {
    const text = maskNumbersIn(message.text);
    if (text === message.text) return message;
    return isRevealed ? { ...message, hasMasked: true } : { ...message, text, hasMasked: true };
  });
}
