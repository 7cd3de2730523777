/** The verification desk: the draft from SIAK beside the fields and papers, approved in one act or returned. */
import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseView, DocumentView } from '../../../src/http/api-types.ts';
import { Note } from '../../ui/note.tsx';
import { say } from '../../ui/say.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { useAct } from '../api/acts.ts';
import { caseQuery } from '../api/queries.ts';
import { CaseFrame } from '../case/case-frame.tsx';
import { documentWords } from '../case/case-words.ts';
import { PdfPane } from '../case/pdf-pane.tsx';
import { ConflictNote } from '../conflict-note.tsx';
import { useWords } from '../i18n.ts';
import { Marks } from '../intake/case-notes.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { useQueue } from '../queue/queue-context.tsx';
import { EvidenceCard } from './evidence-card.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import styles from './verification.module.css';

/** Drafts that wait here. */
function waitingDrafts(view: CaseView): DocumentView[] {
  return view.documents.filter((one) => one.status === 'drafted' && one.draft !== undefined);
}

function DraftCard({
  view,
  drafts,
  chosen,
  onChoose,
}: {
  view: CaseView;
  drafts: DocumentView[];
  chosen: DocumentView;
  onChoose: (id: string) => void;
}) {
  const { t, language } = useWords();
  const name = documentWords(view.service, chosen.documentId, language).name;
  return (
    <section className={`card ${styles.draft}`} aria-label={t('verification.draft')}>
      <PdfPane
        fileId={chosen.draft!.fileId}
        purpose="verification"
        name={name}
        head={
          drafts.length > 1 ? (
            <SegmentedControl
              size="xs"
              value={chosen.id}
              onChange={onChoose}
              aria-label={t('verification.documents')}
              data={drafts.map((one) => ({
                value: one.id,
                label: documentWords(view.service, one.documentId, language).short,
              }))}
            />
          ) : (
            <h2 className={styles.name}>{name}</h2>
          )
        }
      />
    </section>
  );
}

/** Verifies every draft that waits here and that this person may verify, in one act; then the next case. */
function useApproval(view: CaseView, drafts: DocumentView[]) {
  const { t } = useWords();
  const { finish } = useQueue();
  const act = useAct(view.id);
  const allowed = drafts.filter((one) => one.conflict === undefined && one.can.includes('verify-documents'));
  const documents = allowed.map((one) => ({ documentId: one.id, draftSha256: one.draft!.sha256 }));
  const onSuccess = () => {
    say(t('verification.verified', { number: view.number }));
    finish(view.id);
  };
  return {
    canApprove: allowed.length > 0,
    approve: () => act.mutate({ act: 'verify-documents', body: { documents } }, { onSuccess }),
    isPending: act.isPending,
    error: act.error,
  };
}

function Foot(props: { view: CaseView; drafts: DocumentView[]; chosen: DocumentView | undefined }) {
  const { view, drafts, chosen } = props;
  const { t, language } = useWords();
  const { goOn } = useQueue();
  const { canApprove, approve, isPending, error } = useApproval(view, drafts);
  const [isReturning, setReturning] = useState(false);
  const primary = canApprove ? approve : () => goOn(view.id);
  useShortcuts({ Enter: isPending ? undefined : primary });
  return (
    <>
      {chosen?.can.includes('return-document') && (
        <Button variant="default" onClick={() => setReturning(true)}>
          {t('verification.returnDraft')}
        </Button>
      )}
      <Button size="lg" className="on-brand" loading={isPending} onClick={primary}>
        {t(canApprove ? 'verification.primary' : 'intake.nextCase')} <kbd>⏎</kbd>
      </Button>
      {error !== null && (
        <div className={styles.problem}>
          <ProblemNote error={error} />
        </div>
      )}
      {chosen !== undefined && (
        <ReturnDialog
          caseId={view.id}
          caseNumber={view.number}
          documentId={chosen.id}
          name={documentWords(view.service, chosen.documentId, language).name}
          mayReturnCase={view.can.includes('return-to-intake')}
          isOpen={isReturning}
          onClose={() => setReturning(false)}
          onDone={(where) => {
            if (where === 'intake' || drafts.length === 1) goOn(view.id);
          }}
        />
      )}
    </>
  );
}

function VerificationCase(props: { view: CaseView; isRevealed: boolean; onReveal: () => void }) {
  const { view } = props;
  const { t } = useWords();
  const drafts = waitingDrafts(view);
  const [chosenId, setChosenId] = useState<string>();
  const chosen = drafts.find((one) => one.id === chosenId) ?? drafts[0];
  const papers = view.documents.filter((one) => one.form === 'paper' && one.status !== 'withdrawn');
  const isPartly = papers.some((one) => one.status === 'planned') && drafts.length > 0;
  return (
    <CaseFrame view={view} foot={<Foot view={view} drafts={drafts} chosen={chosen} />}>
      <ConflictNote conflict={chosen?.conflict} />
      {isPartly && (
        <Note tone="info">
          {t('verification.partly', {
            n: papers.filter((one) => one.status !== 'planned').length,
            total: papers.length,
          })}
        </Note>
      )}
      <Marks view={view} />
      {chosen === undefined ? (
        <Note tone="quiet">{t('verification.nothing')}</Note>
      ) : (
        <div className={styles.split}>
          <DraftCard view={view} drafts={drafts} chosen={chosen} onChoose={setChosenId} />
          <EvidenceCard {...props} document={chosen} />
        </div>
      )}
    </CaseFrame>
  );
}

/** The desk for one case. */
export function VerificationDesk({ caseId }: { caseId: string }) {
  const [isRevealed, setRevealed] = useState(false);
  const { data, error, refetch } = useQuery({
    ...caseQuery(caseId, 'verification', isRevealed),
    placeholderData: keepPreviousData,
  });
  if (data !== undefined)
    return (
      <VerificationCase
        key={caseId}
        view={data}
        isRevealed={isRevealed}
        onReveal={() => setRevealed(!isRevealed)}
      />
    );
  return (
    <div className={styles.alone}>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {error === null && <Skeleton height={420} />}
    </div>
  );
}
