/** How many cases this officer has finished at a desk today; kept by the browser, for the progress bar alone. */

interface Kept {
  day: string;
  cases: string[];
}

const keyOf = (desk: string, officerId: string) => `sampai.finished.${desk}.${officerId}`;

/** Cases finished on `day` (`YYYY-MM-DD`). */
export function finishedOn(day: string, desk: string, officerId: string): string[] {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(desk, officerId)) ?? 'null') as Kept | null;
    return kept?.day === day ? kept.cases : [];
  } catch {
    return [];
  }
}

/** Notes one more; the same case counts once. */
export function noteFinished(day: string, desk: string, officerId: string, caseId: string): void {
  const cases = new Set(finishedOn(day, desk, officerId)).add(caseId);
  localStorage.setItem(keyOf(desk, officerId), JSON.stringify({ day, cases: [...cases] } satisfies Kept));
}
