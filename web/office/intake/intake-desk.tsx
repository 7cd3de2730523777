/** The intake desk: one case, its papers beside the fields they prove, until it goes on to the SIAK desk. */
import { Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { plannedDocuments } from '../../../src/catalogue/plan.ts';
import type { CaseView } from '../../../src/http/api-types.ts';
import { Tag } from '../../ui/tag.tsx';
import { useAct } from '../api/acts.ts';
import { caseQuery } from '../api/queries.ts';
import { CaseFrame } from '../case/case-frame.tsx';
import { documentWords, fieldsOf } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useSession, useTime } from '../session.tsx';
import { calendarDay } from '../time.ts';
import { CaseNotes } from './case-notes.tsx';
import { FieldsCard } from './fields-card.tsx';
import styles from './intake.module.css';
import { IntakeFoot } from './intake-foot.tsx';
import { MatchCard } from './match-card.tsx';
import { PaperCard } from './paper-card.tsx';
import { firstStop, type Stop, stopsThrough } from './stops.ts';
import { usePaperAct } from './use-paper-act.ts';

/** The tags in the head: how far the papers are, and which documents will come out. */
function HeadTags({ view }: { view: CaseView }) {
  const { t, language } = useWords();
  const { office } = useSession();
  const { now } = useTime();
  const answers = Object.fromEntries(fieldsOf(view).map((field) => [field.id, field.value]));
  const today = calendarDay(view.submittedAt ? Date.parse(view.submittedAt) : now, office.utcOffsetMinutes);
  const total = view.requirements.length;
  const n = view.requirements.filter((one) => one.status === 'accepted').length;
  return (
    <>
      <Tag tone={n === total ? 'ok' : 'quiet'}>{t('case.papersMatched', { n, total })}</Tag>
      {plannedDocuments(view.service, answers, today).map(({ document }) => (
        <Tag key={document.id}>{documentWords(view.service, document.id, language).short}</Tag>
      ))}
    </>
  );
}

function IntakeCase({
  view,
  isRevealed,
  onReveal,
}: {
  view: CaseView;
  isRevealed: boolean;
  onReveal: () => void;
}) {
  const stops = stopsThrough(view);
  const [chosen, setChosen] = useState<string>();
  const stop = stops.find((one) => one.key === chosen) ?? firstStop(stops, view);
  // Looking takes nothing: the case is taken by the button that says so.
  const taking = useAct(view.id);
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const canWork = view.isMine && (view.status === 'submitted' || view.status === 'incomplete');
  const goTo = (next: Stop | undefined) => {
    if (next !== undefined) setChosen(next.key);
  };
  const paper = usePaperAct({ view, stops, stop, shown, isRevealed, onReveal, onGoTo: goTo });
  const isTray = stop?.kind === 'page' && stop.requirementId === null;
  return (
    <CaseFrame
      view={view}
      tags={<HeadTags view={view} />}
      foot={
        <IntakeFoot
          view={view}
          stops={stops}
          stop={stop}
          shown={shown}
          canWork={canWork}
          paper={paper}
          taking={taking}
          onGoTo={goTo}
        />
      }
    >
      <CaseNotes view={view} taking={taking} />
      <div className={styles.split}>
        <PaperCard
          view={view}
          stops={stops}
          stop={stop}
          canWork={canWork}
          onGoTo={goTo}
          onShown={(fileId) =>
            setShown((before) => (before.has(fileId) ? before : new Set(before).add(fileId)))
          }
        />
        {isTray && canWork ? (
          <MatchCard key={stop.key} view={view} stop={stop} stops={stops} onGoTo={goTo} />
        ) : (
          <FieldsCard
            view={view}
            stop={stop}
            canWork={canWork}
            paper={paper}
            isRevealed={isRevealed}
            onReveal={onReveal}
          />
        )}
      </div>
    </CaseFrame>
  );
}

/** The desk for one case. */
export function IntakeDesk({ caseId }: { caseId: string }) {
  const [isRevealed, setRevealed] = useState(false);
  const { data, error, refetch } = useQuery({
    ...caseQuery(caseId, 'intake', isRevealed),
    // While the numbers are fetched, the masked case stays on the screen.
    placeholderData: keepPreviousData,
  });
  if (error !== null && data === undefined)
    return (
      <div className={styles.alone}>
        <ProblemNote error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (data === undefined)
    return (
      <div className={styles.alone}>
        <Skeleton height={44} width="60%" mb="md" />
        <Skeleton height={420} />
      </div>
    );
  return <IntakeCase view={data} isRevealed={isRevealed} onReveal={() => setRevealed(!isRevealed)} />;
}
