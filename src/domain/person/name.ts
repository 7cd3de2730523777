/** Names of people: what of them is shown to whoever may know the case, but perhaps not alone at the screen. */

/** `A••• C••• P•••`: the first letter of each word, however long the word is. Enough to recognise one's own. */
export function maskName(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  return words.map((word) => `${[...word][0]!.toUpperCase()}•••`).join(' ');
}
