/** Asks the resident for one paper again, with a coded reason. */
import { paperReasons, reasonWords } from '../../../src/domain/case/reasons.ts';
import type { CaseView, RequirementView } from '../../../src/http/api-types.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/say.tsx';
import { useAct } from '../api/acts.ts';
import { paperWords } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useReasonWords } from '../reason-words.ts';

/** The dialog for one requirement. Where nothing came, the only reason is that it is missing. */
export function AskAgain(props: {
  view: CaseView;
  requirement: RequirementView;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { view, requirement, isOpen, onClose } = props;
  const { t, language } = useWords();
  const words = useReasonWords();
  const act = useAct(view.id);
  const paper = paperWords(view.service, requirement.id, language);
  const hasPaper = requirement.paperIds.length > 0;
  const reasons = paperReasons.filter((code) => (code === 'missing') !== hasPaper);
  return (
    <ReasonDialog
      question={
        isOpen
          ? {
              title: t('intake.askTitle', { paper: paper.label }),
              explanation: t(view.contactId === undefined ? 'intake.askExplainDesk' : 'intake.askExplain'),
              reasons: reasons.map((code) => ({ code, words: reasonWords[code][language] })),
              confirm: t('intake.askConfirm'),
            }
          : undefined
      }
      words={words}
      isBusy={act.isPending}
      problem={<ProblemNote error={act.error} />}
      onClose={onClose}
      onConfirm={(reason, note) =>
        act.mutate(
          {
            act: 'ask-again',
            body: { requirementId: requirement.id, reason, ...(note !== undefined && { note }) },
          },
          {
            onSuccess: () => {
              say(t('intake.asked', { paper: paper.short }));
              onClose();
            },
          },
        )
      }
    />
  );
}
