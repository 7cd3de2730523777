/** The right card of the intake desk: the fields that the paper proves, and the word about the paper. */
import { Button } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { AnswerValue, CaseView, RequirementView } from '../../../src/http/api-types.ts';
import { Note } from '../../ui/note.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { useAct, withAnswers } from '../api/acts.ts';
import { paperWords } from '../case/case-words.ts';
import { reasonText } from '../case/history-list.tsx';
import { FieldRow } from '../fields/field-row.tsx';
import fieldStyles from '../fields/fields.module.css';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { AskAgain } from './ask-again.tsx';
import styles from './intake.module.css';
import { fieldsBeside, type Stop } from './stops.ts';
import type { PaperAct } from './use-paper-act.ts';

/** Shows NIK and KK numbers in full, which the server writes down. */
export function RevealButton({
  view,
  isRevealed,
  onReveal,
}: {
  view: CaseView;
  isRevealed: boolean;
  onReveal: () => void;
}) {
  const { t } = useWords();
  const hasNumbers = view.pages.some((page) => page.fields.some((field) => field.isMasked)) || isRevealed;
  if (!hasNumbers) return null;
  const Icon = isRevealed ? IconEyeOff : IconEye;
  return (
    <button
      type="button"
      className={`${styles.reveal} link-button ring no-print`}
      title={t('case.revealHelp')}
      onClick={onReveal}
    >
      <Icon size={15} aria-hidden /> {t(isRevealed ? 'case.hide' : 'case.reveal')}
    </button>
  );
}

/** What was said about the paper so far, and the two words that can be said now. */
function PaperWord(props: { requirement: RequirementView; paper: PaperAct; onAsk: () => void }) {
  const { requirement, paper, onAsk } = props;
  const { t, language } = useWords();
  const hasPaper = requirement.paperIds.length > 0;
  const { step, isPending } = paper;
  return (
    <div className={styles.word}>
      {requirement.status === 'asked-again' && (
        <span className="small grow">
          {t('intake.askedState', { reason: reasonText(requirement.reason, language) })}
        </span>
      )}
      {requirement.status === 'accepted' && (
        <span className={`${styles.done} small grow`}>{t('intake.accepted')}</span>
      )}
      {requirement.status !== 'asked-again' && (
        <Button variant="default" onClick={onAsk} disabled={isPending}>
          {t('intake.askAgain')} <kbd>2</kbd>
        </Button>
      )}
      {hasPaper && requirement.status === 'received' && (
        <Button
          variant="light"
          onClick={paper.go}
          loading={isPending}
          disabled={paper.isBusy}
          className={styles.accept}
        >
          {step?.kind === 'look' && t('intake.lookOther')}
          {step?.kind === 'reveal' && t('intake.revealFirst')}
          {(step?.kind === 'accept' || step?.kind === 'wait') && t('intake.accept')} <kbd>1</kbd>
        </Button>
      )}
    </div>
  );
}

function useFieldSaving(view: CaseView) {
  const act = useAct(view.id);
  const save = (fieldId: string, value: AnswerValue) => {
    const answers = { [fieldId]: value };
    act.mutate({
      act: 'record-answers',
      body: { answers },
      change: (before) => withAnswers(before, answers),
    });
  };
  return { save, error: act.error };
}

/** The fields that the paper proves, and folded away those that no paper proves. */
function Rows(props: {
  view: CaseView;
  requirement: RequirementView | undefined;
  onSave: ((fieldId: string, value: AnswerValue) => void) | undefined;
}) {
  const { view, requirement, onSave } = props;
  const { t } = useWords();
  const { beside, others } = fieldsBeside(view, requirement?.id ?? null);
  const isOpen = beside.length === 0 || others.some((one) => view.missing.includes(one.id));
  return (
    <>
      {beside.map((field) => (
        <FieldRow key={field.id} view={view} field={field} onSave={onSave} />
      ))}
      {requirement !== undefined && beside.length === 0 && <Note tone="quiet">{requirement.basis}</Note>}
      {others.length > 0 && (
        <details className={fieldStyles.others} open={isOpen}>
          <summary>{t('intake.others')}</summary>
          {others.map((field) => (
            <FieldRow key={field.id} view={view} field={field} onSave={onSave} />
          ))}
        </details>
      )}
    </>
  );
}

/** The card for the stop that is looked at. */
export function FieldsCard(props: {
  view: CaseView;
  stop: Stop | undefined;
  canWork: boolean;
  paper: PaperAct;
  isRevealed: boolean;
  onReveal: () => void;
}) {
  const { view, stop, canWork, paper: paperAct, isRevealed, onReveal } = props;
  const { t, language } = useWords();
  const saving = useFieldSaving(view);
  const [isAsking, setAsking] = useState(false);
  const requirement = view.requirements.find((one) => one.id === stop?.requirementId);
  const ask = () => setAsking(true);
  useShortcuts({ 1: paperAct.go, 2: ask, 3: ask }, canWork && requirement !== undefined);
  const paper = requirement && paperWords(view.service, requirement.id, language);
  return (
    <section className={`card ${styles.fields}`} aria-labelledby="fields-title" data-fields>
      <div className="card-head">
        <h2 id="fields-title">
          {paper === undefined ? t('page.answers') : t('intake.proves', { paper: paper.short })}
        </h2>
        <RevealButton view={view} isRevealed={isRevealed} onReveal={onReveal} />
      </div>
      <div className={styles.rows}>
        <Rows view={view} requirement={requirement} onSave={canWork ? saving.save : undefined} />
        <ProblemNote error={saving.error ?? paperAct.error} />
      </div>
      {canWork && requirement !== undefined && (
        <PaperWord requirement={requirement} paper={paperAct} onAsk={ask} />
      )}
      {requirement !== undefined && (
        <AskAgain
          view={view}
          requirement={requirement}
          paperId={stop?.kind === 'page' ? stop.paperId : undefined}
          isOpen={isAsking}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
