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
import { type Lack, lackOf, type Stop, stopForField } from './stops.ts';

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
  canWork: boolean;
  onGoTo: (stop: Stop | undefined) => void;
}

/** What the main button does now: forward, lead to what is lacking, or go on to another case. */
function usePrimary({ view, stops, canWork, onGoTo }: FootProps, act: ReturnType<typeof useAct>) {
  const { t } = useWords();
  const { finish, goOn } = useQueue();
  const [isTold, setTold] = useState(false);
  const lack = lackOf(view);
  const what = useLackWords(view)(lack);
  const onForwarded = () => {
    say(t('intake.forwarded', { number: view.number }));
    finish(view.id);
  };
  const forward = () =>
    act.mutate({ act: 'accept-case', body: { acceptPapers: true } }, { onSuccess: onForwarded });
  const showLack = () => {
    setTold(true);
    const [paper] = lack.papers;
    const [field] = lack.fields;
    if (paper !== undefined) onGoTo(stops.find((stop) => stop.requirementId === paper));
    else if (field !== undefined) {
      onGoTo(stopForField(stops, view, field));
      focusField(field);
    }
  };
  const isReady = what === '';
  const isOurTurn = canWork && view.status === 'submitted';
  const press = isOurTurn ? (isReady ? forward : showLack) : () => goOn(view.id);
  return { press, isReady, isOurTurn, isTold, what, tray: lack.tray };
}

/** The foot. Enter does what the main button says. */
export function IntakeFoot(props: FootProps) {
  const { view, canWork } = props;
  const { t } = useWords();
  const act = useAct(view.id);
  const { press, isReady, isOurTurn, isTold, what, tray } = usePrimary(props, act);
  useShortcuts({ Enter: act.isPending ? undefined : press });
  return (
    <>
      {canWork && <WaysOut view={view} act={act} />}
      <span
        className={`${styles.lack} small`}
        data-complete={isReady && tray === 0 ? true : undefined}
        role="status"
      >
        {isOurTurn && isReady && t('intake.complete')}
        {isOurTurn && !isReady && t(isTold ? 'intake.lackFocus' : 'intake.lacking', { what })}
        {isOurTurn && tray > 0 && ` ${t('intake.lackTray', { n: tray })}.`}
      </span>
      <Button
        size="lg"
        className="on-brand"
        variant={isOurTurn && !isReady ? 'default' : 'filled'}
        loading={act.isPending}
        onClick={press}
      >
        {t(isOurTurn ? 'intake.primary' : 'intake.nextCase')} <kbd>⏎</kbd>
      </Button>
      {act.error !== null && (
        <div className={styles.footProblem}>
          <ProblemNote error={act.error} />
        </div>
      )}
    </>
  );
}
