/** The foot of the intake desk: what is lacking, the way on, and the way out with a reason. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { caseReasons, reasonWords } from '../../../src/domain/case/reasons.ts';
import type { CaseView } from '../../../src/http/api-types.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/say.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { useAct } from '../api/acts.ts';
import { paperWords } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useQueue } from '../queue/queue-context.tsx';
import { useReasonWords } from '../reason-words.ts';
import styles from './intake.module.css';
import { type IntakeStep, intakeStep, papersToJudge } from './next-step.ts';
import { type Lack, lackOf, type Stop, stopForField } from './stops.ts';
import type { PaperAct } from './use-paper-act.ts';

/** What is lacking, in words; empty when nothing keeps the case back. */
function useLackWords(view: CaseView) {
  const { t, language } = useWords();
  return ({ papers, fields }: Lack): string =>
    [
      ...papers.map((id) => paperWords(view.service, id, language).short),
      ...(fields.length > 0 ? [t('intake.lackFields', { n: fields.length })] : []),
    ].join(', ');
}

function RejectDialog({ view, isOpen, onClose }: { view: CaseView; isOpen: boolean; onClose: () => void }) {
  const { t, language } = useWords();
  const words = useReasonWords();
  const { goOn } = useQueue();
  const act = useAct(view.id);
  return (
    <ReasonDialog
      question={
        isOpen
          ? {
              title: t('intake.rejectTitle'),
              explanation: t('intake.rejectExplain'),
              reasons: caseReasons.map((code) => ({ code, words: reasonWords[code][language] })),
              needNote: ['other'],
              confirm: t('intake.rejectConfirm'),
              isDangerous: true,
            }
          : undefined
      }
      words={words}
      isBusy={act.isPending}
      problem={<ProblemNote error={act.error} />}
      onClose={onClose}
      onConfirm={(reason, note) =>
        act.mutate(
          { act: 'reject-case', body: { reason, ...(note !== undefined && { note }) } },
          {
            onSuccess: () => {
              say(t('intake.rejected', { number: view.number }));
              onClose();
              goOn(view.id);
            },
          },
        )
      }
    />
  );
}

/** Puts the cursor into a field once its card is on the screen. */
function focusField(fieldId: string): void {
  setTimeout(() => document.getElementById(`field-${fieldId}`)?.focus(), 60);
}

/** The two ways out that are no progress: rejecting, and giving the case back to the queue. */
function WaysOut({ view, act }: { view: CaseView; act: ReturnType<typeof useAct> }) {
  const { t } = useWords();
  const { goOn } = useQueue();
  const [isRejecting, setRejecting] = useState(false);
  const onReleased = () => {
    say(t('intake.released', { number: view.number }));
    goOn(view.id);
  };
  const quiet = { variant: 'subtle', color: 'dark', size: 'sm' } as const;
  return (
    <>
      <Button {...quiet} onClick={() => setRejecting(true)}>
        {t('intake.reject')}
      </Button>
      <Button {...quiet} onClick={() => act.mutate({ act: 'release-case' }, { onSuccess: onReleased })}>
        {t('intake.release')}
      </Button>
      <RejectDialog view={view} isOpen={isRejecting} onClose={() => setRejecting(false)} />
    </>
  );
}

interface FootProps {
  view: CaseView;
  stops: readonly Stop[];
  stop: Stop | undefined;
  /** File ids of the pages that were on the screen. */
  shown: ReadonlySet<string>;
  canWork: boolean;
  paper: PaperAct;
  taking: ReturnType<typeof useAct>;
  onGoTo: (stop: Stop | undefined) => void;
}

/** Leads to what is lacking, and says it aloud. */
function useLead({ view, stops, onGoTo }: FootProps) {
  const [isTold, setTold] = useState(false);
  const lack = lackOf(view);
  const lead = () => {
    setTold(true);
    const [paper] = lack.papers;
    const [field] = lack.fields;
    if (paper !== undefined) onGoTo(stops.find((stop) => stop.requirementId === paper));
    else if (field !== undefined) {
      onGoTo(stopForField(stops, view, field));
      focusField(field);
    }
  };
  return { lead, isTold, lack };
}

