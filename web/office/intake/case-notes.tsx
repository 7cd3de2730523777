/** What an officer must know before anything else: who works on the case, its marks, whose turn it is. */
import { Button } from '@mantine/core';
import type { CaseView } from '../../../src/http/api-types.ts';
import { Note } from '../../ui/note.tsx';
import type { useAct } from '../api/acts.ts';
import { paperWords } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import styles from './intake.module.css';

/** Marks of the service that hold now, such as a late report, each with its legal basis. */
export function Marks({ view }: { view: CaseView }) {
  const { t, language } = useWords();
  if (view.marks.length === 0) return null;
  return (
    <ul className={`${styles.marks} plain-list`}>
      {view.marks.map((mark) => {
        const spec = view.service.marks[mark];
        const words = view.service.words[language].marks[mark] ?? mark;
        return (
          <li key={mark} className={`note ${spec?.tone === 'warning' ? 'warn' : 'info'}`}>
            <span>
              <b>{words}</b>{' '}
              {spec !== undefined && !words.includes(spec.basis) && (
                <span className={styles.basis}>{t('intake.basis', { basis: spec.basis })}</span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function TakenNote({ view, taking }: { view: CaseView; taking: ReturnType<typeof useAct> }) {
  const { t } = useWords();
  if (view.isMine || (view.status !== 'submitted' && view.status !== 'incomplete')) return null;
  if (view.takenBy !== undefined)
    return (
      <Note tone="warn" isLive>
        {t('intake.taken', { name: view.people[view.takenBy] ?? '' })}
      </Note>
    );
  if (taking.isPending || !view.can.includes('take-case')) return null;
  // A fresh case is taken by the main button below; one that waits for the resident from here.
  if (view.status === 'submitted') return <Note tone="quiet">{t('intake.onlyLooking')}</Note>;
  return (
    <Note tone="info">
      <div className="row wrap">
        <span className="grow">{t('intake.notTaken')}</span>
        <Button size="xs" onClick={() => taking.mutate({ act: 'take-case' })}>
          {t('intake.take')}
        </Button>
      </div>
    </Note>
  );
}

/** All remarks above the papers. */
export function CaseNotes({ view, taking }: { view: CaseView; taking: ReturnType<typeof useAct> }) {
  const { t, language } = useWords();
  const asked = view.requirements.filter((one) => one.status === 'asked-again');
  const isElsewhere = view.status !== 'submitted' && view.status !== 'incomplete' && view.status !== 'draft';
  return (
    <>
      {isElsewhere && (
        <Note tone="quiet">{t('intake.notAnOffice', { state: t(`caseStatus.${view.status}`) })}</Note>
      )}
      <ProblemNote error={taking.error} />
      <TakenNote view={view} taking={taking} />
      {view.status === 'incomplete' && asked.length > 0 && (
        <Note tone="info">
          {t('intake.waiting', {
            papers: asked.map((one) => paperWords(view.service, one.id, language).short).join(', '),
          })}
        </Note>
      )}
      <Marks view={view} />
    </>
  );
}
