/** The SIAK desk: key the case in, drop the PDFs that SIAK gives, go on. */
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { documentReasons, reasonWords } from '../../../src/domain/case/reasons.ts';
import type { CaseView } from '../../../src/http/api-types.ts';
import { Note } from '../../ui/note.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/say.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { useAct } from '../api/acts.ts';
import { caseQuery } from '../api/queries.ts';
import { CaseFrame } from '../case/case-frame.tsx';
import { documentWords } from '../case/case-words.ts';
import { reasonText } from '../case/history-list.tsx';
import { useWords } from '../i18n.ts';
import { Marks } from '../intake/case-notes.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { useQueue } from '../queue/queue-context.tsx';
import { useReasonWords } from '../reason-words.ts';
import { useTime } from '../session.tsx';
import { DemoSiak } from './demo-siak.tsx';
import { DocumentsCard } from './documents-card.tsx';
import { EntryCard } from './entry-card.tsx';
import styles from './siak.module.css';
import { useDrafts } from './use-drafts.ts';

/** Returned drafts with their reasons, on top of everything. */
function Returned({ view }: { view: CaseView }) {
  const { t, language } = useWords();
  const time = useTime();
  return view.documents.map(({ id, documentId, returned, status }) => {
    if (returned === undefined || status !== 'planned') return null;
    const who = t('siak.returnedBy', { name: view.people[returned.by] ?? '', when: time.ago(returned.at) });
    return (
      <Note
        key={id}
        tone="warn"
        title={`${documentWords(view.service, documentId, language).name}. ${t('siak.returned', { reason: reasonText(returned.reason, language) })}`}
      >
        {returned.note !== undefined && <>“{returned.note}” </>}
        {who}
      </Note>
    );
  });
}

/** Sends an accepted case back to the intake desk with a reason; for operators and verifiers. */
function ToIntake({
  view,
  isOpen,
  onClose,
  onDone,
}: {
  view: CaseView;
  isOpen: boolean;
  onClose: () => void;
  onDone: () => void;
}) {
  const { t, language } = useWords();
  const words = useReasonWords();
  const act = useAct(view.id);
  return (
    <ReasonDialog
      question={
        isOpen
          ? {
              title: t('siak.toIntakeTitle'),
              explanation: t('siak.toIntakeExplain'),
              reasons: documentReasons.map((code) => ({ code, words: reasonWords[code][language] })),
              needNote: ['other'],
              confirm: t('siak.toIntakeConfirm'),
            }
          : undefined
      }
      words={words}
      isBusy={act.isPending}
      problem={<ProblemNote error={act.error} />}
      onClose={onClose}
      onConfirm={(reason, note) =>
        act.mutate(
          { act: 'return-to-intake', body: { reason, ...(note !== undefined && { note }) } },
          {
            onSuccess: () => {
              say(t('siak.toIntakeDone', { number: view.number }));
              onClose();
              onDone();
            },
          },
        )
      }
    />
  );
}

function SiakCase({ view }: { view: CaseView }) {
  const { t } = useWords();
  const { finish, goOn } = useQueue();
  const drafts = useDrafts(view.id);
  const [isReturning, setReturning] = useState(false);
  const papers = view.documents.filter((one) => one.form === 'paper');
  const isDone = papers.length > 0 && papers.every((one) => one.status !== 'planned');
  const next = () => (isDone ? finish(view.id) : goOn(view.id));
  useShortcuts({ Enter: isDone ? next : undefined });
  return (
    <CaseFrame
      view={view}
      foot={
        <>
          {view.can.includes('return-to-intake') && (
            <Button variant="subtle" color="dark" size="sm" onClick={() => setReturning(true)}>
              {t('siak.toIntake')}
            </Button>
          )}
          <Button size="lg" className="on-brand" variant={isDone ? 'filled' : 'default'} onClick={next}>
            {t('siak.next')} {isDone && <kbd>⏎</kbd>}
          </Button>
        </>
      }
    >
      <Returned view={view} />
      <Marks view={view} />
      {isDone && (
        <Note tone="ok" isLive>
          {t('siak.done')}
        </Note>
      )}
      <DemoSiak view={view} onFiles={drafts.take} />
      <div className={styles.split}>
        <EntryCard caseId={view.id} />
        <DocumentsCard view={view} drafts={drafts} />
      </div>
      <ToIntake
        view={view}
        isOpen={isReturning}
        onClose={() => setReturning(false)}
        onDone={() => goOn(view.id)}
      />
    </CaseFrame>
  );
}

/** The desk for one case. */
export function SiakDesk({ caseId }: { caseId: string }) {
  const { data, error, refetch } = useQuery(caseQuery(caseId, 'siak-entry'));
  if (data !== undefined) return <SiakCase key={caseId} view={data} />;
  return (
    <div className={styles.alone}>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {error === null && <Skeleton height={420} />}
    </div>
  );
}
