/** What every part of the residents' pages needs: the words and the language. */
import { createContext, useContext } from 'react';
import { words as en } from './words.en.ts';
import { words as id, type Words } from './words.id.ts';

/** A language the pages speak. */
export type Language = 'id' | 'en';

/** Which language `?lang=` asks for; Indonesian unless English is wanted. */
export function languageOf(search: string): Language {
  return new URLSearchParams(search).get('lang') === 'en' ? 'en' : 'id';
}

/** The words of a language. */
export const wordsOf: Record<Language, Words> = { id, en };

/** The pages' shared context. */
export interface Page {
  words: Words;
  language: Language;
  /** Of the office, once it is known. */
  utcOffsetMinutes?: number | undefined;
}

const PageContext = createContext<Page>({ words: id, language: 'id' });

/** Gives words and language to the parts below. */
export const PageProvider = PageContext.Provider;

/** Words and language of the page. */
export function usePage(): Page {
  return useContext(PageContext);
}
