/** Picks the words of a language, and joins them as people do. */
import type { Language } from './types.ts';
import { words as en } from './words.en.ts';
import { words as id } from './words.id.ts';

/** Everything the chat can say; both languages have the same entries. */
export type Words = typeof id;

/** The words of one language. */
export function speak(language: Language): Words {
  return language === 'en' ? en : id;
}

/** `['a', 'b', 'c']` → `a, b dan c`. */
export function listed(parts: readonly string[], words: Words): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${words.and} ${parts.at(-1)}`;
}

/** Lines without the empty ones. */
export function lines(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

/** Paragraphs without the empty ones. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
