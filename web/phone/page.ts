/** What every part of the page needs: words, the simulator, the handset in hand, and a way to act. */
import { createContext, useContext } from 'react';
import type { Handset, Message, Outgoing, Simulator } from './simulator.ts';
import type { Language, Words } from './words.ts';

/** The page's shared context. */
export interface Page {
  words: Words;
  language: Language;
  /** Of the office, once it is known. */
  utcOffsetMinutes: number | undefined;
  simulator: Simulator;
  handset: Handset;
  /** The demo clock in milliseconds. */
  now(): number;
  /** Does something and shows a sentence if it was refused. Answers whether it worked. */
  act(work: () => Promise<unknown>): Promise<boolean>;
  send(outgoing: Outgoing): Promise<boolean>;
  showActions(message: Message): void;
}

const PageContext = createContext<Page | undefined>(undefined);

/** Gives the page to the parts below. */
export const PageProvider = PageContext.Provider;

/** The page; only below `PageProvider`. */
export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('This part stands outside the page.');
  return page;
}
