/** What the verification desk does next: every page of every draft is shown and each draft is found right by itself. */
import { type PagesShown, unreadPage } from '../case/read-pages.ts';

/** What the main button does. `wait`: the draft is not drawn yet. */
export type VerificationStep =
  | { kind: 'wait' }
  | { kind: 'page'; page: number }
  /** This draft is right; on to the next one that nobody has judged. */
  | { kind: 'document'; documentId: string }
  | { kind: 'approve' }
  | { kind: 'next-case' };

/** A draft that this officer may verify. */
export interface DraftToVerify {
  id: string;
  fileId: string;
  sha256: string;
}

/** The step while `chosenId` is looked at. `right` are the digests of the drafts that were found right already. */
export function verificationStep(
  drafts: readonly DraftToVerify[],
  chosenId: string | undefined,
  shownOf: (fileId: string) => PagesShown,
  right: ReadonlySet<string>,
): VerificationStep {
  if (drafts.length === 0) return { kind: 'next-case' };
  const chosen = drafts.find((one) => one.id === chosenId);
  if (chosen !== undefined && !right.has(chosen.sha256)) {
    const unread = unreadPage(shownOf(chosen.fileId));
    if (unread === 'drawing') return { kind: 'wait' };
    if (unread !== undefined) return { kind: 'page', page: unread };
  }
  const next = drafts.find((one) => one.id !== chosenId && !right.has(one.sha256));
  return next === undefined ? { kind: 'approve' } : { kind: 'document', documentId: next.id };
}
