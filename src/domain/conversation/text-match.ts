/** Compares what people type with what was offered: case, accents, punctuation and one slip do not matter. */

/** A message as it is compared: control characters gone, full-width digits made plain, at most 4096 characters. */
export function cleanMessage(raw: string): string {
  return raw
    .slice(0, 4096)
    .toWellFormed()
    .normalize('NFKC')
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n]|\p{Cf}|\uFFFD/gu, ' ')
    .trim();
}

/** Lower-case letters and digits with single spaces between them: `"Kartu Keluarga (KK)!"` → `kartu keluarga kk`. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a text, `camelCase` taken apart, without duplicates. */
export function wordsIn(text: string): string[] {
  return [
    ...new Set(
      plain(text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
        .split(' ')
        .filter((word) => word !== ''),
    ),
  ];
}

/** Whether `a` becomes `b` by at most one slip: a letter too many, too few, wrong, or two neighbours swapped. */
export function isWithinOneSlip(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  const restA = a.slice(start);
  const restB = b.slice(start);
  return (
    restA.slice(1) === restB.slice(1) ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}

/** Whether a text is one of some words; punctuation counts only where a "word" is nothing else. */
export function isOneOf(words: readonly string[], text: string): boolean {
  return words.includes(plain(text)) || words.includes(text.trim().toLowerCase());
}

/** Shortens to at most `limit` UTF-16 units, ending in "…"; a surrogate pair is never split. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text
    .slice(0, Math.max(limit - 1, 0))
    .replace(/[\uD800-\uDBFF]$/u, '')
    .trimEnd()}…`;
}
