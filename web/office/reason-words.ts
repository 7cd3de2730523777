/** The words that every dialog for a reason shares. */
import type { ReasonWords } from '../ui/reason-dialog.tsx';
import { useWords } from './i18n.ts';

/** Them in the language of the page. */
export function useReasonWords(): ReasonWords {
  const { t } = useWords();
  return {
    reason: t('act.reason'),
    note: t('act.note'),
    noteNeeded: t('act.noteNeeded'),
    reasonNeeded: t('act.reasonNeeded'),
    cancel: t('act.cancel'),
    close: t('act.close'),
  };
}
