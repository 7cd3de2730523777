/** One thing said in both languages of Sampai, and how it is printed on a terminal. */

/** The same sentence twice: what is wrong and what to do about it. */
export interface Sentence {
  id: string;
  en: string;
}

/** Indonesian first, English under it. */
export function printSentence(sentence: Sentence): void {
  process.stderr.write(`\n${sentence.id}\n${sentence.en}\n\n`);
}
