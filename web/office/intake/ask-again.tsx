/** Asks the resident for one paper again, with a coded reason. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { paperReasons, reasonWords } from '../../../src/domain/case/reasons.ts';
import type { CaseView, RequirementView } from '../../../src/http/api-types.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/say.tsx';
import { useAct } from '../api/acts.ts';
import { paperWords } from '../case/case-words.ts';
import { useWords } from '../i18n.ts';
import { ProblemNote } from '../problem-note.tsx';
import { useReasonWords } from '../reason-words.ts';

type Which = 'this' | 'all';

/** Whether the reason is about the photo on the screen or about all of this paper. */
function WhichChoice(props: { which: Which; count: number; onChange: (which: Which) => void }) {
  const { which, count, onChange } = props;
  const { t } = useWords();
  return (
    <div className="col tight">
      <span id="which-photo" className="small" style={{ fontWeight: 600 }}>
        {t('intake.askWhich')}
      </span>
      <SegmentedControl
        aria-labelledby="which-photo"
        fullWidth
        value={which}
        onChange={(next) => onChange(next as Which)}
        data={[
          { value: 'this', label: t('intake.askThis') },
          { value: 'all', label: t('intake.askAll', { n: count }) },
        ]}
      />
    </div>
  );
}

/** The dialog for one requirement. Where nothing came, the only reason is that it is missing. */
export function AskAgain(props: {
  view: CaseView;
  requirement: RequirementView;
  /** The paper on the screen; where there are several, the reason may be about this one alone. */
  paperId: string | undefined;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { view, requirement, paperId, isOpen, onClose } = props;
  const { t, language } = useWords();
  const words = useReasonWords();
  const act = useAct(view.id);
  const paper = paperWords(view.service, requirement.id, language);
  const hasPaper = requirement.paperIds.length > 0;
  const [which, setWhich] = useState<Which>('this');
  const isOneOfMany =
    requirement.paperIds.length > 1 && paperId !== undefined && requirement.paperIds.includes(paperId);
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
              choice: isOneOfMany ? (
                <WhichChoice which={which} count={requirement.paperIds.length} onChange={setWhich} />
              ) : undefined,
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
            body: {
              requirementId: requirement.id,
              reason,
              ...(note !== undefined && { note }),
              ...(isOneOfMany && which === 'this' && { attachmentIds: [paperId] }),
            },
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
