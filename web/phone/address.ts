/** What the address of the page asks for: language, simulator, handset. */
import { openSimulator, simulatorBase } from './simulator.ts';
import { languageOf, wordsOf } from './words.ts';

const { search } = window.location;

/** The language of this page. */
export const language = languageOf(search);

/** Its words. */
export const words = wordsOf[language];

/** The simulator that this page talks to. */
export const simulator = openSimulator(simulatorBase(search));

/** The handset that `?handset=` names, if any. */
export const askedHandsetId = new URLSearchParams(search).get('handset');

/** Keeps the handset in hand in the address, so that a reload shows it again. */
export function keepHandset(handsetId: string): void {
  const address = new URL(window.location.href);
  address.searchParams.set('handset', handsetId);
  window.history.replaceState(null, '', address);
}
