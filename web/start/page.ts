/** Words and language of the start page. */
import { createContext, useContext } from 'react';
import { words as en } from './words.en.ts';
import { words as id, type Words } from './words.id.ts';

/** A language the page speaks. */
export type Language = 'id' | 'en';

/** Which language `?lang=` asks for; Indonesian unless English is wanted. */
export function languageOf(search: string): Language {
  return new URLSearchParams(search).get('lang') === 'en' ? 'en' : 'id';
}

/** The words of a language. */
export const wordsOf: Record<Language, Words> = { id, en };

const WordsContext = createContext<{ words: Words; language: Language }>({ words: id, language: 'id' });

/** Gives words and language to the parts below. */
export const WordsProvider = WordsContext.Provider;

/** Words and language of the page. */
export function useWords(): { words: Words; language: Language } {
  return useContext(WordsContext);
}
