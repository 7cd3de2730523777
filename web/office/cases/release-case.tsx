/** The admin takes a case out of the hands of an officer who is away, and says why. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { releaseReasons } from '../../../src/domain/case/reasons.ts';
import type { CaseView } from '../../../src/http/api-types.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/say.tsx';
import { useAct } from '../api/acts.ts';
import { reasonText } from '../case/history-list.tsx';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useReasonWords } from '../reason-words.ts';
import { useHasRole } from '../session.tsx';

/** Nothing where nobody else holds the case; who holds it releases it at the intake desk. */
export function ReleaseCase({ view }: { view: CaseView }) {
  const { t, language } = useWords();
  const words = useReasonWords();
  const isAdmin = useHasRole('admin');
  const act = useAct(view.id);
  const [isAsking, setAsking] = useState(false);
  const { takenBy, number } = view;
  if (!isAdmin || takenBy === undefined || view.isMine || !view.can.includes('release-case')) return null;
  const name = view.people[takenBy] ?? '';
  const confirm = (reason: string, note: string | undefined) =>
    act.mutate(
      { act: 'release-case', body: { reason, ...(note !== undefined && { note }) } },
      {
        onSuccess: () => {
          setAsking(false);
          say(t('release.done', { number }));
        },
      },
    );
  return (
    <>
      <Button variant="default" size="sm" className="no-print" onClick={() => setAsking(true)}>
        {t('release.button', { name })}
      </Button>
      <ReasonDialog
        words={words}
        question={
          isAsking
            ? {
                title: t('release.title', { number }),
                explanation: t('release.explain', { name }),
                reasons: releaseReasons.map((code) => ({ code, words: reasonText(code, language) })),
                needNote: ['other'],
                confirm: t('release.confirm'),
              }
            : undefined
        }
        isBusy={act.isPending}
        problem={<ProblemNote error={act.error} />}
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
