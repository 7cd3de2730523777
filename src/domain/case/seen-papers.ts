/** Which papers an officer has not looked at: nobody accepts in one sweep what they never saw. */
import { type CaseState, papersFor } from './state.ts';

/** A page that was on the officer's screen: of which paper, and the SHA-256 (hex) of the picture. */
export interface SeenPage {
  paperId: string;
  sha256: string;
}

/**
 * Requirements, by id, with a page that waits for a word and is not among `seen`. What the officer brought in at the
 * desk was in their own hands.
 */
export function unseenRequirements(
  state: CaseState,
  requirementIds: readonly string[],
  seen: readonly SeenPage[],
  officerId: string,
): string[] {
  const isSeen = (paperId: string, sha256: string) =>
    seen.some((page) => page.paperId === paperId && page.sha256 === sha256);
  return requirementIds.filter((requirementId) =>
    papersFor(state, requirementId)
      .filter((paper) => paper.status === 'received' && paper.broughtBy !== officerId)
      .some((paper) => paper.pages.some((page) => !isSeen(paper.id, page.sha256))),
  );
}