/** What the main button says for a step. */
function usePrimaryWords(view: CaseView, stop: Stop | undefined): (step: IntakeStep) => string {
  const { t, language } = useWords();
  const nameOf = (id: string | null | undefined) =>
    id == null ? t('intake.tray') : paperWords(view.service, id, language).short;
  return (step) => {
    switch (step.kind) {
      case 'take':
        return t('intake.take');
      case 'look':
        return step.stop.requirementId === stop?.requirementId
          ? t('intake.lookOther')
          : t('intake.look', { paper: nameOf(step.stop.requirementId) });
      case 'reveal':
        return t('intake.revealFirst');
      case 'wait':
      case 'accept':
        return t('intake.acceptPaper', { paper: nameOf(stop?.requirementId) });
      case 'lack':
      case 'forward':
        return t('intake.primary');
      case 'next-case':
        return t('intake.nextCase');
    }
  };
}

/** What the main button does now: the paper, the next one, what is lacking, forward, or on to another case. */
function usePrimary(props: FootProps, act: ReturnType<typeof useAct>) {
  const { view, stops, stop, shown, paper, taking, onGoTo } = props;
  const { t } = useWords();
  const { finish, goOn } = useQueue();
  const { lead, isTold, lack } = useLead(props);
  const step = intakeStep(view, stops, stop, shown);
  const onForwarded = () => {
    say(t('intake.forwarded', { number: view.number }));
    finish(view.id);
  };
  const press = () => {
    if (step.kind === 'take') taking.mutate({ act: 'take-case' });
    else if (step.kind === 'next-case') goOn(view.id);
    else if (step.kind === 'lack') lead();
    else if (step.kind === 'forward') act.mutate({ act: 'accept-case' }, { onSuccess: onForwarded });
    else if (step.kind === 'look') onGoTo(step.stop);
    else paper.go();
  };
  return { step, press, isTold, lack };
}

/** What stands beside the main button: what has to be looked at, or is lacking. */
function Standing({
  props,
  step,
  isTold,
  lack,
}: { props: FootProps } & Omit<ReturnType<typeof usePrimary>, 'press'>) {
  const { view } = props;
  const { t } = useWords();
  const what = useLackWords(view)(lack);
  const isOurTurn = step.kind !== 'take' && step.kind !== 'next-case';
  const unjudged = isOurTurn ? papersToJudge(view).length : 0;
  const words = [
    unjudged > 0 ? t('intake.toJudge', { n: unjudged }) : undefined,
    isOurTurn && what !== '' ? t(isTold ? 'intake.lackFocus' : 'intake.lacking', { what }) : undefined,
    isOurTurn && unjudged === 0 && what === '' ? t('intake.complete') : undefined,
    isOurTurn && lack.tray > 0 ? `${t('intake.lackTray', { n: lack.tray })}.` : undefined,
  ].filter((one) => one !== undefined);
  return (
    <span
      className={`${styles.lack} small`}
      data-complete={step.kind === 'forward' && lack.tray === 0 ? true : undefined}
      role="status"
    >
      {words.join(' ')}
    </span>
  );
}

/** The foot. Enter does what the main button says. */
export function IntakeFoot(props: FootProps) {
  const { view, stop, canWork, paper, taking } = props;
  const act = useAct(view.id);
  const { press, ...rest } = usePrimary(props, act);
  const { step } = rest;
  const wordsOf = usePrimaryWords(view, stop);
  const isPending = act.isPending || paper.isPending || taking.isPending;
  useShortcuts({ Enter: isPending ? undefined : press });
  return (
    <>
      {canWork && <WaysOut view={view} act={act} />}
      <Standing props={props} {...rest} />
      <Button
        size="lg"
        className="on-brand"
        variant={step.kind === 'lack' ? 'default' : 'filled'}
        loading={act.isPending || taking.isPending}
        disabled={step.kind === 'wait'}
        onClick={press}
      >
        {wordsOf(step)} <kbd>⏎</kbd>
      </Button>
      {act.error !== null && (
        <div className={styles.footProblem}>
          <ProblemNote error={act.error} />
        </div>
      )}
    </>
  );
}
