/** Shows a problem where it happened: the sentence, the next step, and a way to try again. */
import { Button } from '@mantine/core';
import { Note } from '../ui/note.tsx';
import { Problem } from '../ui/problem.ts';
import { type Translate, useWords } from './i18n.ts';

/** The words of a problem; the server's own where it sent some. */
export function problemWords(error: unknown, t: Translate): { sentence: string; next: string } {
  if (!(error instanceof Problem))
    return { sentence: t('problem.incident'), next: t('problem.incidentNext') };
  if (error.code === 'offline') return { sentence: t('problem.offline'), next: t('problem.offlineNext') };
  if (error.sentence !== '') return { sentence: error.sentence, next: error.next };
  const number =
    error.incident === undefined ? '' : ` ${t('problem.incidentNumber', { number: error.incident })}`;
  return { sentence: `${t('problem.incident')}${number}`, next: t('problem.incidentNext') };
}

/** Nothing while there is no `error`. */
export function ProblemNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useWords();
  if (error === null || error === undefined) return null;
  const { sentence, next } = problemWords(error, t);
  return (
    <Note tone="bad" title={sentence} isLive>
      {next}
      {onRetry !== undefined && (
        <div style={{ marginTop: 8 }}>
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('act.retry')}
          </Button>
        </div>
      )}
    </Note>
  );
}
