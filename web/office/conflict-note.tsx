/** Why this person may not do the next step of a document, in words: who enters, verifies and signs are three people. */
import { Note } from '../ui/note.tsx';
import { useWords } from './i18n.ts';

/** `conflict` is the refusal code of the duties; nothing without one. */
export function ConflictNote({ conflict }: { conflict: string | undefined }) {
  const { t } = useWords();
  if (conflict === undefined) return null;
  const isKnown = conflict === 'same-person-entered' || conflict === 'same-person-verified';
  return <Note tone="warn">{t(`conflict.${isKnown ? conflict : 'other'}`)}</Note>;
}
