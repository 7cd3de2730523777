/** The right pane of a case: applicant, both clocks, the WhatsApp thread and the history. */
import { SegmentedControl, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseView } from '../../../src/http/api-types.ts';
import { ScrollPane } from '../../ui/scroll-pane.tsx';
import { historyQuery } from '../api/queries.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useHasRole, useTime } from '../session.tsx';
import { applicantName } from './case-words.ts';
import { HistoryList } from './history-list.tsx';
import styles from './side-pane.module.css';
import { Thread } from './thread.tsx';

/** Both clocks: the office's stops while others are awaited, the resident's never does. */
export function Clocks({ view }: { view: CaseView }) {
  const { t } = useWords();
  const time = useTime();
  const { officeClock, residentClock } = view;
  const stopped =
    officeClock.stoppedBecause === undefined
      ? undefined
      : t(officeClock.stoppedBecause === 'centre' ? 'case.clockStoppedCentre' : 'case.clockStopped');
  return (
    <dl className={styles.clocks} title={t('case.clockHelp')}>
      <div>
        <dt>{t('case.officeClock')}</dt>
        <dd className={officeClock.isOverdue ? styles.late : undefined}>
          {time.stretch(officeClock.elapsedWorkingMinutes)}
        </dd>
        {stopped !== undefined && <dd className={styles.stopped}>{stopped}</dd>}
      </div>
      <div>
        <dt>{t('case.residentClock')}</dt>
        <dd>{time.stretch(residentClock.elapsedMinutes)}</dd>
      </div>
    </dl>
  );
}

/** The pane. The thread comes first where there is one. */
export function SidePane({ view }: { view: CaseView }) {
  const { t } = useWords();
  const hasThread = view.contactId !== undefined;
  const [shown, setShown] = useState<'thread' | 'history'>(hasThread ? 'thread' : 'history');
  const [isRevealed, setRevealed] = useState(false);
  const { data, error, refetch } = useQuery({
    ...historyQuery(view.id, isRevealed),
    placeholderData: keepPreviousData,
  });
  const mayHear = useHasRole('petugas-layanan');
  return (
    <aside className={styles.side} aria-label={t('case.side')}>
      <div className={styles.head}>
        <div>
          <p className="xs muted">{t('case.applicant')}</p>
          <b>{applicantName(view) ?? t('page.none')}</b>
        </div>
        <Clocks view={view} />
        <SegmentedControl
          fullWidth
          size="xs"
          value={shown}
          onChange={(value) => setShown(value as typeof shown)}
          data={[
            { value: 'thread', label: t('case.thread') },
            { value: 'history', label: t('case.history') },
          ]}
        />
      </div>
      <ScrollPane label={t(shown === 'thread' ? 'case.thread' : 'case.history')} className={styles.body}>
        <ProblemNote error={error} onRetry={() => void refetch()} />
        {data === undefined && error === null && <Skeleton height={120} />}
        {data !== undefined && shown === 'history' && <HistoryList lines={data.lines} view={view} />}
        {data !== undefined && shown === 'thread' && (
          <Thread
            messages={data.thread}
            contactId={mayHear ? view.contactId : undefined}
            numbers={{ isRevealed, onToggle: () => setRevealed(!isRevealed) }}
          />
        )}
      </ScrollPane>
    </aside>
  );
}
