/** The page of one case: documents, papers, answers, thread, history, who looked, and what can be printed. */
import { Button, Skeleton } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseView } from '../../../src/http/api-types.ts';
import { ScrollPane } from '../../ui/scroll-pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { caseQuery, historyQuery } from '../api/queries.ts';
import { CaseTitle } from '../case/case-frame.tsx';
import { applicantName } from '../case/case-words.ts';
import { HistoryList } from '../case/history-list.tsx';
import { Clocks } from '../case/side-pane.tsx';
import { Thread } from '../case/thread.tsx';
import { FieldRow } from '../fields/field-row.tsx';
import { useWords } from '../i18n.ts';
import { Marks } from '../intake/case-notes.tsx';
import { RevealButton } from '../intake/fields-card.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { useHasRole } from '../session.tsx';
import { statusTone } from './case-list.tsx';
import styles from './cases.module.css';
import { DocumentsSection } from './documents-section.tsx';
import { Looks } from './looks.tsx';
import { OwnPapers } from './own-papers.tsx';
import { PapersSection } from './papers-section.tsx';
import { ReleaseCase } from './release-case.tsx';
import { RenewPin } from './renew-pin.tsx';
import { WithdrawCase } from './withdraw-case.tsx';

function Answers({
  view,
  isRevealed,
  onReveal,
}: {
  view: CaseView;
  isRevealed: boolean;
  onReveal: () => void;
}) {
  const { t, language } = useWords();
  return (
    <section className="card" aria-labelledby="answers">
      <div className="card-head">
        <h2 id="answers">{t('page.answers')}</h2>
        <RevealButton view={view} isRevealed={isRevealed} onReveal={onReveal} />
      </div>
      {view.pages.map((page) => (
        <div key={page.id} className={styles.group}>
          <h3>{view.service.words[language].pages[page.id] ?? page.id}</h3>
          {page.fields.map((field) => (
            <FieldRow key={field.id} view={view} field={field} />
          ))}
        </div>
      ))}
    </section>
  );
}

function Head({ view }: { view: CaseView }) {
  const { t } = useWords();
  const forWhom = view.forWhom as 'self' | 'household' | 'resident';
  return (
    <header className={styles.head}>
      <div className="row wrap top">
        <CaseTitle view={view} />
        <Tag tone={statusTone(view.status)}>{t(`caseStatus.${view.status}`)}</Tag>
        <ReleaseCase view={view} />
        <RenewPin view={view} />
        <Button
          variant="default"
          size="sm"
          className="no-print"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('act.print')}
        </Button>
      </div>
      <div className={styles.facts}>
        <span>
          <span className="muted">{t('case.applicant')}</span> <b>{applicantName(view) ?? t('page.none')}</b>{' '}
          <span className="muted">{t(`page.forWhom.${forWhom}`)}</span>
        </span>
        {view.takenBy !== undefined && (
          <span>{t('release.taken', { name: view.people[view.takenBy] ?? '' })}</span>
        )}
        {view.areaName !== undefined && <b>{view.areaName}</b>}
        <Clocks view={view} />
      </div>
    </header>
  );
}

function Page({ view, isRevealed, onReveal }: { view: CaseView; isRevealed: boolean; onReveal: () => void }) {
  const { t } = useWords();
  const [areNumbersShown, setNumbersShown] = useState(false);
  const mayHear = useHasRole('petugas-layanan');
  const {
    data: history,
    error,
    refetch,
  } = useQuery({ ...historyQuery(view.id, areNumbersShown), placeholderData: keepPreviousData });
  return (
    <div className={styles.page}>
      <Head view={view} />
      <Marks view={view} />
      <div className={styles.columns}>
        <div className="col">
          <DocumentsSection view={view} />
          <PapersSection view={view} />
          <Answers view={view} isRevealed={isRevealed} onReveal={onReveal} />
        </div>
        <div className="col">
          <OwnPapers caseId={view.id} />
          <ProblemNote error={error} onRetry={() => void refetch()} />
          {history !== undefined && (
            <>
              <section className="card" aria-labelledby="history">
                <div className="card-head">
                  <h2 id="history">{t('case.history')}</h2>
                </div>
                <div className={styles.padded}>
                  <HistoryList lines={history.lines} view={view} />
                </div>
              </section>
              {view.contactId !== undefined && (
                <section className="card no-print" aria-labelledby="thread">
                  <div className="card-head">
                    <h2 id="thread">{t('case.thread')}</h2>
                  </div>
                  <ScrollPane label={t('case.thread')} className={`${styles.padded} ${styles.thread}`}>
                    <Thread
                      messages={history.thread}
                      contactId={mayHear ? view.contactId : undefined}
                      numbers={{
                        isRevealed: areNumbersShown,
                        onToggle: () => setNumbersShown(!areNumbersShown),
                      }}
                    />
                  </ScrollPane>
                </section>
              )}
              <Looks looks={history.looks} />
            </>
          )}
          <WithdrawCase view={view} />
        </div>
      </div>
    </div>
  );
}

/** The page for one case id. */
export function CasePage({ caseId }: { caseId: string }) {
  const [isRevealed, setRevealed] = useState(false);
  const { data, error, refetch } = useQuery({
    ...caseQuery(caseId, 'history', isRevealed),
    placeholderData: keepPreviousData,
  });
  if (data !== undefined)
    return (
      <Page key={caseId} view={data} isRevealed={isRevealed} onReveal={() => setRevealed(!isRevealed)} />
    );
  return (
    <div className={styles.page}>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {error === null && <Skeleton height={420} />}
    </div>
  );
}
