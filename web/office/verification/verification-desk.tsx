/** The verification desk: the draft from SIAK beside the fields and papers, approved in one act or returned. */
import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
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
import { type ReadPages, useReadPages } from '../case/read-pages.ts';
import { ConflictNote } from '../conflict-note.tsx';
import { useWords } from '../i18n.ts';
import { Marks } from '../intake/case-notes.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { useQueue } from '../queue/queue-context.tsx';
import { EvidenceCard } from './evidence-card.tsx';
import { type VerificationStep, verificationStep } from './next-step.ts';
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
  right,
  reading,
  onChoose,
}: {
  view: CaseView;
  drafts: DocumentView[];
  chosen: DocumentView;
  right: ReadonlySet<string>;
  reading: ReadPages;
  onChoose: (id: string) => void;
}) {
  const { t, language } = useWords();
  const nameOf = (one: DocumentView) => documentWords(view.service, one.documentId, language).short;
  const name = documentWords(view.service, chosen.documentId, language).name;
  return (
    <section className={`card ${styles.draft}`} aria-label={t('verification.draft')}>
      <PdfPane
        fileId={chosen.draft!.fileId}
        purpose="verification"
        name={name}
        reading={reading}
        head={
          drafts.length > 1 ? (
            <SegmentedControl
              size="xs"
              value={chosen.id}
              onChange={onChoose}
              aria-label={t('verification.documents')}
              data={drafts.map((one) => ({
                value: one.id,
                label: right.has(one.draft!.sha256) ? (
                  <span className={styles.right} title={t('verification.right')}>
                    {nameOf(one)} <IconCheck size={14} aria-label={t('verification.right')} />
                  </span>
                ) : (
                  nameOf(one)
                ),
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

/** Drafts that this person may verify. */
function allowedDrafts(drafts: DocumentView[]): DocumentView[] {
  return drafts.filter((one) => one.conflict === undefined && one.can.includes('verify-documents'));
}

/** Verifies every draft that was found right, in one act; then the next case. */
function useApproval(view: CaseView, allowed: DocumentView[]) {
  const { t } = useWords();
  const { finish } = useQueue();
  const act = useAct(view.id);
  const documents = allowed.map((one) => ({ documentId: one.id, draftSha256: one.draft!.sha256 }));
  const onSuccess = () => {
    say(t('verification.verified', { number: view.number }));
    finish(view.id);
  };
  return {
    approve: () => act.mutate({ act: 'verify-documents', body: { documents } }, { onSuccess }),
    isPending: act.isPending,
    error: act.error,
  };
}

interface FootProps {
  view: CaseView;
  drafts: DocumentView[];
  chosen: DocumentView | undefined;
  reading: ReadPages;
  right: ReadonlySet<string>;
  onRight: (draftSha256: string) => void;
  onChoose: (id: string) => void;
}

/** What the main button says and does: the next page, the next document, or the approval of all of them. */
function usePrimary({ view, drafts, chosen, reading, right, onRight, onChoose }: FootProps) {
  const { t, language } = useWords();
  const { goOn } = useQueue();
  const allowed = allowedDrafts(drafts);
  const { approve, isPending, error } = useApproval(view, allowed);
  const step = verificationStep(
    allowed.map(({ id, draft }) => ({ id, fileId: draft!.fileId, sha256: draft!.sha256 })),
    chosen?.id,
    reading.of,
    right,
  );
  const nameOf = (id: string) => {
    const one = drafts.find((draft) => draft.id === id);
    return one === undefined ? '' : documentWords(view.service, one.documentId, language).short;
  };
  const wordsOf = (now: VerificationStep): string => {
    if (now.kind === 'page') return t('verification.nextPage', { n: now.page + 1 });
    if (now.kind === 'document') return t('verification.nextDocument', { document: nameOf(now.documentId) });
    return t(now.kind === 'next-case' ? 'intake.nextCase' : 'verification.primary');
  };
  const press = () => {
    if (step.kind === 'page') reading.goTo(step.page);
    if (step.kind === 'document') {
      if (chosen?.draft !== undefined && allowed.includes(chosen)) onRight(chosen.draft.sha256);
      onChoose(step.documentId);
    }
    if (step.kind === 'approve') approve();
    if (step.kind === 'next-case') goOn(view.id);
  };
  return { press, words: wordsOf(step), isWaiting: step.kind === 'wait', isPending, error };
}

/** The foot. Enter does what the main button says. */
function Foot(props: FootProps) {
  const { view, drafts, chosen } = props;
  const { t, language } = useWords();
  const { goOn } = useQueue();
  const { press, words, isWaiting, isPending, error } = usePrimary(props);
  const [isReturning, setReturning] = useState(false);
  useShortcuts({ Enter: isPending || isWaiting ? undefined : press });
  return (
    <>
      {chosen?.can.includes('return-document') && (
        <Button variant="default" onClick={() => setReturning(true)}>
          {t('verification.returnDraft')}
        </Button>
      )}
      <Button size="lg" className="on-brand" loading={isPending} disabled={isWaiting} onClick={press}>
        {words} <kbd>⏎</kbd>
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

/** Not every PDF has come yet; what has may be approved. */
function PartlyNote({ view, drafts }: { view: CaseView; drafts: DocumentView[] }) {
  const { t } = useWords();
  const papers = view.documents.filter((one) => one.form === 'paper' && one.status !== 'withdrawn');
  const n = papers.filter((one) => one.status !== 'planned').length;
  if (n === papers.length || drafts.length === 0) return null;
  return <Note tone="info">{t('verification.partly', { n, total: papers.length })}</Note>;
}

function VerificationCase(props: { view: CaseView; isRevealed: boolean; onReveal: () => void }) {
  const { view } = props;
  const { t } = useWords();
  const drafts = waitingDrafts(view);
  const [chosenId, setChosenId] = useState<string>();
  const [right, setRight] = useState<ReadonlySet<string>>(new Set());
  const chosen = drafts.find((one) => one.id === chosenId) ?? drafts[0];
  const reading = useReadPages(chosen?.draft?.fileId);
  const foot = (
    <Foot
      view={view}
      drafts={drafts}
      chosen={chosen}
      reading={reading}
      right={right}
      onRight={(sha256) => setRight((before) => new Set(before).add(sha256))}
      onChoose={setChosenId}
    />
  );
  return (
    <CaseFrame view={view} foot={foot}>
      <ConflictNote conflict={chosen?.conflict} />
      <PartlyNote view={view} drafts={drafts} />
      <Marks view={view} />
      {chosen === undefined ? (
        <Note tone="quiet">{t('verification.nothing')}</Note>
      ) : (
        <div className={styles.split}>
          <DraftCard
            view={view}
            drafts={drafts}
            chosen={chosen}
            right={right}
            reading={reading}
            onChoose={setChosenId}
          />
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
