/** Hands PDFs in one after another, and keeps what became of each for the eye. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../../ui/problem.ts';
import { attachDraft, renewCase } from '../api/acts.ts';
import { useWords } from '../i18n.ts';
import { problemWords } from '../problem-note.tsx';

/** What became of one PDF. `title` is its name, or the document it turned out to be. */
export interface DraftResult {
  key: number;
  file: string;
  state: 'checking' | 'matched' | 'refused';
  /** Job that it was matched to, and its number. */
  matched?: { documentJobId: string; number: string };
  sentence?: string;
  next?: string;
}

let keys = 0;

/** `dismiss` takes a refusal off the screen. `take` accepts any number of files, from a drop, a chooser or the simulated SIAK. */
export function useDrafts(caseId: string) {
  const { t } = useWords();
  const client = useQueryClient();
  const [results, setResults] = useState<readonly DraftResult[]>([]);
  const [isBusy, setBusy] = useState(false);
  const settle = (key: number, change: Partial<DraftResult>) =>
    setResults((before) => before.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const take = async (files: readonly File[]): Promise<void> => {
    const fresh = files.map((file): DraftResult => ({ key: ++keys, file: file.name, state: 'checking' }));
    // What was refused before is said; only the new files matter now.
    setResults((before) => [...fresh, ...before.filter((one) => one.state !== 'refused')]);
    setBusy(true);
    for (const [at, file] of files.entries()) {
      const { key } = fresh[at]!;
      try {
        settle(key, { state: 'matched', matched: await attachDraft(caseId, file) });
      } catch (error) {
        const isTooLarge = error instanceof Problem && error.code === 'upload-too-large';
        const said = isTooLarge
          ? { sentence: t('siak.tooLarge'), next: t('siak.tooLargeNext') }
          : problemWords(error, t);
        settle(key, { state: 'refused', ...said });
      }
    }
    setBusy(false);
    await renewCase(client, caseId);
  };
  const dismiss = (key: number) => setResults((before) => before.filter((one) => one.key !== key));
  return { results, isBusy, take, dismiss };
}
